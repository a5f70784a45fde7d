// Client: urql, with everything that streams over one WebSocket that comes back by itself.

import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import { recommended, resumable } from '../../client/index.ts';
import { connected, lost, retryWait } from './connection.ts';
import { fetchWithClock } from './server-clock.ts';

const address = new URL('/graphql', location.href);

const socket = createClient({
  ...recommended,
  url: address.href.replace(/^http/, 'ws'),
  retryWait,
  on: {
    closed: lost,
    connected: (_socket, _payload, again) => connected(again),
  },
});

/** A subscription that declares `$after` goes on where it was, over however many connections. */
export const streams = resumable(socket);

/** Without a cache: what is live comes from the stream, what is not is asked for when it is shown. */
export const client = new Client({
  url: address.href,
  preferGetMethod: false,
  fetch: fetchWithClock,
  // A form of another site cannot send it.
  fetchOptions: { headers: { 'graphql-require-preflight': 'true' } },
  exchanges: [
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query = '', variables = {} }) => ({
        subscribe: (sink) => ({ unsubscribe: streams.subscribe({ query, variables }, sink as never) }),
      }),
    }),
  ],
});
