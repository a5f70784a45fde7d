// Fold to: a session as it was after one of its events, from what the log keeps of it.

import { Fault } from '../base/fault.ts';
import { emptySession, fold, type Session } from '../events/session.ts';
import type { Log } from './log.ts';

const chunk = 500;

/** The earliest state that can be told: after the newest pruned event, else before the first. @throws NOT_FOUND */
export async function startOf(log: Log, sessionId: string): Promise<Session> {
  const head = await log.head(sessionId);
  if (head === null) throw new Fault('NOT_FOUND', `There is no session «${sessionId}».`);
  return (await log.snapshot(sessionId)) ?? emptySession(head);
}

/** That state with the events up to a sequence, or all there are; the same when it is later. Each step on the way is told. */
export async function foldTo(
  log: Log,
  from: Session,
  sequence: number,
  onStep: (session: Session) => void = () => {},
): Promise<Session> {
  let session = from;
  while (session.lastSequence < sequence) {
    const most = Math.min(chunk, sequence - session.lastSequence);
    const events = await log.read(session.id, session.lastSequence, most);
    if (events.length === 0) break;
    session = events.reduce(fold, session);
    onStep(session);
  }
  return session;
}
