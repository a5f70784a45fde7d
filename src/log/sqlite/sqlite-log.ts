// The log on node:sqlite: one file in the data folder, in WAL mode.
//
// Appends that arrive in one turn of the event loop, of whatever sessions, are written in one transaction: they
// share its fsync. The database is synchronous and runs in this thread: a transaction takes a fraction of a
// millisecond, which is less than handing it to another thread and back.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Fault, messageOf } from '../../base/fault.ts';
import { type Draft, type Event, namesIn } from '../../events/event.ts';
import type { Session } from '../../events/session.ts';
import type { ExecutionStatus } from '../../events/shapes.ts';
import { createDoorbell } from '../doorbell.ts';
import type { Appended, Log, SessionHead, StoredDocument } from '../log.ts';
import { createBlobs } from './blobs.ts';
import { type Durability, openDatabase } from './schema.ts';
import { type DocumentRow, type EventRow, prepareStatements, type SessionRow } from './statements.ts';

interface Waiting {
  sessionId: string;
  after: number;
  drafts: readonly Draft[];
  /** The data of each, printed before it joins the others: what cannot be printed fails by itself. */
  printed: string[];
  key: string | undefined;
  resolve(appended: Appended): void;
  reject(error: unknown): void;
}

/** Appends that may wait for a transaction; one more is refused. */
const maxWaiting = 10_000;

export interface SqliteLogOptions {
  /** Made when it is not there. */
  folder: string;
  durability: Durability;
  onError(error: unknown): void;
}

