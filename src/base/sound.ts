// Sound: JSON from outside that everything behind the door can live with.

import { Fault } from './fault.ts';

/** Keys that mean something else than a key somewhere in JavaScript. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
/** Marks on one letter; no script of people has nearly so many. */
const tooManyMarks = /\p{M}{31}/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const control = /[\u0000-\u0008\u000e-\u001f\u007f]/;

export interface Soundness {
  /** Levels of lists and objects within each other. */
  deepest: number;
  /** As people write: without control characters but tabs and line ends, and without heaps of marks. */
  isWritten?: boolean;
  /** Keys of one object; as many as there are when left out. */
  widest?: number;
}

/**
 * Plain data only: what is an object of some class, such as a file, is passed over.
 * @throws INVALID_INPUT for lists with gaps, NUL characters, text that is not Unicode, keys such as __proto__, and what is nested too deep
 */
export function checkSound(
  value: unknown,
  { deepest, isWritten = false, widest = Number.POSITIVE_INFINITY }: Soundness,
): void {
  // A list of what is still to be seen instead of recursion: the nesting is the sender's.
  const open: { value: unknown; depth: number }[] = [{ value, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value: one, depth } = next;
    if (typeof one === 'string') checkText(one, isWritten);
    if (!isPlain(one)) continue;
    if (depth > deepest) throw new Fault('INVALID_INPUT', `It is nested deeper than ${deepest}.`);
    const entries = Object.entries(one);
    // A place in an upload may be the billionth of a list, and whoever reads such a list reads all of it.
    if (Array.isArray(one) && entries.length !== one.length)
      throw new Fault('INVALID_INPUT', 'A list in it has gaps.');
    if (!Array.isArray(one) && entries.length > widest)
      throw new Fault('INVALID_INPUT', `An object in it has more than ${widest} keys.`);
    for (const [key, inner] of entries) {
      if (forbidden.has(key)) throw new Fault('INVALID_INPUT', `The key ${key} is not taken.`);
      checkText(key, isWritten);
      open.push({ value: inner, depth: depth + 1 });
    }
  }
}

/** @throws INVALID_INPUT */
export function checkText(text: string, isWritten: boolean): void {
  if (text.includes('\u0000')) throw new Fault('INVALID_INPUT', 'It has a NUL character.');
  if (!text.isWellFormed()) throw new Fault('INVALID_INPUT', 'It has text that is not Unicode.');
  if (!isWritten) return;
  if (control.test(text)) throw new Fault('INVALID_INPUT', 'It has a control character.');
  if (tooManyMarks.test(text)) throw new Fault('INVALID_INPUT', 'It has more than 30 marks on one letter.');
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Array.isArray(value);
}
