// Storage: what GraphiQL keeps in the browser. Each window keeps its tabs under a key of its own, so that two of them
// do not write over each other, and a new visit gathers them all.

import { nanoid } from 'nanoid';
import { tabsOfVisit } from './tabs.ts';

const tabKey = 'graphiql:tabState';
/** The text of the tab that was last edited in any window; that window's tabs have it as well. */
const ofOneWindow = new Set([tabKey, 'graphiql:query', 'graphiql:variables', 'graphiql:headers']);

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'clear' | 'length'>;

/** As GraphiQL's `storage`; `kept` is null where nothing can be kept. */
export function createStorage(kept: Storage | null, prepared: readonly { query: string }[]): Kept {
  const memory = new Map<string, string>();
  const ownTabKey = `${tabKey}:${nanoid()}`;
  const ours = (start: string) => Object.keys(kept ?? {}).filter((key) => key.startsWith(start));

  const found = ours(tabKey);
  const visit = tabsOfVisit(
    prepared,
    found.flatMap((key) => kept?.getItem(key) ?? []),
  );
  if (visit.tabs.length > 0) memory.set(tabKey, JSON.stringify(visit));
  try {
    kept?.setItem(ownTabKey, JSON.stringify(visit));
    for (const key of found) kept?.removeItem(key);
  } catch {
    // There is no room: what was found stays where it is.
  }

  return {
    getItem: (key) => memory.get(key) ?? (ofOneWindow.has(key) ? null : (kept?.getItem(key) ?? null)),
    setItem(key, value) {
      if (ofOneWindow.has(key)) memory.set(key, value);
      if (key === tabKey) kept?.setItem(ownTabKey, value);
      else if (!ofOneWindow.has(key)) kept?.setItem(key, value);
    },
    removeItem(key) {
      memory.delete(key);
      kept?.removeItem(key === tabKey ? ownTabKey : key);
    },
    clear() {
      memory.clear();
      for (const key of ours('graphiql:')) kept?.removeItem(key);
    },
    get length() {
      return ours('graphiql:').length;
    },
  };
}
