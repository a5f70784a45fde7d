// Learned trades in memory, for embedding and tests.

import {
  keyOf,
  type LearnedTrade,
  type LearnedTrades,
  mostEntries,
  taughtAgain,
  taughtFirst,
} from '../learned.ts';

interface Kept {
  entry: LearnedTrade;
  key: string;
}

export function createMemoryLearned(most = mostEntries): LearnedTrades {
  const scopes = new Map<string, LearnedTrades>();
  function of(scope: string): LearnedTrades {
    const found = scopes.get(scope) ?? createTable(scope, most, of);
    scopes.set(scope, found);
    return found;
  }
  return of('');
}

function createTable(scope: string, most: number, of: LearnedTrades['of']): LearnedTrades {
  /** By fingerprint, the last used last. */
  const kept = new Map<string, Kept>();
  const keep = (entry: LearnedTrade, key: string) => {
    kept.delete(entry.fingerprint);
    kept.set(entry.fingerprint, { entry, key });
  };

  return {
    list({ search, first, after }) {
      const wanted = search.trim().toLowerCase();
      const all = [...kept.values()]
        .map(({ entry }) => entry)
        .filter(({ text, trade }) => `${text}\n${trade}`.toLowerCase().includes(wanted))
        .sort((a, b) => compare(b.lastUsedAt, a.lastUsedAt) || compare(a.id, b.id));
      const from = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
      return {
        entries: all.slice(from, from + first),
        total: all.length,
        hasNext: from + first < all.length,
      };
    },
    find(text, asOf, now) {
      const found = kept.get(keyOf(text));
      if (found === undefined || found.entry.changedAt > asOf) return null;
      keep({ ...found.entry, lastUsedAt: now }, found.key);
      return found.entry.trade;
    },
    teach(lessons, taught) {
      return lessons.flatMap(({ text, trade }) => {
        const words = keyOf(text);
        if (words === '') return [];
        const before = kept.get(words);
        if (before?.key === taught.key && before.entry.trade === trade) return [before.entry];
        const entry = before
          ? taughtAgain(before.entry, trade, taught)
          : taughtFirst({ text, trade }, words, taught, scope);
        keep(entry, taught.key);
        for (const oldest of kept.keys()) {
          if (kept.size <= most) break;
          kept.delete(oldest);
        }
        return [entry];
      });
    },
    forget(ids) {
      const unwanted = new Set(ids);
      const before = kept.size;
      for (const [words, { entry }] of kept) if (unwanted.has(entry.id)) kept.delete(words);
      return before - kept.size;
    },
    of,
    [Symbol.dispose]() {},
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
