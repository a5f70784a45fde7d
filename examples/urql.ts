// urql: the sample workflow over one WebSocket that may break at any time.
// Every operation goes over the socket; `resumable` lets the subscription go on after the last event it was told.
// Run: npx node examples/urql.ts [http://127.0.0.1:8000]

import { Client, subscriptionExchange } from '@urql/core';
import { createClient, type Sink } from 'graphql-ws';
import { recommended, resumable } from 'pip-stream/client';
import { defaultAnswer, eventLine, isLast } from './event.ts';
import { answer, result, start, watch } from './operations.ts';
import { resultLines } from './result.ts';

const server = process.argv[2] ?? 'http://127.0.0.1:8000';
const socket = resumable(createClient({ ...recommended, url: `${server.replace(/^http/, 'ws')}/graphql` }));
const client = new Client({
  url: `${server}/graphql`,
  exchanges: [
    subscriptionExchange({
      enableAllOperations: true,
      forwardSubscription: ({ query = '', variables = {} }) => ({
        subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink as Sink) }),
      }),
    }),
  ],
});

const started = await client.mutation(start, { key: crypto.randomUUID() });
if (started.data?.startWorkflow.__typename !== 'WorkflowStarted')
  throw started.error ?? new Error(started.data?.startWorkflow.message);
const { session, workflow, cursor } = started.data.startWorkflow;

const ended = Promise.withResolvers<void>();
const subscription = client
  .subscription(watch, { sessionId: session.id, after: cursor })
  .subscribe(({ data, error }) => {
    if (error !== undefined) ended.reject(error);
    if (data === undefined) return;
    console.log(eventLine(data.events));
    const input = defaultAnswer(data.events);
    if (input !== null) client.mutation(answer, { input }).toPromise().catch(ended.reject);
    if (isLast(data.events)) ended.resolve();
  });
await ended.promise;
subscription.unsubscribe();

const done = await client.query(result, { id: workflow.id });
console.log(resultLines(done.data!.workflow!, server));
await socket.dispose();
