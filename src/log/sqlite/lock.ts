// Lock: one server per data folder. Others may read the log beside it, for a backup.

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Fault, messageOf } from '../../base/fault.ts';

/** Holds the folder until it is disposed, or the process is gone, also when it is killed. @throws STORAGE_UNAVAILABLE */
export function holdFolder(folder: string): Disposable {
  let database: DatabaseSync | undefined;
  try {
    // An empty database that is never written to: its lock is one of the system's, and works wherever SQLite does.
    const held = new DatabaseSync(join(folder, 'in-use.lock'));
    database = held;
    held.exec('BEGIN EXCLUSIVE');
    return { [Symbol.dispose]: () => held.close() };
  } catch (error) {
    database?.close();
    const why = /locked|busy/.test(messageOf(error)) ? 'another server is using it' : messageOf(error);
    throw new Fault('STORAGE_UNAVAILABLE', `The data folder ${folder} cannot be used: ${why}.`);
  }
}
