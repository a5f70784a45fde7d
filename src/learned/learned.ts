// Learned trades: which trade a person gave to lines of these words, kept across sessions.
//
//   L1. One entry for the same words; the last word of a person holds.
//   L2. Taught again under the same key, nothing changes: a run that is repeated teaches once.
//   L3. At most `mostEntries` of a scope; the one that was not used for the longest goes first.
//   L4. What one scope taught no other sees. Without tenants there is one scope, the empty text.

import { idFrom } from '../base/id.ts';
import { fingerprint } from '../estimating/words.ts';

export interface LearnedTrade {
  id: string;
  /** As it was first seen. */
  text: string;
  /** Its words in order; what another line is compared by. */
  fingerprint: string;
  trade: string;
  /** How often people taught it. */
  times: number;
  /** ISO 8601. When it was taught or decided a line last. */
  lastUsedAt: string;
  /** Since when it is this trade. */
  changedAt: string;
  /** The session whose answer taught it; null when somebody entered it. */
  learnedFrom: string | null;
}

export interface Lesson {
  text: string;
  trade: string;
}

export interface Taught {
  at: string;
  /** The session; null for somebody at the table. */
  from: string | null;
  /** Names the teaching, so that it counts once. */
  key: string;
}

export interface LearnedPage {
  entries: LearnedTrade[];
  /** All that fit the search. */
  total: number;
  hasNext: boolean;
}

export interface LearnedTrades extends Disposable {
  /** The last used first; `search` is looked for in the text and the trade's code. `after` is the id of an entry. */
  list(options: { search: string; first: number; after: string | null }): LearnedPage;
  /** The trade of a line of these words if it was so at `asOf`; the entry counts as used at `now`. */
  find(text: string, asOf: string, now: string): string | null;
  /** The entries as they are then, in order; what has no words is left out. */
  teach(lessons: readonly Lesson[], taught: Taught): LearnedTrade[];
  /** How many of them there were. */
  forget(ids: readonly string[]): number;
  /** The table of a scope, such as a tenant; it is closed with this one. */
  of(scope: string): LearnedTrades;
}

export const mostEntries = 10_000;

/** Two texts with the same words in the same order are the same line; empty when there are none. */
export const keyOf = (text: string) => fingerprint(text).slice(0, 2_000);

/** The entry of a text that was not known; `words` is its key. */
export function taughtFirst(
  { text, trade }: Lesson,
  words: string,
  { at, from }: Taught,
  scope: string,
): LearnedTrade {
  return {
    id: scope === '' ? idFrom('learned', words) : idFrom('learned', scope, words),
    text,
    fingerprint: words,
    trade,
    times: 1,
    lastUsedAt: at,
    changedAt: at,
    learnedFrom: from,
  };
}

/** What an entry becomes when it is taught; the same entry when nothing changes. */
export function taughtAgain(entry: LearnedTrade, trade: string, { at, from }: Taught): LearnedTrade {
  return {
    ...entry,
    trade,
    times: entry.times + 1,
    lastUsedAt: at,
    changedAt: entry.trade === trade ? entry.changedAt : at,
    learnedFrom: from,
  };
}
