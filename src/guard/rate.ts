// Rate: how often something may happen in a time, by whoever it is counted for.

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Fault } from '../base/fault.ts';

export interface Rate {
  /** Counts one more. @throws RATE_LIMITED with `detail.retryAfterSeconds` */
  take(who: string): Promise<void>;
}

/** `most` in `seconds`. What is known of somebody is forgotten when their time is over. */
export function createRate(most: number, seconds: number): Rate {
  const limiter = new RateLimiterMemory({ points: most, duration: seconds });
  return {
    async take(who) {
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
