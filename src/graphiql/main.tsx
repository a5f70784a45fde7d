// GraphiQL: opens on the tabs that the server prepared, and shows what a subscription tells as a list.

import 'graphiql/setup-workers/vite';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './page.css';
import './stream.css';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { createFetcher } from './fetcher.ts';
import { createStorage } from './storage.ts';
import { StreamArea } from './stream-area.tsx';
import { noteTabs } from './tab-streams.ts';

/** A data block that the server writes into the page; without one, as under Vite, there are none. */
const told = document.getElementById('tabs')?.textContent;
const prepared = told == null ? [] : (JSON.parse(told) as { query: string }[]);

createRoot(document.getElementById('app')!).render(
  <GraphiQL
    fetcher={createFetcher('/graphql')}
    storage={createStorage(localStorageIfAny(), prepared)}
    defaultTabs={prepared}
    onTabChange={noteTabs}
  >
    <GraphiQL.Logo>
      <a href="/">pip-stream</a>
    </GraphiQL.Logo>
    <GraphiQL.Footer>
      <StreamArea />
    </GraphiQL.Footer>
  </GraphiQL>,
);

/** Null where the browser lets nothing be kept. */
function localStorageIfAny(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
