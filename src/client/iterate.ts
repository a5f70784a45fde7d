// Iterate: a subscription that can go on where it was, as an async iterator that holds a bounded number of results.
//
// graphql-ws's own iterator queues without bound what its reader has not taken. Here the subscription of a reader who
// is slower than the server is ended when the queue is full, and taken up again when it is empty.

import type { Sink } from 'graphql-ws';

/** Results that wait for their reader. */
const most = 1000;

/** `subscribe` goes on after the last result that it told. */
export function iterate<Result>(
  subscribe: (sink: Sink<Result>) => () => void,
): AsyncIterableIterator<Result> {
  let waiting: Result[] = [];
  let place = 0;
  let stop: (() => void) | null = null;
  let ended = false;
  let failed: { error: unknown } | null = null;
  let rung = Promise.withResolvers<void>();

  function ring(): void {
    rung.resolve();
    rung = Promise.withResolvers();
  }

  function end(failure: { error: unknown } | null): void {
    stop?.();
    ended = true;
    failed = failure;
    ring();
  }

  function start(): void {
    let current = true;
    const unsubscribe = subscribe({
      next(result) {
        if (!current) return;
        waiting.push(result);
        if (waiting.length - place === most) stop?.();
        ring();
      },
      error: (error) => current && end({ error }),
      complete: () => current && end(null),
    });
    stop = () => {
      current = false;
      stop = null;
      unsubscribe();
    };
  }

  async function next(): Promise<IteratorResult<Result>> {
    for (;;) {
      if (place === most || place === waiting.length) {
        waiting = waiting.slice(place);
        place = 0;
      }
      if (place < waiting.length) return { done: false, value: waiting[place++]! };
      if (failed !== null) {
        const { error } = failed;
        failed = null;
        throw error;
      }
      if (ended) return { done: true, value: undefined };
      if (stop === null) start();
      await rung.promise;
    }
  }

  start();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next,
    async return() {
      waiting = [];
      place = 0;
      end(null);
      return { done: true, value: undefined };
    },
  };
}
