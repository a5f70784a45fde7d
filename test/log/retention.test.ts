// Retention: what goes, in which order, in how small steps, and when it stops.

import { setImmediate } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { Draft } from '../../src/events/event.ts';
import type { ExecutionStatus } from '../../src/events/shapes.ts';
import type { Log } from '../../src/log/log.ts';
import { openMemoryLog } from '../../src/log/memory/memory-log.ts';
import { type RetentionLimits, startRetention } from '../../src/log/retention.ts';
import { createSessions } from '../../src/log/sessions.ts';
import { said, stateChange, substep } from '../support/drafts.ts';
import { createTurnedClock } from '../support/turned-clock.ts';

const start = '2026-01-10T00:00:00.000Z';
const all: RetentionLimits = { maxAgeMs: null, maxEvents: null, maxBytes: null };
const everyMs = 1000;

/** A log, and rounds of retention over it, one at each turn of the clock. */
function opened(limits: Partial<RetentionLimits>, wrap: (log: Log) => Partial<Log> = () => ({})) {
  const log = openMemoryLog({ onError: () => {} });
  const clock = createTurnedClock(Date.parse(start));
  const errors: unknown[] = [];
  const watched: Log = { ...log, ...wrap(log) };
  const retention = startRetention(watched, { ...all, ...limits }, clock, everyMs, (error) =>
    errors.push(error),
  );
  return {
    log,
    errors,
    retention,
    begin: () => clock.turn(everyMs),
    /** One whole round: the timer of the next is set when it is over. */
    async round() {
      clock.turn(everyMs);
      await vi.waitFor(() => expect(clock.pending).toBe(1), { timeout: 10_000, interval: 1 });
    },
    async [Symbol.asyncDispose]() {
      await retention[Symbol.asyncDispose]();
      await log[Symbol.asyncDispose]();
    },
  };
}

async function write(log: Log, id: string, drafts: readonly Draft[], createdAt = '2026-01-01T00:00:00.000Z') {
  await log.createSession({ id, title: id, createdAt });
  await log.append(id, 0, drafts);
}

async function kept(log: Log, ...ids: string[]): Promise<Record<string, number[]>> {
  const read = async (id: string) => (await log.read(id, 0, 10_000)).map((event) => event.sequence);
  return Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await read(id)] as const)));
}

/** Day of January 2026. */
const on = (day: number, draft: Draft = said('x')): Draft => ({
  ...draft,
  timestamp: `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`,
});
const ended = (day: number, status: ExecutionStatus = 'succeeded') => on(day, stateChange('w', status));
const sizeOf = (draft: Draft) => Buffer.byteLength(JSON.stringify(draft.data));
const many = (count: number) => Array.from({ length: count }, (_, n) => substep('estimator', n % 100));

test('each round keeps what is younger and what is among the newest, of every session', async () => {
  await using opening = opened({ maxAgeMs: 5 * 86_400_000, maxEvents: 3 });
  const { log } = opening;
  await write(
    log,
    'old',
    [1, 2, 6, 7].map((day) => on(day)),
  );
  await write(
    log,
    'long',
    [6, 6, 7, 8, 9].map((day) => on(day)),
  );
  await write(log, 'new', [on(8)]);
  await opening.round();
  expect(await kept(log, 'old', 'long', 'new')).toEqual({ old: [3, 4], long: [3, 4, 5], new: [1] });
  await log.append('new', 1, [on(9), on(9), on(9)]);
  await opening.round();
  expect(await kept(log, 'new')).toEqual({ new: [2, 3, 4] });
  expect(opening.errors).toEqual([]);
});

test('by size the oldest events of finished sessions go first, then the oldest of the others', async () => {
  const events = {
    running: [on(1), on(2), on(3)],
    early: [on(2), on(3), ended(4)],
    late: [on(1), on(5), ended(6)],
    failed: [on(3), ended(7, 'failed')],
  };
  const total = Object.values(events)
    .flat()
    .reduce((sum, draft) => sum + sizeOf(draft), 0);
  const small = sizeOf(said('x'));
  const left = async (maxBytes: number) => {
    await using opening = opened({ maxBytes });
    for (const [id, drafts] of Object.entries(events)) await write(opening.log, id, drafts);
    await opening.round();
    expect(await opening.log.byteSize()).toBeLessThanOrEqual(maxBytes);
    return kept(opening.log, ...Object.keys(events));
  };
  const whole = { running: [1, 2, 3], early: [1, 2, 3], late: [1, 2, 3], failed: [1, 2] };
  expect(await left(total)).toEqual(whole);
  expect(await left(total - 1)).toEqual({ ...whole, late: [2, 3] });
  expect(await left(small * 2)).toEqual({ running: [2, 3], early: [], late: [], failed: [] });
  expect(await left(0)).toEqual({ running: [], early: [], late: [], failed: [] });
});

test('by size one session gives a step at a time, and then another may be the oldest', async () => {
  const prunes: string[] = [];
  await using opening = opened({ maxBytes: 0 }, (log) => ({
    prune: async (id, upTo, snapshot) => {
      prunes.push(id);
      await log.prune(id, upTo, snapshot);
    },
  }));
  const days = (count: number, day: number) => Array.from({ length: count }, () => on(day));
  await write(opening.log, 'a', [...days(1000, 1), ...days(500, 4), ended(5)]);
  await write(opening.log, 'b', [...days(500, 2), ...days(500, 3), ended(6)]);
  await opening.round();
  expect(prunes).toEqual(['a', 'a', 'b', 'b', 'a', 'a', 'b']);
});

