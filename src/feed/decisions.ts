// Decisions over all sessions, as they open and close.

import { LRUCache } from 'lru-cache';
import { createBell } from '../base/bell.ts';
import type { Clock } from '../base/clock.ts';
import type { Decision } from '../events/session.ts';
import { eachHead, unfinished } from '../log/heads.ts';
import type { Log } from '../log/log.ts';
import type { Sessions } from '../log/sessions.ts';
import { PullIterator } from './pull-iterator.ts';

/** Every opening and closing after now, with the decision as it is then. */
export async function openDecisionChanges(
  log: Log,
  sessions: Sessions,
  clock: Clock,
): Promise<AsyncIterableIterator<Decision>> {
  const bell = createBell(clock);
  /** Sessions that were written to; each at most once. */
  const rung = new Set<string>();
  const places = new LRUCache<string, number>({ max: 10_000 });
  const watch = log.watch(null, (sessionId, appended) => {
    const first = appended?.[0];
    if (first !== undefined && !places.has(sessionId)) places.set(sessionId, first.sequence - 1);
    rung.add(sessionId);
    bell.ring();
  });
  for await (const head of eachHead(log, unfinished))
    if (!places.has(head.id)) places.set(head.id, head.lastSequence);

  async function changesOf(sessionId: string): Promise<Decision[]> {
    const session = await sessions.get(sessionId);
    // Of a session that had ended before, what is new can only be of its newest workflow.
    let place = places.get(sessionId) ?? (session.workflows.at(-1)?.startedAtSequence ?? 1) - 1;
    const changed: Decision[] = [];
    while (place < session.lastSequence) {
      const events = await log.read(sessionId, place, 500);
      if (events.length === 0) break;
      for (const event of events) {
        if (event.type !== 'user_decision_needed' && event.type !== 'user_decision_made') continue;
        const decision = session.decisions[event.data.decisionId];
        if (decision !== undefined) changed.push(decision);
      }
      place = events.at(-1)!.sequence;
    }
    places.set(sessionId, place);
    return changed;
  }

  class Changes extends PullIterator<Decision> {
    protected async produce(): Promise<Decision[] | null> {
      while (!this.closed) {
        bell.reset();
        const [sessionId] = rung;
        if (sessionId === undefined) {
          await bell.rung();
          continue;
        }
        rung.delete(sessionId);
        const changed = await changesOf(sessionId);
        if (changed.length > 0) return changed;
      }
      return null;
    }

    protected close(): void {
      watch[Symbol.dispose]();
      bell.ring();
    }
  }
  return new Changes();
}
