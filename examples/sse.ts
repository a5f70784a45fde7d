// SSE: the sample workflow with nothing but `fetch`; the subscription is an event stream.
// `subscribeOverSse` goes on after the last event it was told; it can send headers, which an EventSource cannot.
// Run: npx node examples/sse.ts [http://127.0.0.1:8000]

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { subscribeOverSse } from 'pip-stream/client';
import { defaultAnswer, eventLine, isLast } from './event.ts';
import type { WatchSubscription } from './generated/graphql.ts';
import { answer, result, start, watch } from './operations.ts';
import { resultLines } from './result.ts';

const server = process.argv[2] ?? 'http://127.0.0.1:8000';
const url = `${server}/graphql`;

/** Sent again when the connection breaks; both mutations may safely be repeated. */
async function ask<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  attempts = 5,
): Promise<Data> {
  const body = JSON.stringify({ query: print(document), variables });
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const { data, errors } = await response.json();
    if (data != null) return data;
    throw new Error(JSON.stringify(errors));
  } catch (error) {
    if (!(error instanceof TypeError) || attempts === 1) throw error;
    return ask(document, variables, attempts - 1);
  }
}

const { startWorkflow } = await ask(start, { key: crypto.randomUUID() });
if (startWorkflow.__typename !== 'WorkflowStarted') throw new Error(startWorkflow.message);
const { session, workflow, cursor } = startWorkflow;

const ended = Promise.withResolvers<void>();
const variables = { sessionId: session.id, after: cursor };
const unsubscribe = subscribeOverSse<WatchSubscription>(
  { url, query: print(watch), variables },
  {
    next({ data }) {
      if (data == null) return;
      console.log(eventLine(data.events));
      const input = defaultAnswer(data.events);
      if (input !== null) ask(answer, { input }).catch(ended.reject);
      if (isLast(data.events)) ended.resolve();
    },
    error: ended.reject,
    complete: ended.resolve,
  },
);
await ended.promise;
unsubscribe();

const done = await ask(result, { id: workflow.id });
console.log(resultLines(done.workflow!, server));
