// The tables, and how a data folder is opened, of this version or an older one.

import { DatabaseSync } from 'node:sqlite';
import { Fault, messageOf } from '../../base/fault.ts';

/**
 * `full`: an append is on the disk when it resolves; it survives a power cut.
 * `normal`: an append is with the operating system when it resolves; it survives kill -9, not a power cut.
 */
export type Durability = 'full' | 'normal';

const firstTables = `
  CREATE TABLE sessions (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_sequence INTEGER NOT NULL DEFAULT 0,
    first_retained INTEGER NOT NULL DEFAULT 1,
    status TEXT NOT NULL DEFAULT 'queued',
    snapshot TEXT
  );
  CREATE INDEX sessions_by_status ON sessions (status, no);
  CREATE TABLE events (
    session INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    type TEXT NOT NULL,
    workflow_id TEXT,
    timestamp TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (session, sequence)
  ) WITHOUT ROWID;
  CREATE TABLE keys (
    session INTEGER NOT NULL,
    key TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (session, key)
  ) WITHOUT ROWID;
  CREATE TABLE names (id TEXT PRIMARY KEY, session INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    session INTEGER NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    kind TEXT NOT NULL,
    byte_size INTEGER NOT NULL,
    sha256 TEXT NOT NULL
  );
  CREATE INDEX documents_by_session ON documents (session);
`;

/** A mark that moves gets a new number, so the smallest is the one that moved longest ago. */
const marks = `
  CREATE TABLE marks (
    no INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    name TEXT NOT NULL,
    sequence INTEGER NOT NULL
  );
  CREATE UNIQUE INDEX marks_by_name ON marks (session, name);
  CREATE INDEX marks_by_session ON marks (session);
`;

/** Beside the sessions, since an append rewrites its session's row. */
const snapshotsApart = `
  CREATE TABLE snapshots (session INTEGER PRIMARY KEY, snapshot TEXT NOT NULL);
  INSERT INTO snapshots SELECT no, snapshot FROM sessions WHERE snapshot IS NOT NULL;
  ALTER TABLE sessions DROP COLUMN snapshot;
`;

/** The bytes of the data that is retained. */
const bytes = `
  ALTER TABLE sessions ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
  UPDATE sessions SET bytes =
    (SELECT coalesce(sum(octet_length(data)), 0) FROM events WHERE events.session = sessions.no);
`;

/** Those that were there before belong to nobody. */
const owners = `
  ALTER TABLE sessions ADD COLUMN scope TEXT;
  ALTER TABLE sessions ADD COLUMN person TEXT;
  CREATE INDEX sessions_by_scope ON sessions (scope, no);
`;

/** From each version to the next, beginning with an empty file. One that was released is never changed. */
const migrations: readonly string[] = [firstTables, `${marks}${snapshotsApart}${bytes}`, owners];

/** @throws STORAGE_UNAVAILABLE when the file cannot be opened or was written by a newer version */
export function openDatabase(file: string, durability: Durability): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    database.exec('PRAGMA journal_mode = WAL');
    database.exec(`PRAGMA synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`);
    const found = Number(database.prepare('PRAGMA user_version').get()?.user_version);
    if (found > migrations.length) throw new Error(`it was written by a newer version (${found})`);
    for (const [version, step] of migrations.entries()) {
      if (version < found) continue;
      database.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${version + 1}; COMMIT`);
    }
    return database;
  } catch (error) {
    database?.close();
    throw new Fault('STORAGE_UNAVAILABLE', `The log ${file} cannot be opened: ${messageOf(error)}.`);
  }
}

/** Writes the first page as it is, which is what an append does at least. */
export function writeNothing(database: DatabaseSync): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  database.exec(`PRAGMA user_version = ${version}`);
}
