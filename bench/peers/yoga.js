// Yoga: its own PubSub, graphql-ws with the enveloped functions, and SSE at the same address, as its documentation says.

import { useServer } from 'graphql-ws/use/ws';
import { createPubSub, createSchema, createYoga, filter, pipe } from 'graphql-yoga';
import { WebSocketServer } from 'ws';
import { listen } from './listen.js';
import { isWanted, resolversWith, topicOf, typeDefs } from './schema.js';

export async function open() {
  const pubSub = createPubSub();
  const yoga = createYoga({
    logging: false,
    schema: createSchema({
      typeDefs,
      resolvers: resolversWith((_root, args) => {
        const events = pubSub.subscribe(topicOf(args.sessionId));
        return args.types == null
          ? events
          : pipe(
              events,
              filter((payload) => isWanted(payload, args)),
            );
      }),
    }),
  });
  const { server, port } = await listen(yoga);
  useServer(
    {
      execute: (args) => args.rootValue.execute(args),
      subscribe: (args) => args.rootValue.subscribe(args),
      onSubscribe: async (context, _id, params) => {
        const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
          ...context,
          req: context.extra.request,
          socket: context.extra.socket,
          params,
        });
        const args = {
          schema,
          operationName: params.operationName,
          document: parse(params.query),
          variableValues: params.variables,
          contextValue: await contextFactory(),
          rootValue: { execute, subscribe },
        };
        const errors = validate(args.schema, args.document);
        return errors.length > 0 ? errors : args;
      },
    },
    new WebSocketServer({ server, path: yoga.graphqlEndpoint }),
  );
  return { port, publish: (event) => pubSub.publish(topicOf(event.sessionId), { events: event }) };
}
