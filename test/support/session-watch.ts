// Waiting for a session to come to something, by its doorbell rather than by sleeping.

import type { Session } from '../../src/events/session.ts';
import type { Log } from '../../src/log/log.ts';
import type { Sessions } from '../../src/log/sessions.ts';

/** The session as soon as it is so. Fails after ten seconds with what it was last. */
export async function untilSession(
  log: Log,
  sessions: Sessions,
  sessionId: string,
  isSo: (session: Session) => boolean,
): Promise<Session> {
  let ring = Promise.withResolvers<void>();
  using _watch = log.watch(sessionId, () => ring.resolve());
  const late = setTimeout(() => ring.reject(new Error('too late')), 10_000);
  try {
    for (;;) {
      const session = await sessions.get(sessionId);
      if (isSo(session)) return session;
      try {
        await ring.promise;
      } catch {
        const last = session.workflows.at(-1);
        throw new Error(
          `it stayed at ${session.lastSequence}: ${last?.status}, ${JSON.stringify(last?.visualization.nodes.map((n) => [n.agentName, n.status]))}`,
        );
      }
      ring = Promise.withResolvers<void>();
    }
  } finally {
    clearTimeout(late);
  }
}
