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

export interface PullIterator<T> extends AsyncIterableIterator<T> {
  /** All that is at hand, else the next batch; null at the end. */
  nextBatch(): Promise<T[] | null>;
}

export function createPullIterator<T>({ produce, close }: Producer<T>): PullIterator<T> {
  let batch: T[] = [];
  let place = 0;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  function end() {
    if (!closed) close();
    closed = true;
    batch = [];
  }

  /** Whether there is something at hand. */
  async function fill(): Promise<boolean> {
    if (closed) return false;
    if (place < batch.length) return true;
    try {
      const next = await produce();
      if (next !== null && !closed) {
        batch = next;
        place = 0;
        return true;
      }
      end();
      return false;
    } catch (error) {
      end();
      throw error;
    }
  }

  async function take(): Promise<IteratorResult<T>> {
    return (await fill()) ? { done: false, value: batch[place++]! } : { done: true, value: undefined };
  }

  async function takeAll(): Promise<T[] | null> {
    if (!(await fill())) return null;
    const all = batch.slice(place);
    batch = [];
    place = 0;
    return all;
  }

  /** One after the other, however they are asked for. */
  function queued<R>(work: () => Promise<R>): Promise<R> {
    const result = last.then(work, work);
    last = result.catch(() => {});
    return result;
  }

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => queued(take),
    nextBatch: () => queued(takeAll),
    async return() {
      end();
      return { done: true, value: undefined };
    },
  };
}
