// graphql-ws alone: `useServer` on ws, graphql-js, and the PubSub of graphql-subscriptions.

import { makeExecutableSchema } from '@graphql-tools/schema';
import { PubSub, withFilter } from 'graphql-subscriptions';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { listen } from './listen.js';
import { isWanted, resolversWith, topicOf, typeDefs } from './schema.js';

/** Apollo's documentation builds the same schema, and serves subscriptions in the same way. */
export function createPubSubSchema() {
  const pubsub = new PubSub();
  const follow = (_root, { sessionId }) => pubsub.asyncIterableIterator(topicOf(sessionId));
  const followFiltered = withFilter(follow, isWanted);
  const schema = makeExecutableSchema({
    typeDefs,
    resolvers: resolversWith((root, args, context, info) =>
      args.types == null ? follow(root, args) : followFiltered(root, args, context, info),
    ),
  });
  return { schema, publish: (event) => pubsub.publish(topicOf(event.sessionId), { events: event }) };
}

export async function open() {
  const { schema, publish } = createPubSubSchema();
  const { server, port } = await listen();
  useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }));
  return { port, publish };
}
