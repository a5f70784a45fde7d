// Feed: a session's events together with what the transport did.
//
//   (gap) snapshot  event | conflated …  caught up  event | conflated | heartbeat | gap snapshot …  ending
//
// Every sequence after a snapshot that matches the filter is in exactly one event, conflation range or gap range.

import { type Bell, createBell } from '../base/bell.ts';
import { type Clock, timestampOf } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Event } from '../events/event.ts';
import { hasEnded, type Session } from '../events/session.ts';
import { foldTo, startOf } from '../log/fold-to.ts';
import type { Log } from '../log/log.ts';
import { conflate } from './conflate.ts';
import { type Filter, matches } from './filter.ts';
import { type Left, type LeftBecause, LiveStream, type Rest } from './live.ts';
import { Reader } from './reader.ts';

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
  const { log, sessionId } = options;
  const head = await log.head(sessionId);
  if (head === null) throw new Fault('NOT_FOUND', `There is no session «${sessionId}».`);
  const unknown = options.after === 'unknown' || (options.after ?? 0) > head.lastSequence;
  const after = unknown ? 0 : ((options.after as number | null) ?? head.firstRetainedSequence - 1);
  const start = await sessionAt(log, sessionId, after);
  return new Feed(options, after, start, unknown ? 'cursor_unknown' : 'retention');
}

const nothing: ReadonlySet<string> = new Set();
const states: ReadonlySet<string> = new Set(['workflow_state_change']);

class Feed extends LiveStream<FeedItem> {
  private readonly options: FeedOptions;
  private readonly reader: Reader;
  /** Of a stream that gathers. */
  private gathering: Bell | null = null;
  private first: FeedItem[] | null;
  private ended = false;
  private behind = false;
  private caughtUp = false;
  /** It has waited, or somebody has told what came meanwhile; a heartbeat may be due. */
  private waited = false;
  private replayed = 0;
  private nextHeartbeat: number;

  constructor(options: FeedOptions, after: number, start: Session, lostBy: GapReason) {
    const { log, clock, sessionId, filter, heartbeatMs, draining } = options;
    super(sessionId, filter);
    this.options = options;
    this.reader = new Reader(log, clock, sessionId, start.lastSequence);
    this.nextHeartbeat = clock.now() + heartbeatMs;
    const sequence = start.lastSequence;
    this.first = [
      ...this.gap(after, sequence, lostBy),
      { kind: 'snapshot', sessionId, sequence, session: start },
    ];
    draining.addEventListener('abort', this);
  }

  get until(): ReadonlySet<string> {
    return this.options.untilFinished ? states : nothing;
  }

  get itemOf(): (event: Event) => FeedItem {
    return eventItem;
  }

  lastWord(position: number, reason: LeftBecause): FeedItem {
    return this.ending(position, reason, reason === 'slow_client' ? this.options.retryAfterMs() : null);
  }

  /** The server is about to close. */
  handleEvent(): void {
    this.gathering?.ring();
    this.live?.stop();
    this.reader[Symbol.dispose]();
  }

  protected async step(): Promise<FeedItem[] | Rest | null> {
    const { reader, first } = this;
    const { log, draining, conflateMs, heartbeatMs, untilFinished, retryAfterMs } = this.options;
    if (this.ended) return null;
    if (first !== null) {
      this.first = null;
      return first;
    }
    while (!this.closed) {
      if (draining.aborted) return this.finish('server_draining', retryAfterMs());
      if (this.waited) {
        this.waited = false;
        if (this.isHeartbeatDue()) return [await this.heartbeat()];
      }
      await this.live?.ready();
      if (this.closed) break;
      const before = reader.position;
      const events = await reader.take();
      const items = await this.tell(events, before);
      if (items.length > 0) {
        this.beatLater();
        return items;
      }
      if (events.length > 0) continue;
      this.behind = false;
      const { position } = reader;
      if (!this.caughtUp) {
        this.caughtUp = true;
        const { sessionId, replayed: replayedCount } = this;
        return [{ kind: 'caught_up', sessionId, sequence: position, replayedCount }];
      }
      if (untilFinished && (await isOver(log, this.sessionId, position)))
        return this.finish('workflow_finished');
      // A stream that gathers has a rhythm of its own; nobody can stand in for it.
      if (conflateMs === 0) return { position, quietMs: heartbeatMs };
      await this.wait();
    }
    return null;
  }

