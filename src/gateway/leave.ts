// Leaving: a client that may not be told more is told why by its streams, and then its connection is ended.

import type { Fault, FaultCode } from '../base/fault.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { LeftBecause } from '../feed/live.ts';

/** Who does not take the last words is left without them. */
const longestMs = 200;
const words: Partial<Record<FaultCode, LeftBecause>> = {
  AUTH_EXPIRED: 'auth_expired',
  PERMISSION_REVOKED: 'permission_revoked',
};

/** Resolves when all have said their last word, or had the time for it. */
export async function sayWhy(deliveries: Iterable<Delivery>, { code }: Fault): Promise<void> {
  const all = [...deliveries];
  const why = words[code];
  if (all.length === 0 || why === undefined) return;
  for (const one of all) one.leave(why);
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, longestMs);
  await Promise.race([Promise.all(all.map((one) => one.over)), late.promise]);
  clearTimeout(timer);
}
