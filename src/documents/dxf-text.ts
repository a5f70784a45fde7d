// DXF text: names and words of a drawing with their escapes undone, and its code page.

import type { TextBlock } from './document.ts';
import { type Entity, textOf } from './dxf-shapes.ts';
import { decodeText } from './encoding.ts';
import { longestQuote } from './grid.ts';
import { tidy } from './numbers.ts';

/** By the number behind «ANSI_»; those of DOS are read as their Windows twins. */
const codePages: Record<string, string> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  1253: 'windows-1253',
  1254: 'windows-1254',
  1255: 'windows-1255',
  1256: 'windows-1256',
  1257: 'windows-1257',
  1258: 'windows-1258',
};
const headerBytes = 16 * 1024;
const mostTexts = 2_000;
/** Room names and dimensions are no sentences. */
const leastWords = 3;

/** The text of a drawing, in its own code page where it is not in Unicode. */
export function decodeDrawing(bytes: Uint8Array): string {
  const { text, encoding } = decodeText(bytes);
  if (encoding !== 'windows-1252') return text;
  const header = Buffer.from(bytes.subarray(0, headerBytes)).toString('latin1');
  const page = /\$DWGCODEPAGE\s+3\s+(?:ANSI_|DOS)?(\d+)/i.exec(header)?.[1] ?? '';
  const label = codePages[page];
  return label === undefined ? text : new TextDecoder(label).decode(bytes);
}

/** A name or text with \U+00D8, %%c and the like as the characters that they stand for. */
export function unescapeText(text: string): string {
  if (!text.includes('\\') && !text.includes('%%')) return text;
  return text
    .replace(/\\U\+([0-9a-f]{4})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/%%c/gi, 'Ø')
    .replace(/%%d/gi, '°')
    .replace(/%%p/gi, '±')
    .replace(/%%[uok]/gi, '')
    .replace(/%%(\d{3})/g, (_whole, code: string) => String.fromCharCode(Number(code)))
    .replace(/%%%/g, '%');
}

/** The words of a text or paragraph, without the marks of its layout. */
function wordsOf({ groups }: Entity): string {
  const raw = groups.flatMap(([code, value]) => (code === 1 || code === 3 ? [String(value)] : []));
  // The long beginning of a paragraph has code 3 and stands before its end.
  const plain = unescapeText(raw.join(''))
    .replace(/\\P/g, ' ')
    .replace(/\\S([^;^#/]{0,200})[\^#/]([^;]{0,200});/g, '$1/$2')
    .replace(/\\[ACFHQTWacfhpqtw][^;\\{}]*;/g, '')
    .replace(/\\[LlOoKk]/g, '')
    .replace(/\\~/g, ' ')
    .replace(/(?<!\\)[{}]/g, '')
    .replace(/\\([\\{}])/g, '$1');
  return tidy(plain);
}

/** The sentences written in a drawing, each once, in the order of the file. */
export function textsOfDrawing(
  { entities, hidden }: { entities: readonly Entity[]; hidden: ReadonlySet<string> },
  document: { documentId: string; documentName: string },
): TextBlock[] {
  const seen = new Set<string>();
  const texts: TextBlock[] = [];
  for (const entity of entities) {
    if (entity.type !== 'TEXT' && entity.type !== 'MTEXT') continue;
    if (hidden.has(textOf(entity, 8) ?? '0')) continue;
    const text = wordsOf(entity);
    if (text.split(' ').filter((word) => /\p{L}/u.test(word)).length < leastWords || seen.has(text)) continue;
    if (texts.length === mostTexts) break;
    seen.add(text);
    const quote = text.slice(0, longestQuote);
    const source = { ...document, sheet: null, page: null, row: entity.row, quote };
    texts.push({ text, headingLevel: null, heading: null, source });
  }
  return texts;
}
