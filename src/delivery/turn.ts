// Turn: what is rendered for all sessions in one turn of the event loop is written after it, in one go.
//
//   T1. Between rendering and writing nothing else runs, so nobody can tell it from writing at once, but for the time it takes: the system's
//       code for sockets stays in the processor's cache, and a client on this machine that is busy reading need not be
//       woken for each write. Where each session has one subscriber, that is a sixth of the cost of a delivery.
//   T2. At most about `most` bytes wait for it; then they are written, and the rest is rendered.

import type { Clock } from '../base/clock.ts';

/** Writes what it has prepared. */
export interface Writer<Frames> {
  write(frames: Frames): void;
}

const most = 1_048_576;

export class Turn {
  private readonly clock: Clock;
  private readonly onError: (error: unknown) => void;
  private readonly writers: (Writer<unknown> | null)[] = [];
  private readonly frames: unknown[] = [];
  private count = 0;
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

  /** What is put meanwhile is written at the end. */
  take(work: () => void): void {
    this.begunAt = this.clock.now();
    this.isOpen = true;
    try {
      work();
    } finally {
      this.isOpen = false;
      this.writeAll();
    }
  }

  /** Outside a turn it is written at once. `size`: bytes, roughly. */
  put<Frames>(writer: Writer<Frames>, frames: Frames, size: number): void {
    if (!this.isOpen) {
      writer.write(frames);
      return;
    }
    this.writers[this.count] = writer;
    this.frames[this.count++] = frames;
    this.size += size;
    if (this.size >= most) this.writeAll();
  }

  private writeAll(): void {
    const { writers, frames } = this;
    for (let index = 0; index < this.count; index++) {
      try {
        writers[index]!.write(frames[index]);
      } catch (error) {
        this.onError(error);
      }
      writers[index] = frames[index] = null;
    }
    this.count = this.size = 0;
  }
}
