// PDF strokes: whether anything in a PDF could be drawn as a line, told from its streams without reading its pages.
//
// To read a page's drawing takes nearly as long as to read its text. Many long documents draw nothing at all.
//
//   S1. «No» is certain: what cannot be unpacked or told counts as drawn.
//   S2. Unpacking is bounded; a file that unpacks to more counts as drawn.

import { inflateSync } from 'node:zlib';

const megabyte = 1024 * 1024;
/** What all streams together may unpack to, to be looked through. */
const mostBytes = 64 * megabyte;
/** The words of a stream stand in front of it and are short. */
const longestDictionary = 2_000;

/** Operators of one letter: lines and the closing of a shape, and strokes and fills. A rectangle is «re». */
const shaping = new Set(codesOf('lh'));
const painting = new Set(codesOf('sSfFbB'));
const [letterR, letterE, star] = codesOf('re*');
/** White space and brackets, which end a word. */
const isMark = Uint8Array.from({ length: 256 }, (_, code) =>
  /[\0\s()<>[\]{}/%]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** False where no line can be drawn on any page. */
export function mayDrawLines(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Encrypted streams do not show what they hold.
  if (file.includes('/Encrypt')) return true;
  let left = mostBytes;
  let [shaped, painted] = [false, false];
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 1)) {
    const start = startOfData(file, at);
    if (start === null) continue;
    const words = dictionaryBefore(file, at);
    if (words === null) return true;
    const end = file.indexOf('endstream', start);
    if (end < 0) return true;
    at = end + 'end'.length;
    if (drawsNothing(words)) continue;
    const content = contentOf(words, file.subarray(start, end), left);
    if (content === null) return true;
    left -= content.byteLength;
    const found = operatorsIn(content);
    shaped ||= found.shapes;
    painted ||= found.paints;
    if (shaped && painted) return true;
  }
  return false;
}

/** Looks at words of one letter, and at «re»; what stands in texts may be taken for one, which does no harm. */
function operatorsIn(content: Buffer): { shapes: boolean; paints: boolean } {
  let [shapes, paints] = [false, false];
  for (let at = 0; at < content.length && !(shapes && paints); at += 1) {
    const letter = content[at] as number;
    if (isMark[letter] === 1) continue;
    const before = at === 0 || isMark[content[at - 1] as number] === 1;
    if (!before) continue;
    const next = content[at + 1];
    const ends = (index: number) => index >= content.length || isMark[content[index] as number] === 1;
    if (ends(at + 1)) {
      shapes ||= shaping.has(letter);
      paints ||= painting.has(letter);
    } else if (next === star && ends(at + 2)) paints ||= painting.has(letter);
    else if (letter === letterR && next === letterE && ends(at + 2)) shapes = true;
  }
  return { shapes, paints };
}

function codesOf(letters: string): number[] {
  return [...Buffer.from(letters)];
}

function startOfData(file: Buffer, keyword: number): number | null {
  const behind = keyword + 'stream'.length;
  if (file[behind] === 0x0a) return behind + 1;
  return file[behind] === 0x0d ? behind + (file[behind + 1] === 0x0a ? 2 : 1) : null;
}

/** The words between `obj` and `stream`; null where they are not to be found. */
function dictionaryBefore(file: Buffer, keyword: number): string | null {
  const text = file.toString('latin1', Math.max(0, keyword - longestDictionary), keyword);
  const last = [...text.matchAll(/\d\s+\d+\s+obj/g)].at(-1);
  return last === undefined ? null : text.slice(last.index);
}

/** Pictures, fonts, and the streams that hold a file's structure. */
function drawsNothing(words: string): boolean {
  return (
    /\/Subtype\s*\/(Image|Type1C|CIDFontType0C|OpenType|XML)\b/.test(words) ||
    /\/Type\s*\/(ObjStm|XRef|Metadata)\b/.test(words) ||
    /\/Length1\b/.test(words)
  );
}

function contentOf(words: string, data: Buffer, most: number): Buffer | null {
  if (!words.includes('/Filter')) return data.byteLength <= most ? data : null;
  if (!/\/Filter\s*(\/FlateDecode|\[\s*\/FlateDecode\s*\])/.test(words) || words.includes('/DecodeParms'))
    return null;
  try {
    return inflateSync(data, { maxOutputLength: Math.max(1, most) });
  } catch {
    return null;
  }
}
