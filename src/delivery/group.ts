// Group: subscribers that are told the same. An event is rendered once for all of them.
//
//   G1. A member is told exactly the events after its own place that the filter lets through, in order.
//   G2. Members share one place, the group's; one that joins ahead of it keeps its own until the group is there.
//   G3. When an event is missing, or a member's client has no room, the member leaves with the place it has reached and
//       reads on from the log by itself. So nothing is queued here, and no client holds up another.

import type { Event } from '../events/event.ts';
import { type Filter, matches } from '../feed/filter.ts';
import type { Left, LiveStream, Placed } from '../feed/live.ts';
import { Batch } from './batch.ts';
import type { Channel } from './channel.ts';
import type { Counts } from './counts.ts';
import type { Outlet } from './outlet.ts';
import type { Render } from './render.ts';
import type { Teller, Told, Turn } from './turn.ts';

export interface Member {
  readonly outlet: Outlet;
  /** It was left, and is a member no more. Only to be noted: the group may be in the middle of something. */
  left(left: Left): void;
}

export interface GroupOptions {
  channel: Channel;
  /** Within the channel. */
  key: string;
  stream: LiveStream<Placed>;
  render: Render;
  cursorOf: (item: object) => string | null;
  turn: Turn;
  counts: Counts;
}

/** Events that may wait while earlier ones are executed; beyond that the members read for themselves. */
const maxWaiting = 1000;

/** A class, so that ten thousand groups share their functions. */
export class Group implements Teller {
  readonly channel: Channel;
  readonly key: string;
  readonly render: Render;
  readonly cursorOf: (item: object) => string | null;
  /** Subscriptions that use it, waiting or not. */
  uses = 0;
  /** When something was last told, in milliseconds since 1970. */
  toldAt = 0;
  /** What one of their streams says of live events is the same of all. */
  private readonly filter: Filter;
  private readonly itemOf: LiveStream<Placed>['itemOf'];
  private readonly until: ReadonlySet<string>;
  private readonly turn: Turn;
  private readonly counts: Counts;
  /** The only member and its outlet: the way to it is short (gateway/socket-outlet.ts says why). */
  private only: Member | null = null;
  private outlet: Outlet | null = null;
  /** When there were several, they, by outlet: those who are told are not looked at themselves. */
  private more: Map<Outlet, Member> | null = null;
  /** Members ahead of the group, with their places. */
  private ahead: Map<Member, number> | null = null;
  private position = 0;
  /** Events that came while others are executed; null when nothing is. */
  private waiting: Event[] | null = null;

  constructor(options: GroupOptions) {
    this.channel = options.channel;
    this.key = options.key;
    this.render = options.render;
    this.cursorOf = options.cursorOf;
    this.filter = options.stream.filter;
    this.itemOf = options.stream.itemOf;
    this.until = options.stream.until;
    this.turn = options.turn;
    this.counts = options.counts;
  }

  /** False when the group is past that place. */
  join(member: Member, at: number): boolean {
    if (this.size === 0 && this.ahead === null && this.waiting === null) this.position = at;
    if (at < this.position) return false;
    if (at === this.position && this.waiting === null) this.add(member);
    else {
      this.ahead ??= new Map();
      this.ahead.set(member, at);
    }
    return true;
  }

  leave(member: Member, reason: Left['reason']): void {
    const own = this.ahead?.get(member);
    if (this.remove(member)) member.left({ position: this.position, reason });
    else if (own !== undefined) {
      this.isNoLongerAhead(member);
      member.left({ position: own, reason });
    }
  }

  /** The session's next events. */
  take(events: readonly Event[]): void {
    if (this.waiting !== null) {
      if (this.waiting.length + events.length <= maxWaiting) this.waiting.push(...events);
      else this.dismiss('behind');
    } else if (this.size > 0 || this.ahead !== null) {
      const from = events[0]!.sequence;
      if (from > this.position + 1) this.dismiss('stopped');
      else if (from === this.position + 1) this.renderAll(events);
      else this.renderAll(events.filter((event) => event.sequence > this.position));
    }
  }

  private renderAll(fresh: readonly Event[]): void {
    const { filter, itemOf } = this;
    const items = fresh.filter((event) => matches(event, filter)).map(itemOf);
    const texts = items.map(this.render);
    if (texts.every((text) => typeof text === 'string')) this.turn.put(this, { fresh, items, texts });
    else void this.execute(fresh, items, texts);
  }

  private async execute(fresh: readonly Event[], items: Placed[], texts: (string | Promise<string>)[]) {
    this.waiting = [];
    const done = await Promise.all(texts);
    const next = this.waiting;
    this.waiting = null;
    this.tell({ fresh, items, texts: done });
    if (next.length > 0) this.take(next);
  }

  /** Moves everybody past `fresh`. */
  tell({ fresh, items, texts }: Told): void {
    const { outlet, more, counts, until } = this;
    const to = fresh.at(-1)?.sequence ?? this.position;
    if (texts.length > 0) {
      const batch = new Batch(texts, items, this.cursorOf);
      if (outlet !== null) {
        if (outlet.send(batch, true)) counts.delivered += texts.length;
        else this.leave(this.only!, 'behind');
      } else if (more !== null) {
        for (const each of more.keys()) if (!each.send(batch, false)) this.leave(more.get(each)!, 'behind');
        counts.delivered += more.size * texts.length;
      }
      counts.rendered += texts.length;
      this.toldAt = this.turn.now();
    }
    if (this.ahead !== null)
      for (const [member, own] of this.ahead) this.catchUp(member, own, items, texts, to);
    this.position = to;
    if (until.size > 0 && fresh.some((event) => until.has(event.type))) this.dismiss('told');
  }

  private catchUp(
    member: Member,
    own: number,
    items: readonly Placed[],
    texts: readonly string[],
    to: number,
  ): void {
    const first = items.findIndex((item) => item.sequence > own);
    if (first >= 0) {
      const batch = new Batch(texts.slice(first), items.slice(first), this.cursorOf);
      if (!member.outlet.send(batch, true)) {
        this.leave(member, 'behind');
        return;
      }
      this.counts.delivered += texts.length - first;
    }
    if (own > to) return;
    this.isNoLongerAhead(member);
    this.add(member);
  }

  private get size(): number {
    return this.more?.size ?? (this.only === null ? 0 : 1);
  }

  private add(member: Member): void {
    if (this.more !== null) this.more.set(member.outlet, member);
    else if (this.only === null) {
      this.only = member;
      this.outlet = member.outlet;
    } else {
      this.more = new Map([this.only, member].map((one) => [one.outlet, one]));
      this.only = this.outlet = null;
    }
  }

  /** False when it was not there. */
  private remove(member: Member): boolean {
    if (this.only === member) this.only = this.outlet = null;
    else if (this.more?.get(member.outlet) === member) {
      this.more.delete(member.outlet);
      if (this.more.size === 0) this.more = null;
    } else return false;
    return true;
  }

  private isNoLongerAhead(member: Member): void {
    this.ahead?.delete(member);
    if (this.ahead?.size === 0) this.ahead = null;
  }

  private dismiss(reason: Left['reason']): void {
    const members = this.more?.values() ?? (this.only === null ? [] : [this.only]);
    for (const member of [...members, ...(this.ahead?.keys() ?? [])]) this.leave(member, reason);
  }
}
