// Reader: a place in a session's log that moves on, first through what is stored, then with what comes.
//
// It pulls; the log's doorbell only ends its sleep. So nothing is missed or doubled between stored and new events,
// and a subscriber that does not read costs one place and one batch.

import { setImmediate as turn } from 'node:timers/promises';
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
  /**
   * Resolves when there may be more, at a time, or when the reader was disposed. The first call only begins to listen,
   * and resolves at once: something may have come before.
   */
  wait(until?: number | null): Promise<void>;
}

const batchSize = 200;

export function openReader(log: Log, clock: Clock, sessionId: string, after: number): Reader {
  const bell = createBell(clock);
  let watch: Disposable | undefined;
  let position = after;
  let full = false;
  let disposed = false;
  return {
    get position() {
      return position;
    },
    async take() {
      // A driver may answer in the same turn: a long history must not keep everybody else waiting.
      if (full) await turn();
      bell.reset();
      const events = await log.read(sessionId, position, batchSize);
      full = events.length === batchSize;
      position = events.at(-1)?.sequence ?? position;
      return events;
    },
    skipTo(sequence) {
      position = sequence;
    },
    async wait(until) {
      if (disposed) return;
      if (watch === undefined) watch = log.watch(sessionId, () => bell.ring());
      else await bell.rung(until);
    },
    [Symbol.dispose]() {
      disposed = true;
      watch?.[Symbol.dispose]();
      bell.ring();
    },
  };
}
