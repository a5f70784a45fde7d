// Renewal: a connection goes on with another token of the same person.

import { timestampOf } from '../base/clock.ts';
import { isFault } from '../base/fault.ts';
import type { Visit } from '../guard/guard.ts';

/** What the client is told; never the token. */
export async function renewal(visit: Visit, given: Readonly<Record<string, unknown>>) {
  try {
    await visit.renew(given);
    const until = visit.identity?.expiresAt ?? null;
    return { renewed: true, expiresAt: until === null ? null : timestampOf(until) };
  } catch (error) {
    if (!isFault(error)) throw error;
    return { renewed: false, code: error.code, message: error.message };
  }
}
