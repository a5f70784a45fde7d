// Channel: the newest events of one session, for all groups that are told them.
//
//   C1. What is appended in one turn of the event loop is told in one go at its end: one write for each subscriber.
//   C2. Groups are told each event once, in order. What the doorbell does not hand over is read from the log, once for
//       all of them.

import type { Event } from '../events/event.ts';
import type { Log } from '../log/log.ts';
import type { Group } from './group.ts';

export interface Channel extends Disposable {
  readonly groups: Map<string, Group>;
  /** Whether a reader at this place has all that the groups were told. */
  isCurrent(position: number): boolean;
  /** Tells what came since the last time. */
  flush(): void;
}

const pageSize = 500;
const nothing: readonly Event[] = [];

/** `due` is called when there is something to flush. */
export function openChannel(
  log: Log,
  sessionId: string,
  due: (channel: Channel) => void,
  onError: (error: unknown) => void,
): Channel {
  const groups = new Map<string, Group>();
  /** Not told yet. */
  let fresh: readonly Event[] = nothing;
  /** The same once there was more than one append in a turn; until then it is what was appended. */
  let gathered: Event[] | null = null;
  /** The newest sequence that came; null while it is not known where the groups begin. */
  let newest: number | null = null;
  let flushed = 0;
  let reading = false;
  let again = false;

  function add(events: readonly Event[]) {
    const known = newest ?? 0;
    const unknown = events[0]!.sequence > known ? events : events.filter(({ sequence }) => sequence > known);
    if (unknown.length === 0) return;
    if (fresh.length === 0) {
      due(channel);
      fresh = unknown;
    } else {
      if (gathered === null) fresh = gathered = [...fresh];
      gathered.push(...unknown);
    }
    newest = unknown.at(-1)!.sequence;
  }

  /** The doorbell handed nothing over, or something is missing before it. */
  async function read() {
    again = true;
    if (reading) return;
    reading = true;
    try {
      // Nobody has joined yet, so nobody misses what is before.
      if (newest === null) flushed = newest = (await log.head(sessionId))?.lastSequence ?? 0;
      while (again) {
        again = false;
        const events = await log.read(sessionId, newest, pageSize);
        if (events.length > 0) add(events);
        again ||= events.length === pageSize;
      }
    } catch (error) {
      onError(error);
    } finally {
      reading = false;
    }
  }

  const watch = log.watch(sessionId, (_id, appended) => {
    const first = appended?.[0];
    if (first !== undefined && !reading && (newest === null || first.sequence <= newest + 1)) add(appended!);
    else void read();
  });

  const channel: Channel = {
    groups,
    isCurrent(position) {
      // Whoever asks has read up to there after the doorbell was listened to, and it has not rung since.
      if (newest === null && !reading) flushed = newest = position;
      return newest !== null && position >= flushed;
    },
    flush() {
      const events = fresh;
      fresh = nothing;
      gathered = null;
      if (events.length === 0) return;
      flushed = events.at(-1)!.sequence;
      for (const group of groups.values()) group.take(events);
    },
    [Symbol.dispose]: () => watch[Symbol.dispose](),
  };
  return channel;
}
