// A client in a process of its own that follows a session and tells its parent every sequence as it comes.
//
//   node follower.ts <url> <session>

import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { recommended, resumable } from '../../src/client/index.ts';

const [url = '', sessionId = ''] = process.argv.slice(2);
const client = resumable(
  createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, ...recommended }),
);
const query = `subscription ($sessionId: ID!, $after: Cursor) {
  events(sessionId: $sessionId, after: $after) { ... on Event { sequence cursor } ... on ChatMessage { text } }
}`;
client.on('closed', () => process.send?.('closed'));
for await (const { data } of client.iterate<{ events: { sequence: number } }>({
  query,
  variables: { sessionId },
}))
  process.send?.(data?.events.sequence);
