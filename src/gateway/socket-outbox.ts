// Socket outbox: what waits in the socket under a WebSocket. Its outlets write into it (socket-outlet.ts).

import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Clock } from '../base/clock.ts';
import { Outbox, type OutboxLimits } from '../delivery/outbox.ts';

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
}
