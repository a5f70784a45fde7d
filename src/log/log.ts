// Log: what happened, per session, in order. The port; drivers are in the folders beside it.
//
// Invariants (every driver passes test/log/contract.ts):
//   L1. A session's sequences are 1, 2, 3 … without holes, given in the transaction that appends.
//   L2. An append names the sequence it believes to be the last; if somebody wrote after it, nothing of it is kept.
//   L3. An append with a key that the session has seen returns what the first one did, and keeps nothing more.
//   L4. When an append resolves, its events survive what the driver's durability promises.
//   L5. The doorbell rings after every append; it may ring twice or for nothing. It may hand over what was appended,
//       in order and once, to spare a read; nobody may count on that.
//   L6. What retention removed is exactly the sequences before `firstRetainedSequence`.
//   L7. A mark only moves forward. It survives the process like an append, but a power cut may take its last moves.

import type { Draft, Event } from '../events/event.ts';
import type { Session } from '../events/session.ts';
import type { ExecutionStatus } from '../events/shapes.ts';

/** To whom a session belongs. */
export interface Owner {
  /** Whoever has the same one sees it. */
  scope: string;
  /** Who made it. */
  person: string;
}

export interface SessionRecord {
  id: string;
  title: string;
  createdAt: string;
  /** Left out or null: to nobody. Never changes. */
  owner?: Owner | null;
}

/** What is known of a session without reading its events. */
export interface SessionHead extends SessionRecord {
  owner: Owner | null;
  /** 0 before the first event. */
  lastSequence: number;
  /** The oldest event that can still be read; `lastSequence + 1` when there is none. */
  firstRetainedSequence: number;
  /** As its newest `workflow_state_change` says; queued before the first. */
  status: ExecutionStatus;
}

export interface Appended {
  /** The events with their places, in order; of the first append when the key was repeated. */
  events: Event[];
  lastSequence: number;
  repeated: boolean;
}

export interface StoredDocument {
  id: string;
  sessionId: string;
  name: string;
  mediaType: string;
  kind: string;
  byteSize: number;
  sha256: string;
}

/** `appended`: the events that were just appended, when they are at hand. */
export type Ring = (sessionId: string, appended?: readonly Event[]) => void;

/** Which of a session's oldest events may go; null does not ask for any. */
export interface PruneLimits {
  /** Those up to the newest that is older than a time. */
  olderThan: string | null;
  /** Those beyond the newest so many. */
  keep: number | null;
  /** As many as it takes to free so many bytes. */
  free: number | null;
}

/** Names that a session keeps marks for; the one that moved longest ago gives way. */
export const maxMarks = 1000;

export interface SessionPage {
  heads: SessionHead[];
  hasMore: boolean;
}

export interface Log extends AsyncDisposable {
  /** An append is made in the call itself, as in memory, and no storage can refuse it: there is nothing to wait for. */
  readonly isImmediate?: boolean;
  /** Makes a session, or gives the one that has this id already. */
  createSession(record: SessionRecord): Promise<SessionHead>;
  /** Null when there is none. */
  head(sessionId: string): Promise<SessionHead | null>;
  /** Newest first; `after` is the id of the last session of the page before. */
  sessions(options: {
    first: number;
    after: string | null;
    status: readonly ExecutionStatus[] | null;
    /** Only those whose owner has it; left out or null: all. */
    scope?: string | null;
  }): Promise<SessionPage>;

  /**
   * Appends all drafts or none.
   * @throws WRITER_LOST when the last sequence is not `after`; NOT_FOUND; STORAGE_UNAVAILABLE when it cannot be written
   */
  append(sessionId: string, after: number, drafts: readonly Draft[], key?: string): Promise<Appended>;
  /** Whether an append with this key was made. */
  hasKey(sessionId: string, key: string): Promise<boolean>;
  /**
   * The session whose events first named a workflow, decision, artifact or recommendation; null when none did. With a scope, of the
   * sessions whose owner has it: the same id may name other things in others.
   */
  find(id: string, scope?: string | null): Promise<string | null>;
  /** At most `limit` events after a sequence, oldest first. Empty when there are none. */
  read(sessionId: string, after: number, limit: number): Promise<Event[]>;
  /** At most `limit` events before a sequence, oldest first: the newest of them. */
  readBefore(sessionId: string, before: number, limit: number): Promise<Event[]>;
  /** Rings after appends to the session, or to any session when it is null. */
  watch(sessionId: string | null, ring: Ring): Disposable;

  /** Where a named subscriber was; null when that is not known. */
  mark(sessionId: string, name: string): Promise<number | null>;
  /** Moves a mark to a sequence; one that is there or further stays. @throws NOT_FOUND; STORAGE_UNAVAILABLE */
  setMark(sessionId: string, name: string, sequence: number): Promise<void>;

  /** Writes something that nobody reads, as an append would be written. @throws STORAGE_UNAVAILABLE when it cannot */
  probe?(): Promise<void>;
  /** The bytes of the data of all retained events, as JSON in UTF-8. */
  byteSize(): Promise<number>;
  /** The newest event that may go by any of the limits, among the `most` oldest; 0 when there is none. */
  lastToPrune(sessionId: string, limits: PruneLimits, most: number): Promise<number>;
  /**
   * Removes events up to a sequence and keeps the session as it was after it, in one transaction: for a few hundred
   * events. @throws NOT_FOUND; STORAGE_UNAVAILABLE
   */
  prune(sessionId: string, upTo: number, snapshot: Session): Promise<void>;
  /** The session as of the newest pruned event; null when nothing was pruned. */
  snapshot(sessionId: string): Promise<Session | null>;

  /** Keeps bytes under their SHA-256, once, and returns it. */
  putBlob(bytes: Uint8Array): Promise<string>;
  /** @throws NOT_FOUND */
  getBlob(sha256: string): Promise<Uint8Array>;
  /** The same document id twice is the same document. */
  addDocument(document: StoredDocument): Promise<void>;
  documents(sessionId: string): Promise<StoredDocument[]>;
  document(documentId: string): Promise<StoredDocument | null>;
}
