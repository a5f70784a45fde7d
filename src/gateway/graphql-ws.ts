// GraphQL over WebSocket: the graphql-transport-ws protocol, by graphql-ws, on a socket of ws.
//
// An operation that cannot be parsed, validated or started is answered; it never closes the socket on the others.
// Streams of a session do not go through the protocol library result by result: it begins them, and then they are
// delivered (delivery/), into the socket beneath, and it knows nothing more of them.

import type { IncomingMessage } from 'node:http';
import { type ExecutionArgs, GraphQLError, getOperationAST } from 'graphql';
import { type Context, makeServer, type ServerOptions } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { Fault, isFault, messageOf } from '../base/fault.ts';
import type { Logger } from '../base/logger.ts';
import { nextEnvelope } from '../delivery/frames.ts';
import type { Hub } from '../delivery/hub.ts';
import type { OutboxLimits } from '../delivery/outbox.ts';
import type { Context as GraphQLContext, Services } from '../graphql/context.ts';
import { createHandover, type Handover } from '../graphql/handover.ts';
import type { Visit } from '../guard/guard.ts';
import type { Asked, DocumentOf } from '../guard/persisted-operations.ts';
import { refusalOf } from '../guard/refusals.ts';
import { acknowledged } from './acknowledged.ts';
import { goingAway, tryAgainLater } from './close-codes.ts';
import { createDeliver } from './deliver.ts';
import type { Yoga } from './graphql.ts';
import { GraphQLSocket } from './graphql-socket.ts';
import { createKeepAlive } from './keep-alive.ts';
import { maskError } from './mask.ts';
import { SocketOutlet } from './socket-outlet.ts';

type Enveloped = ReturnType<Yoga['getEnveloped']>;
type Args = ExecutionArgs & { rootValue: Enveloped };
type Subscriptions = Context<Record<string, unknown>, GraphQLSocket>['subscriptions'];

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
  const { yoga, hub, services, maxOperations, logger } = options;
  const deliver = createDeliver(hub, services.tally, logger);
  const keepAlive = createKeepAlive(options.keepAliveMs);
  const tell = (error: unknown) => [
    maskError(
      error instanceof GraphQLError ? error : new GraphQLError('', { originalError: asError(error) }),
      logger,
      services.tally,
    ),
  ];

  const hooks: ServerOptions<Record<string, unknown>, GraphQLSocket> = {
    connectionInitWaitTimeout: options.connectionInitMs,
    execute: (args) => (args as Args).rootValue.execute(args),
    subscribe: (args) => (args as Args).rootValue.subscribe(args),
    async onConnect(context) {
      const { extra: own, connectionParams = {} } = context;
      // A token may be in it, and nobody asks for it again.
      (context as { connectionParams?: unknown }).connectionParams = undefined;
      try {
        await own.visit.connect(connectionParams);
        own.begin();
        return true;
      } catch (error) {
        if (!isFault(error)) logger.error({ err: error }, 'a client could not be authenticated');
        else if (error.code !== 'UNAUTHENTICATED') own.socket.close(refusalOf(error.code).close, error.code);
        return false;
      }
    },
    async onSubscribe({ extra: own, subscriptions }, id, payload) {
      const handover = createHandover();
      standFor(subscriptions, id, handover);
      try {
        if (Object.keys(subscriptions).length + own.streams.size > maxOperations) {
          throw new Fault(
            'TOO_MANY_SUBSCRIPTIONS',
            `At most ${maxOperations} operations are taken on one connection.`,
          );
        }
        const { visit } = own;
        const enveloped = yoga.getEnveloped({ visit, handover, params: payload } as never);
        const document = parsed(() => enveloped.parse(options.documentOf(payload as Asked)));
        const errors = enveloped.validate(enveloped.schema, document);
        if (errors.length > 0) return errors;
        const kind = getOperationAST(document, payload.operationName)?.operation;
        if (kind === undefined) throw new GraphQLError('It does not say which operation is meant.');
        // Refused by closing: an error would end the operation for good, and the client shall ask the next server.
        if (kind === 'subscription' && services.draining.aborted)
          own.socket.close(goingAway, 'SERVER_DRAINING');
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
    onOperation({ extra: own, subscriptions }, id, _payload, args) {
      const { handover } = args.contextValue as GraphQLContext;
      if (handover?.subscription == null) return undefined;
      if (standsFor(subscriptions, id, handover)) {
        // As when its client ends it: the library tells nothing of it, and lets go of all that it holds for it.
        delete subscriptions[id];
        follow(own, id, handover.subscription, handover.subscriber);
      } else void handover.subscription.stream.return?.();
      return elsewhere;
    },
  };
  const server = makeServer(hooks);

  /** Delivers, until its client or the stream ends it. */
  function follow(
    own: GraphQLSocket,
    id: string,
    subscription: NonNullable<Handover['subscription']>,
    subscriber: Handover['subscriber'],
  ): void {
    const { socket, outbox, streams } = own;
    const plain = new SocketOutlet(outbox, nextEnvelope(id), options.compressionThreshold);
    const named =
      subscriber === null
        ? null
        : acknowledged(plain, socket, (sequence) =>
            services.marks.move(subscriber.sessionId, subscriber.name, sequence),
          );
    const delivery = deliver(subscription, named ?? plain, (how) => {
      named?.[Symbol.dispose]();
      if (how === 'slow') socket.close(tryAgainLater, 'SLOW_CLIENT');
      // Where the client itself ended it, its id may name another operation by now: that one must not be told so.
      if (streams.get(id) !== delivery) return;
      streams.delete(id);
      // Not told that it is complete, the client takes it up again when the socket is closed.
      if (how === 'complete' && !services.draining.aborted)
        void own.send(JSON.stringify({ id, type: 'complete' })).catch(() => {});
    });
    streams.set(id, delivery);
  }

  return (socket, { socket: under }, visit) => {
    services.tally.count('connections', 'graphql_ws');
    socket.setMaxListeners(maxOperations + 20);
    const own = new GraphQLSocket(socket, under, visit, { ...options, keepAlive });
    const closed = server.opened(own, own);
    // A malformed frame: ws closes this socket with the code for it, and no other is touched.
    socket.on('error', (error) => logger.debug({ reason: messageOf(error) }, 'a WebSocket failed'));
    socket.on('close', (code, reason) => {
      services.tally.count('connections', 'graphql_ws', -1);
      own[Symbol.dispose]();
      void closed(code, String(reason));
    });
  };
}

/** While an operation is started its handover stands for it with the library: another may take its id meanwhile. */
function standFor(subscriptions: Subscriptions, id: string, handover: Handover): void {
  subscriptions[id] = handover as never;
}

function standsFor(subscriptions: Subscriptions, id: string, handover: Handover): boolean {
  return subscriptions[id] === (handover as unknown);
}

/** What the library goes by when a stream is delivered elsewhere: it has nothing to tell, and no end to tell of. */
const elsewhere: AsyncIterableIterator<never> = {
  [Symbol.asyncIterator]: () => elsewhere,
  next: () => new Promise(() => {}),
  return: async () => ({ done: true, value: undefined }),
};

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
