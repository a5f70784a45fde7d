// Showing: what a socket sees that has named no session, as the guide's own client does not.
//
// It is shown one session: the newest that is at work, or else the next in which something happens; and another when
// that one has ended. So it sees what its user has just started, and never more than one session's events. It ends
// when the client names a session.

import type { Clock } from '../../base/clock.ts';
import type { Event } from '../../events/event.ts';
import { hasEnded } from '../../events/session.ts';
import type { Log } from '../../log/log.ts';
import type { Followings } from './followings.ts';

export interface ShowingOptions {
  log: Log;
  clock: Clock;
  followings: Followings;
  /** Does it in turn with the socket's messages. */
  enqueue(work: () => Promise<void>): Promise<void>;
}

export interface Showing extends Disposable {
  /** The client names a session: from here on it sees what it asks for. */
  end(sessionId: string): void;
}

/** A client that names its session does so at once; until then it is shown nothing. */
const graceMs = 500;

export function startShowing({ log, clock, followings, enqueue }: ShowingOptions): Showing {
  let shown: string | null = null;
  /** Nothing is shown, or what is shown has ended. */
  let isFree = false;
  let mayHaveEnded = false;
  let candidate: string | null = null;
  let isLooking = false;
  let isOver = false;

  const timer = clock.at(clock.now() + graceMs, () => void enqueue(begin));
  const watch = log.watch(null, (sessionId, appended) => {
    if (sessionId === shown) mayHaveEnded ||= mayEnd(appended);
    else if (isFree) candidate = sessionId;
    if ((!mayHaveEnded && candidate === null) || isLooking) return;
    isLooking = true;
    void enqueue(look);
  });

  async function begin(): Promise<void> {
    const { heads } = await log.sessions({
      first: 1,
      after: null,
      status: ['running', 'waiting_for_decision', 'paused'],
    });
    isFree = true;
    if (heads[0] !== undefined) await show(heads[0].id);
  }

  async function look(): Promise<void> {
    // Whatever rings from here on is looked at anew.
    isLooking = false;
    if (mayHaveEnded && shown !== null) {
      mayHaveEnded = false;
      isFree = !(await isAtWork(shown));
    }
    const sessionId = candidate;
    candidate = null;
    if (isFree && sessionId !== null && (await isAtWork(sessionId))) await show(sessionId);
  }

  async function isAtWork(sessionId: string): Promise<boolean> {
    const head = await log.head(sessionId);
    return head !== null && !hasEnded(head.status);
  }

  async function show(sessionId: string): Promise<void> {
    const head = await log.head(sessionId);
    if (isOver || head === null) return;
    const all = { types: null, agents: null };
    await followings.begin(sessionId, head.firstRetainedSequence - 1, all, () => {
      if (shown !== null) followings.end(shown);
      shown = sessionId;
      isFree = false;
    });
  }

  function stop() {
    isOver = true;
    timer[Symbol.dispose]();
    watch[Symbol.dispose]();
  }

  return {
    end(sessionId) {
      if (isOver) return;
      stop();
      if (shown !== null && shown !== sessionId) followings.end(shown);
    },
    [Symbol.dispose]: stop,
  };
}

function mayEnd(appended: readonly Event[] | undefined): boolean {
  return appended === undefined || appended.some((event) => event.type === 'workflow_state_change');
}
