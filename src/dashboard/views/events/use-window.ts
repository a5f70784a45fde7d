// Use window: the events that the list holds, as what happens and the person's scrolling move it.

import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { wait } from '../../../client/wait.ts';
import { useShown } from '../../session/use-live-session.ts';
import type { Event } from '../../session/view.ts';
import type { Filter } from './filter.ts';
import { readEarlier, readLater } from './pages.ts';
import { newestParts } from './rows.ts';
import { useCalm } from './use-calm.ts';
import { type Newest, newestWindow, type Window, withEarlier, withLater, withNewest } from './window.ts';

export interface HeldEvents {
  events: readonly Event[];
  hasEarlier: boolean;
  /** There is more after what is held. */
  hasLater: boolean;
  /** What is shown, so that a list knows when it is another one: now, or a place in the past. */
  source: string;
  askEarlier(): void;
  askLater(): void;
  toNewest(): void;
}

interface Held {
  window: Window;
  newest: Newest & { source: string };
  filter: Filter;
}

/** A page that is read, as a change of the window; null at once when there is none to read, later when it must wait. */
type Asked = (held: Held) => Promise<((window: Window) => Window) | null> | null;

const everyMs = 120;
const againMs = 2000;
/** Fewer than fill a large screen: more is asked for without scrolling. */
const few = 60;

/** `following`: the person looks at the end. */
export function useWindow(filter: Filter, following: boolean): HeldEvents {
  const { sessionId, live, view, recent, hasEarlier, at } = useShown();
  const { lastSequence } = view.session;
  const source = at !== null && recent !== live.recent ? `at ${lastSequence}` : 'now';
  const current = useMemo(
    () => ({ recent, hasEarlier, lastSequence, source }),
    [recent, hasEarlier, lastSequence, source],
  );
  // While much happens the page answers the person first, and lists it after that, no faster than it can be read.
  const calm = useCalm(current, everyMs);
  const newest = useDeferredValue(calm.source === source ? calm : current);

  const [held, setHeld] = useState<Held>(() => ({ window: newestWindow(newest, filter), newest, filter }));
  let shown = held;
  if (held.newest !== newest || held.filter !== filter) {
    const same = held.newest.source === newest.source && held.filter === filter;
    const window = same ? withNewest(held.window, newest, filter, following) : newestWindow(newest, filter);
    shown = { window, newest, filter };
    setHeld(shown);
  }
  const { source: listed } = shown.newest;

  const latest = useRef(shown);
  const asking = useRef<AbortController | null>(null);
  const next = useRef<Asked | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for another list is not waited for
  useEffect(
    () => () => {
      asking.current?.abort();
      asking.current = null;
      next.current = null;
    },
    [filter, listed],
  );

  /** One page at a time, and then what was asked for last meanwhile; a server that cannot be asked now is asked again. */
  const ask = useCallback(async (one: Asked) => {
    if (asking.current !== null) {
      next.current = one;
      return;
    }
    const mine = new AbortController();
    asking.current = mine;
    for (const begun = latest.current; !mine.signal.aborted; await wait(againMs, mine.signal)) {
      const reading = one(begun);
      const change = reading === null ? (window: Window) => window : await reading;
      if (change === null) continue;
      setHeld((now) =>
        now.filter === begun.filter && now.newest.source === begun.newest.source && !mine.signal.aborted
          ? { ...now, window: change(now.window) }
          : now,
      );
      break;
    }
    if (asking.current === mine) asking.current = null;
  }, []);

  useEffect(() => {
    latest.current = shown;
    if (asking.current !== null || next.current === null) return;
    const meanwhile = next.current;
    next.current = null;
    void ask(meanwhile);
  });

  const askEarlier = useCallback(
    () =>
      void ask(({ window: { before }, filter }) => {
        if (before === null) return null;
        return readEarlier(sessionId, before, filter).then(
          (page) =>
            page && ((window) => (window.before === before ? withEarlier(window, page, filter) : window)),
        );
      }),
    [ask, sessionId],
  );
  const askLater = useCallback(
    () =>
      void ask(({ window: { events, upTo }, newest, filter }) => {
        const after = events.at(-1)?.cursor;
        if (upTo >= newest.lastSequence || after === undefined) return null;
        return readLater(sessionId, after, filter).then((page) => {
          if (page === null) return null;
          const end = newest.source === 'now' ? Number.POSITIVE_INFINITY : newest.lastSequence;
          const within = page.events.filter(({ sequence }) => sequence <= end);
          const hasMore = page.hasMore && within.length === page.events.length;
          const last = Math.min(end, page.lastSequence);
          return (window) => withLater(window, { events: within, hasMore }, last, filter);
        });
      }),
    [ask, sessionId],
  );
  const toNewest = useCallback(
    () => setHeld((now) => ({ ...now, window: newestWindow(now.newest, now.filter) })),
    [],
  );

  const { before, upTo } = shown.window;
  const events = useMemo(() => newestParts(shown.window.events), [shown.window.events]);
  // Every page that brought too little is followed by another.
  useEffect(() => {
    if (before !== null && events.length < few) askEarlier();
  }, [before, events, askEarlier]);

  return {
    events,
    hasEarlier: before !== null,
    hasLater: upTo < shown.newest.lastSequence,
    source: listed,
    askEarlier,
    askLater,
    toNewest,
  };
}
