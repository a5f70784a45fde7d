// GraphQL socket: one client of graphql-transport-ws, as the protocol library sees it.
//
//   S1. A stream that is delivered is in `streams` and nowhere else: the library was told that it has ended, and keeps
//       nothing for it (4.7 kB while it waits). So its `complete`, and another with its id, are dealt with here.
//   S2. What holds for the connection is let go of when it closes, once.

import type { Socket } from 'node:net';
import { CloseCode, type WebSocket as Protocol } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import { type Fault, messageOf } from '../base/fault.ts';
import type { Logger } from '../base/logger.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { OutboxLimits } from '../delivery/outbox.ts';
import type { Services } from '../graphql/context.ts';
import type { Visit } from '../guard/guard.ts';
import { refusalOf } from '../guard/refusals.ts';
import type { KeepAlive } from './keep-alive.ts';
import { sayWhy } from './leave.ts';
import { renewal } from './renewal.ts';
import { hasRoom } from './room.ts';
import { SocketOutbox } from './socket-outbox.ts';
import { isWelcome } from './welcome.ts';

/** What all sockets of a server share. */
export interface SocketOptions {
  services: Services;
  limits: OutboxLimits;
  keepAlive: KeepAlive;
  logger: Logger;
}

type Take = Parameters<Protocol['onMessage']>[0];

/** A class, so that ten thousand sockets share their functions. */
export class GraphQLSocket implements Protocol {
  readonly socket: WebSocket;
  readonly visit: Visit;
  readonly outbox: SocketOutbox;
  /** That are delivered, by the ids of their operations. */
  readonly streams = new Map<string, Delivery>();
  private readonly logger: Logger;
  private readonly alive: Disposable;
  /** What holds while it is let in. */
  private held: Disposable | null = null;
  /** It is told why it is left, and not listened to any more. */
  private isLeft = false;
  private isClosed = false;

  constructor(socket: WebSocket, under: Socket, visit: Visit, options: SocketOptions) {
    const { services, limits, keepAlive, logger } = options;
    this.socket = socket;
    this.visit = visit;
    this.logger = logger;
    this.outbox = new SocketOutbox(socket, under, limits, services.clock);
    this.alive = keepAlive(socket, under);
  }

  get protocol(): string {
    return this.socket.protocol;
  }

  send(data: string): Promise<void> {
    const { socket } = this;
    return new Promise((resolve, reject) => {
      if (socket.readyState !== socket.OPEN) resolve();
      else socket.send(data, (error) => (error ? reject(error) : resolve()));
    });
  }

  close(code?: number, reason?: string): void {
    this.socket.close(code, shorten(reason ?? ''));
  }

  onMessage(take: Take): void {
    this.socket.on('message', (data) => this.take(data, take));
  }

  /** A ping that carries a token renews the connection; its pong says what became of it, and never has the token in it. */
  async onPing(payload: unknown): Promise<void> {
    const { socket, visit } = this;
    const given = (payload ?? {}) as Record<string, unknown>;
    const renews = visit.identity !== null && ('token' in given || 'authorization' in given);
    const told = renews ? await renewal(visit, given) : payload;
    if (socket.readyState === socket.OPEN)
      socket.send(JSON.stringify({ type: 'pong', ...(told === undefined ? {} : { payload: told }) }));
  }

  /** The guard has let it in. */
  begin(): void {
    if (!this.isClosed) this.held = this.visit.stream((fault) => this.leave(fault));
  }

  private leave(fault: Fault): void {
    this.isLeft = true;
    void sayWhy(this.streams.values(), fault).then(() =>
      this.socket.close(refusalOf(fault.code).close, fault.code),
    );
  }

  private take(data: RawData, take: Take): void {
    const { socket, visit, logger } = this;
    this.readNoMoreUntilThereIsRoom();
    if (this.isLeft || !isWelcome(socket, visit, data)) return;
    const text = String(data);
    if (this.streams.size > 0 && this.isOfStream(text)) return;
    take(text).catch((error) => {
      if (socket.readyState !== socket.OPEN) return;
      // Of a type that only a server may send.
      if (messageOf(error).startsWith('Unexpected message'))
        return socket.close(CloseCode.BadRequest, 'Invalid message received');
      logger.error({ err: error }, 'a WebSocket message could not be handled');
    });
  }

  /** Whoever does not take the answers is asked nothing more: what was not read stays with the client. */
  private readNoMoreUntilThereIsRoom(): void {
    const { socket, outbox } = this;
    if (outbox.room || socket.isPaused) return;
    socket.pause();
    void hasRoom(socket, outbox).then(() => socket.resume());
  }

  /** True: it was about a stream that is delivered, and was dealt with. */
  private isOfStream(text: string): boolean {
    const { type, id } = read(text);
    const delivery = typeof id === 'string' ? this.streams.get(id) : undefined;
    if (delivery === undefined) return false;
    if (type === 'subscribe')
      this.close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`);
    else if (type !== 'complete') return false;
    else {
      this.streams.delete(id as string);
      delivery[Symbol.dispose]();
    }
    return true;
  }

  [Symbol.dispose](): void {
    this.isClosed = true;
    this.alive[Symbol.dispose]();
    this.held?.[Symbol.dispose]();
    this.outbox[Symbol.dispose]();
    for (const delivery of this.streams.values()) delivery[Symbol.dispose]();
    this.streams.clear();
  }
}

/** What is no message is the library's to refuse. */
function read(text: string): { type?: unknown; id?: unknown } {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/** At most 120 bytes, whole characters: a longer reason would not be sent, nor the close. */
function shorten(reason: string): string {
  return Buffer.from(reason)
    .subarray(0, 120)
    .toString()
    .replace(/\uFFFD{1,3}$/, '');
}
