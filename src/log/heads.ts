// Heads: what is known of one session, and going through all, page by page.

import { Fault } from '../base/fault.ts';
import type { ExecutionStatus } from '../events/shapes.ts';
import type { Log, SessionHead } from './log.ts';

/** What a session is while something of it may still happen. */
export const unfinished: readonly ExecutionStatus[] = ['queued', 'running', 'waiting_for_decision', 'paused'];

/** What it is afterwards; another workflow may still begin. */
export const finished: readonly ExecutionStatus[] = ['succeeded', 'failed', 'cancelled', 'skipped'];

/** @throws NOT_FOUND */
export async function headOf(log: Log, sessionId: string): Promise<SessionHead> {
  const head = await log.head(sessionId);
  if (head === null) throw new Fault('NOT_FOUND', `There is no session «${sessionId}».`);
  return head;
}

const pageSize = 500;

/** Sessions with one of these statuses, or all, newest first; a page is read when it is needed. */
export async function* eachHead(
  log: Log,
  status: readonly ExecutionStatus[] | null,
): AsyncGenerator<SessionHead, void, undefined> {
  for (let after: string | null = null; ; ) {
    const page = await log.sessions({ first: pageSize, after, status });
    yield* page.heads;
    const last = page.heads.at(-1);
    if (!page.hasMore || last === undefined) return;
    after = last.id;
  }
}
