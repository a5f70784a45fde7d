// Ids: short, safe in a URL and a file name, and saying what they name.

import { createHash } from 'node:crypto';
import { customAlphabet } from 'nanoid';
import { createBreather } from './breather.ts';

/** Bytes hashed between two looks at the clock. */
const step = 1_048_576;

const random = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 16);

export type IdPrefix =
  | 'session'
  | 'workflow'
  | 'decision'
  | 'document'
  | 'artifact'
  | 'execution'
  | 'incident'
  | 'learned'
  | 'template'
  | 'recommendation'
  | 'connection'
  | 'workflow_foreign'
  | 'graphiql'
  | 'blob'
  | 'call'
  | 'message'
  | 'thought';

/** A new id such as `session_4k2v…`: 16 random letters and digits, 82 bits. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${random()}`;
}

/** The same id for the same parts, so that doing a thing again names it as before. */
export function idFrom(prefix: IdPrefix, ...parts: string[]): string {
  const digest = createHash('sha256').update(parts.join('\u0000')).digest('base64url');
  return `${prefix}_${digest.replace(/[-_]/g, '').toLowerCase().slice(0, 16)}`;
}

/** The same for bytes that may be many: 100 MB take a fifth of a second, in which nobody else would have a turn. */
export async function sha256InSteps(bytes: Uint8Array): Promise<string> {
  if (bytes.length <= step) return sha256(bytes);
  const hashed = before.then(() => hashLarge(bytes));
  before = hashed.catch(() => {});
  return hashed;
}

/** Large ones one after the other: each takes a part of a turn, and many of them would take it together. */
let before: Promise<unknown> = Promise.resolve();

async function hashLarge(bytes: Uint8Array): Promise<string> {
  const breather = createBreather();
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += step) {
    hash.update(bytes.subarray(at, at + step));
    await breather.breathe();
  }
  return hash.digest('hex');
}

/** Lower-case hexadecimal SHA-256. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
