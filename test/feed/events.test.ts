// The stream of events: stored, then live, each once and in order, whatever happens in between.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { emptySession, fold, type Session } from '../../src/events/session.ts';
import { openEvents } from '../../src/feed/events.ts';
import { type FeedItem, type FeedOptions, openFeed } from '../../src/feed/feed.ts';
import { filterOf, matches } from '../../src/feed/filter.ts';
import type { Log } from '../../src/log/log.ts';
import { retain } from '../../src/log/retention.ts';
import { openSqliteLog } from '../../src/log/sqlite/sqlite-log.ts';
import { anyDraft } from '../support/any-event.ts';
import { said, stateChange, substep } from '../support/drafts.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { createTurnedClock } from '../support/turned-clock.ts';

async function openLog() {
  const folder = tempFolder();
  const log = openSqliteLog({ folder: folder.path, durability: 'normal', onError: () => {} });
  await log.createSession({ id: 's1', title: 'A', createdAt: '2026-01-01T00:00:00.000Z' });
  return {
    log,
    async [Symbol.asyncDispose]() {
      await log[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

const base = (log: Log) => ({ log, clock: systemClock, sessionId: 's1', after: null, filter: filterOf() });
const feedOptions = (log: Log, options: Partial<FeedOptions> = {}): FeedOptions => ({
  ...base(log),
  conflateMs: 0,
  heartbeatMs: 60_000,
  untilFinished: false,
  draining: new AbortController().signal,
  retryAfterMs: () => 1000,
  ...options,
});

async function take<T>(stream: AsyncIterator<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) {
    const { done, value } = await stream.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

test('a reader from any place, while a writer writes, gets every later event once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(20),
      fc.nat(20),
      fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 8 }),
      async (stored, from, bursts) => {
        await using opened = await openLog();
        const { log } = opened;
        if (stored > 0)
          await log.append(
            's1',
            0,
            Array.from({ length: stored }, () => said('x')),
          );
        const after = Math.min(from, stored);
        const stream = await openEvents({ ...base(log), after });
        const total = stored + bursts.reduce((sum, n) => sum + n, 0);
        const reading = take(stream, total - after);
        let last = stored;
        for (const burst of bursts)
          ({ lastSequence: last } = await log.append(
            's1',
            last,
            Array.from({ length: burst }, () => said('y')),
          ));
        expect((await reading).map((event) => event.sequence)).toEqual(
          Array.from({ length: total - after }, (_, i) => after + i + 1),
        );
        await stream.return?.();
      },
    ),
    { numRuns: 40 },
  );
});

test('what the filter leaves out is not delivered, and what it lets in keeps its place', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyDraft(), { minLength: 1, maxLength: 20 }),
      fc.subarray(['agent_substep', 'chat_message', 'error_recovery', 'artifact_ready']),
      async (drafts, types) => {
        await using opened = await openLog();
        const { log } = opened;
        const { events } = await log.append('s1', 0, [...drafts, said('end')]);
        const filter = filterOf([...types, 'chat_message']);
        const wanted = events.filter((event) => matches(event, filter));
        const stream = await openEvents({ ...base(log), filter });
        expect(await take(stream, wanted.length)).toEqual(wanted);
        await stream.return?.();
      },
    ),
    { numRuns: 30 },
  );
});

test('by agent: events of other agents are left out, events of none stay', async () => {
  await using opened = await openLog();
  const { log } = opened;
  await log.append('s1', 0, [substep('a', 1), substep('b', 1), said('to all'), substep('a', 2)]);
  const stream = await openEvents({ ...base(log), filter: filterOf(null, ['a']) });
  expect((await take(stream, 3)).map((event) => event.sequence)).toEqual([1, 3, 4]);
  await stream.return?.();
});

test('ending a stream ends its pending wait at once', async () => {
  await using opened = await openLog();
  const stream = await openEvents(base(opened.log));
  const pending = stream.next();
  await stream.return?.();
  expect(await pending).toEqual({ done: true, value: undefined });
});

