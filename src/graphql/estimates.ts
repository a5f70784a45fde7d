// Estimates: read from their artifacts, the newest ones kept.

import { LRUCache } from 'lru-cache';
import type { Estimate } from '../estimating/estimate.ts';
import type { Log } from '../log/log.ts';

export interface Estimates {
  /** The estimate stored under this hash. @throws NOT_FOUND */
  get(sha256: string): Promise<Estimate>;
}

export function createEstimates(log: Log, keep = 20): Estimates {
  const cache = new LRUCache<string, Estimate>({ max: keep });
  return {
    async get(hash) {
      const known = cache.get(hash);
      if (known !== undefined) return known;
      const estimate = JSON.parse(Buffer.from(await log.getBlob(hash)).toString()) as Estimate;
      cache.set(hash, estimate);
      return estimate;
    },
  };
}
