// Breather: a long calculation pauses now and then, so that everybody else gets a turn.

import { setImmediate } from 'node:timers/promises';

/** At most this many milliseconds of work between two pauses. */
const turnMs = 8;

export interface Breather {
  /** Call between two pieces of work. Throws the signal's reason once it is aborted. */
  breathe(): Promise<void>;
}

/** Without a signal nothing ends it. */
export function createBreather(signal?: AbortSignal): Breather {
  let since = performance.now();
  return {
    async breathe() {
      signal?.throwIfAborted();
      if (performance.now() - since < turnMs) return;
      await setImmediate();
      since = performance.now();
      signal?.throwIfAborted();
    },
  };
}
