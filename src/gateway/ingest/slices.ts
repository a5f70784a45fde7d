// Slices: a body cut into its events before any of it is read as JSON, so that no sender chooses how much is read in one go.
//
//   S1. Lines and elements are those that JSON.parse would find; a list that is not whole, or not JSON, has none.
//   S2. Work without a pause is bounded by the bytes of one slice.

import { type Breather, createBreather } from '../../base/breather.ts';
import { Fault } from '../../base/fault.ts';

export interface Slice {
  /** From 1: of the line, or of the place in the list. */
  line: number;
  bytes: Buffer;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);
const [newline, bracket] = [0x0a, 0x5b];
/** Bytes looked at between two looks at the clock. */
const stretch = 65_536;

/** Lines that are not blank; no more than one over `most`. */
export async function linesIn(body: Buffer, most: number): Promise<Slice[]> {
  const breather = createBreather();
  const lines: Slice[] = [];
  let line = 1;
  for (let at = 0; at < body.length && lines.length <= most; at++) {
    if (at % stretch === 0) await breather.breathe();
    if (body[at] === newline) line++;
    if (body[at]! <= 32) continue;
    const next = body.indexOf(newline, at);
    const end = next < 0 ? body.length : next;
    lines.push({ line, bytes: body.subarray(at, end) });
    // The line end itself is counted by the next turn.
    at = end - 1;
  }
  return lines;
}

/** The elements of a list, no more than one over `most`; anything else is one slice. @throws INVALID_INPUT for half a list */
export async function elementsIn(body: Buffer, most: number): Promise<Slice[]> {
  const breather = createBreather();
  let at = await skipBlank(body, 0, breather);
  if (body[at] !== bracket) return [{ line: 1, bytes: body }];
  const elements: Slice[] = [];
  const take = (start: number, end: number) =>
    elements.push({ line: elements.length + 1, bytes: body.subarray(start, end) });
  let depth = 0;
  let isText = false;
  let start = at + 1;
  for (; at < body.length && elements.length <= most; at++) {
    if (at % stretch === 0) await breather.breathe();
    const byte = body[at]!;
    if (isText) {
      if (byte === backslash) at++;
      else if (byte === quote) isText = false;
    } else if (byte === quote) isText = true;
    else if (opening.has(byte)) depth++;
    else if (byte === comma && depth === 1) {
      take(start, at);
      start = at + 1;
    } else if (closing.has(byte) && --depth === 0) break;
  }
  if (elements.length > most) return elements;
  const isEmpty = elements.length === 0 && (await skipBlank(body.subarray(0, at), start, breather)) >= at;
  if (!isEmpty) take(start, at);
  if (at >= body.length || (await skipBlank(body, at + 1, breather)) < body.length) throw notJson();
  return elements;
}

async function skipBlank(body: Buffer, from: number, breather: Breather): Promise<number> {
  let at = from;
  for (; at < body.length && body[at]! <= 32; at++) if (at % stretch === 0) await breather.breathe();
  return at;
}

export function notJson(): Fault {
  return new Fault('INVALID_INPUT', 'It is not JSON, or cut off.');
}
