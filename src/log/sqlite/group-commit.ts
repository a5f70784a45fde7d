// Group commit: what is asked for in one turn of the event loop is written in one transaction, and shares its fsync.
//
// The database is synchronous and runs in this thread: a transaction takes a fraction of a millisecond, which is
// less than handing it to another thread and back.

import type { DatabaseSync } from 'node:sqlite';
import { Fault, messageOf } from '../../base/fault.ts';
import type { Durability } from './schema.ts';

export interface Work<Result> {
  /** Runs inside the transaction. It throws a fault before it has written anything, or not at all. */
  write(): Result;
  /** Runs when the transaction is committed, in the order of asking. Does not throw. */
  committed?(result: Result): void;
  /** Whether it must be on the disk with durability `full`. A group of nothing else is not waited for. */
  lasting: boolean;
}

export interface GroupCommit extends Disposable {
  /**
   * Resolves when it is committed. What one asks for and is refused harms no other; a failing disk refuses all.
   * @throws STORAGE_UNAVAILABLE, also when too many are waiting or it was closed; the faults of `write`
   */
  add<Result>(work: Work<Result>): Promise<Result>;
  /** One transaction by itself, at once, which is not lasting. @throws STORAGE_UNAVAILABLE; the faults of `write` */
  alone<Result>(write: () => Result): Result;
}

interface Waiting extends Work<unknown> {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** What may wait for a transaction; one more is refused. */
const maxWaiting = 10_000;

/** Disposing writes what waits; the database stays open. */
export function createGroupCommit(database: DatabaseSync, durability: Durability): GroupCommit {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const end = database.prepare('COMMIT');
  let waiting: Waiting[] = [];
  let closed = false;

  function transaction<Result>(write: () => Result): Result {
    try {
      begin.run();
      const result = write();
      end.run();
      return result;
    } catch (error) {
      if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
      if (error instanceof Fault) throw error;
      throw new Fault('STORAGE_UNAVAILABLE', `The log cannot be written: ${messageOf(error)}`);
    }
  }

  /** With the operating system when it returns. The next that is lasting takes it to the disk. */
  function unhurried<Result>(write: () => Result): Result {
    if (durability === 'normal') return transaction(write);
    database.exec('PRAGMA synchronous = NORMAL');
    try {
      return transaction(write);
    } finally {
      database.exec('PRAGMA synchronous = FULL');
    }
  }

  function flush() {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    const commit = group.some((one) => one.lasting) ? transaction : unhurried;
    let outcomes: (() => void)[];
    try {
      outcomes = commit(() => group.map(outcomeOf));
    } catch (error) {
      for (const one of group) one.reject(error);
      return;
    }
    for (const tell of outcomes) tell();
  }

  return {
    add<Result>(work: Work<Result>) {
      if (closed) return Promise.reject(new Fault('STORAGE_UNAVAILABLE', 'The log is closed.'));
      if (waiting.length >= maxWaiting) {
        return Promise.reject(new Fault('STORAGE_UNAVAILABLE', 'Too much is waiting to be written.'));
      }
      return new Promise<Result>((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ ...work, resolve, reject } as Waiting);
      });
    },
    alone: unhurried,
    [Symbol.dispose]() {
      closed = true;
      flush();
    },
  };
}

/** Writes, and says how to tell of it once it is committed. */
function outcomeOf({ write, committed, resolve, reject }: Waiting): () => void {
  try {
    const result = write();
    return () => {
      resolve(result);
      committed?.(result);
    };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return () => reject(error);
  }
}
