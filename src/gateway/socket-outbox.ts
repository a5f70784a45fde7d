// Socket outbox: frames straight into the socket under a WebSocket.

import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Clock } from '../base/clock.ts';
import { Outbox, type OutboxLimits } from '../delivery/outbox.ts';

/** Between two messages of the WebSocket library's own: it writes each in one call, and never in fragments. */
export class SocketOutbox extends Outbox {
  readonly webSocket: WebSocket;
  readonly socket: Duplex;

  constructor(webSocket: WebSocket, socket: Duplex, limits: OutboxLimits, clock: Clock) {
    super(limits, clock);
    this.webSocket = webSocket;
    this.socket = socket;
    socket.on('drain', () => this.taken());
  }

  protected get isOpen(): boolean {
    return this.webSocket.readyState === this.webSocket.OPEN;
  }

  protected get waiting(): number {
    return this.socket.writableLength;
  }

  protected put(bytes: Buffer | string): void {
    if (typeof bytes === 'string') this.socket.write(bytes, 'latin1');
    else this.socket.write(bytes);
  }
}
