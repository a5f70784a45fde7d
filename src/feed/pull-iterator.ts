// Pull iterator: an async iterator over batches that are produced on demand.
//
// It asks for the next batch when the last one is used up, so it holds one batch and nothing else, however slow its
// reader is. `return` ends a pending wait at once, which an async generator cannot do.

const nothing: readonly never[] = [];
const settled: Promise<unknown> = Promise.resolve();

/** A class, so that ten thousand of them share their functions. */
export abstract class PullIterator<T> implements AsyncIterableIterator<T> {
  private batch: readonly T[] = nothing;
  private place = 0;
  private last = settled;
  protected closed = false;

  /** The next batch, never empty; null at the end. Asked for one at a time. */
  protected abstract produce(): Promise<T[] | null>;
  /** Called once; lets a pending `produce` resolve with null. */
  protected abstract close(): void;

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    return this.queued(async () => {
      if (this.place === this.batch.length) {
        this.batch = (await this.untilEnd(() => this.produce())) ?? nothing;
        this.place = 0;
      }
      const { batch, place } = this;
      if (place === batch.length) return { done: true, value: undefined };
      this.place++;
      return { done: false, value: batch[place]! };
    });
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    this.end();
    return { done: true, value: undefined };
  }

  /** What `produce` makes; null and closed at the end, closed when it fails. */
  protected async untilEnd<R>(produce: () => Promise<R | null>): Promise<R | null> {
    if (this.closed) return null;
    try {
      const made = await produce();
      if (made !== null && !this.closed) return made;
    } catch (error) {
      this.end();
      throw error;
    }
    this.end();
    return null;
  }

  /** One after the other, however they are asked for. */
  protected queued<R>(work: () => Promise<R>): Promise<R> {
    const result = this.last.then(work, work);
    this.last = result.then(ignore, ignore);
    return result;
  }

  private end(): void {
    if (this.closed) return;
    this.closed = true;
    this.batch = nothing;
    this.place = 0;
    this.close();
  }
}

function ignore(): void {}
