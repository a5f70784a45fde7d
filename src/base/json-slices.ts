// JSON slices: large data printed as JSON piece by piece, so that a result of many megabytes holds nobody up.
//
//   J1. The bytes are those of JSON.stringify.
//   J2. Between two pauses stands the text of at most so many values of one list.

import { type Breather, createBreather } from './breather.ts';

/** Lists up to this length are printed in one go, longer ones in pieces of it, unless their values hold lists themselves. */
const piece = 50;
/** How deep the lists lie that are looked for; what is deeper is printed with its parent. */
const deepest = 8;

/**
 * The UTF-8 bytes of `JSON.stringify(value)`, for plain data: objects with a `toJSON` only below lists.
 * @throws TypeError for what JSON has no text for, and for circles.
 */
export async function printJson(
  value: unknown,
  breather: Breather = createBreather(),
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let waiting = '';
  const flush = () => {
    parts.push(Buffer.from(waiting));
    waiting = '';
  };
  const write = (text: string) => {
    waiting += text;
    if (waiting.length > 65_536) flush();
  };
  await print(value, 0, write, breather);
  flush();
  return joined(parts);
}

/** In memory of its own, so that it can be handed to another thread. */
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.byteLength;
  }
  return all;
}

async function print(
  value: unknown,
  depth: number,
  write: (text: string) => void,
  breather: Breather,
): Promise<void> {
  if (depth >= deepest || !isLarge(value, depth)) {
    const text = JSON.stringify(value);
    if (text === undefined) throw new TypeError('There is no JSON for this value.');
    write(text);
    return breather.breathe();
  }
  if (Array.isArray(value)) {
    write('[');
    for (let from = 0; from < value.length; from += piece) {
      const some = value.slice(from, from + piece);
      if (from > 0) write(',');
      if (some.some((one) => isLarge(one, depth + 1))) {
        for (const [index, one] of some.entries()) {
          if (index > 0) write(',');
          await print(one ?? null, depth + 1, write, breather);
        }
      } else write(JSON.stringify(some).slice(1, -1));
      await breather.breathe();
    }
    return write(']');
  }
  write('{');
  let first = true;
  for (const [key, one] of Object.entries(value as object)) {
    if (one === undefined || typeof one === 'function' || typeof one === 'symbol') continue;
    write(`${first ? '' : ','}${JSON.stringify(key)}:`);
    first = false;
    await print(one, depth + 1, write, breather);
  }
  write('}');
}

/** Whether a long list is in it somewhere, looking at lists of a few things and no deeper than lists are printed. */
function isLarge(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth >= deepest || 'toJSON' in value) return false;
  if (Array.isArray(value)) return value.length > piece || value.some((one) => isLarge(one, depth + 1));
  return Object.values(value).some((one) => isLarge(one, depth + 1));
}