test('a large session goes in small steps; at each the session is the same, and the loop had its turn', async () => {
  const steps: { size: number; turn: number }[] = [];
  let turns = 0;
  let last = 0;
  await using opening = opened({ maxEvents: 7 }, (log) => ({
    async prune(id, upTo, snapshot) {
      steps.push({ size: upTo - last, turn: turns });
      last = upTo;
      await log.prune(id, upTo, snapshot);
      expect((await log.head(id))?.firstRetainedSequence).toBe(upTo + 1);
      expect((await log.read(id, 0, 1))[0]?.sequence).toBe(upTo + 1);
      expect(await createSessions(log).get(id)).toEqual(whole);
    },
  }));
  await write(opening.log, 'large', [...many(3000), stateChange('w', 'running')]);
  const whole = await createSessions(opening.log).get('large');
  const counting = new AbortController();
  const counted = (async () => {
    for (; !counting.signal.aborted; turns++) await setImmediate();
  })();
  await opening.round();
  counting.abort();
  await counted;
  expect(opening.errors).toEqual([]);
  expect((await kept(opening.log, 'large')).large).toHaveLength(7);
  expect(steps.length).toBeGreaterThanOrEqual(6);
  expect(Math.max(...steps.map((step) => step.size))).toBeLessThanOrEqual(500);
  expect(new Set(steps.map((step) => step.turn)).size).toBe(steps.length);
});

test.each([
  ['age', { maxAgeMs: 5 * 86_400_000 }],
  ['count', { maxEvents: 2 }],
  ['size', { maxBytes: 4000 * sizeOf(said('x')) - 1 }],
] as const)(
  'looking through many sessions by %s, the loop has its turn after a few of them',
  async (_, limits) => {
    let looked = 0;
    let mostInOneTurn = 0;
    const look = () => {
      mostInOneTurn = Math.max(mostInOneTurn, ++looked);
      total++;
    };
    let total = 0;
    await using opening = opened(limits, (log) => ({
      async read(...args) {
        look();
        return log.read(...args);
      },
      async lastToPrune(...args) {
        look();
        return log.lastToPrune(...args);
      },
    }));
    for (let n = 0; n < 2000; n++) await write(opening.log, `s${n}`, [on(9), on(10)]);
    const over = new AbortController();
    const counted = (async () => {
      for (; !over.signal.aborted; looked = 0) await setImmediate();
    })();
    await opening.round();
    over.abort();
    await counted;
    expect(total).toBeGreaterThanOrEqual(2000);
    expect(mostInOneTurn).toBeLessThanOrEqual(110);
  },
);

test.each(['read', 'lastToPrune', 'prune'] as const)(
  'disposed in the middle of a round, at the second %s, it soon ends, and asks the log for nothing more',
  async (where) => {
    const asked = { read: 0, lastToPrune: 0, prune: 0, snapshot: 0 };
    const second = Promise.withResolvers<void>();
    const note = (what: keyof typeof asked) => {
      asked[what]++;
      if (asked[where] === 2) second.resolve(opening.retention[Symbol.asyncDispose]());
    };
    await using opening = opened({ maxEvents: 0, maxBytes: 0 }, (log) => ({
      async read(...args) {
        note('read');
        return log.read(...args);
      },
      async lastToPrune(...args) {
        note('lastToPrune');
        return log.lastToPrune(...args);
      },
      async prune(...args) {
        note('prune');
        await log.prune(...args);
      },
      async snapshot(id) {
        note('snapshot');
        return log.snapshot(id);
      },
    }));
    await write(opening.log, 'large', many(5000));
    opening.begin();
    await second.promise;
    const before = { ...asked };
    for (let turn = 0; turn < 20; turn++) await setImmediate();
    expect(asked).toEqual(before);
    expect(asked.prune).toBe({ read: 0, lastToPrune: 1, prune: 2 }[where]);
    expect(opening.errors).toEqual([]);
  },
);

test('a session that is younger than the limit keeps all, whatever the clocks of its events say', async () => {
  await using opening = opened({ maxAgeMs: 5 * 86_400_000 });
  await write(opening.log, 'young', [on(1), on(9)], '2026-01-09T00:00:00.000Z');
  await write(opening.log, 'older', [on(1), on(9)], '2026-01-02T00:00:00.000Z');
  await opening.round();
  expect(await kept(opening.log, 'young', 'older')).toEqual({ young: [1, 2], older: [2] });
});

test('an error is told, and the next round tries again', async () => {
  let failing = true;
  await using opening = opened({ maxEvents: 1 }, (log) => ({
    async prune(...args) {
      if (failing) throw new Error('the disk is full');
      await log.prune(...args);
    },
  }));
  await write(opening.log, 's', [on(1), on(2)]);
  await opening.round();
  expect(opening.errors).toEqual([new Error('the disk is full')]);
  failing = false;
  await opening.round();
  expect(await kept(opening.log, 's')).toEqual({ s: [2] });
});

test('without limits no timer is set', () => {
  const clock = createTurnedClock();
  startRetention(openMemoryLog({ onError: () => {} }), all, clock, everyMs, () => {});
  expect(clock.pending).toBe(0);
});
