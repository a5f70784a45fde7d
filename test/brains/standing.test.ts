// Standing: whoever keeps failing is left alone, tried again, and taken back.

import { expect, test } from 'vitest';
import type { BrainFailure, BrainOutcome } from '../../src/brains/brain.ts';
import { createBrains } from '../../src/brains/brains.ts';
import { failuresToOpen, longestOpenMs, shortestOpenMs } from '../../src/brains/circuit.ts';
import { defineBrain } from '../../src/brains/define-brain.ts';
import { createTurnedClock } from '../support/turned-clock.ts';
import { never, requestOf } from './brain-contract.ts';

function scene() {
  const clock = createTurnedClock();
  let next: BrainFailure | 'answer' = 'answer';
  let retryAfterMs: number | null = null;
  let calls = 0;
  let takesMs = 0;
  const brain = (model: string) =>
    defineBrain({
      model,
      provider: 'acme',
      ask: (): unknown => {
        calls += 1;
        clock.turn(takesMs);
        return next === 'answer'
          ? { kind: 'answer', value: { trade: 'concrete' } }
          : { kind: 'failure', code: next, message: 'As told.', retryAfterMs };
      },
    });
  const list = [brain('small'), brain('large')] as const;
  const brains = createBrains(list, clock);
  return {
    clock,
    brains,
    small: list[0],
    large: list[1],
    calls: () => calls,
    async ask(
      how: BrainFailure | 'answer',
      which = list[0],
      more: { retryAfterMs?: number; takesMs?: number } = {},
    ) {
      next = how;
      retryAfterMs = more.retryAfterMs ?? null;
      takesMs = more.takesMs ?? 0;
      return brains.ask(which, requestOf('pour'), never);
    },
  };
}

const codeIn = (outcome: BrainOutcome) => (outcome.kind === 'failure' ? outcome.code : 'answer');

test('opens after five failures in a row that are the provider’s own, for all its models', async () => {
  const { ask, brains, large, clock, calls } = scene();
  for (const code of [
    'PROVIDER_FAILED',
    'PROVIDER_TIMEOUT',
    'PROVIDER_UNREACHABLE',
    'PROVIDER_FAILED',
  ] as const)
    await ask(code);
  expect(brains.standingOf(large)).toMatchObject({ openUntil: null, failuresInRow: 4 });
  await ask('PROVIDER_FAILED');
  expect(brains.standingOf(large)).toMatchObject({ openUntil: clock.now() + 30_000, trial: false });
  const refused = await ask('answer', large);
  expect(refused).toMatchObject({ code: 'PROVIDER_UNREACHABLE', retryAfterMs: 30_000, latencyMs: 0 });
  expect(calls()).toBe(5);
});

test('failures that are not the provider’s own do not open it', async () => {
  const { ask, brains, small } = scene();
  for (let turn = 0; turn < 10; turn += 1) await ask(turn % 2 === 0 ? 'RATE_LIMITED' : 'ANSWER_UNUSABLE');
  expect(brains.standingOf(small)).toMatchObject({ openUntil: null, failuresInRow: 0 });
});

test('lets one call through when its time is over, which closes it', async () => {
  const { ask, brains, small, clock } = scene();
  for (let turn = 0; turn < failuresToOpen; turn += 1) await ask('PROVIDER_FAILED');
  clock.turn(shortestOpenMs);
  expect(brains.standingOf(small)).toMatchObject({ openUntil: null, trial: true });
  expect(codeIn(await ask('answer'))).toBe('answer');
  expect(brains.standingOf(small)).toMatchObject({ openUntil: null, trial: false, failuresInRow: 0 });
});

test('is open twice as long after a trial that failed', async () => {
  const { ask, brains, small, clock } = scene();
  for (let turn = 0; turn < failuresToOpen; turn += 1) await ask('PROVIDER_FAILED');
  for (const lengthMs of [60_000, 120_000, 240_000, 480_000, 600_000, 600_000]) {
    clock.turn(longestOpenMs);
    await ask('PROVIDER_TIMEOUT');
    expect(brains.standingOf(small).openUntil).toBe(clock.now() + lengthMs);
  }
});

test('a trial that was called off lets the next one try', async () => {
  const { ask, brains, clock } = scene();
  for (let turn = 0; turn < failuresToOpen; turn += 1) await ask('PROVIDER_FAILED');
  clock.turn(shortestOpenMs);
  const calledOff = new AbortController();
  const silent = defineBrain({ model: 'silent', provider: 'acme', ask: () => new Promise(() => {}) });
  const asked = brains.ask(silent, requestOf('pour'), calledOff.signal);
  expect(brains.standingOf(silent)).toMatchObject({ trial: false, openUntil: clock.now() + shortestOpenMs });
  calledOff.abort(new Error('Cancelled.'));
  await expect(asked).rejects.toThrow('Cancelled.');
  expect(brains.standingOf(silent)).toMatchObject({ trial: true, openUntil: null });
});

test('remembers how long a model takes: the median of its last twenty answers', async () => {
  const { ask, brains, small, large } = scene();
  expect(brains.standingOf(small).latencyMs).toBeNull();
  for (const takesMs of [9000, 9000, 9000]) await ask('answer', small, { takesMs });
  for (let turn = 1; turn <= 20; turn += 1) await ask('answer', small, { takesMs: turn * 10 });
  expect(brains.standingOf(small).latencyMs).toBe(105);
  expect(brains.standingOf(large).latencyMs).toBeNull();
});

test('remembers until when a model is limited: as asked, else longer each time', async () => {
  const { ask, brains, small, large, clock } = scene();
  await ask('RATE_LIMITED', small, { retryAfterMs: 7000 });
  expect(brains.standingOf(small).limitedUntil).toBe(clock.now() + 7000);
  expect(brains.standingOf(large).limitedUntil).toBeNull();
  clock.turn(7000);
  expect(brains.standingOf(small).limitedUntil).toBeNull();
  await ask('RATE_LIMITED');
  expect(brains.standingOf(small).limitedUntil).toBe(clock.now() + 2000);
  await ask('RATE_LIMITED');
  expect(brains.standingOf(small).limitedUntil).toBe(clock.now() + 4000);
});
