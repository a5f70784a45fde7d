// Outlet: sending on a socket no faster than the other side takes it.

import type { WebSocket } from 'ws';

export interface Outlet {
  /** Sends, or forgets it when the socket takes nothing any more. */
  send(text: string): void;
  /** Resolves when there is room for more; false when the socket takes nothing any more. */
  room(): Promise<boolean>;
}

/** Bytes that may wait in this process for one socket before its writers wait too. */
const roomBytes = 256 * 1024;

export function createOutlet(socket: WebSocket): Outlet {
  let waiting: PromiseWithResolvers<void> | null = null;
  const isOpen = () => socket.readyState === socket.OPEN;
  const hasRoom = () => !isOpen() || socket.bufferedAmount < roomBytes;
  const look = () => {
    if (waiting === null || !hasRoom()) return;
    waiting.resolve();
    waiting = null;
  };
  socket.once('close', look);

  return {
    send(text) {
      if (isOpen()) socket.send(text, look);
    },
    async room() {
      if (!hasRoom()) {
        waiting ??= Promise.withResolvers();
        await waiting.promise;
      }
      return isOpen();
    },
  };
}
