// Watched read: a reading whose progress can be waited for, for callers that have to pass it on one by one.
//
// The queue holds 16 reports; when it is full, the newest takes the place of the one before, since every report
// says all that is known.

import type { DocumentFile, ReadDocument, ReadProgress } from './document.ts';
import { type ReadOptions, readDocument } from './read.ts';

const mostWaiting = 16;

export interface WatchedRead extends AsyncIterable<ReadProgress>, Disposable {
  /** The outcome; await it after the reports have ended. */
  outcome(): Promise<ReadDocument>;
}

/**
 * Starts reading what `load` brings. The reports end when the reading does, however it ends; disposing of it stops
 * the work.
 */
export function watchRead(
  load: () => Promise<DocumentFile>,
  options: Pick<ReadOptions, 'signal' | 'limits' | 'readers' | 'told'>,
): WatchedRead {
  const stop = new AbortController();
  const waiting: ReadProgress[] = [];
  let wake: (() => void) | null = null;
  let ended = false;
  const rouse = () => {
    wake?.();
    wake = null;
  };
  const read = async () =>
    readDocument(await load(), {
      ...options,
      signal: AbortSignal.any([options.signal, stop.signal]),
      onProgress(progress) {
        if (waiting.length >= mostWaiting) waiting.pop();
        waiting.push(progress);
        rouse();
      },
    });
  const reading = read().finally(() => {
    ended = true;
    rouse();
  });
  // Whoever asks for the outcome gets the error; until then it is nobody's.
  reading.catch(() => {});
  const next = async (): Promise<IteratorResult<ReadProgress>> => {
    while (waiting.length === 0 && !ended) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const value = waiting.shift();
    return value === undefined ? { done: true, value: undefined } : { done: false, value };
  };
  return {
    outcome: () => reading,
    [Symbol.asyncIterator]: () => ({ next }),
    [Symbol.dispose]: () => stop.abort(new Error('Nobody waits for the document any more.')),
  };
}
