// Inbox: what is to be done for one socket, one thing after the other.

import type { WebSocket } from 'ws';
import type { Outbox } from '../../delivery/outbox.ts';
import { hasRoom } from '../room.ts';

/** Things that may wait; with one more the socket is not read from until all are done. */
const mostWaiting = 100;

/** Does what it is given in the order it was given, each when what was sent before has gone; nothing once the socket has closed. */
export function createInbox(
  socket: WebSocket,
  outbox: Outbox,
): (work: () => Promise<void>, onError: (error: unknown) => void) => Promise<void> {
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  return (work, onError) => {
    if (++waiting >= mostWaiting) socket.pause();
    last = last.then(async () => {
      if (await hasRoom(socket, outbox)) await work().catch(onError);
      if (--waiting === 0 && socket.isPaused) socket.resume();
    });
    return last;
  };
}
