// Cursor: a place in a session's log, as text to hand out and get back.

import { Fault } from '../base/fault.ts';

/** After the event with this sequence; 0 is before the first. Letters, digits, `-`, `_` and one dot. */
export function cursorOf(sessionId: string, sequence: number): string {
  if (sessionId !== last.sessionId) {
    last = { sessionId, after: `.${Buffer.from(sessionId).toString('base64url')}` };
  }
  return sequence.toString(36) + last.after;
}

/** Many cursors of one session follow each other, and encoding it anew costs more than all the rest. */
let last = { sessionId: '', after: '.' };

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
