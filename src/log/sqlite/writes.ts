// Writes: what runs inside a transaction. Each checks all before it writes anything.

import { Fault } from '../../base/fault.ts';
import { type Draft, type Event, namesIn } from '../../events/event.ts';
import type { Session } from '../../events/session.ts';
import { type Appended, maxMarks } from '../log.ts';
import { type EventRow, type PlaceRow, toEvent } from './rows.ts';
import type { Statements } from './statements.ts';

/** The data of drafts as it is kept. */
export interface Printed {
  texts: string[];
  bytes: number;
}

/** @throws TypeError for data that has no JSON text */
export function print(drafts: readonly Draft[]): Printed {
  const texts = drafts.map((draft) => JSON.stringify(draft.data));
  return { texts, bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) };
}

/** @throws NOT_FOUND */
export function placeOf(sql: Statements, sessionId: string): PlaceRow {
  const row = sql.place.get(sessionId) as PlaceRow | undefined;
  if (row === undefined) throw new Fault('NOT_FOUND', `There is no session «${sessionId}».`);
  return row;
}

export interface AppendRequest {
  sessionId: string;
  after: number;
  drafts: readonly Draft[];
  printed: Printed;
  key: string | undefined;
}

/** @throws NOT_FOUND; WRITER_LOST */
export function writeAppend(sql: Statements, request: AppendRequest): Appended {
  const { sessionId, after, drafts, printed, key } = request;
  const place = placeOf(sql, sessionId);
  const seen = key === undefined ? null : keySeen(sql, place.no, key);
  if (seen !== null) {
    const rows = sql.eventsBetween.all(place.no, seen.first, seen.last) as unknown as EventRow[];
    return { events: rows.map((row) => toEvent(sessionId, row)), lastSequence: seen.last, repeated: true };
  }
  if (place.last_sequence !== after) {
    throw new Fault('WRITER_LOST', `The session is at ${place.last_sequence}, not at ${after}.`, {
      lastSequence: place.last_sequence,
    });
  }
  let { status } = place;
  const events = drafts.map((draft, index) => {
    const { type, workflowId, timestamp, data } = draft;
    const sequence = after + index + 1;
    sql.insertEvent.run(place.no, sequence, type, workflowId, timestamp, printed.texts[index]!);
    for (const name of namesIn(draft)) {
      sql.insertName.run(name, place.no);
      if (place.scope !== null) sql.insertName.run(nameWithin(place.scope, name), place.no);
    }
    if (draft.type === 'workflow_state_change') status = draft.data.status;
    return { type, sessionId, workflowId, sequence, timestamp, data } as Event;
  });
  const lastSequence = after + drafts.length;
  sql.moveOn.run(lastSequence, printed.bytes, place.no);
  if (status !== place.status) sql.changeStatus.run(status, place.no);
  if (key !== undefined) sql.insertKey.run(place.no, key, after + 1, lastSequence);
  return { events, lastSequence, repeated: false };
}

/** How a name of a session with an owner is kept besides. */
export function nameWithin(scope: string, name: string): string {
  return `${scope}\u0000${name}`;
}

function keySeen(sql: Statements, no: number, key: string): { first: number; last: number } | null {
  return (sql.key.get(no, key) as { first: number; last: number } | undefined) ?? null;
}

/** @throws NOT_FOUND */
export function writeMark(sql: Statements, sessionId: string, name: string, sequence: number): void {
  const { no } = placeOf(sql, sessionId);
  const found = sql.mark.get(no, name) as { sequence: number } | undefined;
  if (found !== undefined && found.sequence >= sequence) return;
  sql.keepMark.run(no, name, sequence);
  if (found !== undefined) return;
  const { count } = sql.countMarks.get(no) as { count: number };
  if (count > maxMarks) sql.dropOldestMark.run(no);
}

/** Returns the bytes that went. @throws NOT_FOUND */
export function writePrune(sql: Statements, sessionId: string, upTo: number, snapshot: Session): number {
  const { no, first_retained } = placeOf(sql, sessionId);
  if (upTo < first_retained) return 0;
  const { bytes } = sql.bytesUpTo.get(no, upTo) as { bytes: number };
  sql.deleteEvents.run(no, upTo);
  sql.keepSnapshot.run(no, JSON.stringify(snapshot));
  sql.retainFrom.run(upTo + 1, bytes, no);
  return bytes;
}
