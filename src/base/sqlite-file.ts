// SQLite file: a small database of its own beside the log, with node:sqlite.

import { DatabaseSync } from 'node:sqlite';
import { Fault, messageOf } from './fault.ts';

export interface SqliteFile {
  database: DatabaseSync;
  /** What goes wrong in it that is no fault by itself is one of the storage. @throws STORAGE_UNAVAILABLE */
  guarded<Result>(work: () => Result): Result;
}

/**
 * `what` is in the words of a fault, such as «The templates»; `prepare` makes the tables, or brings those of an earlier version up to
 * date. What was written last may be lost in a power cut; the file stays whole. @throws STORAGE_UNAVAILABLE
 */
export function openSqliteFile(
  file: string,
  what: string,
  prepare: (database: DatabaseSync) => void,
): SqliteFile {
  const guarded = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      if (error instanceof Fault) throw error;
      throw new Fault('STORAGE_UNAVAILABLE', `${what} in ${file}: ${messageOf(error)}.`);
    }
  };
  const database = guarded(() => {
    const opened = new DatabaseSync(file);
    try {
      opened.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
      prepare(opened);
      return opened;
    } catch (error) {
      opened.close();
      throw error;
    }
  });
  return { database, guarded };
}
