// Apollo Server 5 with graphql-ws, as «Subscriptions in Apollo Server» says.

import { createServer } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { createPubSubSchema } from './graphql-ws.js';

export async function open() {
  const { schema, publish } = createPubSubSchema();
  const app = express();
  const http = createServer(app);
  const cleanup = useServer({ schema }, new WebSocketServer({ server: http, path: '/graphql' }));
  const apollo = new ApolloServer({
    schema,
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http }),
      { serverWillStart: async () => ({ drainServer: () => cleanup.dispose() }) },
    ],
  });
  await apollo.start();
  app.use('/graphql', express.json(), expressMiddleware(apollo));
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  return { port: http.address().port, publish };
}