test('a place in the future is unknown, and one that was cleaned up is expired and says where to go on', async () => {
  await using opened = await openLog();
  const { log } = opened;
  await log.append(
    's1',
    0,
    Array.from({ length: 10 }, () => said('x')),
  );
  await expect(openEvents({ ...base(log), after: 11 })).rejects.toMatchObject({ code: 'CURSOR_UNKNOWN' });
  await expect(openEvents({ ...base(log), sessionId: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const reader = await openEvents({ ...base(log), after: 2 });
  await retain(log, (await log.head('s1'))!, { maxAgeMs: null, maxEvents: 4 }, 0);
  await expect(openEvents({ ...base(log), after: 2 })).rejects.toMatchObject({
    code: 'CURSOR_EXPIRED',
    detail: { firstRetainedSequence: 7 },
  });
  await expect(reader.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  const first = await take(await openEvents(base(log)), 1);
  expect(first[0]?.sequence).toBe(7);
});

test('the feed: a snapshot, everything after it, caught up, then live; and the items alone rebuild the session', async () => {
  await using opened = await openLog();
  const { log } = opened;
  await log.append('s1', 0, [stateChange('w', 'running'), substep('a', 10, 'w')]);
  const feed = await openFeed(feedOptions(log));
  const items = await take(feed, 4);
  expect(items.map((item) => item.kind)).toEqual(['snapshot', 'event', 'event', 'caught_up']);
  await log.append('s1', 2, [stateChange('w', 'succeeded')]);
  items.push(...(await take(feed, 1)));
  expect(items.at(-1)).toMatchObject({ kind: 'event', replayed: false, sequence: 3 });
  let session: Session = emptySession({ id: '', title: '', createdAt: '' });
  for (const item of items) {
    if (item.kind === 'snapshot') session = item.session;
    if (item.kind === 'event') session = fold(session, item.event);
  }
  expect(session.status).toBe('succeeded');
  await feed.return?.();
});

test('the feed from an expired place tells the gap exactly, gives a snapshot, and goes on', async () => {
  await using opened = await openLog();
  const { log } = opened;
  await log.append(
    's1',
    0,
    Array.from({ length: 10 }, (_, n) => substep('a', n, 'w')),
  );
  await retain(log, (await log.head('s1'))!, { maxAgeMs: null, maxEvents: 3 }, 0);
  const feed = await openFeed(feedOptions(log, { after: 2 }));
  const items = await take(feed, 6);
  expect(items[0]).toMatchObject({ kind: 'gap', fromSequence: 3, toSequence: 7, gapReason: 'retention' });
  expect(items[1]).toMatchObject({ kind: 'snapshot', sequence: 7 });
  expect(items.slice(2).map((item) => [item.kind, item.sequence])).toEqual([
    ['event', 8],
    ['event', 9],
    ['event', 10],
    ['caught_up', 10],
  ]);
  await feed.return?.();
});

test('every sequence after a snapshot is told exactly once, by an event, a merged range or a gap', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.constant(-1), fc.nat(3)), { minLength: 1, maxLength: 30 }),
      fc.nat(12),
      async (steps, keep) => {
        await using opened = await openLog();
        const { log } = opened;
        const clock = createTurnedClock();
        const feed = await openFeed(feedOptions(log, { clock, conflateMs: 10, heartbeatMs: 1e9 }));
        const items: FeedItem[] = await take(feed, 2);
        let last = 0;
        const reading = (async () => {
          for await (const item of feed) items.push(item);
        })();
        for (const step of steps) {
          if (step < 0) {
            await retain(log, (await log.head('s1'))!, { maxAgeMs: null, maxEvents: keep }, 0);
            clock.turn(10);
          } else
            ({ lastSequence: last } = await log.append(
              's1',
              last,
              Array.from({ length: step + 1 }, (_, n) => substep(n % 2 ? 'a' : 'b', n)),
            ));
        }
        ({ lastSequence: last } = await log.append('s1', last, [said('end')]));
        while (items.at(-1)?.sequence !== last) {
          clock.turn(10);
          await new Promise((resolve) => setImmediate(resolve));
        }
        await feed.return?.();
        await reading;
        const told = items.flatMap((item) => {
          if (item.kind === 'event') return [item.sequence];
          if (item.kind !== 'conflated' && item.kind !== 'gap') return [];
          return Array.from(
            { length: item.toSequence - item.fromSequence + 1 },
            (_, n) => item.fromSequence + n,
          );
        });
        expect(told).toEqual(Array.from({ length: last }, (_, n) => n + 1));
      },
    ),
    { numRuns: 40 },
  );
});

