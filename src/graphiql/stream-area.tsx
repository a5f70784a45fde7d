// Stream area: the stream of the tab that is looked at, in place of GraphiQL's response; nothing when it has none.

import { useGraphiQL } from '@graphiql/react';
import { useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import { StreamPanel } from './stream-panel.tsx';
import { noteActive, tabStreams } from './tab-streams.ts';

export function StreamArea() {
  const active = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id ?? null);
  // GraphiQL tells of changes; this is how the first one is known.
  useLayoutEffect(() => noteActive(active), [active]);
  const stream = useStore(tabStreams, ({ byTab }) => (active === null ? undefined : byTab.get(active)));
  return stream === undefined ? null : <StreamPanel key={active} stream={stream} />;
}
