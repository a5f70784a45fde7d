// Apollo Client: the sample workflow, with the types of unions told to its cache.
// Every operation goes over one WebSocket; `resumable` lets the subscription go on after the last event it was told.
// Run: npx node examples/apollo.ts [http://127.0.0.1:8000]

import { ApolloClient, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import { recommended, resumable } from 'pip-stream/client';
import { defaultAnswer, eventLine, isLast } from './event.ts';
import schema from './generated/possible-types.ts';
import { answer, result, start, watch } from './operations.ts';
import { resultLines } from './result.ts';

const server = process.argv[2] ?? 'http://127.0.0.1:8000';
const socket = resumable(createClient({ ...recommended, url: `${server.replace(/^http/, 'ws')}/graphql` }));
const client = new ApolloClient({
  link: new GraphQLWsLink(socket),
  cache: new InMemoryCache({ possibleTypes: schema.possibleTypes }),
});

const started = await client.mutate({ mutation: start, variables: { key: crypto.randomUUID() } });
if (started.data?.startWorkflow.__typename !== 'WorkflowStarted')
  throw new Error(started.data?.startWorkflow.message);
const { session, workflow, cursor } = started.data.startWorkflow;

const ended = Promise.withResolvers<void>();
const subscription = client
  .subscribe({ query: watch, variables: { sessionId: session.id, after: cursor } })
  .subscribe(({ data, error }) => {
    if (error !== undefined) ended.reject(error);
    if (data === undefined) return;
    console.log(eventLine(data.events));
    const input = defaultAnswer(data.events);
    if (input !== null) client.mutate({ mutation: answer, variables: { input } }).catch(ended.reject);
    if (isLast(data.events)) ended.resolve();
  });
await ended.promise;
subscription.unsubscribe();

const done = await client.query({ query: result, variables: { id: workflow.id } });
console.log(resultLines(done.data!.workflow!, server));
client.stop();
await socket.dispose();
