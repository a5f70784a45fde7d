// Socket pipe: frames straight into the socket under a WebSocket.

import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Pipe } from '../delivery/outbox.ts';

/** Between two messages of the WebSocket library's own: it writes each in one call, and never in fragments. */
export function createSocketPipe(webSocket: WebSocket, socket: Duplex): Pipe {
  return {
    get isOpen() {
      return webSocket.readyState === webSocket.OPEN;
    },
    get waiting() {
      return socket.writableLength;
    },
    write(bytes) {
      if (typeof bytes === 'string') socket.write(bytes, 'latin1');
      else socket.write(bytes);
    },
    onTaken: (taken) => void socket.on('drain', taken),
  };
}
