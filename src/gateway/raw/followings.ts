// Followings: the sessions that one socket follows, each at most once.
//
//   F1. A refused subscription leaves the one before it as it was; an accepted one takes its place, with nothing of
//       the old after the word that the new one began.
//   F2. Narrowing changes what is told from where each session is now; nothing is told twice or left out by it.

import { Fault } from '../../base/fault.ts';
import type { Services } from '../../graphql/context.ts';
import { follow, type RawFilter } from './follow.ts';
import type { Outlet } from './outlet.ts';

/** What is wanted of a session; null is all. */
export interface Wanted {
  types: readonly string[] | null;
  agents: readonly string[] | null;
}

interface Following {
  wanted: Wanted;
  /** The sequence of the last event that was sent. */
  place: number;
  stopping: AbortController;
}

export interface Followings extends Disposable {
  has(sessionId: string): boolean;
  /** Follows a session after a place. `begun` is called when it is sure to, before its first event. @throws NOT_FOUND, CURSOR_UNKNOWN, CURSOR_EXPIRED, TOO_MANY_SUBSCRIPTIONS */
  begin(sessionId: string, after: number, wanted: Wanted, begun: () => void): Promise<void>;
  /** False when it was not followed. */
  end(sessionId: string): boolean;
  /** From here on `agent_substep` only of these agents, in all sessions of the socket; null is all. */
  narrow(agentNames: readonly string[] | null): Promise<void>;
}

export interface FollowingsOptions {
  services: Services;
  outlet: Outlet;
  max: number;
  /** A session stopped being followed because of this. */
  onLost(sessionId: string, error: unknown): void;
}

export function createFollowings({ services, outlet, max, onLost }: FollowingsOptions): Followings {
  const all = new Map<string, Following>();
  let substepsOf: ReadonlySet<string> | null = null;
  let closed = false;

  function end(sessionId: string): boolean {
    all.get(sessionId)?.stopping.abort();
    return all.delete(sessionId);
  }

  async function begin(sessionId: string, after: number, wanted: Wanted, begun: () => void) {
    if (!all.has(sessionId) && all.size >= max) {
      throw new Fault('TOO_MANY_SUBSCRIPTIONS', `At most ${max} sessions are followed on one connection.`);
    }
    const own: Following = { wanted, place: after, stopping: new AbortController() };
    const { signal } = own.stopping;
    const run = await follow(services, sessionId, filterOf(wanted), after, signal);
    if (closed) return own.stopping.abort();
    end(sessionId);
    all.set(sessionId, own);
    begun();
    const send = (text: string, sequence: number) => {
      own.place = sequence;
      outlet.send(text);
      return outlet.room();
    };
    run(send).catch((error) => {
      if (signal.aborted) return;
      end(sessionId);
      onLost(sessionId, error);
    });
  }

  function filterOf({ types, agents }: Wanted): RawFilter {
    return {
      types: types === null ? null : new Set(types),
      agents: agents === null ? null : new Set(agents),
      substepsOf,
    };
  }

  return {
    has: (sessionId) => all.has(sessionId),
    begin,
    end,
    async narrow(agentNames) {
      substepsOf = agentNames === null ? null : new Set(agentNames);
      const before = [...all];
      for (const [, one] of before) one.stopping.abort();
      for (const [sessionId, { place, wanted }] of before) {
        try {
          await begin(sessionId, place, wanted, () => {});
        } catch (error) {
          end(sessionId);
          onLost(sessionId, error);
        }
      }
    },
    [Symbol.dispose]() {
      closed = true;
      for (const sessionId of [...all.keys()]) end(sessionId);
    },
  };
}
