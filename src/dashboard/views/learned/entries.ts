// Entries: what is shown of the learned trades, as pages come and a person changes some.
//
//   E1. No entry is shown twice, though changing one moves it to the front of the server’s order.
//   E2. The next page goes on after an entry that still stands where it stood, so that none is left out.

import type { LearnedTradePartsFragment } from '../../generated/graphql.ts';

export type Entry = LearnedTradePartsFragment;

export interface Entries {
  shown: readonly Entry[];
  /** All that fit the search. */
  total: number;
  hasMore: boolean;
  /** Ids of those that stand elsewhere in the server’s order than here. */
  moved: ReadonlySet<string>;
}

export const noEntries: Entries = { shown: [], total: 0, hasMore: false, moved: new Set() };

interface Page {
  entries: readonly Entry[];
  total: number;
  hasMore: boolean;
}

export function withPage(before: Entries, { entries, total, hasMore }: Page): Entries {
  const known = new Set(before.shown.map(({ id }) => id));
  return {
    ...before,
    shown: [...before.shown, ...entries.filter(({ id }) => !known.has(id))],
    total,
    hasMore,
  };
}

/** After which the next page begins; null from the start. */
export const placeAfter = ({ shown, moved }: Entries): string | null =>
  shown.findLast(({ id }) => !moved.has(id))?.id ?? null;

/** An entry as it is now: in the row of `inPlaceOf`, which goes; else in its own; else first. */
export function withEntry(before: Entries, entry: Entry, inPlaceOf: string = entry.id): Entries {
  const stays = ({ id }: Entry) => id !== entry.id && id !== inPlaceOf;
  const place = Math.max(
    0,
    before.shown.findIndex(({ id }) => id === inPlaceOf),
  );
  const shown = [
    ...before.shown.slice(0, place).filter(stays),
    entry,
    ...before.shown.slice(place).filter(stays),
  ];
  // What was taught before may stand on a page that did not come yet.
  const isNew = entry.times === 1 || before.shown.some(({ id }) => id === entry.id);
  const gone = before.shown.length - (shown.length - 1);
  return {
    ...before,
    shown,
    total: before.total + (isNew ? 1 : 0) - gone,
    moved: new Set([...before.moved, entry.id]),
  };
}

export function without(before: Entries, id: string): Entries {
  const shown = before.shown.filter((one) => one.id !== id);
  return { ...before, shown, total: before.total - (before.shown.length - shown.length) };
}
