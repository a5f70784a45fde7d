// Clock: the time, and one-shot timers, so that tests can turn it by hand.

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Calls `ring` once, at `at` or as soon after as can be; at once when `at` is past. Never in the same tick. */
  at(at: number, ring: () => void): Disposable;
}

/** Node refuses longer delays, so a far timer is set again on the way. */
const longestDelayMs = 2_147_483_647;

export const systemClock: Clock = {
  now: () => Date.now(),
  at(at, ring) {
    let timer: NodeJS.Timeout;
    const arm = () => {
      const delay = Math.max(0, at - Date.now());
      timer = setTimeout(() => (delay > longestDelayMs ? arm() : ring()), Math.min(delay, longestDelayMs));
    };
    arm();
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};

/** RFC 3339, UTC, milliseconds. */
export function timestampOf(at: number): string {
  return new Date(at).toISOString();
}
