// GraphiQL: opens on the tabs that the server prepared, and shows what a subscription tells as a list.

import 'graphiql/setup-workers/vite';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './page.css';
import './stream.css';
import { GraphiQL } from 'graphiql';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useStore } from 'zustand';
import { createFetcher } from './fetcher.ts';
import { createStorage } from './storage.ts';
import { StreamArea } from './stream-area.tsx';
import { noteTabs } from './tab-streams.ts';
import { access, openAccess } from './token.ts';
import { TokenStrip } from './token-strip.tsx';

/** A data block that the server writes into the page; without one, as under Vite, there are none. */
const told = document.getElementById('tabs')?.textContent;
const prepared = told == null ? [] : (JSON.parse(told) as { query: string }[]);

const url = '/graphql';
const fetcher = createFetcher(url);
const storage = createStorage(localStorageIfAny(), prepared);

/** What is asked for when it begins, the schema, is asked for once: so it begins when the server answers. */
function Page() {
  const wasIn = useStore(access, ({ state }) => state === 'in');
  const [begun, setBegun] = useState(false);
  if (wasIn && !begun) setBegun(true);
  return (
    <>
      <TokenStrip url={url} />
      {begun && (
        <GraphiQL fetcher={fetcher} storage={storage} defaultTabs={prepared} onTabChange={noteTabs}>
          <GraphiQL.Logo>
            <a href="/">pip-stream</a>
          </GraphiQL.Logo>
          <GraphiQL.Footer>
            <StreamArea />
          </GraphiQL.Footer>
        </GraphiQL>
      )}
    </>
  );
}

void openAccess(url);
createRoot(document.getElementById('app')!).render(<Page />);

/** Null where the browser lets nothing be kept. */
function localStorageIfAny(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
