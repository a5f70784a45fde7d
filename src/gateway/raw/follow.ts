// Follow: a session's events as text frames, in order, each once, told together with all sockets that follow the same.

import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import type { Delivery } from '../../delivery/delivery.ts';
import type { Hub } from '../../delivery/hub.ts';
import type { Outlet } from '../../delivery/outlet.ts';
import { cursorOf } from '../../events/cursor.ts';
import type { Event } from '../../events/event.ts';
import type { Filter } from '../../feed/filter.ts';
import type { LiveStream } from '../../feed/live.ts';
import { errorFrame, eventFrame } from './frames.ts';

export interface FollowOptions {
  hub: Hub;
  clock: Clock;
  logger: Logger;
  stream: LiveStream<Event>;
  outlet: Outlet;
  /** The sequence of what was sent. */
  sent(sequence: number): void;
}

/** A stream that fails ends with an `error` frame. */
export function follow({ hub, clock, logger, stream, outlet, sent }: FollowOptions): Delivery {
  const { sessionId } = stream;
  return hub.deliver({
    stream,
    key: keyOf(stream.filter),
    render: () => (item) => eventFrame(item as Event),
    cursorOf: (item) => cursorOf(sessionId, (item as Event).sequence),
    failure: (error) => errorFrame(error, { type: 'subscribe', sessionId }, clock.now(), logger),
    outlet: {
      get room() {
        return outlet.room;
      },
      whenRoom: () => outlet.whenRoom(),
      send(batch, alone, anyway) {
        if (!outlet.send(batch, alone, anyway)) return false;
        if (batch.lastSequence !== null) sent(batch.lastSequence);
        return true;
      },
    },
  });
}

/** What is told does not depend on who is told: the frames carry events and nothing else. */
function keyOf({ types, agents, substepsOf }: Filter): string {
  const names = (set: ReadonlySet<string> | null) => (set === null ? null : [...set].sort());
  return `raw ${JSON.stringify([names(types), names(agents), names(substepsOf)])}`;
}
