// One session of the memory log: its retained events in an array, and what is known of it.

import { Fault } from '../../base/fault.ts';
import type { Draft, Event } from '../../events/event.ts';
import type { Session } from '../../events/session.ts';
import type { ExecutionStatus } from '../../events/shapes.ts';
import {
  maxMarks,
  type PruneLimits,
  type SessionHead,
  type SessionRecord,
  type StoredDocument,
} from '../log.ts';

export interface MemorySession {
  record: Required<SessionRecord>;
  /** Counts the sessions in the order they were made. */
  number: number;
  status: ExecutionStatus;
  /** What its events named last. */
  named: string | null;
  /** Retained events; the first has the sequence `firstRetained`. */
  events: Event[];
  /** The bytes of the data of the first of them, as far as somebody has asked; and their sum. */
  sizes: number[];
  weight: number;
  firstRetained: number;
  snapshot: Session | null;
  keys: Map<string, { first: number; last: number }>;
  /** The one that moved longest ago comes first. */
  marks: Map<string, number>;
  documents: StoredDocument[];
}

export function createMemorySession(record: SessionRecord, number: number): MemorySession {
  const { id, title, createdAt, owner = null } = record;
  return {
    record: { id, title, createdAt, owner },
    number,
    status: 'queued',
    named: null,
    events: [],
    sizes: [],
    weight: 0,
    firstRetained: 1,
    snapshot: null,
    keys: new Map(),
    marks: new Map(),
    documents: [],
  };
}

export function lastSequenceOf(session: MemorySession): number {
  return session.firstRetained + session.events.length - 1;
}

export function headOf(session: MemorySession): SessionHead {
  return {
    ...session.record,
    lastSequence: lastSequenceOf(session),
    firstRetainedSequence: session.firstRetained,
    status: session.status,
  };
}

/** The retained events from one sequence to another, both included. Costs what it returns. */
export function between(session: MemorySession, first: number, last: number): Event[] {
  const { events, firstRetained } = session;
  return events.slice(Math.max(0, first - firstRetained), Math.max(0, last + 1 - firstRetained));
}

/** All or none. @throws WRITER_LOST; TypeError for data that has no JSON text */
export function appendTo(session: MemorySession, after: number, drafts: readonly Draft[]): Event[] {
  const lastSequence = lastSequenceOf(session);
  if (lastSequence !== after) {
    throw new Fault('WRITER_LOST', `The session is at ${lastSequence}, not at ${after}.`, { lastSequence });
  }
  for (const { data } of drafts) refuseWithoutText(data, deepest);
  const sessionId = session.record.id;
  const events = drafts.map(({ type, workflowId, timestamp, data }, index) => {
    return { type, sessionId, workflowId, sequence: after + index + 1, timestamp, data } as Event;
  });
  for (const event of events) {
    session.events.push(event);
    if (event.type === 'workflow_state_change') session.status = event.data.status;
  }
  return events;
}

const deepest = 1000;

/** What JSON.stringify refuses, without the text, which most of the cost of an append would be (bench/append.ts). */
function refuseWithoutText(value: unknown, depth: number): void {
  if (typeof value === 'bigint') throw new TypeError('A bigint has no JSON text.');
  if (typeof value !== 'object' || value === null) return;
  if (depth === 0) throw new TypeError('The data is too deep, or holds itself.');
  if (Array.isArray(value)) for (const item of value) refuseWithoutText(item, depth - 1);
  else for (const key in value) refuseWithoutText(value[key as never], depth - 1);
}

/** The bytes of the data of all retained events. Costs what came since it was last asked. */
export function weigh(session: MemorySession): number {
  const { events, sizes } = session;
  for (let at = sizes.length; at < events.length; at++) {
    const size = Buffer.byteLength(JSON.stringify(events[at]!.data));
    sizes.push(size);
    session.weight += size;
  }
  return session.weight;
}

export function moveMark({ marks }: MemorySession, name: string, sequence: number): void {
  const found = marks.get(name);
  if (found !== undefined && found >= sequence) return;
  marks.delete(name);
  marks.set(name, sequence);
  if (marks.size > maxMarks) marks.delete(marks.keys().next().value!);
}

/** As the port's `lastToPrune`. */
export function lastToPruneOf(session: MemorySession, limits: PruneLimits, most: number): number {
  const { olderThan, keep, free } = limits;
  const { firstRetained, events, sizes } = session;
  if (free !== null) weigh(session);
  const count = Math.min(most, events.length);
  let going = keep === null ? 0 : Math.min(count, events.length - keep);
  if (olderThan !== null) {
    const old = events.slice(0, count).findLastIndex(({ timestamp }) => timestamp < olderThan);
    going = Math.max(going, old + 1);
  }
  if (free !== null) {
    let enough = 0;
    for (let freed = 0; freed < free && enough < count; enough++) freed += sizes[enough]!;
    going = Math.max(going, enough);
  }
  return going <= 0 ? 0 : firstRetained + going - 1;
}

export function pruneTo(session: MemorySession, upTo: number, snapshot: Session): void {
  const gone = upTo + 1 - session.firstRetained;
  if (gone <= 0) return;
  session.events.splice(0, gone);
  for (const size of session.sizes.splice(0, gone)) session.weight -= size;
  session.firstRetained = upTo + 1;
  session.snapshot = snapshot;
}
