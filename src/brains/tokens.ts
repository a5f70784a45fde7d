// Tokens: how many a text has, counted and not guessed.

import { setImmediate } from 'node:timers/promises';

/** The time of the encoding grows with the square of a stretch without spaces. */
const pieces = /[\s\S]{1,400}(?=\s|$)|[\s\S]{1,400}/g;
const piecesInTurn = 100;

let counter: Promise<(text: string) => number> | null = null;

/**
 * Tokens of a text in OpenAI's o200k encoding, plus 10 % for other vendors' and for what a provider adds around a prompt.
 * An estimate: what was really used comes from the provider. The tables (about 50 MB) are loaded at the first call;
 * a long text gives others their turn.
 */
export async function countTokens(text: string): Promise<number> {
  if (text === '') return 0;
  counter ??= load();
  const count = await counter;
  let tokens = 0;
  let turn = 0;
  for (const [piece] of text.matchAll(pieces)) {
    tokens += count(piece);
    turn += 1;
    if (turn % piecesInTurn === 0) await setImmediate();
  }
  return Math.ceil((tokens * 11) / 10);
}

async function load(): Promise<(text: string) => number> {
  const { countTokens: count } = await import('gpt-tokenizer/encoding/o200k_base');
  // Names of special tokens in a document are words like any other.
  return (text) => count(text, { allowedSpecial: new Set(), disallowedSpecial: new Set() });
}
