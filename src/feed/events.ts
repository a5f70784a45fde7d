// Events: what a session's log holds after a place, then what comes, each once and in order.

import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { cursorOf } from '../events/cursor.ts';
import type { Event } from '../events/event.ts';
import type { Log } from '../log/log.ts';
import { conflate } from './conflate.ts';
import { type Filter, matches } from './filter.ts';
import type { Live, LiveStream } from './live.ts';
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
 * Never ends by itself. LOW events that a client was too slow for are merged; their sequences are left out.
 * @throws NOT_FOUND; CURSOR_UNKNOWN for a place that is not there yet; CURSOR_EXPIRED, also later, when retention
 *   removed what was to come next, with `detail.firstRetained`, the cursor before the first event that is left
 */
export async function openEvents(options: EventsOptions): Promise<LiveStream<Event>> {
  const { log, clock, sessionId, after, filter } = options;
  const head = await log.head(sessionId);
  if (head === null) throw new Fault('NOT_FOUND', `There is no session «${sessionId}».`);
  const from = after === 'now' ? head.lastSequence : (after ?? head.firstRetainedSequence - 1);
  if (from > head.lastSequence) throw new Fault('CURSOR_UNKNOWN', 'The cursor is ahead of the session.');
  if (from < head.firstRetainedSequence - 1) throw expired(sessionId, head.firstRetainedSequence);

  const reader = openReader(log, clock, sessionId, from);
  let live: Live | null = null;
  let behind = false;
  let closed = false;

  async function wait(): Promise<void> {
    behind = false;
    const left = live === null ? null : await live.follow(reader.position, null);
    if (left === null) return reader.wait();
    reader.skipTo(left.position);
    behind = left.reason === 'behind';
  }

  const iterator = createPullIterator<Event>({
    async produce() {
      while (!closed) {
        await live?.ready();
        if (closed) break;
        const before = reader.position;
        const events = await reader.take();
        const first = events[0];
        if (first !== undefined && first.sequence !== before + 1) throw expired(sessionId, first.sequence);
        const wanted = events.filter((event) => matches(event, filter));
        const told = behind ? newest(wanted) : wanted;
        if (told.length < wanted.length) live?.note('conflated', wanted.length - told.length);
        if (told.length > 0) return told;
        if (first === undefined && !closed) await wait();
      }
      return null;
    },
    close() {
      closed = true;
      live?.stop();
      reader[Symbol.dispose]();
    },
  });
  return Object.assign(iterator, {
    sessionId,
    filter,
    until: nothing,
    itemOf: (event: Event) => event,
    attach(given: Live) {
      live = given;
    },
    lastWord: () => null,
  });
}

const nothing: ReadonlySet<string> = new Set();

function newest(events: Event[]): Event[] {
  return conflate(events).flatMap((one) => (one.kind === 'event' ? one.event : []));
}

function expired(sessionId: string, firstRetained: number): Fault {
  return new Fault('CURSOR_EXPIRED', 'Events after this cursor were cleaned up.', {
    firstRetained: cursorOf(sessionId, firstRetained - 1),
    firstRetainedSequence: firstRetained,
  });
}
