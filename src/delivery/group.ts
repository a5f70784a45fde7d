// Group: subscribers that are told the same. An event is rendered once for all of them.
//
//   G1. A member is told exactly the events after its own place that the filter lets through, in order.
//   G2. Members share one place, the group's; one that joins ahead of it keeps its own until the group is there.
//   G3. When an event is missing, or a member's client has no room, the member leaves with the place it has reached and
//       reads on from the log by itself. So nothing is queued here, and no client holds up another.

import type { Clock } from '../base/clock.ts';
import { Few } from '../base/few.ts';
import type { Event } from '../events/event.ts';
import { matches } from '../feed/filter.ts';
import type { Left, LiveStream, Placed } from '../feed/live.ts';
import { Batch } from './batch.ts';
import type { Channel } from './channel.ts';
import type { Counts } from './counts.ts';
import type { Outlet } from './outlet.ts';
import type { Render } from './render.ts';

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
  clock: Clock;
  counts: Counts;
}

/** Events that may wait while earlier ones are executed; beyond that the members read for themselves. */
const maxWaiting = 1000;

/** A class, so that ten thousand groups share their functions. */
export class Group {
  readonly channel: Channel;
  readonly key: string;
  readonly render: Render;
  readonly cursorOf: (item: object) => string | null;
  /** Subscriptions that use it, waiting or not. */
  uses = 0;
  /** When something was last told, in milliseconds since 1970. */
  toldAt = 0;
  /** Of one of them; what it says of live events is the same of all. */
  private readonly stream: LiveStream<Placed>;
  private readonly clock: Clock;
  private readonly counts: Counts;
  private readonly members = new Few<Member>();
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
    this.stream = options.stream;
    this.clock = options.clock;
    this.counts = options.counts;
  }

  /** False when the group is past that place. */
  join(member: Member, at: number): boolean {
    if (this.members.size === 0 && this.ahead === null && this.waiting === null) this.position = at;
    if (at < this.position) return false;
    if (at === this.position && this.waiting === null) this.members.add(member);
    else {
      this.ahead ??= new Map();
      this.ahead.set(member, at);
    }
    return true;
  }

  leave(member: Member, reason: Left['reason']): void {
    const own = this.ahead?.get(member);
    if (this.members.delete(member)) member.left({ position: this.position, reason });
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
    } else if (this.members.size > 0 || this.ahead !== null) {
      const from = events[0]!.sequence;
      if (from > this.position + 1) this.dismiss('stopped');
      else if (from === this.position + 1) this.renderAll(events);
      else this.renderAll(events.filter((event) => event.sequence > this.position));
    }
  }

  private renderAll(fresh: readonly Event[]): void {
    const { stream } = this;
    const items: Placed[] = [];
    const texts: (string | Promise<string>)[] = [];
    let isText = true;
    for (const event of fresh) {
      if (!matches(event, stream.filter)) continue;
      const item = stream.itemOf(event);
      const text = this.render(item);
      items.push(item);
      texts.push(text);
      isText &&= typeof text === 'string';
    }
    if (isText) this.tell(fresh, items, texts as string[]);
    else void this.execute(fresh, items, texts);
  }

  private async execute(fresh: readonly Event[], items: Placed[], texts: (string | Promise<string>)[]) {
    this.waiting = [];
    const done = await Promise.all(texts);
    const next = this.waiting;
    this.waiting = null;
    this.tell(fresh, items, done);
    if (next.length > 0) this.take(next);
  }

  /** Moves everybody past `fresh`. */
  private tell(fresh: readonly Event[], items: readonly Placed[], texts: readonly string[]): void {
    const { members, counts, stream } = this;
    const to = fresh.at(-1)?.sequence ?? this.position;
    if (texts.length > 0) {
      const batch = new Batch(texts, items, this.cursorOf);
      if (members.only !== null) this.sendTo(members.only, batch, true);
      else for (const member of members.all()) this.sendTo(member, batch, false);
      counts.delivered += members.size * texts.length;
      counts.rendered += texts.length;
      this.toldAt = this.clock.now();
    }
    if (this.ahead !== null)
      for (const [member, own] of this.ahead) this.catchUp(member, own, items, texts, to);
    this.position = to;
    if (stream.until.size > 0 && fresh.some((event) => stream.until.has(event.type))) this.dismiss('told');
  }

  private sendTo(member: Member, batch: Batch, alone: boolean): void {
    if (!member.outlet.send(batch, alone)) this.leave(member, 'behind');
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
    this.members.add(member);
  }

  private isNoLongerAhead(member: Member): void {
    this.ahead?.delete(member);
    if (this.ahead?.size === 0) this.ahead = null;
  }

  private dismiss(reason: Left['reason']): void {
    for (const member of [...this.members.all(), ...(this.ahead?.keys() ?? [])]) this.leave(member, reason);
  }
}
