// Feed: a session's events together with what the transport did.
//
//   (gap) snapshot  event | conflated …  caught up  event | conflated | heartbeat | gap snapshot …  ending
//
// Every sequence after a snapshot that matches the filter is in exactly one event, conflation range or gap range.

import { createBell } from '../base/bell.ts';
import { type Clock, timestampOf } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Event } from '../events/event.ts';
import { hasEnded, type Session } from '../events/session.ts';
import { foldTo, startOf } from '../log/fold-to.ts';
import type { Log } from '../log/log.ts';
import { conflate } from './conflate.ts';
import { type Filter, matches } from './filter.ts';
import type { LeftBecause, Live, LiveStream } from './live.ts';
import { createPullIterator } from './pull-iterator.ts';
import { openReader } from './reader.ts';

export type GapReason = 'retention' | 'cursor_unknown';
export type EndReason = 'workflow_finished' | 'server_draining' | LeftBecause;

/** `sequence` is the place after which the stream goes on. */
export type FeedItem = { sequence: number; sessionId: string } & (
  | { kind: 'snapshot'; session: Session }
  | { kind: 'event'; event: Event; replayed: boolean }
  | { kind: 'caught_up'; replayedCount: number }
  | { kind: 'conflated'; fromSequence: number; toSequence: number; droppedCount: number }
  | { kind: 'gap'; fromSequence: number; toSequence: number; gapReason: GapReason }
  | { kind: 'heartbeat'; serverTime: string; lagSequences: number }
  | { kind: 'ending'; endReason: EndReason; retryAfterMs: number | null }
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
  /** How long this client should wait before it comes back to a server that is being replaced. */
  retryAfterMs: () => number;
}

