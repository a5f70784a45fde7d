// The log in memory: arrays and maps, gone with the process. For embedding, tests and benchmarks. Only retention bounds it.
//
// Invariants besides those of the port:
//   M1. An append is made in the turn it is asked for and told in a microtask, so a watcher that appends is heard in order.
//   M2. Events are neither copied nor parsed: what was appended is what every reader gets. Nobody may change it.

import { Fault } from '../../base/fault.ts';
import { sha256 } from '../../base/id.ts';
import { type Event, namesIn } from '../../events/event.ts';
import { createDoorbell } from '../doorbell.ts';
import type { Log, StoredDocument } from '../log.ts';
import {
  appendTo,
  between,
  createMemorySession,
  headOf,
  lastSequenceOf,
  lastToPruneOf,
  type MemorySession,
  moveMark,
  pruneTo,
  weigh,
} from './memory-session.ts';

export interface MemoryLogOptions {
  /** Gets what a watcher throws. */
  onError(error: unknown): void;
}

function nameWithin(scope: string | null, name: string): string {
  return scope === null ? name : `${scope}\u0000${name}`;
}

/** Empty at first. An append of one small event takes a microsecond or two. */
export function openMemoryLog({ onError }: MemoryLogOptions): Log {
  const sessions = new Map<string, MemorySession>();
  /** In the order they were made. */
  const inOrder: MemorySession[] = [];
  const names = new Map<string, string>();
  const blobs = new Map<string, Uint8Array>();
  const documents = new Map<string, StoredDocument>();
  const doorbell = createDoorbell(onError);
  let closed = false;
  /** Appends that were not told yet: one microtask tells all of a turn. */
  let untold: (readonly Event[])[] = [];

  function ring(events: readonly Event[]) {
    if (events.length === 0) return;
    if (untold.length === 0) queueMicrotask(ringAll);
    untold.push(events);
  }

  function ringAll() {
    // What watchers append meanwhile comes behind.
    for (let at = 0; at < untold.length; at++) doorbell.ring(untold[at]![0]!.sessionId, untold[at]);
    untold = [];
  }

  function known(sessionId: string): MemorySession {
    const session = sessions.get(sessionId);
    if (session === undefined) throw new Fault('NOT_FOUND', `There is no session «${sessionId}».`);
    return session;
  }

  function refuseWhenClosed() {
    if (closed) throw new Fault('STORAGE_UNAVAILABLE', 'The log is closed.');
  }

  return {
    isImmediate: true,
    async createSession(record) {
      let session = sessions.get(record.id);
      if (session === undefined) {
        session = createMemorySession(record, inOrder.length);
        sessions.set(record.id, session);
        inOrder.push(session);
      }
      return headOf(session);
    },
    async head(sessionId) {
      const session = sessions.get(sessionId);
      return session === undefined ? null : headOf(session);
    },
    async sessions({ first, after, status, scope = null }) {
      const found: MemorySession[] = [];
      const start = after === null ? inOrder.length : (sessions.get(after)?.number ?? 0);
      for (let at = start - 1; at >= 0 && found.length <= first; at--) {
        const session = inOrder[at]!;
        const isOwn = scope === null || session.record.owner?.scope === scope;
        if (isOwn && (status === null || status.includes(session.status))) found.push(session);
      }
      return { heads: found.slice(0, first).map(headOf), hasMore: found.length > first };
    },
    async append(sessionId, after, drafts, key) {
      refuseWhenClosed();
      const session = known(sessionId);
      const seen = key === undefined ? undefined : session.keys.get(key);
      if (seen !== undefined) {
        return { events: between(session, seen.first, seen.last), lastSequence: seen.last, repeated: true };
      }
      const events = appendTo(session, after, drafts);
      const lastSequence = after + drafts.length;
      if (key !== undefined) session.keys.set(key, { first: after + 1, last: lastSequence });
      const scope = session.record.owner?.scope ?? null;
      for (const draft of drafts) {
        for (const name of namesIn(draft)) {
          // Most name the workflow of the one before.
          if (name === session.named) continue;
          session.named = name;
          if (!names.has(name)) names.set(name, sessionId);
          const within = nameWithin(scope, name);
          if (!names.has(within)) names.set(within, sessionId);
        }
      }
      ring(events);
      return { events, lastSequence, repeated: false };
    },
    async hasKey(sessionId, key) {
      return sessions.get(sessionId)?.keys.has(key) ?? false;
    },
    async find(id, scope = null) {
      return names.get(nameWithin(scope, id)) ?? null;
    },
    async read(sessionId, after, limit) {
      const session = sessions.get(sessionId);
      if (session === undefined) return [];
      const first = Math.max(after + 1, session.firstRetained);
      return between(session, first, first + limit - 1);
    },
    async readBefore(sessionId, before, limit) {
      const session = sessions.get(sessionId);
      if (session === undefined) return [];
      const last = Math.min(before - 1, lastSequenceOf(session));
      return between(session, last - limit + 1, last);
    },
    watch: doorbell.watch,
    async mark(sessionId, name) {
      return sessions.get(sessionId)?.marks.get(name) ?? null;
    },
    async setMark(sessionId, name, sequence) {
      refuseWhenClosed();
      moveMark(known(sessionId), name, sequence);
    },
    async byteSize() {
      return inOrder.reduce((sum, session) => sum + weigh(session), 0);
    },
    async lastToPrune(sessionId, limits, most) {
      const session = sessions.get(sessionId);
      return session === undefined ? 0 : lastToPruneOf(session, limits, most);
    },
    async prune(sessionId, upTo, snapshot) {
      pruneTo(known(sessionId), upTo, snapshot);
    },
    async snapshot(sessionId) {
      return sessions.get(sessionId)?.snapshot ?? null;
    },
    async putBlob(bytes) {
      const hash = sha256(bytes);
      if (!blobs.has(hash)) blobs.set(hash, new Uint8Array(bytes));
      return hash;
    },
    async getBlob(hash) {
      const bytes = blobs.get(hash);
      if (bytes === undefined) throw new Fault('NOT_FOUND', 'The content is not there any more.');
      return bytes;
    },
    async addDocument(document) {
      const session = known(document.sessionId);
      if (documents.has(document.id)) return;
      const own = { ...document };
      documents.set(document.id, own);
      session.documents.push(own);
    },
    async documents(sessionId) {
      return [...(sessions.get(sessionId)?.documents ?? [])];
    },
    async document(documentId) {
      return documents.get(documentId) ?? null;
    },
    async [Symbol.asyncDispose]() {
      closed = true;
    },
  };
}
