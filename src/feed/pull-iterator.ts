// Pull iterator: an async iterator over batches that somebody produces on demand.
//
// It asks for the next batch when the last one is used up, so it holds one batch and nothing else, however slow its
// reader is. `return` ends a pending wait at once, which an async generator cannot do.

export interface Producer<T> {
  /** The next batch, never empty; null at the end. Asked for one at a time. */
  produce(): Promise<T[] | null>;
  /** Called once; lets a pending `produce` resolve with null. */
  close(): void;
}

export function createPullIterator<T>({ produce, close }: Producer<T>): AsyncIterableIterator<T> {
  let batch: T[] = [];
  let place = 0;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  function end() {
    if (!closed) close();
    closed = true;
    batch = [];
  }

  async function take(): Promise<IteratorResult<T>> {
    if (closed) return { done: true, value: undefined };
    if (place === batch.length) {
      try {
        const next = await produce();
        if (next === null || closed) {
          end();
          return { done: true, value: undefined };
        }
        batch = next;
        place = 0;
      } catch (error) {
        end();
        throw error;
      }
    }
    return { done: false, value: batch[place++]! };
  }

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next() {
      const result = last.then(take, take);
      last = result.catch(() => {});
      return result;
    },
    async return() {
      end();
      return { done: true, value: undefined };
    },
  };
}
