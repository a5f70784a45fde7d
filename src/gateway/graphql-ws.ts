// GraphQL over WebSocket: the graphql-transport-ws protocol, by graphql-ws, on a socket of ws.
//
// An operation that cannot be parsed, validated or started is answered; it never closes the socket on the others.
// Streams of a session do not go through the protocol library result by result: they are delivered (delivery/), into the
// socket beneath. The library still begins and ends them, and knows nothing of what is between.

import type { IncomingMessage } from 'node:http';
import { type ExecutionArgs, GraphQLError, getOperationAST } from 'graphql';
import { CloseCode, type Context, makeServer, type ServerOptions } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import { timestampOf } from '../base/clock.ts';
import { Fault, isFault, messageOf } from '../base/fault.ts';
import type { Logger } from '../base/logger.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { nextEnvelope } from '../delivery/frames.ts';
import type { Hub } from '../delivery/hub.ts';
import { Outbox, type OutboxLimits } from '../delivery/outbox.ts';
import type { Context as GraphQLContext, Services } from '../graphql/context.ts';
import { createHandover } from '../graphql/handover.ts';
import type { Visit } from '../guard/guard.ts';
import type { Asked, DocumentOf } from '../guard/persisted-operations.ts';
import { refusalOf } from '../guard/refusals.ts';
import { acknowledged } from './acknowledged.ts';
import { goingAway, tryAgainLater } from './close-codes.ts';
import { deliver } from './deliver.ts';
import type { Yoga } from './graphql.ts';
import { keepAlive } from './keep-alive.ts';
import { sayWhy } from './leave.ts';
import { maskError } from './mask.ts';
import { hasRoom } from './room.ts';
import { outletOf, SocketPipe } from './socket-pipe.ts';

interface Extra {
  request: IncomingMessage;
  socket: WebSocket;
  outbox: Outbox;
  visit: Visit;
  /** What holds while it is open. */
  held: DisposableStack;
  deliveries: Set<Delivery>;
  /** It is told why it is left, and not listened to any more. */
  isLeft: boolean;
}

type Enveloped = ReturnType<Yoga['getEnveloped']>;
type Args = ExecutionArgs & { rootValue: Enveloped };

export interface GraphQLWebSocketOptions {
  yoga: Yoga;
  hub: Hub;
  services: Services;
  limits: OutboxLimits;
  maxOperations: number;
  /** What is run for what was sent. */
  documentOf: DocumentOf;
  connectionInitMs: number;
  keepAliveMs: number;
  /** Characters; null compresses nothing. */
  compressionThreshold: number | null;
  logger: Logger;
}

