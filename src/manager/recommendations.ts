// Recommendations: looking one up, and saying what became of it.

import type { Clock } from '../base/clock.ts';
import { Fault, isFault } from '../base/fault.ts';
import type { Recommendation, Session } from '../events/session.ts';
import type { Log } from '../log/log.ts';
import type { Sessions } from '../log/sessions.ts';
import { draft } from './drafts.ts';

type Kept = Session['recommendations'][number];

export interface Found {
  recommendation: Kept;
  session: Session;
}

export interface Recommendations {
  find(id: string): Promise<Found | null>;
  /** As it stands then; nothing is written when it was so before. @throws NOT_FOUND, INVALID_INPUT for an applied one */
  mark(id: string, status: 'applied' | 'dismissed'): Promise<Kept>;
}

export const unknownRecommendation = (id: string) =>
  new Fault('NOT_FOUND', `There is no recommendation «${id}».`);

export function createRecommendations({
  log,
  sessions,
  clock,
}: {
  log: Log;
  sessions: Sessions;
  clock: Clock;
}): Recommendations {
  async function find(id: string): Promise<Found | null> {
    const sessionId = await log.find(id);
    const session = sessionId === null ? null : await sessions.get(sessionId);
    const recommendation = session?.recommendations.find((one) => one.id === id);
    return session === null || recommendation === undefined ? null : { session, recommendation };
  }

  return {
    find,
    async mark(id, status) {
      for (;;) {
        const found = await find(id);
        if (found === null) throw unknownRecommendation(id);
        const { session, recommendation } = found;
        if (recommendation.status === status) return recommendation;
        if (recommendation.status === 'applied')
          throw new Fault('INVALID_INPUT', 'It was applied before.', { path: ['id'] });
        const { workflowId, ...before } = recommendation;
        const marked: Recommendation = { ...before, status };
        const told = draft('recommendation', workflowId, clock.now(), { recommendation: marked });
        try {
          await log.append(session.id, session.lastSequence, [told]);
          return { ...marked, workflowId };
        } catch (error) {
          if (!isFault(error, 'WRITER_LOST')) throw error;
        }
      }
    },
  };
}
