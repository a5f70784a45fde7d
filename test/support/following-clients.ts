// Clients that follow a session as their libraries' manuals say, with nothing of their own against lost connections.

import { readFileSync } from 'node:fs';
import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { subscriptionExchange, Client as UrqlClient } from '@urql/core';
import { EventSource } from 'eventsource';
import { buildSchema, type GraphQLInterfaceType } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { recommended, resumable, subscribeOverSse } from '../../src/client/index.ts';
import type { Received } from './received.ts';

/** Follows from the first event on until it is disposed. */
export type Follow = (url: string, sessionId: string, received: Received) => AsyncDisposable;

export const following = `subscription Following($sessionId: ID!, $after: Cursor) {
  events(sessionId: $sessionId, after: $after) { __typename ... on Event { id sequence cursor } }
}`;

export interface Followed {
  events: { __typename: string; id: string; sequence: number; cursor: string };
}

/** Short, for connections that are lost many times a second. */
const quick = { retryWait: () => new Promise<void>((again) => setTimeout(again, 10)) };

export const resumableClient = (url: string): Client =>
  resumable(
    createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      ...recommended,
      ...quick,
    }),
  );

/** Without any help, but with a name: the server keeps how far it got. `connected` is called for each connection. */
export function named(
  url: string,
  sessionId: string,
  received: Received,
  connected: () => void,
): AsyncDisposable {
  const ws = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    ...recommended,
    ...quick,
  });
  ws.on('connected', connected);
  const query = `subscription ($sessionId: ID!, $subscriber: ID!) {
    events(sessionId: $sessionId, subscriber: $subscriber) { ... on Event { sequence } }
  }`;
  const stop = ws.subscribe<Followed>(
    { query, variables: { sessionId, subscriber: 'this screen' } },
    { next: ({ data }) => received.tell(data!.events.sequence), error: received.fail, complete: () => {} },
  );
  return {
    async [Symbol.asyncDispose]() {
      stop();
      await ws.dispose();
    },
  };
}

export const overGraphqlWs: Follow = (url, sessionId, received) => {
  const ws = resumableClient(url);
  const stop = ws.subscribe<Followed>(
    { query: following, variables: { sessionId } },
    {
      next: ({ data }) => received.tell(data!.events.sequence),
      error: received.fail,
      complete: () => {},
    },
  );
  return {
    async [Symbol.asyncDispose]() {
      stop();
      await ws.dispose();
    },
  };
};

export const overIterator: Follow = (url, sessionId, received) => {
  const ws = resumableClient(url);
  const results = ws.iterate<Followed>({ query: following, variables: { sessionId } });
  const reading = (async () => {
    for await (const { data } of results) received.tell(data!.events.sequence);
  })().catch(received.fail);
  return {
    async [Symbol.asyncDispose]() {
      await results.return?.();
      await reading;
      await ws.dispose();
    },
  };
};

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
/** Apollo's cache wants to be told which types an interface has. */
const possibleTypes = {
  Event: schema.getPossibleTypes(schema.getType('Event') as GraphQLInterfaceType).map(({ name }) => name),
};

export const overApollo: Follow = (url, sessionId, received) => {
  const ws = resumableClient(url);
  const cache = new InMemoryCache({ possibleTypes });
  const apollo = new ApolloClient({ link: new GraphQLWsLink(ws), cache });
  const subscription = apollo
    .subscribe<Followed>({ query: gql(following), variables: { sessionId } })
    .subscribe({
      next: ({ data, error }) => {
        if (error !== undefined) received.fail(error);
        else received.tell(data!.events.sequence);
      },
      error: received.fail,
    });
  return {
    async [Symbol.asyncDispose]() {
      subscription.unsubscribe();
      apollo.stop();
      await ws.dispose();
    },
  };
};

export const overUrql: Follow = (url, sessionId, received) => {
  const ws = resumableClient(url);
  const urql = new UrqlClient({
    url: `${url}/graphql`,
    exchanges: [
      subscriptionExchange({
        forwardSubscription: ({ query, variables, ...rest }) => ({
          subscribe: (sink) => ({
            unsubscribe: ws.subscribe({ query: query!, variables, ...rest } as never, sink as never),
          }),
        }),
      }),
    ],
  });
  const subscription = urql.subscription<Followed>(following, { sessionId }).subscribe(({ data, error }) => {
    if (error !== undefined) received.fail(error);
    else received.tell(data!.events.sequence);
  });
  return {
    async [Symbol.asyncDispose]() {
      subscription.unsubscribe();
      await ws.dispose();
    },
  };
};

export function eventSourceUrl(url: string, sessionId: string): string {
  return `${url}/graphql?${new URLSearchParams({ query: following, variables: JSON.stringify({ sessionId }) })}`;
}

export const overEventSource: Follow = (url, sessionId, received) => {
  const source = new EventSource(eventSourceUrl(url, sessionId), { fetch: withoutWaiting });
  source.addEventListener('next', ({ data }) => received.tell(JSON.parse(data).data.events.sequence));
  source.addEventListener('error', (error) => {
    if (source.readyState === source.CLOSED) received.fail(new Error(`${error.code} ${error.message}`));
  });
  return { [Symbol.asyncDispose]: async () => source.close() };
};

/** An EventSource waits three seconds before it comes back, unless the stream says otherwise. */
const withoutWaiting = (async (url: string | URL, init: RequestInit) => {
  const response = await fetch(url, init);
  if (response.body === null) return response;
  let said = false;
  const body = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        if (!said) controller.enqueue(new TextEncoder().encode('retry: 10\n\n'));
        said = true;
        controller.enqueue(chunk);
      },
    }),
  );
  return new Response(body, { status: response.status, headers: response.headers });
}) as never;

export const overFetch: Follow = (url, sessionId, received) => {
  const stop = subscribeOverSse<Followed>(
    { url: `${url}/graphql`, query: following, variables: { sessionId }, retryWaitMs: () => 10 },
    { next: ({ data }) => received.tell(data!.events.sequence), error: received.fail, complete: () => {} },
  );
  return { [Symbol.asyncDispose]: async () => stop() };
};

/** No library: a socket, and the cursor of the last result as `after` on the next one. */
export const overBareSocket: Follow = (url, sessionId, received) => {
  let after: string | null = null;
  let over = false;
  let socket: WebSocket;
  const connect = () => {
    socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const send = (message: object) => socket.send(JSON.stringify(message));
    socket.on('open', () => send({ type: 'connection_init' }));
    socket.on('error', () => {});
    socket.on('close', () => over || setTimeout(connect, 10));
    socket.on('message', (text) => {
      const { type, payload } = JSON.parse(String(text));
      if (type === 'connection_ack')
        send({ id: '1', type: 'subscribe', payload: { query: following, variables: { sessionId, after } } });
      if (type !== 'next') return;
      after = payload.extensions.cursor;
      received.tell(payload.data.events.sequence);
    });
  };
  connect();
  return {
    async [Symbol.asyncDispose]() {
      over = true;
      socket.terminate();
    },
  };
};

/** By what a reader knows them. */
export const clients: Record<string, Follow> = {
  'graphql-ws, resumable': overGraphqlWs,
  'graphql-ws, resumable, as an iterator': overIterator,
  'Apollo Client over the resumable client': overApollo,
  'urql over the resumable client': overUrql,
  'an unmodified EventSource': overEventSource,
  'a subscription over fetch': overFetch,
  'a bare socket that sends its last cursor': overBareSocket,
};
