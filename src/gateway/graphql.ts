// GraphQL over HTTP and SSE, by Yoga; the WebSocket door uses the same enveloped functions.

import type { IncomingMessage } from 'node:http';
import { createFetch } from '@whatwg-node/fetch';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Logger } from '../base/logger.ts';
import type { Hub } from '../delivery/hub.ts';
import type { OutboxLimits } from '../delivery/outbox.ts';
import type { Actor } from '../events/shapes.ts';
import type { Context, Services } from '../graphql/context.ts';
import { createHandover, type Handover } from '../graphql/handover.ts';
import type { Authenticate } from './authenticate.ts';
import { maskError } from './mask.ts';
import { useSse } from './sse.ts';
import { useDelivery } from './use-delivery.ts';

export interface GraphQLOptions {
  schema: GraphQLSchema;
  services: Services;
  hub: Hub;
  authenticate: Authenticate;
  limits: OutboxLimits;
  keepAliveMs: number;
  maxUploadBytes: number;
  logger: Logger;
}

/** What a door that has its own way of delivering brings along. */
export interface Doorway {
  req: IncomingMessage;
  actor?: Actor;
  handover?: Handover;
}

export type Yoga = ReturnType<typeof createGraphQL>;

export function createGraphQL(options: GraphQLOptions) {
  const { schema, services, authenticate, maxUploadBytes, logger } = options;
  const handovers = new WeakMap<Request, Handover>();

  /** Over HTTP: the door is Yoga's, and what it streams is delivered by useSse. */
  function handoverOf(request: Request | undefined): Handover | null {
    if (request?.headers.get('accept')?.includes('text/event-stream') !== true) return null;
    const handover = createHandover();
    handovers.set(request, handover);
    return handover;
  }

  return createYoga<Doorway, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    logging: false,
    cors: false,
    graphiql: false,
    multipart: true,
    fetchAPI: createFetch({
      formDataLimits: { fileSize: maxUploadBytes + 1, files: 1, fields: 10, fieldSize: 1_000_000 },
    }),
    maskedErrors: { maskError: (error) => maskError(error, logger) },
    context: async ({ request, req, actor, handover }) => ({
      services,
      actor: actor ?? (await actorOf(req, authenticate)),
      lastEventId: (request as Request | undefined)?.headers.get('last-event-id') ?? null,
      handover: handover ?? handoverOf(request),
    }),
    plugins: [useDelivery(), useSse({ ...options, handoverOf: (request) => handovers.get(request) })],
  });
}

async function actorOf({ headers }: IncomingMessage, authenticate: Authenticate): Promise<Actor> {
  const actor = await authenticate({ headers, connectionParams: null });
  if (actor !== null) return actor;
  throw new GraphQLError('Who asks has not shown who they are.', {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
  });
}
