// Rate: how often something may happen in a time, by whoever it is counted for.

import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Fault } from '../base/fault.ts';

export interface Rate {
  /** Counts one more. @throws RATE_LIMITED with `detail.retryAfterSeconds` */
  take(who: string): Promise<void>;
}

/** Of the people or addresses that came last: about 30 MB when as many come in one time. */
const mostCounted = 50_000;

/**
 * `most` in `seconds`. What is known of somebody is forgotten when their time is over, or when so many others came since
 * that they are not worth the memory: who can come from that many addresses has an allowance at each of them anyway.
 */
export function createRate(most: number, seconds: number, counted = mostCounted): Rate {
  const limiter = new RateLimiterMemory({ points: most, duration: seconds });
  const latest = new LRUCache<string, true>({
    max: counted,
    dispose(_, who, why) {
      if (why === 'evict') void limiter.delete(who);
    },
  });
  return {
    async take(who) {
      latest.set(who, true);
      try {
        await limiter.consume(who);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw rateLimited(most, seconds, error.msBeforeNext);
      }
    },
  };
}

export function rateLimited(most: number, seconds: number, waitMs: number): Fault {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new Fault('RATE_LIMITED', `At most ${most} are taken in ${seconds} s.`, { retryAfterSeconds });
}
