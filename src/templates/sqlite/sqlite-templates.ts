// Templates in a file of their own beside the log, with node:sqlite.

import { newId } from '../../base/id.ts';
import { openSqliteFile } from '../../base/sqlite-file.ts';
import {
  byName,
  keyOf,
  mostTemplates,
  type Template,
  type TemplateStep,
  type TemplateStore,
  tooMany,
} from '../templates.ts';

const table = `
  CREATE TABLE IF NOT EXISTS templates (
    id TEXT PRIMARY KEY,
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    steps TEXT NOT NULL,
    savedAt TEXT NOT NULL,
    UNIQUE (scope, key)
  ) WITHOUT ROWID
`;

type Row = Omit<Template, 'steps'> & { steps: string };

/** @throws STORAGE_UNAVAILABLE when the file cannot be opened, here and when it cannot be read or written later. */
export function openSqliteTemplates(file: string, most = mostTemplates): TemplateStore {
  const { database, guarded } = openSqliteFile(file, 'The templates', (opened) => opened.exec(table));
  const columns = 'id, name, version, steps, savedAt';
  const all = database.prepare(`SELECT ${columns} FROM templates WHERE scope = ?`);
  const byId = database.prepare(`SELECT ${columns} FROM templates WHERE scope = ? AND id = ?`);
  const byKey = database.prepare('SELECT id, version FROM templates WHERE scope = ? AND key = ?');
  const count = database.prepare('SELECT count(*) AS total FROM templates WHERE scope = ?');
  const put = database.prepare(
    `INSERT OR REPLACE INTO templates (scope, key, ${columns}) VALUES (?,?,?,?,?,?,?)`,
  );
  const drop = database.prepare('DELETE FROM templates WHERE scope = ? AND id = ?');
  const templateOf = (row: unknown): Template => {
    const { steps, ...rest } = row as Row;
    return { ...rest, steps: JSON.parse(steps) as TemplateStep[] };
  };

  const of = (scope: string): TemplateStore => ({
    list: () => guarded(() => all.all(scope).map(templateOf).sort(byName)),
    get(id) {
      const row = guarded(() => byId.get(scope, id));
      return row === undefined ? null : templateOf(row);
    },
    save(name, steps, savedAt) {
      return guarded(() => {
        const key = keyOf(name);
        const before = byKey.get(scope, key);
        if (before === undefined && Number(count.get(scope)?.total) >= most) throw tooMany(most);
        const id = before === undefined ? newId('template') : String(before.id);
        const version = Number(before?.version ?? 0) + 1;
        put.run(scope, key, id, name, version, JSON.stringify(steps), savedAt);
        return { id, name, version, steps: [...steps], savedAt };
      });
    },
    remove: (id) => guarded(() => Number(drop.run(scope, id).changes) > 0),
    of,
    [Symbol.dispose]() {
      if (scope === '') database.close();
    },
  });
  return of('');
}
