// The soak's verdict: what it lets pass and what it does not.

import { expect, test } from 'vitest';
import type { Held } from '../../scripts/soak/child.ts';
import { judge, lineThrough, type Sample } from '../../scripts/soak/verdict.ts';

const kib = 1024;
const idle: Held = { resident: 100 * kib * kib, heap: 0, descriptors: 30, connections: 0, subscriptions: 0 };

/** A workflow a second for ten minutes, with so many bytes kept of each, and a sawtooth of so many beside. */
const samples = (kept: number, noise: number): Sample[] =>
  Array.from({ length: 120 }, (_, n) => ({
    ...idle,
    resident: idle.resident + n * 5 * kept + (n % 7) * (noise / 7),
    seconds: n * 5,
    finished: n * 5,
    uploaded: 0,
    opened: 0,
    left: 0,
  }));

const verdict = (kept: number, noise: number, after: Partial<Held> = {}) =>
  judge({ before: idle, samples: samples(kept, noise), after: { ...idle, ...after }, warmShare: 0.25 });

test('the line goes through points that are on one', () => {
  const { slope, error } = lineThrough([1, 2, 5, 9].map((x) => [x, 3 * x + 4] as const));
  expect(slope).toBeCloseTo(3);
  expect(error).toBeCloseTo(0);
});

test('flat memory with a sawtooth of megabytes passes', () => {
  expect(verdict(0, 20 * kib * kib)).toMatchObject({ good: true });
});

test('10 KiB kept of each workflow does not, within a sawtooth of a megabyte', () => {
  expect(verdict(10 * kib, kib * kib).good).toBe(false);
  expect(verdict(10 * kib, kib * kib).text).toMatch(/FAILED: memory grows/);
});

test.each([
  ['a descriptor too many', { descriptors: 40 }],
  ['an open connection', { connections: 1 }],
  ['an open subscription', { subscriptions: 1 }],
])('%s at the end does not', (_what, after) => {
  expect(verdict(0, 0, after).text).toMatch(/FAILED: something was left open/);
  expect(verdict(0, 0, after).good).toBe(false);
});