/** @throws NOT_FOUND */
export async function openFeed(options: FeedOptions): Promise<LiveStream<FeedItem>> {
  const { log, clock, sessionId, filter, conflateMs, heartbeatMs, untilFinished, draining } = options;
  const head = await log.head(sessionId);
  if (head === null) throw new Fault('NOT_FOUND', `There is no session «${sessionId}».`);
  const unknown = options.after === 'unknown' || (options.after ?? 0) > head.lastSequence;
  const after = unknown ? 0 : ((options.after as number | null) ?? head.firstRetainedSequence - 1);

  const base = { sessionId };
  const start = await sessionAt(log, sessionId, after);
  const reader = openReader(log, clock, sessionId, start.lastSequence);
  const gathering = createBell(clock);
  let live: Live | null = null;
  let closed = false;
  let ended = false;
  let behind = false;
  let caughtUp = false;
  let replayed = 0;
  let nextHeartbeat = clock.now() + heartbeatMs;
  let first: FeedItem[] | null = [
    ...gap(after, start.lastSequence, unknown ? 'cursor_unknown' : 'retention'),
    { ...base, kind: 'snapshot', sequence: start.lastSequence, session: start },
  ];
  const onDraining = () => {
    gathering.ring();
    live?.stop();
    reader[Symbol.dispose]();
  };
  draining.addEventListener('abort', onDraining);

  function gap(position: number, lost: number, gapReason: GapReason): FeedItem[] {
    if (lost <= position && gapReason === 'retention') return [];
    return [
      { ...base, kind: 'gap', sequence: lost, fromSequence: position + 1, toSequence: lost, gapReason },
    ];
  }

  async function tell(events: Event[], before: number): Promise<FeedItem[]> {
    const items: FeedItem[] = [];
    const lost = (events[0]?.sequence ?? 0) - 1;
    if (events.length > 0 && lost > before) {
      const session = await sessionAt(log, sessionId, lost);
      live?.note('gap', lost - before);
      items.push(...gap(before, lost, 'retention'), { ...base, kind: 'snapshot', sequence: lost, session });
    }
    const wanted = events.filter((event) => matches(event, filter));
    if (!caughtUp) replayed += wanted.length;
    const merging = behind || (conflateMs > 0 && caughtUp);
    if (!merging) return [...items, ...wanted.map((event) => itemOf(event, !caughtUp))];
    for (const one of conflate(wanted)) {
      if (one.kind === 'event') items.push(itemOf(one.event));
      else {
        live?.note('conflated', one.droppedCount);
        items.push({ ...base, sequence: one.toSequence, ...one });
      }
    }
    return items;
  }

  async function produce(): Promise<FeedItem[] | null> {
    if (first !== null) {
      const items = first;
      first = null;
      return items;
    }
    while (!closed) {
      if (draining.aborted) return end('server_draining', options.retryAfterMs());
      await live?.ready();
      if (closed) break;
      const before = reader.position;
      const events = await reader.take();
      const items = await tell(events, before);
      if (items.length > 0) {
        nextHeartbeat = clock.now() + heartbeatMs;
        return items;
      }
      if (events.length > 0) continue;
      behind = false;
      if (!caughtUp) {
        caughtUp = true;
        return [{ ...base, kind: 'caught_up', sequence: reader.position, replayedCount: replayed }];
      }
      if (untilFinished && (await isOver(log, sessionId, reader.position))) return end('workflow_finished');
      await wait();
      if (clock.now() >= nextHeartbeat && !closed && !draining.aborted) return [await heartbeat()];
    }
    return null;
  }

  /** Until there may be more, or a heartbeat is due. */
  async function wait(): Promise<void> {
    if (closed) return;
    // A stream that gathers has a rhythm of its own; nobody can stand in for it.
    const left = live === null || conflateMs > 0 ? null : await live.follow(reader.position, heartbeatMs);
    if (left === null) {
      await reader.wait(nextHeartbeat);
      if (clock.now() >= nextHeartbeat || conflateMs === 0 || closed || draining.aborted) return;
      // More may come while it waits, and is then merged with what woke it.
      gathering.reset();
      await gathering.rung(clock.now() + conflateMs);
    } else {
      if (left.reason === 'quiet') nextHeartbeat = clock.now();
      else if (left.position > reader.position) nextHeartbeat = clock.now() + heartbeatMs;
      reader.skipTo(left.position);
      behind = left.reason === 'behind';
    }
  }

  function end(endReason: EndReason, retryAfterMs: number | null = null): FeedItem[] {
    ended = true;
    return [ending(reader.position, endReason, retryAfterMs)];
  }

  function ending(sequence: number, endReason: EndReason, retryAfterMs: number | null): FeedItem {
    return { ...base, kind: 'ending', sequence, endReason, retryAfterMs };
  }

  async function heartbeat(): Promise<FeedItem> {
    nextHeartbeat = clock.now() + heartbeatMs;
    const last = (await log.head(sessionId))?.lastSequence ?? reader.position;
    const [serverTime, lagSequences] = [timestampOf(clock.now()), last - reader.position];
    return { ...base, kind: 'heartbeat', sequence: reader.position, serverTime, lagSequences };
  }

  const iterator = createPullIterator({
    async produce() {
      return ended ? null : produce();
    },
    close() {
      closed = true;
      gathering.ring();
      live?.stop();
      draining.removeEventListener('abort', onDraining);
      reader[Symbol.dispose]();
    },
  });
  return Object.assign(iterator, {
    sessionId,
    filter,
    until: untilFinished ? states : nothing,
    itemOf,
    attach(given: Live) {
      live = given;
    },
    lastWord: (position: number, reason: LeftBecause) =>
      ending(position, reason, reason === 'slow_client' ? options.retryAfterMs() : null),
  });
}

const nothing: ReadonlySet<string> = new Set();
const states: ReadonlySet<string> = new Set(['workflow_state_change']);

function itemOf(event: Event, replayed = false): FeedItem {
  return { kind: 'event', sessionId: event.sessionId, sequence: event.sequence, event, replayed };
}

async function isOver(log: Log, sessionId: string, position: number): Promise<boolean> {
  const head = await log.head(sessionId);
  return head !== null && hasEnded(head.status) && head.lastSequence === position;
}

/** The session as it was after a sequence, or after the newest pruned event when that is later. */
async function sessionAt(log: Log, sessionId: string, sequence: number): Promise<Session> {
  return foldTo(log, await startOf(log, sessionId), sequence);
}
