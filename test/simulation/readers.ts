// Readers: clients of the streams, quick and slow, that are cut off and come back where they were.

import { isFault } from '../../src/base/fault.ts';
import type { Event } from '../../src/events/event.ts';
import { openEvents } from '../../src/feed/events.ts';
import { type FeedItem, openFeed } from '../../src/feed/feed.ts';
import { filterOf } from '../../src/feed/filter.ts';
import type { Server } from './machine.ts';
import type { Town } from './people.ts';

/** What one client was told of a session, over all its connections. */
export interface Told {
  sessionId: string;
  /** By sequence. */
  events: Map<number, Event>;
  /** The place it would go on from. */
  place: number | null;
  /** Breaches of what a stream promises. */
  wrong: string[];
  /** Whether it has to be told every event by itself, nothing being merged. */
  complete: boolean;
}

export interface ReaderHabits {
  sessionId: string;
  /** `feed` or `events`. */
  feed: boolean;
  conflateMs: number;
  /** Milliseconds at most between two looks. */
  slow: number;
  /** Items that it takes at most before it comes anew. */
  lasts: number;
}

/** Reads for ever. */
export async function reader(town: Town, habits: ReaderHabits, told: Told): Promise<void> {
  const { world, machine } = town;
  for (;;) {
    await world.sleep(town, 1 + world.random(habits.lasts * 10));
    const { server } = machine;
    if (server === null) continue;
    try {
      await (habits.feed ? readFeed(town, server, habits, told) : readEvents(town, server, habits, told));
    } catch (error) {
      if (isFault(error, 'NOT_FOUND') || isFault(error, 'STORAGE_UNAVAILABLE')) continue;
      if (!isFault(error, 'CURSOR_EXPIRED')) throw error;
      told.place = Number(error.detail.firstRetainedSequence) - 1;
      told.complete = false;
    }
  }
}

async function readFeed(town: Town, server: Server, habits: ReaderHabits, told: Told): Promise<void> {
  const feed = await server.asked(
    openFeed({
      log: server.log,
      clock: server.clock,
      sessionId: habits.sessionId,
      after: told.place,
      filter: filterOf(),
      conflateMs: habits.conflateMs,
      heartbeatMs: 15_000,
      untilFinished: false,
      draining: server.draining.signal,
      retryAfterMs: () => 1000,
    }),
  );
  if (feed === 'gone') return;
  await pull(town, server, habits, feed, (item) => takeItem(told, item));
}

async function readEvents(town: Town, server: Server, habits: ReaderHabits, told: Told): Promise<void> {
  const { log, clock } = server;
  const stream = await server.asked(
    openEvents({ log, clock, sessionId: habits.sessionId, after: told.place, filter: filterOf() }),
  );
  if (stream === 'gone') return;
  await pull(town, server, habits, stream, (event) => takeEvent(told, event));
}

/** Until the server is gone, the stream ends, or the client's own connection is cut. */
async function pull<T>(
  { world }: Town,
  server: Server,
  { slow, lasts }: ReaderHabits,
  stream: AsyncIterator<T>,
  take: (item: T) => void,
): Promise<void> {
  const most = world.random(lasts);
  for (let count = 0; count < most; count++) {
    const next = await server.asked(stream.next());
    if (next === 'gone' || next.done === true) return;
    take(next.value);
    if (slow > 0) await Promise.race([world.sleep(server, world.random(slow)), server.gone]);
  }
  await stream.return?.();
}

function takeItem(told: Told, item: FeedItem): void {
  const { place, wrong } = told;
  if (item.kind === 'event') takeEvent(told, item.event);
  else if (item.kind === 'gap' && item.gapReason === 'cursor_unknown')
    wrong.push('a place that was told is unknown');
  else if (item.kind === 'conflated' || item.kind === 'gap') {
    if (place !== null && item.fromSequence !== place + 1)
      wrong.push(`${item.kind} from ${item.fromSequence} after ${place}`);
    told.place = item.toSequence;
    if (item.kind === 'gap') told.complete = false;
  } else if (item.kind === 'snapshot') {
    if (item.session.lastSequence !== item.sequence) wrong.push('a snapshot of another place');
    if (place !== null && item.sequence !== place)
      wrong.push(`a snapshot at ${item.sequence} after ${place}`);
    told.place = item.sequence;
  } else if (item.sequence !== place) wrong.push(`${item.kind} at ${item.sequence} after ${place}`);
}

function takeEvent(told: Told, event: Event): void {
  const { sequence } = event;
  if (told.events.has(sequence)) told.wrong.push(`${sequence} told twice`);
  if (told.place !== null && sequence !== told.place + 1)
    told.wrong.push(`${sequence} told after ${told.place}`);
  told.events.set(sequence, event);
  told.place = sequence;
}
