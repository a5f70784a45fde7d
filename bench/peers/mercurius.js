// Mercurius on Fastify, with its own subscriptions and its own PubSub.

import Fastify from 'fastify';
import mercurius from 'mercurius';
import { isWanted, resolversWith, topicOf, typeDefs } from './schema.js';

export async function open() {
  const app = Fastify();
  const follow = (_root, { sessionId }, { pubsub }) => pubsub.subscribe(topicOf(sessionId));
  const followFiltered = mercurius.withFilter(follow, isWanted);
  await app.register(mercurius, {
    schema: typeDefs,
    resolvers: resolversWith((root, args, context, info) =>
      args.types == null ? follow(root, args, context) : followFiltered(root, args, context, info),
    ),
    subscription: true,
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    port: app.server.address().port,
    publish: (event) =>
      app.graphql.pubsub.publish({ topic: topicOf(event.sessionId), payload: { events: event } }),
  };
}
