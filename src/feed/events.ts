// Events: what a session's log holds after a place, then what comes, each once and in order.

import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { cursorOf } from '../events/cursor.ts';
import type { Event } from '../events/event.ts';
import type { Log } from '../log/log.ts';
import { type Filter, matches } from './filter.ts';
import { createPullIterator } from './pull-iterator.ts';
import { openReader } from './reader.ts';

export interface EventsOptions {
  log: Log;
  clock: Clock;
  sessionId: string;
  /** The last sequence that the subscriber has; null from the first retained event; `now` from the present. */
  after: number | 'now' | null;
  filter: Filter;
}

/**
 * Never ends by itself.
 * @throws NOT_FOUND; CURSOR_UNKNOWN for a place that is not there yet; CURSOR_EXPIRED, also later, when retention
 *   removed what was to come next, with `detail.firstRetained`, the cursor before the first event that is left
 */
export async function openEvents(options: EventsOptions): Promise<AsyncIterableIterator<Event>> {
  const { log, clock, sessionId, after, filter } = options;
  const head = await log.head(sessionId);
  if (head === null) throw new Fault('NOT_FOUND', `There is no session «${sessionId}».`);
  const from = after === 'now' ? head.lastSequence : (after ?? head.firstRetainedSequence - 1);
  if (from > head.lastSequence) throw new Fault('CURSOR_UNKNOWN', 'The cursor is ahead of the session.');
  if (from < head.firstRetainedSequence - 1) throw expired(sessionId, head.firstRetainedSequence);

  const reader = openReader(log, clock, sessionId, from);
  let closed = false;
  return createPullIterator({
    async produce() {
      while (!closed) {
        const before = reader.position;
        const events = await reader.take();
        const first = events[0];
        if (first !== undefined && first.sequence !== before + 1) throw expired(sessionId, first.sequence);
        const wanted = events.filter((event) => matches(event, filter));
        if (wanted.length > 0) return wanted;
        if (first === undefined && !closed) await reader.wait();
      }
      return null;
    },
    close() {
      closed = true;
      reader[Symbol.dispose]();
    },
  });
}

function expired(sessionId: string, firstRetained: number): Fault {
  return new Fault('CURSOR_EXPIRED', 'Events after this cursor were cleaned up.', {
    firstRetained: cursorOf(sessionId, firstRetained - 1),
    firstRetainedSequence: firstRetained,
  });
}