test('merging keeps the newest LOW event of each execution and every other event', async () => {
  await using opened = await openLog();
  const { log } = opened;
  const clock = createTurnedClock();
  const feed = await openFeed(feedOptions(log, { clock, conflateMs: 100 }));
  await take(feed, 2);
  const next = take(feed, 4);
  await log.append('s1', 0, [substep('a', 1), substep('a', 2), substep('b', 1), said('x'), substep('a', 3)]);
  let merged: FeedItem[] | undefined;
  void next.then((items) => {
    merged = items;
  });
  while (merged === undefined) {
    clock.turn(100);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(
    merged.map((item) =>
      item.kind === 'conflated'
        ? `merged ${item.fromSequence}-${item.toSequence}`
        : `${item.kind} ${item.sequence}`,
    ),
  ).toEqual(['merged 1-2', 'event 3', 'event 4', 'event 5']);
  await feed.return?.();
});

test('it merges again and again, not only the first time', async () => {
  await using opened = await openLog();
  const { log } = opened;
  const clock = createTurnedClock();
  const feed = await openFeed(feedOptions(log, { clock, conflateMs: 100 }));
  await take(feed, 2);
  for (let round = 0, last = 0; round < 3; round++) {
    const next = take(feed, 2);
    ({ lastSequence: last } = await log.append('s1', last, [substep('a', 1), substep('a', 2)]));
    ({ lastSequence: last } = await log.append('s1', last, [substep('a', 3)]));
    let items: FeedItem[] | undefined;
    void next.then((told) => {
      items = told;
    });
    while (items === undefined) {
      clock.turn(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(items).toMatchObject([
      { kind: 'conflated', fromSequence: last - 2, toSequence: last - 1 },
      { kind: 'event', sequence: last },
    ]);
  }
  await feed.return?.();
});

test('ending a feed ends it at once, also while it gathers events', async () => {
  await using opened = await openLog();
  const { log } = opened;
  const clock = createTurnedClock();
  const feed = await openFeed(feedOptions(log, { clock, conflateMs: 1000 }));
  await take(feed, 2);
  const pending = feed.next();
  await log.append('s1', 0, [said('x')]);
  await feed.return?.();
  expect(await pending).toEqual({ done: true, value: undefined });
});

test('heartbeats come when nothing else does', async () => {
  await using opened = await openLog();
  const clock = createTurnedClock();
  const feed = await openFeed(feedOptions(opened.log, { clock, heartbeatMs: 1000 }));
  await take(feed, 2);
  const beat = feed.next();
  while (clock.pending < 1) await new Promise((resolve) => setImmediate(resolve));
  clock.turn(1000);
  expect((await beat).value).toMatchObject({ kind: 'heartbeat', lagSequences: 0 });
  await feed.return?.();
});

test('a feed asked to end with the workflow says so and ends; a draining server says so to every feed', async () => {
  await using opened = await openLog();
  const { log } = opened;
  await log.append('s1', 0, [stateChange('w', 'succeeded')]);
  const until = await openFeed(feedOptions(log, { untilFinished: true }));
  expect((await take(until, 10)).map((item) => item.kind)).toEqual([
    'snapshot',
    'event',
    'caught_up',
    'ending',
  ]);
  const draining = new AbortController();
  const other = await openFeed(feedOptions(log, { draining: draining.signal }));
  await take(other, 3);
  const rest = take(other, 10);
  draining.abort();
  expect(await rest).toMatchObject([{ kind: 'ending', endReason: 'server_draining', sequence: 1 }]);
});
