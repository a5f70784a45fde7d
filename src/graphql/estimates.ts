// Estimates: read from their artifacts, the newest ones kept.

import { LRUCache } from 'lru-cache';
import type { Estimate } from '../estimating/estimate.ts';
import type { Log } from '../log/log.ts';

export interface Estimates {
  /** The estimate stored under this hash. @throws NOT_FOUND */
  get(sha256: string): Promise<Estimate>;
}

/** Keeps the newest ones in memory, up to so many bytes of them together; a larger one is read each time. */
export function createEstimates(log: Log, keepBytes = 20_000_000): Estimates {
  const cache = new LRUCache<string, Estimate>({ maxSize: keepBytes });
  return {
    async get(hash) {
      const known = cache.get(hash);
      if (known !== undefined) return known;
      const bytes = await log.getBlob(hash);
      const estimate = JSON.parse(Buffer.from(bytes).toString()) as Estimate;
      cache.set(hash, estimate, { size: bytes.byteLength });
      return estimate;
    },
  };
}
