// Window: the part of a session's events that the list holds, of those that pass its filter.
//
//   … earlier pages ◀── [ events ] ──▶ later pages … newest
//
//   W1. What is held is in order, each once, and complete between its first event and `upTo`.
//   W2. At most `most` are held, and `slack` more while it moves: what is far from where the person looks is let go.
//   W3. A window that is not at the newest stays where it is, however much happens.

import type { Event } from '../../session/view.ts';
import { type Filter, matches } from './filter.ts';

export interface Window {
  events: readonly Event[];
  /** All that passes and is not after this sequence is held, from the first held on. */
  upTo: number;
  /** The cursor before which there may be more; null at the beginning. */
  before: string | null;
}

/** The newest events that are at hand, as the session view has them. */
export interface Newest {
  recent: readonly Event[];
  hasEarlier: boolean;
  /** Of the session; all after the first of `recent` is in it. */
  lastSequence: number;
}

export interface Page {
  events: readonly Event[];
  hasMore: boolean;
}

export const most = 3000;
const slack = 500;

export function newestWindow({ recent, hasEarlier, lastSequence }: Newest, filter: Filter): Window {
  return {
    events: recent.filter((event) => matches(event, filter)),
    upTo: lastSequence,
    before: hasEarlier ? (recent[0]?.cursor ?? null) : null,
  };
}

/** Takes in what happened since. `following`: the person is at its end, so the beginning may go. */
export function withNewest(window: Window, newest: Newest, filter: Filter, following: boolean): Window {
  const { recent, lastSequence } = newest;
  if (window.upTo >= lastSequence) return window;
  const joins = (recent[0]?.sequence ?? lastSequence + 1) <= window.upTo + 1;
  if (!joins) return following ? newestWindow(newest, filter) : window;
  const fresh: Event[] = [];
  for (let index = recent.length - 1; index >= 0 && recent[index]!.sequence > window.upTo; index--)
    if (matches(recent[index]!, filter)) fresh.push(recent[index]!);
  if (!following && window.events.length + fresh.length > most) return window;
  const events = fresh.length === 0 ? window.events : [...window.events, ...fresh.reverse()];
  return withoutFirst({ ...window, events, upTo: lastSequence });
}

/** With the page before it. */
export function withEarlier(window: Window, { events: found, hasMore }: Page, filter: Filter): Window {
  const before = hasMore ? (found[0]?.cursor ?? null) : null;
  const events = [...found.filter((event) => matches(event, filter)), ...window.events];
  if (events.length <= most + slack) return { ...window, events, before };
  const kept = events.slice(0, most);
  return { events: kept, before, upTo: kept.at(-1)!.sequence };
}

/** With the page after it; `lastSequence` as of when that was read. */
export function withLater(window: Window, page: Page, lastSequence: number, filter: Filter): Window {
  const found = page.events.filter(({ sequence }) => sequence > window.upTo);
  const upTo = page.hasMore ? (found.at(-1)?.sequence ?? window.upTo) : Math.max(window.upTo, lastSequence);
  const events = [...window.events, ...found.filter((event) => matches(event, filter))];
  return withoutFirst({ ...window, events, upTo });
}

function withoutFirst(window: Window): Window {
  if (window.events.length <= most + slack) return window;
  const events = window.events.slice(-most);
  return { ...window, events, before: events[0]!.cursor };
}
