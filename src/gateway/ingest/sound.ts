// Sound: JSON from outside that everything behind the door can live with.

import { Fault } from '../../base/fault.ts';

const deepest = 32;

/** @throws INVALID_INPUT for NUL characters, text that is not Unicode, and nesting deeper than 32 */
export function checkSound(value: unknown): void {
  // A list of what is still to be seen instead of recursion: the nesting is the sender's.
  const open: { value: unknown; depth: number }[] = [{ value, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value: one, depth } = next;
    if (typeof one === 'string') checkText(one);
    if (typeof one !== 'object' || one === null) continue;
    if (depth > deepest) throw new Fault('INVALID_INPUT', `It is nested deeper than ${deepest}.`);
    for (const [key, inner] of Object.entries(one)) {
      checkText(key);
      open.push({ value: inner, depth: depth + 1 });
    }
  }
}

function checkText(text: string): void {
  if (text.includes('\u0000')) throw new Fault('INVALID_INPUT', 'It has a NUL character.');
  if (!text.isWellFormed()) throw new Fault('INVALID_INPUT', 'It has text that is not Unicode.');
}
