// Statements: every SQL text of the driver, prepared once.

import type { DatabaseSync } from 'node:sqlite';

const session =
  'SELECT no, id, title, created_at, last_sequence, first_retained, status, scope, person FROM sessions';
const event = 'SELECT sequence, type, workflow_id, timestamp, data FROM events WHERE session = ?';
const document = 'SELECT d.*, s.id AS session_id FROM documents d JOIN sessions s ON s.no = d.session';

export type Statements = ReturnType<typeof prepareStatements>;

export function prepareStatements(database: DatabaseSync) {
  const prepare = (text: string) => database.prepare(text);
  return {
    session: prepare(`${session} WHERE id = ?`),
    place: prepare('SELECT no, last_sequence, first_retained, status, scope FROM sessions WHERE id = ?'),
    number: prepare('SELECT no FROM sessions WHERE id = ?'),
    sessions: prepare(
      `${session} WHERE no < ? AND (? IS NULL OR status IN (SELECT value FROM json_each(?))) ORDER BY no DESC LIMIT ?`,
    ),
    sessionsOf: prepare(
      `${session} WHERE scope = ? AND no < ? AND (? IS NULL OR status IN (SELECT value FROM json_each(?))) ORDER BY no DESC LIMIT ?`,
    ),
    insertSession: prepare(
      'INSERT OR IGNORE INTO sessions (id, title, created_at, scope, person) VALUES (?, ?, ?, ?, ?)',
    ),
    // Apart from the status, which has an index that would be written each time.
    moveOn: prepare('UPDATE sessions SET last_sequence = ?, bytes = bytes + ? WHERE no = ?'),
    changeStatus: prepare('UPDATE sessions SET status = ? WHERE no = ?'),
    bytes: prepare('SELECT coalesce(sum(bytes), 0) AS bytes FROM sessions'),
    snapshot: prepare('SELECT snapshot FROM snapshots JOIN sessions ON no = session WHERE id = ?'),
    keepSnapshot: prepare('INSERT OR REPLACE INTO snapshots (session, snapshot) VALUES (?, ?)'),
    retainFrom: prepare('UPDATE sessions SET first_retained = ?, bytes = bytes - ? WHERE no = ?'),
    insertEvent: prepare(
      'INSERT INTO events (session, sequence, type, workflow_id, timestamp, data) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    eventsAfter: prepare(`${event} AND sequence > ? ORDER BY sequence LIMIT ?`),
    eventsBefore: prepare(`${event} AND sequence < ? ORDER BY sequence DESC LIMIT ?`),
    eventsBetween: prepare(`${event} AND sequence BETWEEN ? AND ? ORDER BY sequence`),
    lastOlderThan: prepare(
      'SELECT sequence FROM events WHERE session = ? AND sequence <= ? AND timestamp < ? ORDER BY sequence DESC LIMIT 1',
    ),
    sizes: prepare(
      'SELECT sequence, octet_length(data) AS bytes FROM events WHERE session = ? AND sequence <= ? ORDER BY sequence',
    ),
    bytesUpTo: prepare(
      'SELECT coalesce(sum(octet_length(data)), 0) AS bytes FROM events WHERE session = ? AND sequence <= ?',
    ),
    deleteEvents: prepare('DELETE FROM events WHERE session = ? AND sequence <= ?'),
    key: prepare('SELECT first, last FROM keys WHERE session = ? AND key = ?'),
    insertKey: prepare('INSERT INTO keys (session, key, first, last) VALUES (?, ?, ?, ?)'),
    mark: prepare('SELECT sequence FROM marks WHERE session = ? AND name = ?'),
    keepMark: prepare('INSERT OR REPLACE INTO marks (session, name, sequence) VALUES (?, ?, ?)'),
    countMarks: prepare('SELECT count(*) AS count FROM marks WHERE session = ?'),
    dropOldestMark: prepare(
      'DELETE FROM marks WHERE no = (SELECT no FROM marks WHERE session = ? ORDER BY no LIMIT 1)',
    ),
    insertName: prepare('INSERT OR IGNORE INTO names (id, session) VALUES (?, ?)'),
    sessionOfName: prepare('SELECT s.id FROM names n JOIN sessions s ON s.no = n.session WHERE n.id = ?'),
    insertDocument: prepare(
      'INSERT OR IGNORE INTO documents (id, session, name, media_type, kind, byte_size, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    documents: prepare(`${document} WHERE d.session = ? ORDER BY d.rowid`),
    document: prepare(`${document} WHERE d.id = ?`),
  };
}
