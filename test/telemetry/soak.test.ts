// The soak's verdict: what it lets pass and what it does not.

import { expect, test } from 'vitest';
import type { Held } from '../../scripts/soak/child.ts';
import { judge, lineThrough, type Sample } from '../../scripts/soak/verdict.ts';

const kib = 1024;
const mib = kib * kib;
const idle: Held = {
  resident: 100 * mib,
  kept: 40 * mib,
  code: 10 * mib,
  descriptors: 30,
  connections: 0,
  subscriptions: 0,
};

interface Soak {
  /** Bytes kept of each workflow. */
  kept?: number;
  /** Bytes of free memory, resident already, that they fit into. */
  holes?: number;
  /** Bytes compiled meanwhile for each. */
  compiled?: number;
  /** Bytes of a sawtooth beside. */
  noise?: number;
  /** Samples. */
  count?: number;
  /** Workflows between two samples. */
  step?: number;
  /** Bytes kept of each of the first hundred workflows. */
  first?: number;
  after?: Partial<Held>;
}

function verdict(soak: Soak) {
  const { kept = 0, first = 0, holes = 0, compiled = 0, noise = 0, count = 20, step = 50, after = {} } = soak;
  const samples = Array.from(
    { length: count },
    (_, n): Sample => ({
      ...idle,
      resident:
        idle.resident + Math.max(0, n * step * kept - holes) + n * step * compiled + (n % 4) * (noise / 4),
      kept: idle.kept + n * step * kept + Math.min(n * step, 100) * first,
      code: idle.code + n * step * compiled,
      seconds: n * 30,
      finished: n * step,
      uploaded: 0,
      opened: 0,
      left: 0,
    }),
  );
  return judge({ before: idle, samples, after: { ...idle, ...after }, warmShare: 0.25 });
}

test('the line goes through points that are on one', () => {
  const { slope, error } = lineThrough([1, 2, 5, 9].map((x) => [x, 3 * x + 4] as const));
  expect(slope).toBeCloseTo(3);
  expect(error).toBeCloseTo(0);
});

test('neighbours that err alike make a line less sure than as many that do not', () => {
  const rests = [4, 4, 4, 4, -4, -4, -4, -4, 4, 4, 4, 4, -4, -4, -4, -4];
  const mixed = rests.map((_, at) => (at % 2 === 0 ? 4 : -4));
  const through = (all: number[]) => lineThrough(all.map((rest, x) => [x, rest] as const)).error;
  expect(through(rests)).toBeGreaterThan(1.5 * through(mixed));
});

test('flat memory passes, also with a sawtooth of a megabyte', () => {
  expect(verdict({})).toMatchObject({ good: true });
  expect(verdict({ noise: mib })).toMatchObject({ good: true });
});

test('4 KiB kept of each workflow do not, whatever the noise', () => {
  expect(verdict({ kept: 4 * kib }).text).toMatch(/FAILED: memory grows/);
  for (const noise of [0, mib, 4 * mib, 20 * mib])
    expect(verdict({ kept: 4 * kib, noise })).toMatchObject({ good: false });
});

test('nor do they where the allocator has room for them', () => {
  expect(verdict({ kept: 4 * kib, holes: 20 * mib }).text).toMatch(/FAILED: memory grows/);
});

test('the newest workflows may be kept, until there are a hundred of them', () => {
  expect(verdict({ first: 20 * kib, step: 20, count: 12 })).toMatchObject({ good: true });
});

test.each([
  ['so much noise that 4 KiB could be hidden in it', { noise: 20 * mib }, /cannot be told from noise/],
  ['too few samples', { count: 6 }, /only 4 samples/],
])('%s is no proof that memory is flat', (_what, soak, why) => {
  expect(verdict(soak).text).toMatch(why);
  expect(verdict(soak).good).toBe(false);
});

test('functions that are compiled on the way are no growth, but there are only so many', () => {
  expect(verdict({ compiled: 3 * kib })).toMatchObject({ good: true });
  expect(verdict({ compiled: 3 * kib, after: { code: 60 * mib } }).text).toMatch(/FAILED: memory grows/);
});

test.each([
  ['a descriptor too many', { descriptors: 40 }],
  ['an open connection', { connections: 1 }],
  ['an open subscription', { subscriptions: 1 }],
])('%s at the end does not pass', (_what, after) => {
  expect(verdict({ after }).text).toMatch(/FAILED: something was left open/);
  expect(verdict({ after }).good).toBe(false);
});
