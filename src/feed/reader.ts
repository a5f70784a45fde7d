// Reader: a place in a session's log that moves on, first through what is stored, then with what comes.
//
// It pulls; the log's doorbell only ends its sleep. So nothing is missed or doubled between stored and new events,
// and a subscriber that does not read costs one place and one batch.

import { setImmediate as turn } from 'node:timers/promises';
import { type Bell, createBell } from '../base/bell.ts';
import type { Clock } from '../base/clock.ts';
import type { Event } from '../events/event.ts';
import type { Log } from '../log/log.ts';

const batchSize = 200;

export class Reader implements Disposable {
  /** The sequence of the last event taken. */
  position: number;
  private readonly log: Log;
  private readonly clock: Clock;
  private readonly sessionId: string;
  private full = false;
  private disposed = false;
  /** Only of a reader that waits by itself. */
  private listening: { bell: Bell; watch: Disposable } | null = null;

  constructor(log: Log, clock: Clock, sessionId: string, after: number) {
    this.log = log;
    this.clock = clock;
    this.sessionId = sessionId;
    this.position = after;
  }

  /**
   * The next events; empty when there are none yet. When the first of them does not follow the position,
   * those between were removed by retention.
   */
  async take(): Promise<Event[]> {
    // A driver may answer in the same turn: a long history must not keep everybody else waiting.
    if (this.full) await turn();
    this.listening?.bell.reset();
    const events = await this.log.read(this.sessionId, this.position, batchSize);
    this.full = events.length === batchSize;
    this.position = events.at(-1)?.sequence ?? this.position;
    return events;
  }

  /**
   * Resolves when there may be more, at a time, or when the reader was disposed. The first call only begins to listen,
   * and resolves at once: something may have come before.
   */
  async wait(until?: number | null): Promise<void> {
    if (this.disposed) return;
    if (this.listening !== null) return this.listening.bell.rung(until);
    const bell = createBell(this.clock);
    this.listening = { bell, watch: this.log.watch(this.sessionId, () => bell.ring()) };
  }

  [Symbol.dispose](): void {
    this.disposed = true;
    this.listening?.watch[Symbol.dispose]();
    this.listening?.bell.ring();
  }
}
