// Open workflows: how many of one person are unfinished.
//
//   O1. A place is taken before the start and given back when it fails: of starts that race no more than `most` go through.
//   O2. A session has one unfinished workflow at most, so it takes one place, however many are about to start in it.

import { LRUCache } from 'lru-cache';
import { Fault } from '../base/fault.ts';
import { hasEnded } from '../events/session.ts';
import { eachHead, unfinished } from '../log/heads.ts';
import type { Log } from '../log/log.ts';

export interface Starter {
  /** Whose places are counted. */
  who: string;
  /** The owner of their sessions; null where all sessions are everybody's. */
  person: string | null;
  /** Where it starts; null in one that is yet to be made. */
  sessionId: string | null;
}

/** Disposed of when the start is over, however it went. */
export interface Place extends Disposable {
  /** It was started: the place is this session's until its workflow has ended. */
  isOf(sessionId: string): void;
}

/** Of the people who started something last; of others the log is read again. */
const mostPeople = 1000;

/** Sessions are read from the log once, and looked at again when there seem to be too many. */
export function createOpenWorkflows(most: number) {
  const known = new LRUCache<string, Promise<Set<string>>>({ max: mostPeople });
  /** By person, then by what is about to start: how often. Only while it is. */
  const starting = new Map<string, Map<string | symbol, number>>();

  /** One reading for all who ask meanwhile: a second one would not see what they start. */
  function of(log: Log, { who, person }: Starter): Promise<Set<string>> {
    const sessions = known.get(who) ?? readOpen(log, person);
    known.set(who, sessions);
    sessions.catch(() => known.delete(who));
    return sessions;
  }

  function hasRoom(open: ReadonlySet<string>, { who, sessionId }: Starter): boolean {
    const about = starting.get(who) ?? new Map();
    if (sessionId !== null && (open.has(sessionId) || about.has(sessionId))) return true;
    const more = [...about.keys()].filter((key) => !open.has(key)).length;
    return open.size + more < most;
  }

  return {
    /** @throws TOO_MANY_WORKFLOWS */
    async take(log: Log, starter: Starter): Promise<Place> {
      const open = await of(log, starter);
      if (!hasRoom(open, starter)) await forgetEnded(log, open);
      // Nothing is awaited between this look and the taking.
      if (!hasRoom(open, starter))
        throw new Fault('TOO_MANY_WORKFLOWS', `At most ${most} may be unfinished at the same time.`);
      const { who, sessionId } = starter;
      const key = sessionId ?? Symbol('a new session');
      const about = starting.get(who) ?? new Map<string | symbol, number>();
      starting.set(who, about.set(key, (about.get(key) ?? 0) + 1));
      return {
        isOf(id) {
          open.add(id);
          // Who was forgotten meanwhile was perhaps read again.
          void known.get(who)?.then(
            (again) => again.add(id),
            () => {},
          );
        },
        [Symbol.dispose]() {
          const left = about.get(key)! - 1;
          if (left > 0) about.set(key, left);
          else about.delete(key);
          if (about.size === 0) starting.delete(who);
        },
      };
    },
  };
}

async function readOpen(log: Log, person: string | null): Promise<Set<string>> {
  const sessions = new Set<string>();
  for await (const head of eachHead(log, unfinished)) {
    const isOwn = person === null || head.owner?.person === person;
    // Queued without an event is a session that nothing was started in.
    if (isOwn && head.lastSequence > 0) sessions.add(head.id);
  }
  return sessions;
}

async function forgetEnded(log: Log, sessions: Set<string>): Promise<void> {
  for (const id of sessions) {
    const head = await log.head(id);
    if (head === null || hasEnded(head.status)) sessions.delete(id);
  }
}
