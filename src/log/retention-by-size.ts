// Retention by size: makes room by removing the oldest events of all sessions, those of finished sessions first.

import { setImmediate } from 'node:timers/promises';
import type { ExecutionStatus } from '../events/shapes.ts';
import { eachHead, finished, unfinished } from './heads.ts';
import type { Log, SessionRecord } from './log.ts';
import { pruneStep } from './prune-step.ts';

interface Candidate {
  record: SessionRecord;
  /** When its oldest retained event happened. */
  oldest: string;
}

/** Sessions that are remembered from one look through all of them. */
const remembered = 500;

/** Sessions that are looked at before the event loop has its turn. */
const glance = 50;

/** Removes events until the data of those that are left has at most so many bytes; returns how many went. */
export async function retainSize(log: Log, maxBytes: number, signal: AbortSignal): Promise<number> {
  let gone = 0;
  for (const status of [finished, unfinished]) {
    let queue: Candidate[] = [];
    let newest = '';
    while (!signal.aborted) {
      const free = (await log.byteSize()) - maxBytes;
      if (free <= 0) return gone;
      if (queue.length === 0) {
        queue = await oldestSessions(log, status, signal);
        newest = queue.at(-1)?.oldest ?? '';
      }
      const next = queue.shift();
      if (next === undefined) break;
      gone += await pruneStep(log, next.record, { olderThan: null, keep: null, free }, signal);
      const oldest = await oldestOf(log, next.record.id);
      // What is newer than all that are remembered has to be compared with the others again.
      if (oldest !== null && oldest <= newest) queue = [...queue, { ...next, oldest }].sort(byAge);
    }
  }
  return gone;
}

async function oldestSessions(
  log: Log,
  status: readonly ExecutionStatus[],
  signal: AbortSignal,
): Promise<Candidate[]> {
  let found: Candidate[] = [];
  let looked = 0;
  for await (const head of eachHead(log, status)) {
    if (signal.aborted) return [];
    const oldest = head.firstRetainedSequence > head.lastSequence ? null : await oldestOf(log, head.id);
    if (oldest !== null) found.push({ record: head, oldest });
    if (found.length >= 2 * remembered) found = found.sort(byAge).slice(0, remembered);
    if (++looked % glance === 0) await setImmediate();
  }
  return found.sort(byAge).slice(0, remembered);
}

async function oldestOf(log: Log, sessionId: string): Promise<string | null> {
  return (await log.read(sessionId, 0, 1))[0]?.timestamp ?? null;
}

function byAge(a: Candidate, b: Candidate): number {
  return a.oldest < b.oldest ? -1 : a.oldest > b.oldest ? 1 : 0;
}
