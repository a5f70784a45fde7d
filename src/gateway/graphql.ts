// GraphQL over HTTP and SSE, by Yoga; the WebSocket door uses the same enveloped functions.

import { createFetch } from '@whatwg-node/fetch';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Logger } from '../base/logger.ts';
import type { Actor } from '../events/shapes.ts';
import type { Context, Services } from '../graphql/context.ts';
import { graphiqlOptions } from './graphiql.ts';
import { maskError } from './mask.ts';
import { useCursors } from './use-cursors.ts';
import { useEventIds } from './use-event-ids.ts';

/** Without authentication everybody is the same person. */
const anybody: Actor = { id: 'user', name: 'A person', kind: 'user' };

export interface GraphQLOptions {
  schema: GraphQLSchema;
  services: Services;
  maxUploadBytes: number;
  logger: Logger;
}

export type Yoga = ReturnType<typeof createGraphQL>;

export function createGraphQL({ schema, services, maxUploadBytes, logger }: GraphQLOptions) {
  return createYoga<Record<string, unknown>, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    logging: false,
    cors: false,
    graphiql: () => graphiqlOptions(),
    // Nine megabytes of editor, read when somebody first opens it; nothing is fetched from elsewhere.
    renderGraphiQL: async (options) =>
      steadyTabs((await import('@graphql-yoga/render-graphiql')).renderGraphiQL(options)),
    multipart: true,
    fetchAPI: createFetch({
      formDataLimits: { fileSize: maxUploadBytes + 1, files: 1, fields: 10, fieldSize: 1_000_000 },
    }),
    maskedErrors: { maskError: (error) => maskError(error, logger) },
    context: (initial) => ({
      services,
      actor: anybody,
      lastEventId: (initial.request as Request | undefined)?.headers.get('last-event-id') ?? null,
    }),
    plugins: [useCursors(), useEventIds()],
  });
}

/** Pressing a prepared tab moves it from under the pointer, and the click is lost; so tabs do not move. */
function steadyTabs(page: string): string {
  return page.replace('</head>', '<style>.graphiql-tab { transform: none !important; }</style></head>');
}
