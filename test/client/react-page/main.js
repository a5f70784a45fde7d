// A page under StrictMode that follows the session it is told to, and counts how often it subscribes and renders.

import { createClient } from 'graphql-ws';
import { createElement, StrictMode, useCallback, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { recommended, resumable } from '../../../src/client/index.ts';
import { useResults } from '../../../src/client/react/use-results.ts';

const query = `subscription ($sessionId: ID!, $after: Cursor) {
  events(sessionId: $sessionId, after: $after) { ... on Event { sequence } ... on ChatMessage { text } }
}`;
const url = new URL('/graphql', location.href).href.replace('http', 'ws');
const client = resumable(createClient({ ...recommended, url, retryWait: async () => {} }));
globalThis.commits = 0;
globalThis.begun = 0;

function Following({ sessionId, keep }) {
  const subscribe = useCallback(
    (sink) => {
      globalThis.begun++;
      return client.subscribe({ query, variables: { sessionId } }, sink);
    },
    [sessionId],
  );
  const { results, error, complete } = useResults(subscribe, keep);
  useEffect(() => {
    globalThis.commits++;
  });
  const said = results.map(({ events: { sequence, text } }) => `${sequence} ${text}`).join('\n');
  return createElement(
    'pre',
    null,
    JSON.stringify({ error: error?.[0]?.extensions?.code, complete }),
    '\n',
    said,
  );
}

const root = createRoot(document.getElementById('app'));
/** Null takes it away. */
globalThis.follow = (sessionId, keep) =>
  root.render(
    createElement(
      StrictMode,
      null,
      sessionId === null ? null : createElement(Following, { sessionId, keep }),
    ),
  );
