// Retention: removes old events, by age and by count, one session at a time.
//
// What is removed lives on in the session's snapshot, so nothing but the delivery of old events changes.

import { type Clock, timestampOf } from '../base/clock.ts';
import { emptySession, fold } from '../events/session.ts';
import { eachHead } from './heads.ts';
import type { Log, SessionHead } from './log.ts';

export interface RetentionLimits {
  /** Milliseconds; null keeps for ever. */
  maxAgeMs: number | null;
  /** Events per session; null keeps all. */
  maxEvents: number | null;
}

const chunk = 500;

/** Prunes one session to the limits; returns how many events went. */
export async function retain(
  log: Log,
  head: SessionHead,
  limits: RetentionLimits,
  now: number,
): Promise<number> {
  const olderThan = limits.maxAgeMs === null ? null : timestampOf(now - limits.maxAgeMs);
  const upTo = await log.lastToPrune(head.id, { olderThan, keep: limits.maxEvents });
  if (upTo < head.firstRetainedSequence) return 0;
  let session = (await log.snapshot(head.id)) ?? emptySession(head);
  const before = session.lastSequence;
  while (session.lastSequence < upTo) {
    const events = await log.read(
      head.id,
      session.lastSequence,
      Math.min(chunk, upTo - session.lastSequence),
    );
    session = events.reduce(fold, session);
  }
  await log.prune(head.id, upTo, session);
  return upTo - before;
}

/** Prunes all sessions every `everyMs` until disposed. Errors go to `onError`; the next round tries again. */
export function startRetention(
  log: Log,
  limits: RetentionLimits,
  clock: Clock,
  everyMs: number,
  onError: (error: unknown) => void,
): Disposable {
  let timer: Disposable | undefined;
  let stopped = false;

  async function round() {
    for await (const head of eachHead(log, null)) {
      if (stopped) return;
      await retain(log, head, limits, clock.now());
    }
  }
  function arm() {
    timer = clock.at(clock.now() + everyMs, () => {
      round()
        .catch(onError)
        .then(() => stopped || arm());
    });
  }
  if (limits.maxAgeMs !== null || limits.maxEvents !== null) arm();
  return {
    [Symbol.dispose]() {
      stopped = true;
      timer?.[Symbol.dispose]();
    },
  };
}
