// Socket pipe: frames straight into the socket under a WebSocket.

import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Envelope } from '../delivery/frames.ts';
import type { Outbox, Pipe } from '../delivery/outbox.ts';
import { SocketOutlet } from '../delivery/socket-outlet.ts';

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

/** Compresses from so many characters on where that was negotiated; null never does. */
export function outletOf(
  webSocket: WebSocket,
  outbox: Outbox,
  envelope: Envelope,
  threshold: number | null,
): SocketOutlet {
  const isNegotiated = webSocket.extensions.includes('permessage-deflate');
  return new SocketOutlet(outbox, envelope, isNegotiated ? threshold : null);
}
