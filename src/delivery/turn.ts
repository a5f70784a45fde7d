// Turn: what is rendered for all sessions in one turn of the event loop is told after it, in one go.
//
//   T1. Between rendering and telling nothing else runs, so nobody can tell it from telling at once, but for the time it takes: the code for
//       writing stays in the processor's cache, the system's too, and a client on this machine that is busy reading need not be
//       woken for each write. Where each session has one subscriber, that is a sixth of the cost of a delivery.
//   T2. Texts of at most about `most` characters wait for it; then they are told, and the rest is rendered.

import type { Clock } from '../base/clock.ts';
import type { Event } from '../events/event.ts';
import type { Placed } from '../feed/live.ts';

/** What is told in one go: events, and those that the filter let through with their texts. */
export interface Told {
  fresh: readonly Event[];
  items: readonly Placed[];
  texts: readonly string[];
}

/** Tells its members what was rendered for them. */
export interface Teller {
  tell(told: Told): void;
}

const most = 1_048_576;

export class Turn {
  private readonly clock: Clock;
  private readonly onError: (error: unknown) => void;
  private tellers: Teller[] = [];
  private told: Told[] = [];
  private size = 0;
  private isOpen = false;
  private begunAt = 0;

  constructor(clock: Clock, onError: (error: unknown) => void) {
    this.clock = clock;
    this.onError = onError;
  }

  /** Milliseconds since 1970; during a turn, of its beginning. */
  now(): number {
    return this.isOpen ? this.begunAt : this.clock.now();
  }

  /** What is put meanwhile is told at the end. */
  take(work: () => void): void {
    this.begunAt = this.clock.now();
    this.isOpen = true;
    try {
      work();
    } finally {
      this.tellAll();
      this.isOpen = false;
    }
  }

  /** At most once in a turn for each teller, whose place moves on when it tells. Outside a turn that is at once. */
  put(teller: Teller, told: Told): void {
    if (!this.isOpen) {
      teller.tell(told);
      return;
    }
    this.tellers.push(teller);
    this.told.push(told);
    for (const text of told.texts) this.size += text.length;
    if (this.size >= most) this.tellAll();
  }

  private tellAll(): void {
    const { tellers, told } = this;
    this.tellers = [];
    this.told = [];
    this.size = 0;
    for (const [index, teller] of tellers.entries()) {
      try {
        teller.tell(told[index]!);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}
