// Bell: lets one loop sleep until something may have happened.

import type { Clock } from './clock.ts';

export interface Bell {
  /** Rings; kept until the next `reset`, so that a ring before the wait is not lost. */
  ring: () => void;
  reset(): void;
  /** Resolves when it was rung since the last `reset`, or at a time in milliseconds since 1970. */
  rung(until?: number | null): Promise<void>;
}

export function createBell(clock: Clock): Bell {
  let state = Promise.withResolvers<void>();
  return {
    ring: () => state.resolve(),
    reset() {
      state = Promise.withResolvers<void>();
    },
    async rung(until = null) {
      if (until === null) return state.promise;
      const current = state;
      using _timer = clock.at(until, () => current.resolve());
      await current.promise;
    },
  };
}
