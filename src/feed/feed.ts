// Feed: a session's events together with what the transport did.
//
//   (gap) snapshot  event | conflated …  caught up  event | conflated | heartbeat | gap snapshot …  ending
//
// Every sequence after a snapshot that matches the filter is in exactly one event, conflation range or gap range.

import { createBell } from '../base/bell.ts';
import type { Clock } from '../base/clock.ts';
import { timestampOf } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { type Event, priorityOf } from '../events/event.ts';
import { emptySession, fold, hasEnded, type Session } from '../events/session.ts';
import type { Log } from '../log/log.ts';
import { type Filter, matches } from './filter.ts';
import { createPullIterator } from './pull-iterator.ts';
import { openReader } from './reader.ts';

/** `sequence` is the place after which the stream goes on. */
export type FeedItem = { sequence: number; sessionId: string } & (
  | { kind: 'snapshot'; session: Session }
  | { kind: 'event'; event: Event; replayed: boolean }
  | { kind: 'caught_up'; replayedCount: number }
  | { kind: 'conflated'; fromSequence: number; toSequence: number; droppedCount: number }
  | { kind: 'gap'; fromSequence: number; toSequence: number; gapReason: 'retention' | 'cursor_unknown' }
  | { kind: 'heartbeat'; serverTime: string; lagSequences: number }
  | { kind: 'ending'; endReason: 'workflow_finished' | 'server_draining'; retryAfterMs: number | null }
);

export interface FeedOptions {
  log: Log;
  clock: Clock;
  sessionId: string;
  /** The last sequence that the subscriber has; null from the first retained event; `unknown` for a cursor that is none. */
  after: number | 'unknown' | null;
  filter: Filter;
  /** Gathers events for so long and merges LOW ones of one execution; 0 does not. */
  conflateMs: number;
  heartbeatMs: number;
  /** Ends when the session's workflow has ended and all was told. */
  untilFinished: boolean;
  /** Given when the server is about to close. */
  draining: AbortSignal;
}

/** How long a client should wait before it comes back to a server that is being replaced. */
const retryAfterMs = 1000;

