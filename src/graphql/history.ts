// History: pages of a session's events, both ways, with the cursors that resume a subscription.

import { Fault } from '../base/fault.ts';
import { cursorOf, sequenceOf } from '../events/cursor.ts';
import type { Event } from '../events/event.ts';
import type { Session } from '../events/session.ts';
import { type Filter, matches } from '../feed/filter.ts';
import { headOf } from '../log/heads.ts';
import type { Log } from '../log/log.ts';
import { type Connection, connect, pageSize } from './page.ts';

export interface HistoryArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

const chunk = 500;

/**
 * Of the session as it is given, nothing after its `lastSequence`. `first … after` goes forward, `last … before` back; without
 * either, forward from the first retained event. @throws INVALID_INPUT, CURSOR_UNKNOWN
 */
export async function readHistory(
  log: Log,
  { id: sessionId, lastSequence }: Pick<Session, 'id' | 'lastSequence'>,
  args: HistoryArgs,
  filter: Filter,
): Promise<Connection<Event>> {
  const { first, after, last, before } = args;
  if ((last != null || before != null) && (first != null || after != null)) {
    throw new Fault('INVALID_INPUT', 'Give first and after, or last and before.', { path: ['first'] });
  }
  // As it is now: a place after the one where this history ends is a place all the same.
  const placeIn = async (cursor: string) => sequenceOf(await headOf(log, sessionId), cursor);
  const back = last != null || before != null;
  const size = back ? pageSize(last, 'last') : pageSize(first, 'first');
  const place = back
    ? before == null
      ? lastSequence + 1
      : Math.min(lastSequence + 1, await placeIn(before))
    : after == null
      ? 0
      : await placeIn(after);
  // One more than asked for tells whether there is another page.
  const found = back
    ? await collectBack(log, sessionId, place, size + 1, filter)
    : (await collect(log, sessionId, place, size + 1, filter)).filter(
        ({ sequence }) => sequence <= lastSequence,
      );
  const page = back ? found.slice(-size) : found.slice(0, size);
  const more = found.length > size;
  return connect(
    page,
    (event) => cursorOf(sessionId, event.sequence),
    back ? { next: before != null, previous: more } : { next: more, previous: after != null },
  );
}

async function collect(
  log: Log,
  sessionId: string,
  from: number,
  size: number,
  filter: Filter,
): Promise<Event[]> {
  const found: Event[] = [];
  for (let place = from; found.length < size; ) {
    const events = await log.read(sessionId, place, chunk);
    found.push(...events.filter((event) => matches(event, filter)).slice(0, size - found.length));
    if (events.length < chunk) break;
    place = events.at(-1)!.sequence;
  }
  return found;
}

async function collectBack(
  log: Log,
  sessionId: string,
  from: number,
  size: number,
  filter: Filter,
): Promise<Event[]> {
  let found: Event[] = [];
  for (let place = from; found.length < size; ) {
    const events = await log.readBefore(sessionId, place, chunk);
    found = [...events.filter((event) => matches(event, filter)), ...found].slice(-size);
    if (events.length < chunk) break;
    place = events[0]!.sequence;
  }
  return found;
}
