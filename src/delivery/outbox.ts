// Outbox: the way out to one client, for all that it is told.
//
//   O1. What waits in the process for one client is bounded: over `softBytes` there is no room, and outlets stop.
//   O2. A client that takes nothing for `stallMs` while much waits for it is given up.
//   O3. Into a WebSocket only whole frames are written, each in one call, so they stand well beside the library's own.

import type { Clock } from '../base/clock.ts';
import type { Outlet } from './outlet.ts';

/** Where the bytes go. */
export interface Pipe {
  readonly isOpen: boolean;
  /** Bytes that wait in the process. */
  readonly waiting: number;
  /** Strings are latin1. */
  write(bytes: Buffer | string): void;
  /** Calls back whenever what waited was taken. */
  onTaken(taken: () => void): void;
}

export interface Outbox extends Pick<Outlet, 'room' | 'whenRoom'>, Disposable {
  /** True when the bytes were taken in this call, so that their buffer can be used again. */
  write(bytes: Buffer | string): boolean;
}

export interface OutboxLimits {
  softBytes: number;
  stallMs: number;
}

type Room = Awaited<ReturnType<Outlet['whenRoom']>>;

export function createOutbox(pipe: Pipe, { softBytes, stallMs }: OutboxLimits, clock: Clock): Outbox {
  let closed = false;
  let waiting: PromiseWithResolvers<Room> | null = null;
  let timer: Disposable | undefined;

  function settle(how: Room) {
    timer?.[Symbol.dispose]();
    waiting?.resolve(how);
    waiting = null;
  }

  /** Looks again and again whether something was taken. */
  function watch(left: number) {
    timer = clock.at(clock.now() + stallMs, () => {
      if (pipe.waiting === left) settle('stalled');
      else watch(pipe.waiting);
    });
  }

  pipe.onTaken(() => {
    if (pipe.waiting < softBytes) settle('room');
  });

  return {
    get room() {
      return pipe.waiting < softBytes;
    },
    whenRoom() {
      if (closed || !pipe.isOpen) return Promise.resolve('gone');
      if (pipe.waiting < softBytes) return Promise.resolve('room');
      if (waiting === null) {
        waiting = Promise.withResolvers();
        watch(pipe.waiting);
      }
      return waiting.promise;
    },
    write(bytes) {
      if (!pipe.isOpen) return true;
      pipe.write(bytes);
      return pipe.waiting === 0;
    },
    [Symbol.dispose]() {
      closed = true;
      settle('gone');
    },
  };
}
