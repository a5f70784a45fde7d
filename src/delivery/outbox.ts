// Outbox: the way out to one client, for all that it is told.
//
//   O1. What waits in the process for one client is bounded: over `softBytes` there is no room, and outlets stop.
//   O2. A client that takes nothing for `stallMs` while much waits for it is given up.
//   O3. Into a WebSocket only whole frames are written, each in one call, so they stand well beside the library's own.

import type { Clock } from '../base/clock.ts';
import type { Outlet } from './outlet.ts';

export interface OutboxLimits {
  softBytes: number;
  stallMs: number;
}

type Room = Awaited<ReturnType<Outlet['whenRoom']>>;

/** What is beneath says what waits, and writes. */
export abstract class Outbox implements Disposable {
  private readonly limits: OutboxLimits;
  private readonly clock: Clock;
  private closed = false;
  private pending: PromiseWithResolvers<Room> | null = null;
  private timer: Disposable | null = null;

  constructor(limits: OutboxLimits, clock: Clock) {
    this.limits = limits;
    this.clock = clock;
  }

  protected abstract readonly isOpen: boolean;
  /** Bytes that wait in the process. */
  protected abstract readonly waiting: number;

  /** To be called whenever what waited was taken. */
  taken(): void {
    if (this.room) this.settle('room');
  }

  get softBytes(): number {
    return this.limits.softBytes;
  }

  get room(): boolean {
    return this.waiting < this.limits.softBytes;
  }

  whenRoom(): Promise<Room> {
    if (this.closed || !this.isOpen) return Promise.resolve('gone');
    if (this.room) return Promise.resolve('room');
    if (this.pending === null) {
      this.pending = Promise.withResolvers();
      this.watch(this.waiting);
    }
    return this.pending.promise;
  }

  /** Looks again and again whether something was taken. */
  private watch(left: number): void {
    this.timer = this.clock.at(this.clock.now() + this.limits.stallMs, () => {
      if (this.waiting === left) this.settle('stalled');
      else this.watch(this.waiting);
    });
  }

  private settle(how: Room): void {
    this.timer?.[Symbol.dispose]();
    this.timer = null;
    this.pending?.resolve(how);
    this.pending = null;
  }

  [Symbol.dispose](): void {
    this.closed = true;
    this.settle('gone');
  }
}
