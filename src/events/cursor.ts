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

/**
 * The sequence of a cursor that was given out for this session. Every door that takes a cursor asks here.
 * @throws CURSOR_UNKNOWN for one of another session, one that is spelled otherwise, and one that is ahead of the session
 */
export function sequenceOf(session: { id: string; lastSequence: number }, cursor: string): number {
  const { id: sessionId, lastSequence } = session;
  const place = placeOf(cursor);
  // Several texts decode to the same bytes; one of them was given out.
  if (place?.sessionId !== sessionId || cursorOf(sessionId, place.sequence) !== cursor)
    throw new Fault('CURSOR_UNKNOWN', 'The cursor is not one of this session.', { sessionId });
  if (place.sequence > lastSequence)
    throw new Fault('CURSOR_UNKNOWN', 'The cursor is ahead of the session.', { sessionId });
  return place.sequence;
}
