// Events: what a session's log holds after a place, then what comes, each once and in order.

import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { cursorOf } from '../events/cursor.ts';
import type { Event } from '../events/event.ts';
import type { Log } from '../log/log.ts';
import { conflate } from './conflate.ts';
import { type Filter, matches } from './filter.ts';
import { type Left, LiveStream, type Rest } from './live.ts';
import { Reader } from './reader.ts';

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
  return new Events(new Reader(log, clock, sessionId, from), sessionId, filter);
}

const nothing: ReadonlySet<string> = new Set();

const itself = (event: Event): Event => event;

class Events extends LiveStream<Event> {
  private readonly reader: Reader;
  private behind = false;

  constructor(reader: Reader, sessionId: string, filter: Filter) {
    super(sessionId, filter);
    this.reader = reader;
  }

  get until(): ReadonlySet<string> {
    return nothing;
  }

  get itemOf(): (event: Event) => Event {
    return itself;
  }

  lastWord(): null {
    return null;
  }

  protected async step(): Promise<Event[] | Rest | null> {
    const { reader } = this;
    while (!this.closed) {
      await this.live?.ready();
      if (this.closed) break;
      const before = reader.position;
      const events = await reader.take();
      const first = events[0];
      if (first !== undefined && first.sequence !== before + 1) throw expired(this.sessionId, first.sequence);
      const wanted = events.filter((event) => matches(event, this.filter));
      const told = this.behind ? newest(wanted) : wanted;
      if (told.length < wanted.length) this.live?.note('conflated', wanted.length - told.length);
      if (told.length > 0) return told;
      if (first === undefined) return { position: reader.position, quietMs: null };
    }
    return null;
  }

  protected wait(): Promise<void> {
    this.behind = false;
    return this.reader.wait();
  }

  protected resume({ position, reason }: Left): void {
    this.reader.position = position;
    this.behind = reason === 'behind';
  }

  protected close(): void {
    this.live?.stop();
    this.reader[Symbol.dispose]();
  }
}

function newest(events: Event[]): Event[] {
  return conflate(events).flatMap((one) => (one.kind === 'event' ? one.event : []));
}

function expired(sessionId: string, firstRetained: number): Fault {
  return new Fault('CURSOR_EXPIRED', 'Events after this cursor were cleaned up.', {
    firstRetained: cursorOf(sessionId, firstRetained - 1),
    firstRetainedSequence: firstRetained,
  });
}
