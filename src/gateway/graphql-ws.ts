// GraphQL over WebSocket: the graphql-transport-ws protocol, by graphql-ws, on a socket of ws.
//
// An operation that cannot be parsed, validated or started is answered; it never closes the socket on the others.
// A result is handed over when the one before it was: a client that does not read holds up itself only.

import type { IncomingMessage } from 'node:http';
import { type ExecutionArgs, GraphQLError } from 'graphql';
import { type Context, makeServer, type ServerOptions } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { Fault, messageOf } from '../base/fault.ts';
import type { Logger } from '../base/logger.ts';
import type { Yoga } from './graphql.ts';
import { maskError } from './mask.ts';

interface Extra {
  request: IncomingMessage;
}

type Enveloped = ReturnType<Yoga['getEnveloped']>;
type Args = ExecutionArgs & { rootValue: Enveloped };

const keepAliveMs = 12_000;

export interface GraphQLWebSocketOptions {
  yoga: Yoga;
  maxOperations: number;
  logger: Logger;
}

/** Serves one accepted socket. */
export function createGraphQLWebSocket({
  yoga,
  maxOperations,
  logger,
}: GraphQLWebSocketOptions): (socket: WebSocket, request: IncomingMessage) => void {
  const tell = (error: unknown) => [
    maskError(
      error instanceof GraphQLError ? error : new GraphQLError('', { originalError: asError(error) }),
      logger,
    ),
  ];

  const options: ServerOptions<Record<string, unknown>, Extra> = {
    execute: (args) => (args as Args).rootValue.execute(args),
    subscribe: (args) => (args as Args).rootValue.subscribe(args),
    async onSubscribe(context: Context<Record<string, unknown>, Extra>, _id, payload) {
      try {
        if (Object.keys(context.subscriptions).length > maxOperations) {
          throw new Fault(
            'TOO_MANY_SUBSCRIPTIONS',
            `At most ${maxOperations} operations are taken on one connection.`,
          );
        }
        const enveloped = yoga.getEnveloped({ ...context, req: context.extra.request, params: payload });
        const document = enveloped.parse(payload.query);
        const errors = enveloped.validate(enveloped.schema, document);
        if (errors.length > 0) return errors;
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
  };
  const server = makeServer(options);

  return (socket, request) => {
    const alive = keepAlive(socket);
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
            take(String(data)).catch((error) => {
              if (socket.readyState === socket.OPEN)
                logger.error({ err: error }, 'a WebSocket message could not be handled');
            });
          }),
      },
      { request },
    );
    // A malformed frame: ws closes this socket with the code for it, and no other is touched.
    socket.on('error', (error) => logger.debug({ reason: messageOf(error) }, 'a WebSocket failed'));
    socket.once('close', (code, reason) => {
      clearInterval(alive);
      void closed(code, String(reason));
    });
  };
}

/** Pings; a peer that did not answer by the next ping is gone. */
function keepAlive(socket: WebSocket): NodeJS.Timeout {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  return setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, keepAliveMs);
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
