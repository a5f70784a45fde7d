// Statements: every SQL text of the driver, prepared once.

import type { DatabaseSync } from 'node:sqlite';

export interface SessionRow {
  no: number;
  id: string;
  title: string;
  created_at: string;
  last_sequence: number;
  first_retained: number;
  status: string;
}

export interface EventRow {
  sequence: number;
  type: string;
  workflow_id: string | null;
  timestamp: string;
  data: string;
}

export interface DocumentRow {
  id: string;
  session_id: string;
  name: string;
  media_type: string;
  kind: string;
  byte_size: number;
  sha256: string;
}

const session = 'SELECT no, id, title, created_at, last_sequence, first_retained, status FROM sessions';
const event = 'SELECT sequence, type, workflow_id, timestamp, data FROM events WHERE session = ?';
const document = 'SELECT d.*, s.id AS session_id FROM documents d JOIN sessions s ON s.no = d.session';

export function prepareStatements(database: DatabaseSync) {
  const prepare = (text: string) => database.prepare(text);
  return {
    session: prepare(`${session} WHERE id = ?`),
    snapshot: prepare('SELECT snapshot FROM sessions WHERE id = ?'),
    sessions: prepare(
      `${session} WHERE no < ? AND (? IS NULL OR status IN (SELECT value FROM json_each(?))) ORDER BY no DESC LIMIT ?`,
    ),
    insertSession: prepare('INSERT OR IGNORE INTO sessions (id, title, created_at) VALUES (?, ?, ?)'),
    updateSession: prepare('UPDATE sessions SET last_sequence = ?, status = ? WHERE no = ?'),
    keepSnapshot: prepare('UPDATE sessions SET snapshot = ?, first_retained = ? WHERE no = ?'),
    insertEvent: prepare(
      'INSERT INTO events (session, sequence, type, workflow_id, timestamp, data) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    eventsAfter: prepare(`${event} AND sequence > ? ORDER BY sequence LIMIT ?`),
    eventsBefore: prepare(`${event} AND sequence < ? ORDER BY sequence DESC LIMIT ?`),
    eventsBetween: prepare(`${event} AND sequence BETWEEN ? AND ? ORDER BY sequence`),
    lastOlderThan: prepare('SELECT max(sequence) AS last FROM events WHERE session = ? AND timestamp < ?'),
    deleteEvents: prepare('DELETE FROM events WHERE session = ? AND sequence <= ?'),
    key: prepare('SELECT first, last FROM keys WHERE session = ? AND key = ?'),
    insertKey: prepare('INSERT INTO keys (session, key, first, last) VALUES (?, ?, ?, ?)'),
    insertName: prepare('INSERT OR IGNORE INTO names (id, session) VALUES (?, ?)'),
    sessionOfName: prepare('SELECT s.id FROM names n JOIN sessions s ON s.no = n.session WHERE n.id = ?'),
    insertDocument: prepare(
      'INSERT OR IGNORE INTO documents (id, session, name, media_type, kind, byte_size, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    documents: prepare(`${document} WHERE d.session = ? ORDER BY d.rowid`),
    document: prepare(`${document} WHERE d.id = ?`),
  };
}
