// Prune step: removes some of a session's oldest events, and folds them into its snapshot.

import { setImmediate } from 'node:timers/promises';
import { emptySession, fold } from '../events/session.ts';
import type { Log, PruneLimits, SessionRecord } from './log.ts';

/** Events that one step removes at most. */
export const stepSize = 500;

/** Events that are read and folded before the event loop has its turn. */
const chunk = 100;

/**
 * Removes what may go by the limits, at most `stepSize` events and all in one transaction; returns how many.
 * Once the signal is given it removes nothing more. One at a time for a session.
 * @throws NOT_FOUND; STORAGE_UNAVAILABLE
 */
export async function pruneStep(
  log: Log,
  record: SessionRecord,
  limits: PruneLimits,
  signal: AbortSignal,
): Promise<number> {
  const upTo = await log.lastToPrune(record.id, limits, stepSize);
  if (upTo === 0) return 0;
  let session = (await log.snapshot(record.id)) ?? emptySession(record);
  const before = session.lastSequence;
  while (session.lastSequence < upTo) {
    const missing = upTo - session.lastSequence;
    const events = await log.read(record.id, session.lastSequence, Math.min(chunk, missing));
    session = events.reduce(fold, session);
    await setImmediate();
    if (signal.aborted) return 0;
  }
  await log.prune(record.id, upTo, session);
  return upTo - before;
}
