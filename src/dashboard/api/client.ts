// Client: urql, with everything that streams over one WebSocket that comes back by itself.

import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import { recommended, renewable, resumable } from '../../client/index.ts';
import { letIn, onRenewal, type Reason, refused } from './access.ts';
import { connected, lost, retryWait } from './connection.ts';
import { fetchLetIn } from './fetch-let-in.ts';
import { currentToken } from './token.ts';

const address = new URL('/graphql', location.href);

/** With which the newest connection was begun. */
let shown: string | null = null;
const forbidden = 4403;
/** Reasons of closing for which another attempt needs another token. */
const barring: Record<string, Reason> = {
  AUTH_EXPIRED: 'AUTH_EXPIRED',
  PERMISSION_REVOKED: 'PERMISSION_REVOKED',
  Forbidden: 'UNAUTHENTICATED',
};

const socket = createClient({
  ...recommended,
  async url() {
    await letIn();
    return address.href.replace(/^http/, 'ws');
  },
  connectionParams() {
    shown = currentToken();
    return shown === null ? {} : { token: shown };
  },
  retryWait,
  on: {
    closed(event) {
      const { code, reason } = event as CloseEvent;
      const why = code === forbidden ? barring[reason] : undefined;
      if (why !== undefined) refused(why, shown);
      lost();
    },
    connected: (_socket, _payload, again) => connected(again),
  },
});

const renewing = renewable(socket);
onRenewal(async (token) => {
  const renewal = await renewing.renew(token);
  if (renewal?.renewed === true) shown = token;
  else if (renewal?.renewed === false) socket.terminate();
});

/** A subscription that declares `$after` goes on where it was, over however many connections. */
export const streams = resumable(socket);

/** Without a cache: what is live comes from the stream, what is not is asked for when it is shown. */
export const client = new Client({
  url: address.href,
  preferGetMethod: false,
  fetch: fetchLetIn,
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
