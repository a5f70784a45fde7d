// Clock: the time, and one-shot timers, so that tests can turn it by hand.
//
//   C1. Within a process the time goes on as time really passes. A wall clock that is set forwards or backwards meanwhile
//       changes nothing, so no deadline comes early; what it was set to counts from the next start.

import { createElapsed } from './elapsed.ts';

export interface Clock {
  /** Milliseconds since 1970, UTC, in whole milliseconds. */
  now(): number;
  /** Calls `ring` once, at `at` or as soon after as can be; at once when `at` is past. Never in the same tick. */
  at(at: number, ring: () => void): Disposable;
}

/** Where a clock has its time from. */
export interface TimeSource {
  /** Milliseconds since 1970, as the machine believes; asked once. */
  wall(): number;
  /** Milliseconds since some moment; never goes back. */
  elapsed(): number;
  /** Calls `ring` after so many milliseconds, never in the same tick. */
  after(ms: number, ring: () => void): Disposable;
}

/** Node refuses longer delays, so a far timer is set again on the way. */
const longestDelayMs = 2_147_483_647;

export function createClock({ wall, elapsed, after }: TimeSource): Clock {
  const origin = wall() - elapsed();
  const now = () => Math.floor(origin + elapsed());
  return {
    now,
    at(at, ring) {
      let timer: Disposable;
      const arm = () => {
        const delay = Math.max(0, at - now());
        timer = after(Math.min(delay, longestDelayMs), () => (at > now() ? arm() : ring()));
      };
      arm();
      return { [Symbol.dispose]: () => timer[Symbol.dispose]() };
    },
  };
}

export const systemClock: Clock = createClock({
  wall: () => Date.now(),
  elapsed: createElapsed(),
  after(ms, ring) {
    const timer = setTimeout(ring, ms);
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
});

/** RFC 3339, UTC, milliseconds. */
export function timestampOf(at: number): string {
  return new Date(at).toISOString();
}
