// GraphQL over WebSocket: the graphql-transport-ws protocol, by graphql-ws, on a socket of ws.
//
// An operation that cannot be parsed, validated or started is answered; it never closes the socket on the others.
// Streams of a session do not go through the protocol library result by result: they are delivered (delivery/), into the
// socket beneath. The library still begins and ends them, and knows nothing of what is between.

import type { IncomingMessage } from 'node:http';
import { type ExecutionArgs, GraphQLError, getOperationAST } from 'graphql';
import { CloseCode, type Context, makeServer, type ServerOptions } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { Fault, messageOf } from '../base/fault.ts';
import type { Logger } from '../base/logger.ts';
import { nextEnvelope } from '../delivery/frames.ts';
import type { Hub } from '../delivery/hub.ts';
import { Outbox, type OutboxLimits } from '../delivery/outbox.ts';
import type { Actor } from '../events/shapes.ts';
import type { Context as GraphQLContext, Services } from '../graphql/context.ts';
import { createHandover } from '../graphql/handover.ts';
import { acknowledged } from './acknowledged.ts';
import type { Authenticate } from './authenticate.ts';
import { goingAway, tryAgainLater } from './close-codes.ts';
import { deliver } from './deliver.ts';
import type { Yoga } from './graphql.ts';
import { keepAlive } from './keep-alive.ts';
import { maskError } from './mask.ts';
import { hasRoom } from './room.ts';
import { outletOf, SocketPipe } from './socket-pipe.ts';

interface Extra {
  request: IncomingMessage;
  socket: WebSocket;
  outbox: Outbox;
  actor: Actor | null;
}

type Enveloped = ReturnType<Yoga['getEnveloped']>;
type Args = ExecutionArgs & { rootValue: Enveloped };

export interface GraphQLWebSocketOptions {
  yoga: Yoga;
  hub: Hub;
  services: Services;
  authenticate: Authenticate;
  limits: OutboxLimits;
  maxOperations: number;
  connectionInitMs: number;
  keepAliveMs: number;
  /** Characters; null compresses nothing. */
  compressionThreshold: number | null;
  logger: Logger;
}

/** Serves one accepted socket. */
export function createGraphQLWebSocket(
  options: GraphQLWebSocketOptions,
): (socket: WebSocket, request: IncomingMessage) => void {
  const { yoga, hub, services, authenticate, limits, maxOperations, keepAliveMs, logger } = options;
  const tell = (error: unknown) => [
    maskError(
      error instanceof GraphQLError ? error : new GraphQLError('', { originalError: asError(error) }),
      logger,
    ),
  ];

  const hooks: ServerOptions<Record<string, unknown>, Extra> = {
    connectionInitWaitTimeout: options.connectionInitMs,
    execute: (args) => (args as Args).rootValue.execute(args),
    subscribe: (args) => (args as Args).rootValue.subscribe(args),
    async onConnect({ extra, connectionParams = {} }) {
      try {
        extra.actor = await authenticate({ headers: extra.request.headers, connectionParams });
        return extra.actor !== null;
      } catch (error) {
        logger.error({ err: error }, 'a client could not be authenticated');
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
        const actor = extra.actor!;
        const handover = createHandover();
        const enveloped = yoga.getEnveloped({
          req: extra.request,
          actor,
          handover,
          params: payload,
        } as never);
        const document = enveloped.parse(payload.query);
        const errors = enveloped.validate(enveloped.schema, document);
        if (errors.length > 0) return errors;
        const kind = getOperationAST(document, payload.operationName)?.operation;
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
    { socket, outbox }: Extra,
    id: string,
    subscription: NonNullable<Handover['subscription']>,
    subscriber: Handover['subscriber'],
  ): AsyncIterableIterator<never> {
    const plain = outletOf(socket, outbox, nextEnvelope(id), options.compressionThreshold);
    const named =
      subscriber === null
        ? null
        : acknowledged(plain, socket, (sequence) =>
            services.marks.move(subscriber.sessionId, subscriber.name, sequence),
          );
    const delivery = deliver(hub, subscription, named ?? plain, logger);
    const over = delivery.over.then((how) => {
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

  return (socket, request) => {
    socket.setMaxListeners(maxOperations + 20);
    const alive = keepAlive(socket, keepAliveMs, request.socket);
    const outbox = new Outbox(new SocketPipe(socket, request.socket), limits, services.clock);
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (data) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) resolve();
            else socket.send(data, (error) => (error ? reject(error) : resolve()));
          }),
        close: (code, reason) => socket.close(code, shorten(reason ?? '')),
        onMessage: (take) =>
          socket.on('message', (data) => {
            readNoMoreUntilThereIsRoom(socket, outbox);
            take(String(data)).catch((error) => {
              if (socket.readyState !== socket.OPEN) return;
              // Of a type that only a server may send.
              if (messageOf(error).startsWith('Unexpected message'))
                return socket.close(CloseCode.BadRequest, 'Invalid message received');
              logger.error({ err: error }, 'a WebSocket message could not be handled');
            });
          }),
      },
      { request, socket, outbox, actor: null },
    );
    // A malformed frame: ws closes this socket with the code for it, and no other is touched.
    socket.on('error', (error) => logger.debug({ reason: messageOf(error) }, 'a WebSocket failed'));
    socket.once('close', (code, reason) => {
      alive[Symbol.dispose]();
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
