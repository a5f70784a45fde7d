// A clock that is turned by hand.

import type { Clock } from '../../src/base/clock.ts';

export interface TurnedClock extends Clock {
  /** Goes on by so many milliseconds and rings what is due, in order. */
  turn(ms: number): void;
  /** How many timers are set. */
  readonly pending: number;
}

export function createTurnedClock(start = Date.parse('2026-01-01T00:00:00.000Z')): TurnedClock {
  let now = start;
  const timers = new Set<{ at: number; ring: () => void }>();
  return {
    now: () => now,
    at(at, ring) {
      const timer = { at, ring };
      timers.add(timer);
      if (at <= now) {
        setImmediate(() => timers.delete(timer) && ring());
      }
      return { [Symbol.dispose]: () => void timers.delete(timer) };
    },
    get pending() {
      return timers.size;
    },
    turn(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...timers].filter((one) => one.at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.ring();
      }
      now = end;
    },
  };
}
