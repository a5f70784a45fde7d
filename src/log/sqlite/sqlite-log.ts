// The log on node:sqlite: one file in the data folder, in WAL mode.
//
// Appends and marks go through the group commit: those of one turn, of whatever sessions, share a transaction.

import { join } from 'node:path';
import { Fault, messageOf } from '../../base/fault.ts';
import type { Session } from '../../events/session.ts';
import { createDoorbell } from '../doorbell.ts';
import type { Log } from '../log.ts';
import { createBlobs } from './blobs.ts';
import { makeFolder } from './folders.ts';
import { createGroupCommit } from './group-commit.ts';
import { holdFolder } from './lock.ts';
import {
  type DocumentRow,
  type EventRow,
  type PlaceRow,
  type SessionRow,
  toDocument,
  toEvent,
  toHead,
} from './rows.ts';
import { type Durability, openDatabase, writeNothing } from './schema.ts';
import { prepareStatements } from './statements.ts';
import { nameWithin, placeOf, print, writeAppend, writeMark, writePrune } from './writes.ts';

export interface SqliteLogOptions {
  /** Made when it is not there. */
  folder: string;
  durability: Durability;
  onError(error: unknown): void;
}

/** @throws STORAGE_UNAVAILABLE */
export function openSqliteLog({ folder, durability, onError }: SqliteLogOptions): Log {
  try {
    makeFolder(folder);
  } catch (error) {
    throw new Fault('STORAGE_UNAVAILABLE', `The data folder ${folder} cannot be used: ${messageOf(error)}`);
  }
  using opening = new DisposableStack();
  const lock = opening.use(holdFolder(folder));
  const database = openDatabase(join(folder, 'log.sqlite'), durability);
  opening.move();
  const sql = prepareStatements(database);
  const blobs = createBlobs(join(folder, 'blobs'), durability);
  const group = createGroupCommit(database, durability);
  const doorbell = createDoorbell(onError);
  let bytes = (sql.bytes.get() as { bytes: number }).bytes;

  function numberOf(sessionId: string): number {
    return (sql.number.get(sessionId) as { no: number } | undefined)?.no ?? -1;
  }

  function lastOlderThan(no: number, end: number, time: string): number {
    return (sql.lastOlderThan.get(no, end, time) as { sequence: number } | undefined)?.sequence ?? 0;
  }

  function lastToFree(no: number, end: number, bytes: number): number {
    let freed = 0;
    for (const row of sql.sizes.iterate(no, end) as IterableIterator<{ sequence: number; bytes: number }>) {
      freed += row.bytes;
      if (freed >= bytes) return row.sequence;
    }
    return end;
  }

  return {
    createSession({ id, title, createdAt, owner = null }) {
      const write = () => {
        sql.insertSession.run(id, title, createdAt, owner?.scope ?? null, owner?.person ?? null);
        return toHead(sql.session.get(id) as unknown as SessionRow);
      };
      return group.add({ lasting: true, write });
    },
    async head(sessionId) {
      const row = sql.session.get(sessionId) as SessionRow | undefined;
      return row === undefined ? null : toHead(row);
    },
    async sessions({ first, after, status, scope = null }) {
      const before = after === null ? Number.MAX_SAFE_INTEGER : numberOf(after);
      const wanted = status === null ? null : JSON.stringify(status);
      const page = [before, wanted, wanted, first + 1];
      const found = scope === null ? sql.sessions.all(...page) : sql.sessionsOf.all(scope, ...page);
      const rows = found as unknown as SessionRow[];
      return { heads: rows.slice(0, first).map(toHead), hasMore: rows.length > first };
    },
    async append(sessionId, after, drafts, key) {
      // Printed before it joins the others: what cannot be printed fails by itself.
      const printed = print(drafts);
      return group.add({
        lasting: true,
        write: () => writeAppend(sql, { sessionId, after, drafts, printed, key }),
        committed({ events, repeated }) {
          if (repeated) return;
          bytes += printed.bytes;
          doorbell.ring(sessionId, events);
        },
      });
    },
    async hasKey(sessionId, key) {
      return sql.key.get(numberOf(sessionId), key) !== undefined;
    },
    async find(id, scope = null) {
      const name = scope === null ? id : nameWithin(scope, id);
      return (sql.sessionOfName.get(name) as { id: string } | undefined)?.id ?? null;
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
    async mark(sessionId, name) {
      return (sql.mark.get(numberOf(sessionId), name) as { sequence: number } | undefined)?.sequence ?? null;
    },
    setMark(sessionId, name, sequence) {
      return group.add({ lasting: false, write: () => writeMark(sql, sessionId, name, sequence) });
    },
    probe() {
      return group.add({ lasting: true, write: () => writeNothing(database) });
    },
    async byteSize() {
      return bytes;
    },
    async lastToPrune(sessionId, { olderThan, keep, free }, most) {
      const row = sql.place.get(sessionId) as PlaceRow | undefined;
      if (row === undefined) return 0;
      const { no, first_retained: first, last_sequence: last } = row;
      const end = Math.min(last, first + most - 1);
      const byCount = keep === null ? 0 : Math.min(end, last - keep);
      const byAge = olderThan === null ? 0 : lastOlderThan(no, end, olderThan);
      const bySize = free === null ? 0 : lastToFree(no, end, free);
      const upTo = Math.max(byCount, byAge, bySize);
      return upTo < first ? 0 : upTo;
    },
    async prune(sessionId, upTo, snapshot) {
      bytes -= group.alone(() => writePrune(sql, sessionId, upTo, snapshot));
    },
    async snapshot(sessionId) {
      const found = sql.snapshot.get(sessionId) as { snapshot: string } | undefined;
      return found === undefined ? null : (JSON.parse(found.snapshot) as Session);
    },
    putBlob: blobs.put,
    getBlob: blobs.get,
    addDocument(document) {
      const { id, sessionId, name, mediaType, kind, byteSize, sha256 } = document;
      const write = () => {
        sql.insertDocument.run(id, placeOf(sql, sessionId).no, name, mediaType, kind, byteSize, sha256);
      };
      return group.add({ lasting: true, write });
    },
    async documents(sessionId) {
      return (sql.documents.all(numberOf(sessionId)) as unknown as DocumentRow[]).map(toDocument);
    },
    async document(documentId) {
      const row = sql.document.get(documentId) as DocumentRow | undefined;
      return row === undefined ? null : toDocument(row);
    },
    async [Symbol.asyncDispose]() {
      if (!database.isOpen) return;
      group[Symbol.dispose]();
      database.close();
      lock[Symbol.dispose]();
    },
  };
}