/** Serves one accepted socket. */
export function createGraphQLWebSocket(
  options: GraphQLWebSocketOptions,
): (socket: WebSocket, request: IncomingMessage, visit: Visit) => void {
  const { yoga, hub, services, limits, maxOperations, keepAliveMs, logger } = options;
  const tell = (error: unknown) => [
    maskError(
      error instanceof GraphQLError ? error : new GraphQLError('', { originalError: asError(error) }),
      logger,
      services.tally,
    ),
  ];

  const hooks: ServerOptions<Record<string, unknown>, Extra> = {
    connectionInitWaitTimeout: options.connectionInitMs,
    execute: (args) => (args as Args).rootValue.execute(args),
    subscribe: (args) => (args as Args).rootValue.subscribe(args),
    async onConnect({ extra, connectionParams = {} }) {
      const { visit, socket, held } = extra;
      try {
        await visit.connect(connectionParams);
        const end = (fault: Fault) => {
          extra.isLeft = true;
          void sayWhy(extra.deliveries, fault).then(() =>
            socket.close(refusalOf(fault.code).close, fault.code),
          );
        };
        if (!held.disposed) held.use(visit.stream(end));
        return true;
      } catch (error) {
        if (!isFault(error)) logger.error({ err: error }, 'a client could not be authenticated');
        else if (error.code !== 'UNAUTHENTICATED') socket.close(refusalOf(error.code).close, error.code);
        return false;
      }
    },
    async onSubscribe({ extra, subscriptions }: Context<Record<string, unknown>, Extra>, _id, payload) {
      try {
        if (Object.keys(subscriptions).length > maxOperations) {
          throw new Fault(
            'TOO_MANY_SUBSCRIPTIONS',
            `At most ${maxOperations} operations are taken on one connection.`,
          );
        }
        const handover = createHandover();
        const enveloped = yoga.getEnveloped({
          req: extra.request,
          visit: extra.visit,
          handover,
          params: payload,
        } as never);
        const document = parsed(() => enveloped.parse(options.documentOf(payload as Asked)));
        const errors = enveloped.validate(enveloped.schema, document);
        if (errors.length > 0) return errors;
        const kind = getOperationAST(document, payload.operationName)?.operation;
        if (kind === undefined) throw new GraphQLError('It does not say which operation is meant.');
        // Refused by closing: an error would end the operation for good, and the client shall ask the next server.
        if (kind === 'subscription' && services.draining.aborted)
          extra.socket.close(goingAway, 'SERVER_DRAINING');
        return {
          schema: enveloped.schema,
          document,
          operationName: payload.operationName,
          variableValues: payload.variables,
          contextValue: await enveloped.contextFactory(),
          rootValue: enveloped,
        } as ExecutionArgs;
      } catch (error) {
        return tell(error);
      }
    },
    onOperation({ extra }, id, _payload, args) {
      const { handover } = args.contextValue as GraphQLContext;
      if (handover?.subscription == null) return undefined;
      return follow(extra, id, handover.subscription, handover.subscriber);
    },
  };
  const server = makeServer(hooks);

  type Handover = NonNullable<GraphQLContext['handover']>;

  /** Delivers, and stands for it with the protocol library: ends when it ends, and ends it when it is ended. */
  function follow(
    extra: Extra,
    id: string,
    subscription: NonNullable<Handover['subscription']>,
    subscriber: Handover['subscriber'],
  ): AsyncIterableIterator<never> {
    const { socket, outbox, deliveries } = extra;
    const plain = outletOf(socket, outbox, nextEnvelope(id), options.compressionThreshold);
    const named =
      subscriber === null
        ? null
        : acknowledged(plain, socket, (sequence) =>
            services.marks.move(subscriber.sessionId, subscriber.name, sequence),
          );
    const delivery = deliver(hub, subscription, named ?? plain, logger);
    deliveries.add(delivery);
    const over = delivery.over.then((how) => {
      deliveries.delete(delivery);
      named?.[Symbol.dispose]();
      if (how === 'slow') socket.close(tryAgainLater, 'SLOW_CLIENT');
      // Not told that it is complete, the client takes it up again when the socket is closed. And where the client
      // itself ended it, its id may name another operation by now: that one must not be told so.
      const isComplete = how === 'complete' && !services.draining.aborted;
      return isComplete ? { done: true as const, value: undefined } : new Promise<never>(() => {});
    });
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => over,
      async return() {
        delivery[Symbol.dispose]();
        return { done: true, value: undefined };
      },
    };
  }

  return (socket, request, visit) => {
    const held = new DisposableStack();
    socket.setMaxListeners(maxOperations + 20);
    const alive = keepAlive(socket, keepAliveMs, request.socket);
    const outbox = new Outbox(new SocketPipe(socket, request.socket), limits, services.clock);
    const extra: Extra = {
      ...{ request, socket, outbox, visit, held },
      deliveries: new Set(),
      isLeft: false,
    };
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (data) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) resolve();
            else socket.send(data, (error) => (error ? reject(error) : resolve()));
          }),
        close: (code, reason) => socket.close(code, shorten(reason ?? '')),
        onPing: (payload) => answerPing(socket, visit, payload),
        onMessage: (take) =>
          socket.on('message', (data) => {
            readNoMoreUntilThereIsRoom(socket, outbox);
            if (extra.isLeft || !isWelcome(socket, visit, data)) return;
            take(String(data)).catch((error) => {
              if (socket.readyState !== socket.OPEN) return;
              // Of a type that only a server may send.
              if (messageOf(error).startsWith('Unexpected message'))
                return socket.close(CloseCode.BadRequest, 'Invalid message received');
              logger.error({ err: error }, 'a WebSocket message could not be handled');
            });
          }),
      },
      extra,
    );
    // A malformed frame: ws closes this socket with the code for it, and no other is touched.
    socket.on('error', (error) => logger.debug({ reason: messageOf(error) }, 'a WebSocket failed'));
    socket.once('close', (code, reason) => {
      alive[Symbol.dispose]();
      held.dispose();
      outbox[Symbol.dispose]();
      void closed(code, String(reason));
    });
  };
}

/** Whoever does not take the answers is asked nothing more: what was not read stays with the client. */
function readNoMoreUntilThereIsRoom(socket: WebSocket, outbox: Outbox): void {
  if (outbox.room || socket.isPaused) return;
  socket.pause();
  void hasRoom(socket, outbox).then(() => socket.resume());
}

/** False: the guard has refused the message, and the socket is closed; or it was, and its client talks on. */
export function isWelcome(socket: WebSocket, visit: Visit, data: RawData): boolean {
  if (socket.readyState !== socket.OPEN) return false;
  try {
    visit.message(sizeOf(data));
    return true;
  } catch (error) {
    if (!isFault(error)) throw error;
    socket.close(refusalOf(error.code).close, error.code);
    return false;
  }
}

function sizeOf(data: RawData): number {
  return Array.isArray(data) ? data.reduce((sum, part) => sum + part.byteLength, 0) : data.byteLength;
}

/** A ping that carries a token renews the connection; its pong says what became of it, and never has the token in it. */
async function answerPing(socket: WebSocket, visit: Visit, payload: unknown): Promise<void> {
  const given = (payload ?? {}) as Record<string, unknown>;
  const renews = visit.identity !== null && ('token' in given || 'authorization' in given);
  const told = renews ? await renewal(visit, given) : payload;
  if (socket.readyState === socket.OPEN)
    socket.send(JSON.stringify({ type: 'pong', ...(told === undefined ? {} : { payload: told }) }));
}

export async function renewal(visit: Visit, given: Readonly<Record<string, unknown>>) {
  try {
    await visit.renew(given);
    const until = visit.identity?.expiresAt ?? null;
    return { renewed: true, expiresAt: until === null ? null : timestampOf(until) };
  } catch (error) {
    if (!isFault(error)) throw error;
    return { renewed: false, code: error.code, message: error.message };
  }
}

/** A mistake of syntax has the same code as over HTTP. */
function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof GraphQLError) || !error.message.startsWith('Syntax Error')) throw error;
    const { nodes, source, positions } = error;
    throw new GraphQLError(error.message, {
      ...{ nodes, source, positions },
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    });
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** At most 120 bytes, whole characters: a longer reason would not be sent, nor the close. */
function shorten(reason: string): string {
  return Buffer.from(reason)
    .subarray(0, 120)
    .toString()
    .replace(/\uFFFD+$/, '');
}
