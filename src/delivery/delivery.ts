// Delivery: one subscription on its way to one client.
//
//   pulling ──caught up──▶ following (its group tells) ──behind, quiet …──▶ pulling … ──▶ over
//
//   D1. It pulls the next item only when the client has room for it, so it holds one page of the log at most.
//   D2. It closes once, whoever ends it: the client, the stream, or the client's slowness.
//   D3. While it follows nothing is pending: it is one object, without a promise or a loop (docs/delivery.md has the bytes).

import type { Clock } from '../base/clock.ts';
import type { Left, LeftBecause, Live, LiveStream, Placed, Rest } from '../feed/live.ts';
import { Batch } from './batch.ts';
import type { Counts } from './counts.ts';
import type { Group, Member } from './group.ts';
import type { Standing } from './lag.ts';
import type { Outlet } from './outlet.ts';

type Outcome = 'complete' | 'slow' | 'gone';

/** What all deliveries of a hub share. */
export interface Surroundings {
  clock: Clock;
  counts: Counts;
  onError(error: unknown): void;
  /** Called once. */
  closed(delivery: Delivery): void;
}

export interface DeliveryOptions {
  stream: LiveStream<Placed>;
  group: Group;
  failure: (error: unknown) => string;
  outlet: Outlet;
}

/** Characters of one write. */
const enough = 65_536;

export class Delivery implements Disposable, Live, Member, Standing {
  /** `complete`: the stream has ended, and the client is told. `slow`: it took nothing for too long. `gone`: it was closed. */
  readonly over: Promise<Outcome>;
  readonly group: Group;
  readonly outlet: Outlet;
  readonly openedAt: number;
  place = 0;
  waits = false;
  private readonly around: Surroundings;
  private readonly stream: LiveStream<Placed>;
  private readonly failure: (error: unknown) => string;
  private resolve!: (how: Outcome) => void;
  private open = true;
  private leaving: LeftBecause | null = null;
  /** While it follows a stream that is not quiet for longer than that. */
  private quiet: Disposable | null = null;

  /** Begins to deliver. */
  constructor(around: Surroundings, { stream, group, failure, outlet }: DeliveryOptions) {
    this.around = around;
    this.stream = stream;
    this.group = group;
    this.failure = failure;
    this.outlet = outlet;
    this.openedAt = around.clock.now();
    this.over = new Promise((resolve) => {
      this.resolve = resolve;
    });
    stream.attach(this);
    void this.pump(null);
  }

  get sessionId(): string {
    return this.stream.sessionId;
  }

  /** Tells nothing more but why, when the stream has a word for it, as soon as the client takes it; then it is `gone`. */
  leave(reason: LeftBecause): void {
    this.leaving ??= reason;
    void this.stream.return();
  }

  [Symbol.dispose](): void {
    this.close('gone');
  }

  /** The group does not speak for it any more. */
  left(left: Left): void {
    this.quiet?.[Symbol.dispose]();
    this.quiet = null;
    this.place = left.position;
    if (left.reason === 'behind') this.around.counts.behind++;
    // Not in the middle of what the group is doing.
    queueMicrotask(() => void this.pump(left));
  }

  ready(): Promise<void> | undefined {
    return this.outlet.room ? undefined : this.room();
  }

  stop(): void {
    this.group.leave(this, 'stopped');
  }

  note(what: 'conflated' | 'gap', count: number): void {
    if (what === 'conflated') this.around.counts.conflated += count;
    else this.around.counts.lost += count;
  }

  /** Until it follows or is over. */
  private async pump(given: Left | null): Promise<void> {
    let left = given;
    let items: readonly Placed[] = [];
    try {
      while (this.open) {
        if (!this.outlet.room) await this.room();
        else if (this.leaving !== null) {
          await this.sayLast(this.leaving);
          this.close('gone');
        } else if (items.length > 0) items = items.slice(await this.say(items));
        else {
          this.waits = true;
          const next = await this.stream.nextOrRest(left);
          left = null;
          if (next !== null && 'position' in next) {
            if (this.leaving === null && this.open && this.follow(next)) return;
          } else {
            this.waits = false;
            if (this.leaving !== null) continue;
            if (next === null) this.close('complete');
            else items = next;
          }
        }
      }
    } catch (error) {
      this.tell([this.failure(error)], [{}]);
      this.close('complete');
    }
  }

  /** False when there is more in the log by now, or may be. */
  private follow({ position, quietMs }: Rest): boolean {
    const { group } = this;
    if (!group.channel.isCurrent(position) || !group.join(this, position)) return false;
    if (quietMs !== null) this.quiet = this.leaveWhenQuiet(quietMs, this.around.clock.now());
    return true;
  }

  /** Leaves when the group has told nothing for `quietMs`. */
  private leaveWhenQuiet(quietMs: number, begun: number): Disposable {
    const { group, around } = this;
    let timer: Disposable;
    const due = () => Math.max(begun, group.toldAt) + quietMs;
    const arm = () => {
      timer = around.clock.at(due(), () => (around.clock.now() < due() ? arm() : group.leave(this, 'quiet')));
    };
    arm();
    return { [Symbol.dispose]: () => timer[Symbol.dispose]() };
  }

  /** Renders as many as make one write, and writes them; returns how many. */
  private async say(items: readonly Placed[]): Promise<number> {
    const { group, around } = this;
    const texts: string[] = [];
    for (let size = 0; texts.length < items.length && size < enough; ) {
      const text = group.render(items[texts.length]!);
      texts.push(typeof text === 'string' ? text : await text);
      around.counts.rendered++;
      size += texts.at(-1)!.length;
    }
    const told = items.slice(0, texts.length);
    this.place = told.at(-1)?.sequence ?? this.place;
    this.tell(texts, told);
    return texts.length;
  }

  /** There was room when the rendering began; this one write is let through, whatever came meanwhile. */
  private tell(texts: string[], told: readonly object[]): void {
    if (!this.open) return;
    this.around.counts.delivered += texts.length;
    this.outlet.send(new Batch(texts, told, this.group.cursorOf), true, true);
  }

  /** When the client has room; closes when it never does. */
  private async room(): Promise<void> {
    const waited = this.waits;
    this.waits = false;
    const how = await this.outlet.whenRoom();
    this.waits = waited;
    if (how === 'room' || !this.open) return;
    if (how === 'stalled') {
      this.around.counts.slow++;
      await this.sayLast('slow_client');
    }
    this.close(how === 'stalled' ? 'slow' : 'gone');
  }

  private async sayLast(reason: LeftBecause): Promise<void> {
    const last = this.stream.lastWord(this.place, reason);
    if (last !== null) await this.say([last]);
  }

  private close(how: Outcome): void {
    if (!this.open) return;
    this.open = false;
    this.around.closed(this);
    this.resolve(how);
    this.stream.return().catch(this.around.onError);
  }
}
