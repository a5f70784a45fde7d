// Hub: every subscription that is delivered, in groups that are told the same, by session.
//
// The way of a live event: the log's doorbell rings → its session's channel keeps the event until the end of the turn →
// each group of the session renders it once → when all have, each member's outlet writes the same bytes with its own id.

import type { Clock } from '../base/clock.ts';
import type { LiveStream, Placed } from '../feed/live.ts';
import type { Log } from '../log/log.ts';
import { Channel, type ChannelOptions } from './channel.ts';
import { type Counts, createCounts } from './counts.ts';
import { Delivery, type Surroundings } from './delivery.ts';
import { Group } from './group.ts';
import type { Standing } from './lag.ts';
import type { Outlet } from './outlet.ts';
import type { Render } from './render.ts';
import { Turn } from './turn.ts';

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

  const turn = new Turn(clock, onError);
  /** One turn for all sessions: a thousand channels cost one immediate. */
  function flush() {
    const channels = due;
    due = [];
    turn.take(() => {
      for (const channel of channels) {
        try {
          channel.flush();
        } catch (error) {
          onError(error);
        }
      }
    });
  }

  const ofChannels: ChannelOptions = {
    log,
    onError,
    due(channel) {
      if (due.length === 0) setImmediate(flush);
      due.push(channel);
    },
  };
  const around: Surroundings = { clock, counts, onError, closed: release };

  function channelOf(sessionId: string): Channel {
    let channel = channels.get(sessionId);
    if (channel === undefined) {
      channel = new Channel(sessionId, ofChannels);
      channels.set(sessionId, channel);
    }
    return channel;
  }

  function release(delivery: Delivery) {
    const { group } = delivery;
    const { channel } = group;
    standings.delete(delivery);
    size.subscriptions--;
    if (--group.uses > 0) return;
    channel.remove(group);
    size.groups--;
    if (channel.isUsed) return;
    channel[Symbol.dispose]();
    channels.delete(channel.sessionId);
  }

  return {
    counts,
    size,
    standings,
    deliver({ stream, key, render, cursorOf, failure, outlet }) {
      const channel = channelOf(stream.sessionId);
      const own = key ?? `alone ${++alone}`;
      let group = channel.group(own);
      if (group === undefined) {
        group = new Group({ channel, key: own, stream, render: render(), cursorOf, turn, counts });
        channel.add(group);
        size.groups++;
      }
      group.uses++;
      size.subscriptions++;
      const delivery = new Delivery(around, { stream, group, failure, outlet });
      standings.add(delivery);
      return delivery;
    },
  };
}
