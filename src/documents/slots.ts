// Slots: a bounded number of things at a time; whoever comes later waits, first come first served.

export interface Slots {
  /** Waits for a free slot; dispose of it to give it back. Rejects with the signal's reason, and then takes none. */
  take(signal: AbortSignal): Promise<Disposable>;
}

/** At most `size` slots are taken at any moment. */
export function createSlots(size: number): Slots {
  let free = size;
  const waiting = new Set<() => void>();
  const slot = (): Disposable => {
    let given = false;
    return {
      [Symbol.dispose]() {
        if (given) return;
        given = true;
        const [next] = waiting;
        if (next === undefined) free += 1;
        else {
          waiting.delete(next);
          next();
        }
      },
    };
  };
  return {
    async take(signal) {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return slot();
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.add(resolve);
      const leave = () => {
        // A slot that was handed over already is kept: the caller disposes of it.
        if (waiting.delete(resolve)) reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      try {
        await promise;
      } finally {
        signal.removeEventListener('abort', leave);
      }
      return slot();
    },
  };
}
