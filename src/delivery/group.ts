// Group: subscribers that are told the same. An event is rendered once for all of them.
//
//   G1. A member is told exactly the events after its own place that the filter lets through, in order.
//   G2. Members share one place, the group's; one that joins ahead of it keeps its own until the group is there.
//   G3. When an event is missing, or a member's client has no room, the member leaves with the place it has reached and
//       reads on from the log by itself. So nothing is queued here, and no client holds up another.

import type { Clock } from '../base/clock.ts';
import type { Event } from '../events/event.ts';
import { matches } from '../feed/filter.ts';
import type { Left, LiveStream, Placed } from '../feed/live.ts';
import { Batch } from './batch.ts';
import type { Counts } from './counts.ts';
import type { Outlet } from './outlet.ts';
import type { Render } from './render.ts';

export interface Member {
  outlet: Outlet;
  left(left: Left): void;
}

export interface Group {
  /** When something was last told, in milliseconds since 1970. */
  readonly toldAt: number;
  readonly render: Render;
  /** Subscriptions that use it, waiting or not. */
  uses: number;
  /** False when the group is past that place. */
  join(member: Member, position: number): boolean;
  leave(member: Member, reason: Left['reason']): void;
  /** The session's next events. */
  take(events: readonly Event[]): void;
}

export interface GroupOptions {
  stream: Pick<LiveStream<Placed>, 'filter' | 'itemOf' | 'until'>;
  render: Render;
  cursorOf: (item: object) => string | null;
  clock: Clock;
  counts: Counts;
}

/** Events that may wait while earlier ones are executed; beyond that the members read for themselves. */
const maxWaiting = 1000;

export function createGroup({ stream, render, cursorOf, clock, counts }: GroupOptions): Group {
  const { filter, itemOf, until } = stream;
  const members = new Set<Member>();
  /** Members ahead of the group, with their places. */
  const ahead = new Map<Member, number>();
  let position = 0;
  let toldAt = 0;
  /** Events that came while others are executed; null when nothing is. */
  let waiting: Event[] | null = null;

  function leave(member: Member, reason: Left['reason']) {
    const own = ahead.get(member);
    if (members.delete(member)) member.left({ position, reason });
    else if (own !== undefined && ahead.delete(member)) member.left({ position: own, reason });
  }

  function dismiss(reason: Left['reason']) {
    for (const member of [...members, ...ahead.keys()]) leave(member, reason);
  }

  function take(events: readonly Event[]): void {
    if (waiting !== null) {
      if (waiting.length + events.length <= maxWaiting) waiting.push(...events);
      else dismiss('behind');
      return;
    }
    if (members.size === 0 && ahead.size === 0) return;
    const from = events[0]!.sequence;
    if (from > position + 1) {
      dismiss('stopped');
      return;
    }
    const fresh = from === position + 1 ? events : events.filter((event) => event.sequence > position);
    if (fresh.length === 0) return;
    const wanted = fresh.filter((event) => matches(event, filter));
    const items = wanted.map((event) => itemOf(event) as object);
    const texts = items.map(render);
    if (texts.every((text) => typeof text === 'string')) {
      tell(fresh, wanted, items, texts);
      return;
    }
    waiting = [];
    void Promise.all(texts).then((done) => {
      const next = waiting ?? [];
      waiting = null;
      tell(fresh, wanted, items, done);
      if (next.length > 0) take(next);
    });
  }

  /** Moves everybody past `fresh`. */
  function tell(
    fresh: readonly Event[],
    wanted: readonly Event[],
    items: readonly object[],
    texts: string[],
  ) {
    const to = fresh.at(-1)!.sequence;
    if (wanted.length > 0) {
      const batch = new Batch(texts, () => items.map(cursorOf));
      const alone = members.size === 1;
      for (const member of members) {
        if (member.outlet.room) member.outlet.send(batch, alone);
        else leave(member, 'behind');
      }
      counts.delivered += members.size * texts.length;
      counts.rendered += texts.length;
      toldAt = clock.now();
    }
    for (const [member, own] of ahead) catchUp(member, own, wanted, texts, to);
    position = to;
    if (until.size > 0 && wanted.some((event) => until.has(event.type))) dismiss('told');
  }

  function catchUp(member: Member, own: number, wanted: readonly Event[], texts: string[], to: number) {
    const first = wanted.findIndex((event) => event.sequence > own);
    if (first >= 0) {
      if (!member.outlet.room) return leave(member, 'behind');
      const cursors = () => wanted.slice(first).map((event) => cursorOf(itemOf(event) as object));
      member.outlet.send(new Batch(texts.slice(first), cursors), true);
      counts.delivered += texts.length - first;
    }
    if (own > to) return;
    ahead.delete(member);
    members.add(member);
  }

  return {
    get toldAt() {
      return toldAt;
    },
    render,
    uses: 0,
    join(member, at) {
      if (members.size === 0 && ahead.size === 0 && waiting === null) position = at;
      if (at < position) return false;
      if (at === position && waiting === null) members.add(member);
      else ahead.set(member, at);
      return true;
    },
    leave,
    take,
  };
}
