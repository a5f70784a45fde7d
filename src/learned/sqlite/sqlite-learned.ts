// Learned trades in a file of their own beside the log, with node:sqlite.

import type { DatabaseSync } from 'node:sqlite';
import { openSqliteFile } from '../../base/sqlite-file.ts';
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
    scope TEXT NOT NULL DEFAULT '',
    fingerprint TEXT NOT NULL,
    text TEXT NOT NULL,
    trade TEXT NOT NULL,
    times INTEGER NOT NULL,
    lastUsedAt TEXT NOT NULL,
    changedAt TEXT NOT NULL,
    learnedFrom TEXT,
    key TEXT NOT NULL,
    UNIQUE (scope, fingerprint)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS learned_by_use ON learned (scope, lastUsedAt, id);
`;

/** Of the first version, whose table knew no scopes. */
const withScopes = `
  DROP INDEX IF EXISTS learned_by_use;
  ALTER TABLE learned RENAME TO learned_before;
  ${tables}
  INSERT INTO learned (id, fingerprint, text, trade, times, lastUsedAt, changedAt, learnedFrom, key)
    SELECT id, fingerprint, text, trade, times, lastUsedAt, changedAt, learnedFrom, key FROM learned_before;
  DROP TABLE learned_before;
`;

type Row = LearnedTrade & { key: string };

/** @throws STORAGE_UNAVAILABLE when the file cannot be opened, here and when it cannot be written later. */
export function openSqliteLearned(file: string, most = mostEntries): LearnedTrades {
  const { database, guarded } = openSqliteFile(file, 'The learned trades', bringUpToDate);
  const columns = 'id, text, fingerprint, trade, times, lastUsedAt, changedAt, learnedFrom';
  const fits = `scope = ? AND instr(lower(text || char(10) || trade), ?) > 0`;
  const byWords = database.prepare(`SELECT ${columns}, key FROM learned WHERE scope = ? AND fingerprint = ?`);
  const byId = database.prepare('SELECT id, lastUsedAt FROM learned WHERE scope = ? AND id = ?');
  const count = database.prepare(`SELECT count(*) AS total FROM learned WHERE ${fits}`);
  const page = database.prepare(
    `SELECT ${columns} FROM learned WHERE ${fits} AND (? OR lastUsedAt < ? OR (lastUsedAt = ? AND id > ?))
     ORDER BY lastUsedAt DESC, id LIMIT ?`,
  );
  const use = database.prepare('UPDATE learned SET lastUsedAt = ? WHERE scope = ? AND fingerprint = ?');
  const put = database.prepare(
    `INSERT OR REPLACE INTO learned (scope, ${columns}, key) VALUES (?,?,?,?,?,?,?,?,?,?)`,
  );
  const trim = database.prepare(
    `DELETE FROM learned WHERE id IN (SELECT id FROM learned WHERE scope = ?1 ORDER BY lastUsedAt, id
     LIMIT max(0, (SELECT count(*) FROM learned WHERE scope = ?1) - ?2))`,
  );
  const remove = database.prepare('DELETE FROM learned WHERE scope = ? AND id = ?');
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

  const of = (scope: string): LearnedTrades => {
    const rowOf = (words: string) => byWords.get(scope, words) as unknown as Row | undefined;
    return {
      list({ search, first, after }) {
        const wanted = search.trim().toLowerCase();
        const place = after === null ? undefined : byId.get(scope, after);
        const [at, id] = [String(place?.lastUsedAt ?? ''), String(place?.id ?? '')];
        const rows = page.all(scope, wanted, place === undefined ? 1 : 0, at, at, id, first + 1);
        return {
          entries: rows.slice(0, first).map((row) => ({ ...row }) as unknown as LearnedTrade),
          total: Number(count.get(scope, wanted)?.total),
          hasNext: rows.length > first,
        };
      },
      find(text, asOf, now) {
        const words = keyOf(text);
        const found = rowOf(words);
        if (found === undefined || found.changedAt > asOf) return null;
        guarded(() => use.run(now, scope, words));
        return found.trade;
      },
      teach(lessons, taught) {
        return together(() => {
          const entries = lessons.flatMap(({ text, trade }) => {
            const words = keyOf(text);
            if (words === '') return [];
            const row = rowOf(words);
            const { key, ...before } = row ?? { key: null };
            if (row !== undefined && key === taught.key && row.trade === trade)
              return [before as LearnedTrade];
            const entry: LearnedTrade =
              row === undefined
                ? taughtFirst({ text, trade }, words, taught, scope)
                : taughtAgain(before as LearnedTrade, trade, taught);
            put.run(
              scope,
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
          trim.run(scope, most);
          return entries;
        });
      },
      forget(ids) {
        return together(() => ids.reduce((sum, id) => sum + Number(remove.run(scope, id).changes), 0));
      },
      of,
      [Symbol.dispose]() {
        if (scope === '') database.close();
      },
    };
  };
  return of('');
}

function bringUpToDate(database: DatabaseSync): void {
  const columns = database.prepare("SELECT name FROM pragma_table_info('learned')").all();
  const isOld = columns.length > 0 && !columns.some(({ name }) => name === 'scope');
  database.exec(`BEGIN IMMEDIATE; ${isOld ? withScopes : tables} COMMIT`);
}
