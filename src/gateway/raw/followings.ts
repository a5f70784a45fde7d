// Followings: the sessions that one socket follows, each at most once.
//
//   F1. A refused subscription leaves the one before it as it was; an accepted one takes its place, with nothing of
//       the old after the word that the new one began.
//   F2. Narrowing changes what is told from where each session is now; nothing is told twice or left out by it.

import { Fault } from '../../base/fault.ts';
import type { Logger } from '../../base/logger.ts';
import type { Delivery } from '../../delivery/delivery.ts';
import type { Hub } from '../../delivery/hub.ts';
import type { Outlet } from '../../delivery/outlet.ts';
import { openEvents } from '../../feed/events.ts';
import { filterOf } from '../../feed/filter.ts';
import type { Services } from '../../graphql/context.ts';
import { follow } from './follow.ts';

/** What is wanted of a session; null is all. */
export interface Wanted {
  types: readonly string[] | null;
  agents: readonly string[] | null;
}

interface Following {
  wanted: Wanted;
  /** The sequence of the last event that was sent. */
  place: number;
  delivery: Delivery | null;
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
  hub: Hub;
  services: Services;
  logger: Logger;
  outlet: Outlet;
  max: number;
  /** A session cannot be followed on. */
  onLost(sessionId: string, error: unknown): void;
  /** The client took nothing for too long. */
  onSlow(): void;
}

export function createFollowings(options: FollowingsOptions): Followings {
  const { hub, services, logger, outlet, max, onLost, onSlow } = options;
  const { log, clock, draining } = services;
  const all = new Map<string, Following>();
  let substepsOf: readonly string[] | null = null;
  let closed = false;

  function end(sessionId: string): boolean {
    all.get(sessionId)?.delivery?.[Symbol.dispose]();
    return all.delete(sessionId);
  }

  async function begin(sessionId: string, after: number, wanted: Wanted, begun: () => void) {
    if (!all.has(sessionId) && all.size >= max) {
      throw new Fault('TOO_MANY_SUBSCRIPTIONS', `At most ${max} sessions are followed on one connection.`);
    }
    const filter = filterOf(wanted.types, wanted.agents, substepsOf);
    const stream = await openEvents({ log, clock, sessionId, after, filter });
    if (closed) {
      void stream.return?.();
      return;
    }
    end(sessionId);
    const own: Following = { wanted, place: after, delivery: null };
    all.set(sessionId, own);
    begun();
    const sent = (sequence: number) => {
      own.place = sequence;
    };
    own.delivery = follow({ hub, clock, logger, stream, outlet, sent });
    const open = services.tally.open('operations', 'raw');
    void own.delivery.over.then((how) => {
      open[Symbol.dispose]();
      if (how === 'slow') onSlow();
      else if (how === 'complete' && !draining.aborted && all.get(sessionId) === own) end(sessionId);
    });
  }

  return {
    has: (sessionId) => all.has(sessionId),
    begin,
    end,
    async narrow(agentNames) {
      substepsOf = agentNames;
      const before = [...all];
      for (const [, one] of before) one.delivery?.[Symbol.dispose]();
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