/** @throws NOT_FOUND */
export async function openFeed(options: FeedOptions): Promise<AsyncIterableIterator<FeedItem>> {
  const { log, clock, sessionId, filter, conflateMs, heartbeatMs, draining } = options;
  const head = await log.head(sessionId);
  if (head === null) throw new Fault('NOT_FOUND', `There is no session «${sessionId}».`);
  const unknown = options.after === 'unknown' || (options.after ?? 0) > head.lastSequence;
  const after = unknown ? 0 : ((options.after as number | null) ?? head.firstRetainedSequence - 1);
  const base = { sessionId };

  let session = await sessionAt(log, sessionId, after);
  const reader = openReader(log, clock, sessionId, session.lastSequence);
  const ring = () => {
    gathering.ring();
    reader[Symbol.dispose]();
  };
  draining.addEventListener('abort', ring);
  const gathering = createBell(clock);
  let closed = false;
  let replayed = 0;
  let caughtUp = false;
  let nextHeartbeat = clock.now() + heartbeatMs;
  let first: FeedItem[] | null = [
    ...gap(after, session.lastSequence, unknown ? 'cursor_unknown' : 'retention'),
    { ...base, kind: 'snapshot', sequence: session.lastSequence, session },
  ];

  function gap(position: number, lost: number, gapReason: 'retention' | 'cursor_unknown'): FeedItem[] {
    if (lost <= position && gapReason === 'retention') return [];
    return [
      { ...base, kind: 'gap', sequence: lost, fromSequence: position + 1, toSequence: lost, gapReason },
    ];
  }

  async function tell(events: Event[], before: number): Promise<FeedItem[]> {
    const start: FeedItem[] = [];
    const lost = (events[0]?.sequence ?? 0) - 1;
    if (events.length > 0 && lost > before) {
      session = await sessionAt(log, sessionId, lost);
      start.push(...gap(before, lost, 'retention'), { ...base, kind: 'snapshot', sequence: lost, session });
    }
    for (const event of events) session = fold(session, event);
    const wanted = events.filter((event) => matches(event, filter));
    if (!caughtUp) replayed += wanted.length;
    return [
      ...start,
      ...(conflateMs > 0 && caughtUp
        ? conflate(wanted, base)
        : wanted.map((event) => eventItem(event, !caughtUp))),
    ];
  }

  async function produce(): Promise<FeedItem[] | null> {
    if (first !== null) {
      const items = first;
      first = null;
      return items;
    }
    while (!closed) {
      if (draining.aborted) return end('server_draining', retryAfterMs);
      const before = reader.position;
      const events = await reader.take();
      const items = await tell(events, before);
      if (items.length > 0) {
        nextHeartbeat = clock.now() + heartbeatMs;
        return items;
      }
      if (events.length > 0) continue;
      if (!caughtUp) {
        caughtUp = true;
        return [{ ...base, kind: 'caught_up', sequence: reader.position, replayedCount: replayed }];
      }
      if (options.untilFinished && hasEnded(session.status)) return end('workflow_finished', null);
      await reader.wait(nextHeartbeat);
      if (clock.now() >= nextHeartbeat) return [await heartbeat()];
      // More may come while it waits, and is then merged with what woke it.
      if (conflateMs > 0 && !closed && !draining.aborted) {
        gathering.reset();
        await gathering.rung(clock.now() + conflateMs);
      }
    }
    return null;
  }

  let ended = false;
  function end(endReason: 'workflow_finished' | 'server_draining', retry: number | null): FeedItem[] | null {
    if (ended) return null;
    ended = true;
    return [{ ...base, kind: 'ending', sequence: reader.position, endReason, retryAfterMs: retry }];
  }

  async function heartbeat(): Promise<FeedItem> {
    nextHeartbeat = clock.now() + heartbeatMs;
    const last = (await log.head(sessionId))?.lastSequence ?? reader.position;
    return {
      ...base,
      kind: 'heartbeat',
      sequence: reader.position,
      serverTime: timestampOf(clock.now()),
      lagSequences: last - reader.position,
    };
  }

  return createPullIterator({
    async produce() {
      return ended ? null : produce();
    },
    close() {
      closed = true;
      gathering.ring();
      draining.removeEventListener('abort', ring);
      reader[Symbol.dispose]();
    },
  });
}

function eventItem(event: Event, replayed: boolean): FeedItem {
  return { kind: 'event', sessionId: event.sessionId, sequence: event.sequence, event, replayed };
}

/** Of LOW events of one execution the newest stays; runs of merged ones are told as ranges, in their place. */
function conflate(events: Event[], base: { sessionId: string }): FeedItem[] {
  const newest = new Map<string, number>();
  for (const event of events) if (isLow(event)) newest.set(event.data.executionId, event.sequence);
  const items: FeedItem[] = [];
  for (const event of events) {
    const last = items.at(-1);
    if (!isLow(event) || newest.get(event.data.executionId) === event.sequence)
      items.push(eventItem(event, false));
    else if (last?.kind === 'conflated' && last.toSequence === event.sequence - 1) {
      items[items.length - 1] = {
        ...last,
        sequence: event.sequence,
        toSequence: event.sequence,
        droppedCount: last.droppedCount + 1,
      };
    } else {
      items.push({
        ...base,
        kind: 'conflated',
        sequence: event.sequence,
        fromSequence: event.sequence,
        toSequence: event.sequence,
        droppedCount: 1,
      });
    }
  }
  return items;
}

function isLow(event: Event): event is Event<'agent_substep'> {
  return event.type === 'agent_substep' && priorityOf(event) === 'low';
}

/** The session as it was after a sequence, or after the newest pruned event when that is later. */
async function sessionAt(log: Log, sessionId: string, sequence: number): Promise<Session> {
  const head = await log.head(sessionId);
  if (head === null) throw new Fault('NOT_FOUND', `There is no session «${sessionId}».`);
  let session = (await log.snapshot(sessionId)) ?? emptySession(head);
  while (session.lastSequence < sequence) {
    const events = await log.read(
      sessionId,
      session.lastSequence,
      Math.min(500, sequence - session.lastSequence),
    );
    if (events.length === 0) break;
    session = events.reduce(fold, session);
  }
  return session;
}
