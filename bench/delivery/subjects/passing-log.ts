// Passing log: hands events on and forgets them, so that what is measured is delivery; the log has parts of its own.
//
// Nothing that was told can be read again, so it serves only subscribers who stay.

import type { Event } from '../../../src/events/event.ts';
import type { Log, Ring } from '../../../src/log/log.ts';

export function createPassingLog(kept: Log): Log {
  const lasts = new Map<string, number>();
  const rings = new Map<string, Set<Ring>>();

  return {
    ...kept,
    async head(sessionId) {
      const head = await kept.head(sessionId);
      const last = lasts.get(sessionId) ?? 0;
      return head === null ? null : { ...head, lastSequence: last, firstRetainedSequence: last + 1 };
    },
    async append(sessionId, after, drafts) {
      const events = drafts.map(({ type, workflowId, timestamp, data }, index) => {
        return { type, sessionId, workflowId, sequence: after + index + 1, timestamp, data } as Event;
      });
      const lastSequence = after + events.length;
      lasts.set(sessionId, lastSequence);
      for (const ring of rings.get(sessionId) ?? []) ring(sessionId, events);
      return { events, lastSequence, repeated: false };
    },
    read: async () => [],
    watch(sessionId, ring) {
      if (sessionId === null) return kept.watch(null, ring);
      const own = rings.get(sessionId) ?? new Set();
      rings.set(sessionId, own.add(ring));
      return { [Symbol.dispose]: () => void own.delete(ring) };
    },
  };
}
