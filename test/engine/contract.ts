// What every engine has to do. A driver's test calls this with a way to open one on a clock turned by hand.

import { describe, expect, test } from 'vitest';
import type { Engine, Rest } from '../../src/engine/engine.ts';
import { createTurnedClock, type TurnedClock } from '../support/turned-clock.ts';

export type OpenEngine = (
  clock: TurnedClock,
  concurrency: number,
  onError: (error: unknown) => void,
) => Engine;

/** A drive that the test lets go on by hand. */
function handDriven() {
  const begun: string[] = [];
  const open: {
    sessionId: string;
    signal: AbortSignal;
    rest: Rest;
    end: () => void;
    fail: (error: Error) => void;
  }[] = [];
  let arrived = Promise.withResolvers<void>();
  return {
    begun,
    open,
    drive: (sessionId: string, signal: AbortSignal, rest: Rest) =>
      new Promise<void>((resolve, reject) => {
        begun.push(sessionId);
        open.push({ sessionId, signal, rest, end: resolve, fail: reject });
        arrived.resolve();
        arrived = Promise.withResolvers();
      }),
    /** Resolves when so many drives have begun. */
    async count(n: number) {
      while (begun.length < n) await arrived.promise;
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

export function engineContract(name: string, openEngine: OpenEngine): void {
  describe(`engine contract: ${name}`, () => {
    const opened = (concurrency = 10) => {
      const clock = createTurnedClock();
      const errors: unknown[] = [];
      const hand = handDriven();
      const engine = openEngine(clock, concurrency, (error) => errors.push(error));
      return { clock, errors, hand, engine };
    };

    test('E1: a wake before the start is kept', async () => {
      const { engine, hand } = opened();
      engine.wake('a');
      engine.start(hand.drive);
      await hand.count(1);
      hand.open[0]!.end();
      await engine[Symbol.asyncDispose]();
      expect(hand.begun).toEqual(['a']);
    });

    test('E1: wakes during a drive give one more drive after it, however many they were', async () => {
      const { engine, hand } = opened();
      engine.start(hand.drive);
      engine.wake('a');
      await hand.count(1);
      for (let i = 0; i < 5; i++) engine.wake('a');
      hand.open[0]!.end();
      await hand.count(2);
      hand.open[1]!.end();
      await turn();
      expect(hand.begun).toEqual(['a', 'a']);
      await engine[Symbol.asyncDispose]();
    });

    test('E2: drives of one session never overlap; those of others run beside it, up to the limit', async () => {
      const { engine, hand } = opened(2);
      engine.start(hand.drive);
      for (const id of ['a', 'b', 'c', 'a', 'b']) engine.wake(id);
      await hand.count(2);
      await turn();
      expect(hand.begun).toEqual(['a', 'b']);
      hand.open[0]!.end();
      await hand.count(3);
      expect(hand.begun.slice(0, 3)).toEqual(['a', 'b', 'c']);
      for (const one of hand.open) one.end();
      await engine[Symbol.asyncDispose]();
    });

    test('E3: a failed drive is told and driven again after growing waits', async () => {
      const { engine, hand, clock, errors } = opened();
      engine.start(hand.drive);
      engine.wake('a');
      for (let n = 1; n <= 3; n++) {
        await hand.count(n);
        hand.open[n - 1]!.fail(new Error(`no ${n}`));
        await turn();
        expect(hand.begun).toHaveLength(n);
        clock.turn(100 * 2 ** (n - 1) - 1);
        await turn();
        expect(hand.begun).toHaveLength(n);
        clock.turn(1);
      }
      await hand.count(4);
      hand.open[3]!.end();
      expect(errors.map((error) => (error as Error).message)).toEqual(['no 1', 'no 2', 'no 3']);
      await engine[Symbol.asyncDispose]();
    });

    test('E4: a drive begins at each time that was asked for, and not before', async () => {
      const { engine, hand, clock } = opened();
      engine.start(hand.drive);
      engine.wakeAt('a', clock.now() + 1000);
      engine.wakeAt('a', clock.now() + 5000);
      clock.turn(999);
      await turn();
      expect(hand.begun).toEqual([]);
      clock.turn(1);
      await hand.count(1);
      hand.open[0]!.end();
      await turn();
      clock.turn(4000);
      await hand.count(2);
      hand.open[1]!.end();
      await engine[Symbol.asyncDispose]();
    });

    test('E6: a drive at rest leaves its place to others', async () => {
      const { engine, hand } = opened(1);
      engine.start(hand.drive);
      engine.wake('a');
      engine.wake('b');
      await hand.count(1);
      await turn();
      expect(hand.begun).toEqual(['a']);
      const waiting = Promise.withResolvers<void>();
      const resting = hand.open[0]!.rest(waiting.promise);
      await hand.count(2);
      expect(hand.begun).toEqual(['a', 'b']);
      waiting.resolve();
      await resting;
      for (const one of hand.open) one.end();
      await engine[Symbol.asyncDispose]();
    });

    test('E5: closing tells running drives by their signal and waits for them; nothing begins after it', async () => {
      const { engine, hand, clock } = opened();
      engine.start(hand.drive);
      engine.wake('a');
      engine.wakeAt('b', clock.now() + 10);
      await hand.count(1);
      let closed = false;
      const closing = engine[Symbol.asyncDispose]().then(() => {
        closed = true;
      });
      await turn();
      expect([hand.open[0]!.signal.aborted, closed]).toEqual([true, false]);
      hand.open[0]!.end();
      await closing;
      engine.wake('c');
      clock.turn(100);
      await turn();
      expect(hand.begun).toEqual(['a']);
      expect(clock.pending).toBe(0);
    });
  });
}
