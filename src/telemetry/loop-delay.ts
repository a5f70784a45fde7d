// Loop delay: how late the event loop comes to what is due.

import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Seconds. */
export interface Delays {
  p50: number;
  p99: number;
  max: number;
}

export interface LoopDelay extends Disposable {
  /** Of the last ten to twenty seconds, whoever else asks. */
  read(): Delays;
}

const windowMs = 10_000;
const resolutionMs = 10;

export function openLoopDelay(): LoopDelay {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  const none: Delays = { p50: 0, p99: 0, max: 0 };
  let last = none;
  histogram.enable();

  // What is measured is the time between two looks, of which the time agreed is not late.
  const seconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - resolutionMs / 1000);
  const now = (): Delays =>
    histogram.count === 0
      ? none
      : {
          p50: seconds(histogram.percentile(50)),
          p99: seconds(histogram.percentile(99)),
          max: seconds(histogram.max),
        };
  const timer = setInterval(() => {
    last = now();
    histogram.reset();
  }, windowMs).unref();

  return {
    read() {
      const current = now();
      return {
        p50: Math.max(last.p50, current.p50),
        p99: Math.max(last.p99, current.p99),
        max: Math.max(last.max, current.max),
      };
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
