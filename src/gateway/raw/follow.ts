// Follow: a session's events as text frames, in order, each once, no faster than they are taken.

import type { Event } from '../../events/event.ts';
import { openEvents } from '../../feed/events.ts';
import type { Filter } from '../../feed/filter.ts';
import type { Services } from '../../graphql/context.ts';
import { eventFrame } from './frames.ts';

export interface RawFilter extends Filter {
  /** `agent_substep` only of these; null is all. Nothing else is narrowed by it. */
  substepsOf: ReadonlySet<string> | null;
}

/** Resolves when there is room for more; false when nothing is taken any more. */
export type Send = (text: string, sequence: number) => Promise<boolean>;

/**
 * Opens a session after a place. What it resolves with sends the events until the signal is given or nothing is taken
 * any more; it calls `send` never after the signal.
 * @throws NOT_FOUND, CURSOR_UNKNOWN, CURSOR_EXPIRED; sending may throw CURSOR_EXPIRED too
 */
export async function follow(
  { log, clock }: Services,
  sessionId: string,
  filter: RawFilter,
  after: number,
  signal: AbortSignal,
): Promise<(send: Send) => Promise<void>> {
  const events = await openEvents({ log, clock, sessionId, after, filter });
  const stop = () => void events.return?.();
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });

  return async (send) => {
    try {
      for await (const event of events) {
        if (signal.aborted) return;
        if (isWanted(event, filter) && !(await send(eventFrame(event), event.sequence))) return;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      stop();
    }
  };
}

function isWanted(event: Event, { substepsOf }: RawFilter): boolean {
  return substepsOf === null || event.type !== 'agent_substep' || substepsOf.has(event.data.agentName);
}
