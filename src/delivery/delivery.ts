// Delivery: one subscription on its way to one client.
//
//   pulling ──caught up──▶ following (its group tells) ──behind, quiet …──▶ pulling … ──▶ over
//
//   D1. It pulls the next item only when the client has room for it, so it holds one page of the log at most.
//   D2. It closes once, whoever ends it: the client, the stream, or the client's slowness.

import type { Clock } from '../base/clock.ts';
import type { Left, LeftBecause, Live, LiveStream, Placed } from '../feed/live.ts';
import { Batch } from './batch.ts';
import type { Counts } from './counts.ts';
import type { Group, Member } from './group.ts';
import type { Standing } from './lag.ts';
import type { Outlet } from './outlet.ts';

type Outcome = 'complete' | 'slow' | 'gone';

export interface Delivery extends Disposable {
  /** `complete`: the stream has ended, and the client is told. `slow`: it took nothing for too long. `gone`: it was closed. */
  readonly over: Promise<Outcome>;
  /** Tells nothing more but why, when the stream has a word for it, as soon as the client takes it; then it is `gone`. */
  leave(reason: LeftBecause): void;
}

export interface DeliveryOptions {
  stream: LiveStream<Placed>;
  group: Group;
  isCurrent: (position: number) => boolean;
  cursorOf: (item: object) => string | null;
  failure: (error: unknown) => string;
  outlet: Outlet;
  standing: Standing;
  clock: Clock;
  counts: Counts;
  onError(error: unknown): void;
  /** Called once. */
  closed(): void;
}

export function openDelivery(options: DeliveryOptions): Delivery {
  const { stream, group, cursorOf, failure, outlet, counts, closed } = options;
  const over = Promise.withResolvers<Outcome>();
  const standing = options.standing;
  let open = true;
  let leaving: LeftBecause | null = null;

  /** Renders as many as make one write, and writes them; returns how many. */
  async function say(items: readonly Placed[]): Promise<number> {
    const texts: string[] = [];
    for (let size = 0; texts.length < items.length && size < enough; ) {
      const text = group.render(items[texts.length]!);
      texts.push(typeof text === 'string' ? text : await text);
      counts.rendered++;
      size += texts.at(-1)!.length;
    }
    const told = items.slice(0, texts.length);
    standing.place = told.at(-1)?.sequence ?? standing.place;
    tell(texts, told);
    return texts.length;
  }

  /** There was room when the rendering began; this one write is let through, whatever came meanwhile. */
  function tell(texts: string[], told: readonly object[]) {
    if (!open) return;
    counts.delivered += texts.length;
    outlet.send(new Batch(texts, told, cursorOf), true, true);
  }

  /** When the client has room; closes when it never does. */
  async function room(): Promise<void> {
    const waited = standing.waits;
    standing.waits = false;
    const how = await outlet.whenRoom();
    standing.waits = waited;
    if (how === 'room' || !open) return;
    if (how === 'stalled') {
      counts.slow++;
      await sayLast('slow_client');
    }
    close(how === 'stalled' ? 'slow' : 'gone');
  }

  async function sayLast(reason: LeftBecause): Promise<void> {
    const last = stream.lastWord(standing.place, reason);
    if (last !== null) await say([last]);
  }

  async function pump(): Promise<Outcome> {
    let items: Placed[] = [];
    while (open) {
      if (!outlet.room) await room();
      else if (leaving !== null) {
        await sayLast(leaving);
        return 'gone';
      } else if (items.length > 0) items = items.slice(await say(items));
      else {
        standing.waits = true;
        const batch = await stream.nextBatch();
        standing.waits = false;
        if (leaving !== null) continue;
        if (batch === null) return 'complete';
        items = batch;
      }
    }
    return 'gone';
  }

  function close(how: Outcome) {
    if (!open) return;
    open = false;
    closed();
    over.resolve(how);
    void stream.return?.();
  }

  stream.attach(
    createLive(options, {
      room,
      left(position) {
        standing.place = position;
      },
    }),
  );
  void pump()
    .catch((error) => {
      tell([failure(error)], [{}]);
      return 'complete' as const;
    })
    .then(close)
    .catch(options.onError);

  return {
    over: over.promise,
    leave(reason) {
      leaving ??= reason;
      void stream.return?.();
    },
    [Symbol.dispose]: () => close('gone'),
  };
}

/** Characters of one write. */
const enough = 65_536;

interface Pump {
  room(): Promise<void>;
  left(position: number): void;
}

/** Lets the group speak for a stream that waits. */
function createLive({ group, isCurrent, outlet, clock, counts }: DeliveryOptions, pump: Pump): Live {
  let member: Member | null = null;

  /** Leaves when the group has told nothing for `quietMs`. */
  function leaveWhenQuiet(own: Member, quietMs: number, begun: number): Disposable {
    let timer: Disposable;
    const due = () => Math.max(begun, group.toldAt) + quietMs;
    const arm = () => {
      timer = clock.at(due(), () => (clock.now() < due() ? arm() : group.leave(own, 'quiet')));
    };
    arm();
    return { [Symbol.dispose]: () => timer[Symbol.dispose]() };
  }

  return {
    async follow(position, quietMs) {
      if (!isCurrent(position)) return null;
      const left = Promise.withResolvers<Left>();
      const own: Member = { outlet, left: left.resolve };
      if (!group.join(own, position)) return null;
      member = own;
      using _timer = quietMs === null ? null : leaveWhenQuiet(own, quietMs, clock.now());
      const result = await left.promise;
      member = null;
      pump.left(result.position);
      if (result.reason === 'behind') counts.behind++;
      return result;
    },
    ready: () => (outlet.room ? undefined : pump.room()),
    stop() {
      if (member !== null) group.leave(member, 'stopped');
    },
    note(what, count) {
      if (what === 'conflated') counts.conflated += count;
      else counts.lost += count;
    },
  };
}
