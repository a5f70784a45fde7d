// graphql-ws: the sample workflow over one WebSocket that may break at any time.
// Every operation goes over the socket; `resumable` lets the subscription go on after the last event it was told.
// Run: npx node examples/graphql-ws.ts [http://127.0.0.1:8000]

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { createClient } from 'graphql-ws';
import { recommended, resumable } from 'pip-stream/client';
import { defaultAnswer, eventLine, isLast } from './event.ts';
import { answer, result, start, watch } from './operations.ts';
import { resultLines } from './result.ts';

const server = process.argv[2] ?? 'http://127.0.0.1:8000';
const client = resumable(createClient({ ...recommended, url: `${server.replace(/^http/, 'ws')}/graphql` }));

/** Results of a subscription as they come; of a query or a mutation the one it has. */
async function* results<Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): AsyncGenerator<Data> {
  for await (const { data, errors } of client.iterate<Data>({ query: print(document), variables })) {
    if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('; '));
    if (data != null) yield data;
  }
}

for await (const { startWorkflow } of results(start, { key: crypto.randomUUID() })) {
  if (startWorkflow.__typename !== 'WorkflowStarted') throw new Error(startWorkflow.message);
  const { session, workflow, cursor } = startWorkflow;
  for await (const { events: event } of results(watch, { sessionId: session.id, after: cursor })) {
    console.log(eventLine(event));
    const input = defaultAnswer(event);
    if (input !== null) await results(answer, { input }).next();
    if (isLast(event)) break;
  }
  for await (const done of results(result, { id: workflow.id }))
    console.log(resultLines(done.workflow!, server));
}
await client.dispose();
