// Keep-alive: WebSocket pings, so that proxies keep idle connections and half-open ones are found.

import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** Looked after until disposed of. */
export type KeepAlive = (socket: WebSocket, under: Socket) => Disposable;

/** One timer serves all sockets, an equal part of them at each turn: so no moment has all the pings. */
const parts = 12;

/**
 * Pings each socket every `everyMs`. A peer that by the next ping neither said anything, nor took anything of what waits
 * for it is gone, and the socket is cut: after at most twice `everyMs`.
 */
export function createKeepAlive(everyMs: number): KeepAlive {
  const all = Array.from({ length: parts }, () => new Set<Kept>());
  let size = 0;
  let turn = 0;
  let timer: NodeJS.Timeout | null = null;

  function sweep() {
    turn = (turn + 1) % parts;
    for (const one of all[turn]!) one.look();
  }

  function leave(kept: Kept, part: Set<Kept>) {
    if (!part.delete(kept) || --size > 0) return;
    clearInterval(timer!);
    timer = null;
  }

  return (socket, under) => {
    // Its turn was just now, so the next one comes when `everyMs` have passed.
    const part = all[turn]!;
    const kept = new Kept(socket, under, part, leave);
    part.add(kept);
    size++;
    timer ??= setInterval(sweep, everyMs / parts).unref();
    return kept;
  };
}

/** A class, so that ten thousand sockets share their functions. */
class Kept implements Disposable {
  private readonly socket: WebSocket;
  private readonly under: Socket;
  private readonly part: Set<Kept>;
  private readonly leave: (kept: Kept, part: Set<Kept>) => void;
  /** Bytes that had come by the last ping, pongs among them; less than there can be, before the first. */
  private heard = -1;
  /** Bytes that waited for it then. */
  private waiting = 0;

  constructor(socket: WebSocket, under: Socket, part: Set<Kept>, leave: Kept['leave']) {
    this.socket = socket;
    this.under = under;
    this.part = part;
    this.leave = leave;
  }

  look(): void {
    const { socket, under } = this;
    const isAlive = under.bytesRead > this.heard || under.writableLength < this.waiting;
    this.heard = under.bytesRead;
    this.waiting = under.writableLength;
    if (!isAlive) socket.terminate();
    else if (socket.readyState === socket.OPEN) socket.ping();
  }

  [Symbol.dispose](): void {
    this.leave(this, this.part);
  }
}
