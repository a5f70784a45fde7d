// Reader: a place in a session's log that moves on, first through what is stored, then with what comes.
//
// It pulls; the log's doorbell only ends its sleep. So nothing is missed or doubled between stored and new events,
// and a subscriber that does not read costs one place and one batch.

import { createBell } from '../base/bell.ts';
import type { Clock } from '../base/clock.ts';
import type { Event } from '../events/event.ts';
import type { Log } from '../log/log.ts';

export interface Reader extends Disposable {
  /** The sequence of the last event taken. */
  readonly position: number;
  /**
   * The next events; empty when there are none yet. When the first of them does not follow the position,
   * those between were removed by retention.
   */
  take(): Promise<Event[]>;
  /** Goes to a place without reading. */
  skipTo(sequence: number): void;
  /** Resolves when there may be more, at a time, or when the reader was disposed or the signal given. */
  wait(until?: number | null): Promise<void>;
}

const batchSize = 200;

export function openReader(log: Log, clock: Clock, sessionId: string, after: number): Reader {
  const bell = createBell(clock);
  const watch = log.watch(sessionId, bell.ring);
  let position = after;
  return {
    get position() {
      return position;
    },
    async take() {
      bell.reset();
      const events = await log.read(sessionId, position, batchSize);
      position = events.at(-1)?.sequence ?? position;
      return events;
    },
    skipTo(sequence) {
      position = sequence;
    },
    wait: bell.rung,
    [Symbol.dispose]() {
      watch[Symbol.dispose]();
      bell.ring();
    },
  };
}
