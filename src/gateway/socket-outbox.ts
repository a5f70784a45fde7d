// Socket outbox: frames straight into the socket under a WebSocket.

import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Clock } from '../base/clock.ts';
import type { Envelope } from '../delivery/frames.ts';
import { Outbox, type OutboxLimits } from '../delivery/outbox.ts';
import { SocketOutlet } from '../delivery/socket-outlet.ts';

/** Between two messages of the WebSocket library's own: it writes each in one call, and never in fragments. */
export class SocketOutbox extends Outbox {
  private readonly webSocket: WebSocket;
  private readonly socket: Duplex;

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
