// Hub: every subscription that is delivered, in groups that are told the same, by session.
//
// The way of a live event: the log's doorbell rings → its session's channel keeps the event until the end of the turn →
// each group of the session renders it once → each member's outlet writes the same bytes with its own id.

import type { Clock } from '../base/clock.ts';
import type { LiveStream, Placed } from '../feed/live.ts';
import type { Log } from '../log/log.ts';
import { type Channel, openChannel } from './channel.ts';
import { type Counts, createCounts } from './counts.ts';
import { type Delivery, openDelivery } from './delivery.ts';
import { Group } from './group.ts';
import type { Standing } from './lag.ts';
import type { Outlet } from './outlet.ts';
import type { Render } from './render.ts';

export interface Delivered<T extends Placed> {
  stream: LiveStream<T>;
  /** Subscriptions of one session with equal keys are told the same; null shares with nobody. */
  key: string | null;
  /** How items become texts; asked of the first subscription with this key, for all of them. */
  render: () => Render;
  /** Where a stream goes on after an item. */
  cursorOf: (item: object) => string | null;
  /** What is told when the stream fails: the text of a result. */
  failure: (error: unknown) => string;
  outlet: Outlet;
}

export interface Hub {
  readonly counts: Counts;
  /** Sessions that somebody follows, and the groups in which they do. */
  readonly size: { sessions: number; groups: number; subscriptions: number };
  /** Where each subscription stands. */
  readonly standings: ReadonlySet<Standing>;
  /** Begins to deliver. */
  deliver<T extends Placed>(options: Delivered<T>): Delivery;
}

export interface HubOptions {
  log: Log;
  clock: Clock;
  onError(error: unknown): void;
}

export function createHub({ log, clock, onError }: HubOptions): Hub {
  const channels = new Map<string, Channel>();
  const standings = new Set<Standing>();
  const counts = createCounts();
  const size = {
    get sessions() {
      return channels.size;
    },
    groups: 0,
    subscriptions: 0,
  };
  let due: Channel[] = [];
  let alone = 0;

  /** One turn for all sessions: a thousand channels cost one immediate. */
  function flush() {
    const channels = due;
    due = [];
    for (const channel of channels) {
      try {
        channel.flush();
      } catch (error) {
        onError(error);
      }
    }
  }

  function channelOf(sessionId: string): Channel {
    let channel = channels.get(sessionId);
    if (channel === undefined) {
      channel = openChannel(
        log,
        sessionId,
        (one) => {
          if (due.length === 0) setImmediate(flush);
          due.push(one);
        },
        onError,
      );
      channels.set(sessionId, channel);
    }
    return channel;
  }

  function release(channel: Channel, sessionId: string, key: string, group: Group) {
    size.subscriptions--;
    if (--group.uses > 0) return;
    channel.groups.delete(key);
    size.groups--;
    if (channel.groups.size > 0) return;
    channel[Symbol.dispose]();
    channels.delete(sessionId);
  }

  return {
    counts,
    size,
    standings,
    deliver({ stream, key, render, cursorOf, failure, outlet }) {
      const { sessionId } = stream;
      const channel = channelOf(sessionId);
      const own = key ?? `alone ${++alone}`;
      let group = channel.groups.get(own);
      if (group === undefined) {
        group = new Group({ stream, render: render(), cursorOf, clock, counts });
        channel.groups.set(own, group);
        size.groups++;
      }
      group.uses++;
      size.subscriptions++;
      const joined = group;
      const standing: Standing = { sessionId, openedAt: clock.now(), place: 0, waits: false };
      standings.add(standing);
      return openDelivery({
        stream,
        group: joined,
        isCurrent: channel.isCurrent,
        cursorOf,
        failure,
        outlet,
        standing,
        clock,
        counts,
        onError,
        closed() {
          standings.delete(standing);
          release(channel, sessionId, own, joined);
        },
      });
    },
  };
}
