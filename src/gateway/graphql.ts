// GraphQL over HTTP and SSE, by Yoga; the WebSocket door uses the same enveloped functions.

import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Logger } from '../base/logger.ts';
import type { Hub } from '../delivery/hub.ts';
import type { OutboxLimits } from '../delivery/outbox.ts';
import type { Context, Services } from '../graphql/context.ts';
import { createHandover, type Handover } from '../graphql/handover.ts';
import type { Confine } from '../guard/confined.ts';
import type { Visit } from '../guard/guard.ts';
import { sharingKey } from '../guard/identity.ts';
import { type DocumentOf, usePersistedOperations } from '../guard/persisted-operations.ts';
import { type QueryGuardOptions, useQueryLimits } from '../guard/use-query-limits.ts';
import { type GraphQLBody, useGraphQLBody } from './graphql-body.ts';
import { maskError } from './mask.ts';
import { useSse } from './sse.ts';
import { useDelivery } from './use-delivery.ts';
import { useFaultCount } from './use-fault-count.ts';
import { useGuard } from './use-guard.ts';
import { useReadable } from './use-readable.ts';

export interface GraphQLOptions {
  schema: GraphQLSchema;
  services: Services;
  hub: Hub;
  confine: Confine;
  limits: OutboxLimits;
  keepAliveMs: number;
  queries: QueryGuardOptions;
  documentOf: DocumentOf;
  logger: Logger;
}

/** What a door that has its own way of delivering brings along. */
export interface Doorway {
  /** Who comes; the guard has let them in. */
  visit: Visit;
  handover?: Handover;
  /** Of a POST. */
  body?: GraphQLBody;
}

export type Yoga = ReturnType<typeof createGraphQL>;

export function createGraphQL(options: GraphQLOptions) {
  const { schema, services, confine, logger } = options;
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
    // Bodies are read before, within their limits.
    maxRequestBodySize: false,
    maskedErrors: { maskError: (error) => maskError(error, logger, services.tally) },
    context: ({ request, visit, handover }) => ({
      services: confine(visit.identity!),
      actor: visit.identity!.actor,
      identity: sharingKey(visit.identity!),
      access: { ...visit.identity!, roles: [...visit.identity!.roles] },
      lastEventId: (request as Request | undefined)?.headers.get('last-event-id') ?? null,
      handover: handover ?? handoverOf(request),
    }),
    plugins: [
      useFaultCount(services.tally),
      useGraphQLBody(),
      useReadable(),
      usePersistedOperations(options.documentOf),
      useQueryLimits(options.queries),
      useGuard(),
      useDelivery(),
      useSse({ ...options, handoverOf: (request) => handovers.get(request) }),
    ],
  });
}