  /** Until there may be more, or a heartbeat is due. */
  protected async wait(): Promise<void> {
    const { clock, conflateMs, draining } = this.options;
    if (this.closed) return;
    this.waited = true;
    await this.reader.wait(this.nextHeartbeat);
    if (conflateMs === 0 || this.isHeartbeatDue() || this.closed || draining.aborted) return;
    // More may come while it waits, and is then merged with what woke it.
    this.gathering = createBell(clock);
    await this.gathering.rung(clock.now() + conflateMs);
  }

  protected resume({ position, reason }: Left): void {
    this.waited = true;
    if (reason === 'quiet') this.nextHeartbeat = this.options.clock.now();
    else if (position > this.reader.position) this.beatLater();
    this.reader.position = position;
    this.behind = reason === 'behind';
  }

  protected close(): void {
    this.gathering?.ring();
    this.live?.stop();
    this.options.draining.removeEventListener('abort', this);
    this.reader[Symbol.dispose]();
  }

  private async tell(events: Event[], before: number): Promise<FeedItem[]> {
    const { sessionId, caughtUp } = this;
    const { log, conflateMs } = this.options;
    const items: FeedItem[] = [];
    const lost = (events[0]?.sequence ?? 0) - 1;
    if (events.length > 0 && lost > before) {
      const session = await sessionAt(log, sessionId, lost);
      this.live?.note('gap', lost - before);
      items.push(...this.gap(before, lost, 'retention'), {
        kind: 'snapshot',
        sessionId,
        sequence: lost,
        session,
      });
    }
    const wanted = events.filter((event) => matches(event, this.filter));
    if (!caughtUp) this.replayed += wanted.length;
    const merging = this.behind || (conflateMs > 0 && caughtUp);
    if (!merging) return [...items, ...wanted.map((event) => eventItem(event, !caughtUp))];
    for (const one of conflate(wanted)) {
      if (one.kind === 'event') items.push(eventItem(one.event, false));
      else {
        this.live?.note('conflated', one.droppedCount);
        items.push({ sessionId, sequence: one.toSequence, ...one });
      }
    }
    return items;
  }

  private gap(position: number, lost: number, gapReason: GapReason): FeedItem[] {
    if (lost <= position && gapReason === 'retention') return [];
    const { sessionId } = this;
    return [
      { kind: 'gap', sessionId, sequence: lost, fromSequence: position + 1, toSequence: lost, gapReason },
    ];
  }

  private finish(endReason: EndReason, retryAfterMs: number | null = null): FeedItem[] {
    this.ended = true;
    return [this.ending(this.reader.position, endReason, retryAfterMs)];
  }

  private ending(sequence: number, endReason: EndReason, retryAfterMs: number | null): FeedItem {
    return { kind: 'ending', sessionId: this.sessionId, sequence, endReason, retryAfterMs };
  }

  private isHeartbeatDue(): boolean {
    return this.options.clock.now() >= this.nextHeartbeat;
  }

  private beatLater(): void {
    this.nextHeartbeat = this.options.clock.now() + this.options.heartbeatMs;
  }

  private async heartbeat(): Promise<FeedItem> {
    const { sessionId, reader } = this;
    const { log, clock } = this.options;
    this.beatLater();
    const last = (await log.head(sessionId))?.lastSequence ?? reader.position;
    const [serverTime, lagSequences] = [timestampOf(clock.now()), last - reader.position];
    return { kind: 'heartbeat', sessionId, sequence: reader.position, serverTime, lagSequences };
  }
}

function eventItem(event: Event, replayed = false): FeedItem {
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
