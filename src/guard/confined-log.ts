// Confined log: the log as one scope sees it. Sessions of others are not there, in no way that could be told.

import { LRUCache } from 'lru-cache';
import { Fault } from '../base/fault.ts';
import type { Log, Owner, Ring } from '../log/log.ts';

export interface Confinement {
  /** Of sessions that are made. */
  owner: Owner;
  /** Null sees all. */
  scope: string | null;
}

/** Owners never change; those of the sessions that were asked for last are kept. */
const kept = 10_000;

export function confineLog(log: Log, { owner, scope }: Confinement): Log {
  const scopes = new LRUCache<string, { scope: string | null }>({ max: kept });

  async function isOwn(sessionId: string): Promise<boolean> {
    if (scope === null) return true;
    let known = scopes.get(sessionId);
    if (known === undefined) {
      const head = await log.head(sessionId);
      if (head === null) return false;
      known = { scope: head.owner?.scope ?? null };
      scopes.set(sessionId, known);
    }
    return known.scope === scope;
  }

  const unknown = (sessionId: string) => new Fault('NOT_FOUND', `There is no session «${sessionId}».`);

  async function needOwn(sessionId: string): Promise<void> {
    if (!(await isOwn(sessionId))) throw unknown(sessionId);
  }

  /** Of any session: only of those that are seen. A session's first ring comes when it is known whose it is. */
  function watchAll(ring: Ring): Disposable {
    let open = true;
    const watch = log.watch(null, (sessionId, appended) => {
      const known = scopes.get(sessionId);
      if (scope === null || known?.scope === scope) return ring(sessionId, appended);
      if (known !== undefined) return;
      void isOwn(sessionId).then(
        (own) => own && open && ring(sessionId),
        () => {},
      );
    });
    return {
      [Symbol.dispose]() {
        open = false;
        watch[Symbol.dispose]();
      },
    };
  }

  return {
    async createSession(record) {
      const head = await log.createSession({ ...record, owner });
      if (!(await isOwn(record.id))) throw unknown(record.id);
      return head;
    },
    head: async (sessionId) => ((await isOwn(sessionId)) ? log.head(sessionId) : null),
    sessions: async (options) => {
      // The place after a session that is not seen is no place.
      const after = options.after !== null && !(await isOwn(options.after)) ? '' : options.after;
      return log.sessions({ ...options, after, scope });
    },
    async append(sessionId, ...rest) {
      await needOwn(sessionId);
      return log.append(sessionId, ...rest);
    },
    hasKey: async (sessionId, key) => (await isOwn(sessionId)) && log.hasKey(sessionId, key),
    async find(id) {
      return log.find(id, scope);
    },
    read: async (sessionId, ...rest) => ((await isOwn(sessionId)) ? log.read(sessionId, ...rest) : []),
    readBefore: async (sessionId, ...rest) =>
      (await isOwn(sessionId)) ? log.readBefore(sessionId, ...rest) : [],
    // Whoever watches one session has asked for its head before.
    watch: (sessionId, ring) => (sessionId === null ? watchAll(ring) : log.watch(sessionId, ring)),
    mark: async (sessionId, name) => ((await isOwn(sessionId)) ? log.mark(sessionId, name) : null),
    async setMark(sessionId, ...rest) {
      await needOwn(sessionId);
      return log.setMark(sessionId, ...rest);
    },
    byteSize: () => log.byteSize(),
    lastToPrune: async (sessionId, ...rest) =>
      (await isOwn(sessionId)) ? log.lastToPrune(sessionId, ...rest) : 0,
    async prune(sessionId, ...rest) {
      await needOwn(sessionId);
      return log.prune(sessionId, ...rest);
    },
    snapshot: async (sessionId) => ((await isOwn(sessionId)) ? log.snapshot(sessionId) : null),
    putBlob: (bytes) => log.putBlob(bytes),
    getBlob: (hash) => log.getBlob(hash),
    async addDocument(document) {
      await needOwn(document.sessionId);
      return log.addDocument(document);
    },
    documents: async (sessionId) => ((await isOwn(sessionId)) ? log.documents(sessionId) : []),
    async document(id) {
      const found = await log.document(id);
      return found !== null && (await isOwn(found.sessionId)) ? found : null;
    },
    // It belongs to the app.
    async [Symbol.asyncDispose]() {},
  };
}
