// Delivery: one subscription on its way to one client.
//
//   pulling ──caught up──▶ following (its group tells) ──behind, quiet …──▶ pulling … ──▶ over
//
//   D1. It pulls the next item only when the client has room for it, so it holds one page of the log at most.
//   D2. It closes once, whoever ends it: the client, the stream, or the client's slowness.

import type { Clock } from '../base/clock.ts';
import type { Live, LiveStream } from '../feed/live.ts';
import { Batch } from './batch.ts';
import type { Counts } from './counts.ts';
import type { Group, Member } from './group.ts';
import type { Outlet } from './outlet.ts';

export interface Delivery extends Disposable {
  /** `complete`: the stream has ended, and the client is told. `slow`: it took nothing for too long. `gone`: it was closed. */
  readonly over: Promise<'complete' | 'slow' | 'gone'>;
}

export interface DeliveryOptions {
  stream: LiveStream<object>;
  group: Group;
  isCurrent: (position: number) => boolean;
  cursorOf: (item: object) => string | null;
  failure: (error: unknown) => string;
  outlet: Outlet;
  clock: Clock;
  counts: Counts;
  onError(error: unknown): void;
  /** Called once. */
  closed(): void;
}

export function openDelivery(options: DeliveryOptions): Delivery {
  const { stream, group, isCurrent, cursorOf, failure, outlet, clock, counts, closed } = options;
  const over = Promise.withResolvers<'complete' | 'slow' | 'gone'>();
  let open = true;

  stream.attach(createLive({ group, isCurrent, outlet, clock, counts }));

  /** Renders as many as make one write, and writes them; returns how many. */
  async function say(items: readonly object[]): Promise<number> {
    const texts: string[] = [];
    for (let size = 0; texts.length < items.length && size < enough; ) {
      const text = group.render(items[texts.length]!);
      texts.push(typeof text === 'string' ? text : await text);
      size += texts.at(-1)!.length;
    }
    tell(texts, items.slice(0, texts.length).map(cursorOf));
    return texts.length;
  }

  function tell(texts: string[], cursors: (string | null)[]) {
    if (!open) return;
    counts.delivered += texts.length;
    outlet.send(new Batch(texts, cursors), true);
  }

  async function pump(): Promise<'complete' | 'slow' | 'gone'> {
    let items: object[] = [];
    while (open) {
      if (!outlet.room) {
        const room = await outlet.whenRoom();
        if (room === 'gone') return 'gone';
        if (room === 'stalled') {
          counts.slow++;
          const last = stream.slowClient();
          if (last !== null) await say([last]);
          return 'slow';
        }
        continue;
      }
      if (items.length === 0) {
        const batch = await stream.nextBatch();
        if (batch === null) return open ? 'complete' : 'gone';
        items = batch;
      }
      items = items.slice(await say(items));
    }
    return 'gone';
  }

  function close(how: 'complete' | 'slow' | 'gone') {
    if (!open) return;
    open = false;
    closed();
    over.resolve(how);
    void stream.return?.();
  }

  void pump()
    .catch((error) => {
      tell([failure(error)], [null]);
      return 'complete' as const;
    })
    .then(close)
    .catch(options.onError);

  return { over: over.promise, [Symbol.dispose]: () => close('gone') };
}

/** Characters of one write. */
const enough = 65_536;

/** Lets the group speak for a stream that waits. */
function createLive({
  group,
  isCurrent,
  outlet,
  clock,
  counts,
}: Pick<DeliveryOptions, 'group' | 'isCurrent' | 'outlet' | 'clock' | 'counts'>): Live {
  let member: Member | null = null;

  return {
    async follow(position, quietMs) {
      if (!isCurrent(position)) return null;
      const left = Promise.withResolvers<Parameters<Member['left']>[0]>();
      const own: Member = { outlet, left: left.resolve };
      if (!group.join(own, position)) return null;
      member = own;
      const begun = clock.now();
      let timer: Disposable | undefined;
      const arm = () => {
        const due = Math.max(begun, group.toldAt) + quietMs!;
        timer = clock.at(due, () =>
          clock.now() < Math.max(begun, group.toldAt) + quietMs! ? arm() : group.leave(own, 'quiet'),
        );
      };
      if (quietMs !== null) arm();
      const result = await left.promise;
      timer?.[Symbol.dispose]();
      member = null;
      if (result.reason === 'behind') counts.behind++;
      return result;
    },
    stop() {
      if (member !== null) group.leave(member, 'stopped');
    },
    note(what, count) {
      if (what === 'conflated') counts.conflated += count;
      else counts.lost += count;
    },
  };
}
