// Retention: removes old events, by age, by count and by total size, in small steps.
//
// What is removed lives on in the session's snapshot, so nothing but the delivery of old events changes.
//
// Invariants (proved in test/log/retention.test.ts):
//   R1. A step removes a few hundred events of one session at most, and leaves a snapshot that fits what is left.
//   R2. The event loop has its turn within each step, and after some sessions that were only looked at.
//   R3. By size, the oldest events go first, those of finished sessions before all others, to within one step.
//   R4. Once disposed it removes nothing more, also in the middle of a round.

import { setImmediate } from 'node:timers/promises';
import { type Clock, timestampOf } from '../base/clock.ts';
import { eachHead } from './heads.ts';
import type { Log, SessionHead } from './log.ts';
import { pruneStep } from './prune-step.ts';
import { retainSize } from './retention-by-size.ts';

export interface SessionLimits {
  /** Milliseconds; null keeps for ever. */
  maxAgeMs: number | null;
  /** Events per session; null keeps all. */
  maxEvents: number | null;
}

export interface RetentionLimits extends SessionLimits {
  /** Bytes of the data of all retained events; null keeps all. */
  maxBytes: number | null;
}

/** Sessions that are looked at before the event loop has its turn. */
const glance = 50;

const never = new AbortController().signal;

/** Prunes one session to the limits; returns how many events went. */
export async function retain(
  log: Log,
  head: SessionHead,
  { maxAgeMs, maxEvents }: SessionLimits,
  now: number,
  signal: AbortSignal = never,
): Promise<number> {
  const time = maxAgeMs === null ? null : timestampOf(now - maxAgeMs);
  // A session that is younger holds nothing older, which spares looking into it.
  const olderThan = time !== null && head.createdAt < time ? time : null;
  let gone = 0;
  while (head.firstRetainedSequence <= head.lastSequence && !signal.aborted) {
    const step = await pruneStep(log, head, { olderThan, keep: maxEvents, free: null }, signal);
    if (step === 0) break;
    gone += step;
  }
  return gone;
}

/**
 * Prunes all sessions every `everyMs` until disposed, which waits for the step under way to end.
 * Errors go to `onError`; the next round tries again.
 */
export function startRetention(
  log: Log,
  limits: RetentionLimits,
  clock: Clock,
  everyMs: number,
  onError: (error: unknown) => void,
): AsyncDisposable {
  const { maxAgeMs, maxEvents, maxBytes } = limits;
  const stopping = new AbortController();
  const { signal } = stopping;
  let timer: Disposable | undefined;
  let underWay = Promise.resolve();

  async function round() {
    if (maxAgeMs !== null || maxEvents !== null) {
      let looked = 0;
      for await (const head of eachHead(log, null)) {
        if (signal.aborted) return;
        await retain(log, head, limits, clock.now(), signal);
        if (++looked % glance === 0) await setImmediate();
      }
    }
    if (maxBytes !== null) await retainSize(log, maxBytes, signal);
  }
  function arm() {
    if (signal.aborted) return;
    timer = clock.at(clock.now() + everyMs, () => {
      underWay = round().catch(onError).then(arm);
    });
  }
  if (maxAgeMs !== null || maxEvents !== null || maxBytes !== null) arm();
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      timer?.[Symbol.dispose]();
      await underWay;
    },
  };
}