/** @throws STORAGE_UNAVAILABLE */
export function openSqliteLog({ folder, durability, onError }: SqliteLogOptions): Log {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Fault('STORAGE_UNAVAILABLE', `The data folder cannot be used: ${messageOf(error)}`);
  }
  const database = openDatabase(join(folder, 'log.sqlite'), durability);
  const sql = prepareStatements(database);
  const blobs = createBlobs(join(folder, 'blobs'), durability);
  const doorbell = createDoorbell(onError);
  let waiting: Waiting[] = [];
  let closed = false;

  function rowOf(sessionId: string): SessionRow | undefined {
    return sql.session.get(sessionId) as SessionRow | undefined;
  }

  function numberOf(sessionId: string): number {
    return rowOf(sessionId)?.no ?? -1;
  }

  /** Runs inside the transaction. Checks all before it writes anything. */
  function write({ sessionId, after, drafts, printed, key }: Waiting): Appended {
    const row = rowOf(sessionId);
    if (row === undefined) throw new Fault('NOT_FOUND', `There is no session «${sessionId}».`);
    const seen =
      key === undefined
        ? undefined
        : (sql.key.get(row.no, key) as { first: number; last: number } | undefined);
    if (seen !== undefined) {
      const rows = sql.eventsBetween.all(row.no, seen.first, seen.last) as unknown as EventRow[];
      return { events: rows.map((one) => toEvent(sessionId, one)), lastSequence: seen.last, repeated: true };
    }
    if (row.last_sequence !== after) {
      throw new Fault('WRITER_LOST', `The session is at ${row.last_sequence}, not at ${after}.`, {
        lastSequence: row.last_sequence,
      });
    }
    let status = row.status;
    const events = drafts.map((draft, index) => {
      const sequence = after + index + 1;
      sql.insertEvent.run(row.no, sequence, draft.type, draft.workflowId, draft.timestamp, printed[index]!);
      for (const name of namesIn(draft)) sql.insertName.run(name, row.no);
      if (draft.type === 'workflow_state_change') status = draft.data.status;
      return { ...draft, sessionId, sequence } as Event;
    });
    const lastSequence = after + drafts.length;
    sql.updateSession.run(lastSequence, status, row.no);
    if (key !== undefined) sql.insertKey.run(row.no, key, after + 1, lastSequence);
    return { events, lastSequence, repeated: false };
  }

  /** One transaction for all that wait. A refused append harms no other; a failing disk refuses them all. */
  function flush() {
    const group = waiting;
    waiting = [];
    const outcomes: (() => void)[] = [];
    try {
      database.exec('BEGIN IMMEDIATE');
      for (const one of group) {
        try {
          const appended = write(one);
          outcomes.push(() => {
            one.resolve(appended);
            if (!appended.repeated) doorbell.ring(one.sessionId, appended.events);
          });
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
          outcomes.push(() => one.reject(error));
        }
      }
      database.exec('COMMIT');
    } catch (error) {
      if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
      const fault = new Fault('STORAGE_UNAVAILABLE', `The log cannot be written: ${messageOf(error)}`);
      for (const one of group) one.reject(fault);
      return;
    }
    for (const tell of outcomes) tell();
  }

  return {
    async createSession({ id, title, createdAt }) {
      sql.insertSession.run(id, title, createdAt);
      return toHead(rowOf(id)!);
    },
    async head(sessionId) {
      const row = rowOf(sessionId);
      return row === undefined ? null : toHead(row);
    },
    async sessions({ first, after, status }) {
      const before = after === null ? Number.MAX_SAFE_INTEGER : numberOf(after);
      const wanted = status === null ? null : JSON.stringify(status);
      const rows = sql.sessions.all(before, wanted, wanted, first + 1) as unknown as SessionRow[];
      return { heads: rows.slice(0, first).map(toHead), hasMore: rows.length > first };
    },
    append(sessionId, after, drafts, key) {
      if (closed) return Promise.reject(new Fault('STORAGE_UNAVAILABLE', 'The log is closed.'));
      if (waiting.length >= maxWaiting) {
        return Promise.reject(new Fault('STORAGE_UNAVAILABLE', 'Too many appends are waiting.'));
      }
      return new Promise((resolve, reject) => {
        const printed = drafts.map((draft) => JSON.stringify(draft.data));
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ sessionId, after, drafts, printed, key, resolve, reject });
      });
    },
    async hasKey(sessionId, key) {
      return sql.key.get(numberOf(sessionId), key) !== undefined;
    },
    async find(id) {
      return (sql.sessionOfName.get(id) as { id: string } | undefined)?.id ?? null;
    },
    async read(sessionId, after, limit) {
      const rows = sql.eventsAfter.all(numberOf(sessionId), after, limit) as unknown as EventRow[];
      return rows.map((row) => toEvent(sessionId, row));
    },
    async readBefore(sessionId, before, limit) {
      const rows = sql.eventsBefore.all(numberOf(sessionId), before, limit) as unknown as EventRow[];
      return rows.reverse().map((row) => toEvent(sessionId, row));
    },
    watch: doorbell.watch,
    async lastToPrune(sessionId, { olderThan, keep }) {
      const row = rowOf(sessionId);
      if (row === undefined) return 0;
      const byCount = keep === null ? 0 : row.last_sequence - keep;
      const old =
        olderThan === null ? null : (sql.lastOlderThan.get(row.no, olderThan) as { last: number | null });
      return Math.max(0, byCount, old?.last ?? 0);
    },
    async prune(sessionId, upTo, snapshot) {
      const no = numberOf(sessionId);
      database.exec('BEGIN IMMEDIATE');
      try {
        sql.deleteEvents.run(no, upTo);
        sql.keepSnapshot.run(JSON.stringify(snapshot), upTo + 1, no);
        database.exec('COMMIT');
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw new Fault('STORAGE_UNAVAILABLE', `The log cannot be written: ${messageOf(error)}`);
      }
    },
    async snapshot(sessionId) {
      const found = (sql.snapshot.get(sessionId) as { snapshot: string | null } | undefined)?.snapshot;
      return found === undefined || found === null ? null : (JSON.parse(found) as Session);
    },
    putBlob: blobs.put,
    getBlob: blobs.get,
    async addDocument(document) {
      const { id, sessionId, name, mediaType, kind, byteSize, sha256 } = document;
      const no = numberOf(sessionId);
      if (no < 0) throw new Fault('NOT_FOUND', `There is no session «${sessionId}».`);
      sql.insertDocument.run(id, no, name, mediaType, kind, byteSize, sha256);
    },
    async documents(sessionId) {
      return (sql.documents.all(numberOf(sessionId)) as unknown as DocumentRow[]).map(toDocument);
    },
    async document(documentId) {
      const row = sql.document.get(documentId) as DocumentRow | undefined;
      return row === undefined ? null : toDocument(row);
    },
    async [Symbol.asyncDispose]() {
      if (closed) return;
      closed = true;
      if (waiting.length > 0) flush();
      database.close();
    },
  };
}

function toHead(row: SessionRow): SessionHead {
  return {
    id: row.id,
    title: row.title,
    createdAt: row.created_at,
    lastSequence: row.last_sequence,
    firstRetainedSequence: row.first_retained,
    status: row.status as ExecutionStatus,
  };
}

function toEvent(sessionId: string, row: EventRow): Event {
  const { type, sequence, timestamp } = row;
  return {
    type,
    sessionId,
    workflowId: row.workflow_id,
    sequence,
    timestamp,
    data: JSON.parse(row.data),
  } as Event;
}

function toDocument(row: DocumentRow): StoredDocument {
  const { id, name, kind, sha256 } = row;
  return {
    id,
    sessionId: row.session_id,
    name,
    mediaType: row.media_type,
    kind,
    byteSize: row.byte_size,
    sha256,
  };
}
