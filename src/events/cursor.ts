// Cursor: a place in a session's log, as text to hand out and get back.

import { Fault } from '../base/fault.ts';

/** After the event with this sequence; 0 is before the first. */
export function cursorOf(sessionId: string, sequence: number): string {
  if (sequence !== last.sequence || sessionId !== last.sessionId) {
    const cursor = Buffer.from(`${sequence}@${sessionId}`).toString('base64url');
    last = { sessionId, sequence, cursor };
  }
  return last.cursor;
}

/** An event's cursor is asked for in its data and beside it, one after the other. */
let last = { sessionId: '', sequence: 0, cursor: 'MEA' };

/** What a cursor says; null when it is none. */
export function placeOf(cursor: string): { sessionId: string; sequence: number } | null {
  const match = /^(0|[1-9]\d{0,14})@(.*)$/s.exec(Buffer.from(cursor, 'base64url').toString());
  return match === null ? null : { sessionId: match[2] ?? '', sequence: Number(match[1]) };
}

/** The sequence of a cursor of this session. @throws CURSOR_UNKNOWN */
export function sequenceOf(sessionId: string, cursor: string): number {
  const place = placeOf(cursor);
  if (place?.sessionId !== sessionId) {
    throw new Fault('CURSOR_UNKNOWN', 'The cursor is not one of this session.', { sessionId });
  }
  return place.sequence;
}
