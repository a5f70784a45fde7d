// Upload room: how many bytes of uploads the process holds at once, and who waits until there is room.
//
//   R1. What is held never exceeds `mostBytes`; one person holds at most their share of it, which takes any one upload.
//   R2. Who waits gets room in the order of coming. Somebody whose share is used up holds up nobody but themselves.
//   R3. A place is given back once, whatever became of the upload.

import { Fault } from '../base/fault.ts';
import type { Tally } from '../base/tally.ts';

export interface UploadRoomOptions {
  /** Of all; raised to `largest` when it is less. */
  mostBytes: number;
  /** Bytes of the largest single upload. */
  largest: number;
  waitSeconds: number;
  tally: Tally;
}

export interface UploadPlace extends Disposable {
  /** Gives back what is more than so many bytes. */
  shrink(bytes: number): void;
}

export interface UploadRoom {
  /**
   * Resolves when there is room for `bytes`, at most `largest`.
   * @throws RATE_LIMITED when too many wait, or none came in time; the signal's reason
   */
  take(who: string, bytes: number, signal: AbortSignal): Promise<UploadPlace>;
}

interface Waiting {
  who: string;
  bytes: number;
  enter(): void;
}

/** Requests that wait; of one person half as many. Each keeps its socket, and what the network had brought already. */
const mostWaiting = 256;
/** When somebody should come back that found no room. */
const retryAfterSeconds = 10;

export function createUploadRoom(options: UploadRoomOptions): UploadRoom {
  const { largest, tally } = options;
  const most = Math.max(options.mostBytes, largest);
  const share = Math.max(most / 2, largest);
  const heldBy = new Map<string, number>();
  const queue = new Set<Waiting>();
  let held = 0;

  function hold(who: string, bytes: number) {
    held += bytes;
    tally.count('uploads', 'held', bytes);
    const now = (heldBy.get(who) ?? 0) + bytes;
    if (now > 0) heldBy.set(who, now);
    else heldBy.delete(who);
  }

  function letIn() {
    const passedOver = new Set<string>();
    for (const one of queue) {
      if (passedOver.has(one.who)) continue;
      if ((heldBy.get(one.who) ?? 0) + one.bytes > share) passedOver.add(one.who);
      else if (held + one.bytes > most) return;
      else one.enter();
    }
  }

  function placeOf(who: string, bytes: number): UploadPlace {
    let left = bytes;
    hold(who, left);
    const shrink = (to: number) => {
      if (to >= left) return;
      hold(who, to - left);
      left = to;
      letIn();
    };
    return { shrink, [Symbol.dispose]: () => shrink(0) };
  }

  const noRoom = (why: string) =>
    new Fault('RATE_LIMITED', `${why} Send it again later.`, { retryAfterSeconds });

  return {
    take(who, bytes, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<UploadPlace>();
      const waiting: Waiting = {
        who,
        bytes,
        enter() {
          leave();
          resolve(placeOf(who, bytes));
        },
      };
      const late = setTimeout(
        () => giveUp(noRoom(`Other uploads took all the room for ${options.waitSeconds} s.`)),
        options.waitSeconds * 1000,
      );
      const gone = () => giveUp(signal.reason);
      function leave() {
        if (!queue.delete(waiting)) return;
        tally.count('uploads', 'waiting', -bytes);
        clearTimeout(late);
        signal.removeEventListener('abort', gone);
      }
      function giveUp(why: unknown) {
        leave();
        reject(why);
        // Who came after may be smaller.
        letIn();
      }

      queue.add(waiting);
      tally.count('uploads', 'waiting', bytes);
      signal.addEventListener('abort', gone);
      if (signal.aborted) gone();
      else {
        letIn();
        const ofPerson = [...queue].filter((one) => one.who === who).length;
        if (queue.has(waiting) && (queue.size > mostWaiting || ofPerson > mostWaiting / 2))
          giveUp(noRoom('Too many uploads wait already.'));
      }
      return promise;
    },
  };
}
