// Learned trades in a file of their own beside the log, with node:sqlite.

import { DatabaseSync } from 'node:sqlite';
import { Fault, messageOf } from '../../base/fault.ts';
import {
  keyOf,
  type LearnedTrade,
  type LearnedTrades,
  mostEntries,
  taughtAgain,
  taughtFirst,
} from '../learned.ts';

const tables = `
  CREATE TABLE IF NOT EXISTS learned (
    id TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    trade TEXT NOT NULL,
    times INTEGER NOT NULL,
    lastUsedAt TEXT NOT NULL,
    changedAt TEXT NOT NULL,
    learnedFrom TEXT,
    key TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS learned_by_use ON learned (lastUsedAt, id);
`;

type Row = LearnedTrade & { key: string };

/** @throws STORAGE_UNAVAILABLE when the file cannot be opened, here and when it cannot be written later. */
export function openSqliteLearned(file: string, most = mostEntries): LearnedTrades {
  const guarded = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw new Fault('STORAGE_UNAVAILABLE', `The learned trades in ${file}: ${messageOf(error)}.`);
    }
  };
  const database = guarded(() => openDatabase(file));
  const columns = 'id, text, fingerprint, trade, times, lastUsedAt, changedAt, learnedFrom';
  const fits = `instr(lower(text || char(10) || trade), ?) > 0`;
  const byWords = database.prepare(`SELECT ${columns}, key FROM learned WHERE fingerprint = ?`);
  const byId = database.prepare('SELECT id, lastUsedAt FROM learned WHERE id = ?');
  const count = database.prepare(`SELECT count(*) AS total FROM learned WHERE ${fits}`);
  const page = database.prepare(
    `SELECT ${columns} FROM learned WHERE ${fits} AND (? OR lastUsedAt < ? OR (lastUsedAt = ? AND id > ?))
     ORDER BY lastUsedAt DESC, id LIMIT ?`,
  );
  const use = database.prepare('UPDATE learned SET lastUsedAt = ? WHERE fingerprint = ?');
  const put = database.prepare(`INSERT OR REPLACE INTO learned (${columns}, key) VALUES (?,?,?,?,?,?,?,?,?)`);
  const trim = database.prepare(
    `DELETE FROM learned WHERE id IN (SELECT id FROM learned ORDER BY lastUsedAt, id
     LIMIT max(0, (SELECT count(*) FROM learned) - ?))`,
  );
  const remove = database.prepare('DELETE FROM learned WHERE id = ?');
  const rowOf = (words: string) => byWords.get(words) as unknown as Row | undefined;
  const together = <Result>(work: () => Result): Result =>
    guarded(() => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    });

  return {
    list({ search, first, after }) {
      const wanted = search.trim().toLowerCase();
      const place = after === null ? undefined : byId.get(after);
      const [at, id] = [String(place?.lastUsedAt ?? ''), String(place?.id ?? '')];
      const rows = page.all(wanted, place === undefined ? 1 : 0, at, at, id, first + 1);
      return {
        entries: rows.slice(0, first).map((row) => ({ ...row }) as unknown as LearnedTrade),
        total: Number(count.get(wanted)?.total),
        hasNext: rows.length > first,
      };
    },
    find(text, asOf, now) {
      const words = keyOf(text);
      const found = rowOf(words);
      if (found === undefined || found.changedAt > asOf) return null;
      guarded(() => use.run(now, words));
      return found.trade;
    },
    teach(lessons, taught) {
      return together(() => {
        const entries = lessons.flatMap(({ text, trade }) => {
          const words = keyOf(text);
          if (words === '') return [];
          const row = rowOf(words);
          const { key, ...before } = row ?? { key: null };
          if (row !== undefined && key === taught.key && row.trade === trade) return [before as LearnedTrade];
          const entry: LearnedTrade =
            row === undefined
              ? taughtFirst({ text, trade }, words, taught)
              : taughtAgain(before as LearnedTrade, trade, taught);
          put.run(
            entry.id,
            entry.text,
            words,
            trade,
            entry.times,
            entry.lastUsedAt,
            entry.changedAt,
            entry.learnedFrom,
            taught.key,
          );
          return [entry];
        });
        trim.run(most);
        return entries;
      });
    },
    forget(ids) {
      return together(() => ids.reduce((sum, id) => sum + Number(remove.run(id).changes), 0));
    },
    [Symbol.dispose]() {
      database.close();
    },
  };
}

function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${tables}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
