// GraphQL over HTTP and SSE, by Yoga; the WebSocket door uses the same enveloped functions.

import { createFetch } from '@whatwg-node/fetch';
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
  maxUploadBytes: number;
  queries: QueryGuardOptions;
  documentOf: DocumentOf;
  logger: Logger;
}

/** What a door that has its own way of delivering brings along. */
export interface Doorway {
  /** Who comes; the guard has let them in. */
  visit: Visit;
  handover?: Handover;
}

export type Yoga = ReturnType<typeof createGraphQL>;

export function createGraphQL(options: GraphQLOptions) {
  const { schema, services, confine, maxUploadBytes, logger } = options;
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
    // The server has looked at the length before, so this refuses nobody; left out it is 25 MB, and with `false` parts within
    // parts are never answered.
    maxRequestBodySize: maxUploadBytes + 2_000_000,
    fetchAPI: createFetch({
      formDataLimits: { fileSize: maxUploadBytes + 1, files: 1, fields: 10, fieldSize: 1_000_000 },
    }),
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
      useReadable(),
      usePersistedOperations(options.documentOf),
      useQueryLimits(options.queries),
      useGuard(),
      useDelivery(),
      useSse({ ...options, handoverOf: (request) => handovers.get(request) }),
    ],
  });
}
