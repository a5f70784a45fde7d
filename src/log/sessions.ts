// Sessions: every session folded, the newest ones kept warm.
//
// A fold is brought up to date by reading what came after it, so asking again is cheap, and nothing here has
// to be told of changes.

import { LRUCache } from 'lru-cache';
import { fold, hasEnded, type Session } from '../events/session.ts';
import { foldTo, startOf } from './fold-to.ts';
import type { Log } from './log.ts';

export interface Sessions {
  /** The session as of now. @throws NOT_FOUND */
  get(sessionId: string): Promise<Session>;
  /**
   * The session as it was after an event; the oldest that can still be told when that one was pruned, the newest when it is
   * not there yet. @throws NOT_FOUND
   */
  at(sessionId: string, sequence: number): Promise<Session>;
}

const chunk = 500;
/** Earlier states that are kept, for whoever goes back and forth; places within a session and between sessions. */
const keptPast = 500;
/** Events between two states that are kept on the way to another. */
const stride = 2000;

/** Of those that are kept, the share of sessions whose workflow has ended: they are rarely asked for again. */
const endedShare = 0.05;

/** Keeps at most `keep` folded sessions in memory, and a few that have ended. */
export function createSessions(log: Log, keep = 1000): Sessions {
  const warm = new LRUCache<string, Session>({ max: keep });
  const ended = new LRUCache<string, Session>({ max: Math.ceil(keep * endedShare) });
  const underWay = new Map<string, Promise<Session>>();
  const past = new LRUCache<string, Map<number, Session>>({
    maxSize: keptPast,
    sizeCalculation: (states) => states.size,
  });

  async function catchUp(sessionId: string): Promise<Session> {
    let session = warm.get(sessionId) ?? ended.get(sessionId) ?? (await startOf(log, sessionId));
    for (;;) {
      const events = await log.read(sessionId, session.lastSequence, chunk);
      // What was pruned meanwhile is in the snapshot.
      const next = events[0]?.sequence ?? (await log.head(sessionId))?.firstRetainedSequence ?? 0;
      if (next > session.lastSequence + 1) {
        session = await startOf(log, sessionId);
        continue;
      }
      session = events.reduce(fold, session);
      const [own, other] = hasEnded(session.status) ? [ended, warm] : [warm, ended];
      own.set(sessionId, session);
      other.delete(sessionId);
      if (events.length < chunk) return session;
    }
  }

  async function at(sessionId: string, sequence: number): Promise<Session> {
    const states = new Map(past.get(sessionId));
    let nearest = await startOf(log, sessionId);
    for (const [place, state] of states)
      if (place <= sequence && place > nearest.lastSequence) nearest = state;
    const session = await foldTo(log, nearest, sequence, (step) => {
      if (step.lastSequence % stride === 0) states.set(step.lastSequence, step);
    });
    states.set(session.lastSequence, session);
    while (states.size > keptPast / 5) states.delete(states.keys().next().value!);
    past.set(sessionId, states);
    return session;
  }

  return {
    at,
    async get(sessionId) {
      // One that is under way may have read before the latest append; so wait for it, then look again.
      await underWay.get(sessionId)?.catch(() => {});
      const running = underWay.get(sessionId);
      if (running !== undefined) return running;
      const next = catchUp(sessionId).finally(() => underWay.delete(sessionId));
      underWay.set(sessionId, next);
      return next;
    },
  };
}
