// Wait: how long a client keeps away from a server that it lost.

const mostMs = 10_000;

/**
 * Milliseconds before the next attempt after so many that failed: anything up to 1,000 at first, then up to twice as
 * much each time, up to 10,000. By chance, so that clients that were cut off together do not come back together.
 */
export function retryWaitMs(retries: number): number {
  return Math.random() * Math.min(mostMs, 1000 * 2 ** retries);
}

/** Resolves after so many milliseconds, or as soon as the signal is given. */
export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
}
