// Tab streams: each tab's subscription, which goes on while the person looks at another tab.

import { createStore } from 'zustand/vanilla';
import type { OpenStream } from './open-stream.ts';

interface TabStreams {
  /** The tab that is looked at; null until GraphiQL has said so. */
  active: string | null;
  byTab: ReadonlyMap<string, OpenStream>;
}

export const tabStreams = createStore<TabStreams>(() => ({ active: null, byTab: new Map() }));

/** As GraphiQL's `onTabChange`: it is told of every key that is pressed, too. */
export function noteTabs({ tabs, activeTabIndex }: { tabs: { id: string }[]; activeTabIndex: number }): void {
  noteActive(tabs[activeTabIndex]?.id ?? null);
  for (const tab of tabStreams.getState().byTab.keys())
    if (!tabs.some(({ id }) => id === tab)) closeStream(tab);
}

export function noteActive(active: string | null): void {
  if (tabStreams.getState().active !== active) tabStreams.setState({ active });
}

/** Takes the place of the one that the active tab had. */
export function keepStream(stream: OpenStream): void {
  const { active, byTab } = tabStreams.getState();
  if (active === null) return;
  byTab.get(active)?.stop();
  tabStreams.setState({ byTab: new Map(byTab).set(active, stream) });
}

/** Of the active tab, when none is named: what it shows from now on is no stream. */
export function closeStream(tab = tabStreams.getState().active): void {
  const { byTab } = tabStreams.getState();
  if (tab === null || !byTab.has(tab)) return;
  byTab.get(tab)?.stop();
  const others = new Map(byTab);
  others.delete(tab);
  tabStreams.setState({ byTab: others });
}
