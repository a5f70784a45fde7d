// Following the log: what happens, told to whoever counts or records it.
//
//   F1. A session that is unfinished when it starts is told whole, then its events; later ones event by event.
//   F2. After a session was told whole, what is told of it is exactly what came after.
//   F3. Where the doorbell does not hand events over, the session is told whole again: nothing is counted on that.

import { setImmediate as turn } from 'node:timers/promises';
import type { Event } from '../events/event.ts';
import type { Session } from '../events/session.ts';
import { eachHead, unfinished } from '../log/heads.ts';
import type { Log } from '../log/log.ts';
import type { Sessions } from '../log/sessions.ts';

/** Called in the turn of the append: it only notes, and does not throw. */
export interface Follower {
  session?(session: Session): void;
  event(event: Event): void;
}

export interface FollowOptions {
  log: Log;
  sessions: Sessions;
  followers: readonly Follower[];
  onError(error: unknown): void;
}

export interface Following extends Disposable {
  /** Resolves when all sessions that were unfinished have been told. */
  readonly ready: Promise<void>;
}

export function followLog({ log, sessions, followers, onError }: FollowOptions): Following {
  /** The newest sequence of each session that moved while sessions are told whole. */
  const moved = new Map<string, number>();
  let telling = 0;
  let closed = false;

  const watch = log.watch(null, (sessionId, appended) => {
    if (appended === undefined) {
      void during(() => tellWhole(sessionId)).catch(onError);
      return;
    }
    for (const event of appended) for (const one of followers) one.event(event);
    if (telling > 0) moved.set(sessionId, appended.at(-1)?.sequence ?? 0);
  });

  async function during(tell: () => Promise<void>): Promise<void> {
    telling++;
    try {
      await tell();
    } finally {
      if (--telling === 0) moved.clear();
    }
  }

  async function tellWhole(sessionId: string): Promise<void> {
    for (;;) {
      const session = await sessions.get(sessionId);
      if (closed) return;
      // Events that were told before must not be taken back by an older fold.
      if ((moved.get(sessionId) ?? 0) > session.lastSequence) continue;
      for (const one of followers) one.session?.(session);
      return;
    }
  }

  async function begin(): Promise<void> {
    for await (const head of eachHead(log, unfinished)) {
      if (closed) return;
      await tellWhole(head.id);
      await turn();
    }
  }

  return {
    ready: during(begin).catch(onError),
    [Symbol.dispose]() {
      closed = true;
      watch[Symbol.dispose]();
    },
  };
}
