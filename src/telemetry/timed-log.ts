// Timed log: how long appends take, and whether the last of them could be written.

import { isFault, messageOf } from '../base/fault.ts';
import type { Log } from '../log/log.ts';

export interface Appends {
  /** Seconds, the upper ends of the buckets. */
  readonly bounds: readonly number[];
  /** How many took at most so long and longer than the bound before; the last one: longer than all. */
  readonly counts: Float64Array;
  /** Seconds, all together. */
  sum: number;
  /** Appends that the storage refused. */
  failed: number;
  /** What it said, and when by the monotonic clock in milliseconds; null when an append was written since. */
  failure: { message: string; at: number } | null;
}

const bounds = [0.000_1, 0.000_3, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];

/** The same log. */
export function timeAppends(log: Log): { log: Log; appends: Appends } {
  const appends: Appends = {
    bounds,
    counts: new Float64Array(bounds.length + 1),
    sum: 0,
    failed: 0,
    failure: null,
  };

  function took(begun: number) {
    const seconds = (performance.now() - begun) / 1000;
    let at = 0;
    while (at < bounds.length && seconds > bounds[at]!) at++;
    appends.counts[at]!++;
    appends.sum += seconds;
    appends.failure = null;
  }

  // Waiting for a promise would cost a third of what the append in memory does.
  const immediate: Log['append'] = (sessionId, after, drafts, key) => {
    const begun = performance.now();
    const appended = log.append(sessionId, after, drafts, key);
    took(begun);
    return appended;
  };

  const waiting: Log['append'] = async (sessionId, after, drafts, key) => {
    const begun = performance.now();
    try {
      const appended = await log.append(sessionId, after, drafts, key);
      took(begun);
      return appended;
    } catch (error) {
      if (isFault(error, 'STORAGE_UNAVAILABLE')) {
        appends.failed++;
        appends.failure = { message: messageOf(error), at: performance.now() };
      }
      throw error;
    }
  };
  const append = log.isImmediate === true ? immediate : waiting;
  return { log: { ...bound(log), append }, appends };
}

/** All methods with their own `this`, since a log may be an instance of a class. */
function bound<Target extends object>(target: Target): Target {
  const copy: Record<PropertyKey, unknown> = {};
  for (
    let level: object | null = target;
    level !== null && level !== Object.prototype;
    level = Object.getPrototypeOf(level)
  ) {
    for (const name of Reflect.ownKeys(level)) {
      const value = (target as Record<PropertyKey, unknown>)[name];
      if (!Object.hasOwn(copy, name)) copy[name] = typeof value === 'function' ? value.bind(target) : value;
    }
  }
  return copy as Target;
}
