// Data folders of older and newer versions.

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { emptySession, fold } from '../../src/events/session.ts';
import { createSessions } from '../../src/log/sessions.ts';
import { openSqliteLog } from '../../src/log/sqlite/sqlite-log.ts';
import { said, stateChange } from '../support/drafts.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { fault } from './opened-log.ts';

/** As version 1 made them; never changed. */
const versionOne = `
  CREATE TABLE sessions (
    no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, created_at TEXT NOT NULL,
    last_sequence INTEGER NOT NULL DEFAULT 0, first_retained INTEGER NOT NULL DEFAULT 1,
    status TEXT NOT NULL DEFAULT 'queued', snapshot TEXT
  );
  CREATE INDEX sessions_by_status ON sessions (status, no);
  CREATE TABLE events (
    session INTEGER NOT NULL, sequence INTEGER NOT NULL, type TEXT NOT NULL, workflow_id TEXT,
    timestamp TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (session, sequence)
  ) WITHOUT ROWID;
  CREATE TABLE keys (
    session INTEGER NOT NULL, key TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (session, key)
  ) WITHOUT ROWID;
  CREATE TABLE names (id TEXT PRIMARY KEY, session INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE documents (
    id TEXT PRIMARY KEY, session INTEGER NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL,
    kind TEXT NOT NULL, byte_size INTEGER NOT NULL, sha256 TEXT NOT NULL
  );
  CREATE INDEX documents_by_session ON documents (session);
  PRAGMA user_version = 1;
`;

const record = { id: 's1', title: 'Old', createdAt: '2026-01-01T00:00:00.000Z' };
const options = { durability: 'full', onError: () => {} } as const;

function writeVersionOne(folder: string) {
  using database = new DatabaseSync(join(folder, 'log.sqlite'));
  database.exec(versionOne);
  const drafts = [stateChange('w1', 'running'), said('€'), said('b'), stateChange('w1', 'succeeded')];
  const events = drafts.map((draft, index) => ({ ...draft, sessionId: 's1', sequence: index + 1 }));
  const snapshot = events.slice(0, 2).reduce(fold, emptySession(record));
  database
    .prepare('INSERT INTO sessions VALUES (7, ?, ?, ?, 4, 3, ?, ?)')
    .run('s1', 'Old', record.createdAt, 'succeeded', JSON.stringify(snapshot));
  database
    .prepare('INSERT INTO sessions (no, id, title, created_at) VALUES (8, ?, ?, ?)')
    .run('s2', 'New', '');
  for (const { sequence, type, workflowId, timestamp, data } of events.slice(2)) {
    const values = [sequence, type, workflowId, timestamp, JSON.stringify(data)];
    database.prepare('INSERT INTO events VALUES (7, ?, ?, ?, ?, ?)').run(...values);
  }
  database.exec("INSERT INTO keys VALUES (7, 'k', 3, 4); INSERT INTO names VALUES ('w1', 7)");
  database.exec("INSERT INTO documents VALUES ('d1', 7, 'a.csv', 'text/csv', 'csv', 3, 'x')");
  return events;
}

test('a data folder of version 1 opens with all that it held, twice', async () => {
  using folder = tempFolder();
  const events = writeVersionOne(folder.path);
  for (const _ of ['migrated', 'opened again']) {
    await using log = openSqliteLog({ ...options, folder: folder.path });
    expect(await log.head('s1')).toEqual({
      ...record,
      owner: null,
      lastSequence: 4,
      firstRetainedSequence: 3,
      status: 'succeeded',
    });
    expect(await log.read('s1', 0, 10)).toEqual(events.slice(2));
    expect(await createSessions(log).get('s1')).toEqual(events.reduce(fold, emptySession(record)));
    expect((await log.append('s1', 0, [said('again')], 'k')).events).toEqual(events.slice(2));
    expect([await log.find('w1'), (await log.document('d1'))?.sessionId]).toEqual(['s1', 's1']);
    expect(await log.snapshot('s2')).toBeNull();
    const bytes = events.slice(2).map(({ data }) => Buffer.byteLength(JSON.stringify(data)));
    expect(await log.byteSize()).toBe(bytes.reduce((sum, size) => sum + size, 0));
  }
});

test('a data folder of version 1 takes appends, marks and retention once it was opened', async () => {
  using folder = tempFolder();
  writeVersionOne(folder.path);
  {
    await using log = openSqliteLog({ ...options, folder: folder.path });
    await log.append('s1', 4, [said('new')]);
    await log.setMark('s1', 'reader', 4);
    await log.prune('s1', 4, await createSessions(log).get('s1'));
  }
  await using log = openSqliteLog({ ...options, folder: folder.path });
  expect((await log.read('s1', 0, 10)).map((event) => event.data)).toEqual([said('new').data]);
  expect(await log.byteSize()).toBe(JSON.stringify(said('new').data).length);
  expect(await log.mark('s1', 'reader')).toBe(4);
});

test('a data folder of a newer version is refused, and left as it is', () => {
  using folder = tempFolder();
  {
    using database = new DatabaseSync(join(folder.path, 'log.sqlite'));
    database.exec('CREATE TABLE sessions (no); PRAGMA user_version = 99');
  }
  expect(() => openSqliteLog({ ...options, folder: folder.path })).toThrowError(fault('STORAGE_UNAVAILABLE'));
  using database = new DatabaseSync(join(folder.path, 'log.sqlite'));
  expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'sessions' }]);
});
