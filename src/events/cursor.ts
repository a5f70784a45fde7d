// Cursor: a place in a session's log, as text to hand out and get back.

import { Fault } from '../base/fault.ts';

/** After the event with this sequence; 0 is before the first. Letters, digits, `-`, `_` and one dot. */
export function cursorOf(sessionId: string, sequence: number): string {
  let after = encoded.get(sessionId);
  if (after === undefined) {
    after = `.${Buffer.from(sessionId).toString('base64url')}`;
    if (encoded.size >= maxEncoded) encoded.clear();
    encoded.set(sessionId, after);
  }
  return sequence.toString(36) + after;
}

/** Encoding a session anew for each of its cursors would cost more than all the rest of telling it. */
const encoded = new Map<string, string>();
const maxEncoded = 10_000;

/** What a cursor says; null when it is none. */
export function placeOf(cursor: string): { sessionId: string; sequence: number } | null {
  const match = /^(0|[1-9a-z][0-9a-z]{0,9})\.([\w-]*)$/.exec(cursor);
  if (match === null) return null;
  const sequence = Number.parseInt(match[1]!, 36);
  const sessionId = Buffer.from(match[2]!, 'base64url').toString();
  return Number.isSafeInteger(sequence) ? { sessionId, sequence } : null;
}

/** The sequence of a cursor of this session. @throws CURSOR_UNKNOWN */
export function sequenceOf(sessionId: string, cursor: string): number {
  const place = placeOf(cursor);
  if (place?.sessionId !== sessionId) {
    throw new Fault('CURSOR_UNKNOWN', 'The cursor is not one of this session.', { sessionId });
  }
  return place.sequence;
}
