// Socket pipe: frames straight into the socket under a WebSocket.

import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Pipe } from '../delivery/outbox.ts';

/** Between two messages of the WebSocket library's own: it writes each in one call, and never in fragments. */
export class SocketPipe implements Pipe {
  private readonly webSocket: WebSocket;
  private readonly socket: Duplex;

  constructor(webSocket: WebSocket, socket: Duplex) {
    this.webSocket = webSocket;
    this.socket = socket;
  }

  get isOpen(): boolean {
    return this.webSocket.readyState === this.webSocket.OPEN;
  }

  get waiting(): number {
    return this.socket.writableLength;
  }

  write(bytes: Buffer | string): void {
    if (typeof bytes === 'string') this.socket.write(bytes, 'latin1');
    else this.socket.write(bytes);
  }

  onTaken(taken: () => void): void {
    this.socket.on('drain', taken);
  }
}
