// Backup: a copy of a data folder, whole at one moment, while the server goes on.
//
//   B1. Databases are copied by SQLite itself, in one read transaction each; the files they name were there before that.
//   B2. The copy is there whole or not at all: it is made beside its place and then renamed.

import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface BackedUp {
  files: number;
  bytes: number;
}

const isDatabase = (name: string) => /\.(sqlite|db)$/.test(name);
/** What belongs to a running server, or was not finished. */
const isPassing = (name: string) => /\.(lock|part)$|-(wal|shm|journal)$/.test(name);

/** @throws Error when `from` holds no log, or something is at `to` already */
export function backUp(from: string, to: string): BackedUp {
  const source = resolve(from);
  const target = resolve(to);
  if (!existsSync(join(source, 'log.sqlite'))) throw new Error(`There is no log in ${source}.`);
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new Error(`There is something at ${target}: a backup needs a place of its own.`);
  if (target === source || target.startsWith(source + sep))
    throw new Error('A backup within the data folder would be lost with it.');
  const beside = `${target}.part`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  const sum = { files: 0, bytes: 0 };
  const names = readdirSync(source).filter((name) => !isPassing(name));
  for (const name of names.filter(isDatabase)) copyDatabase(join(source, name), join(beside, name));
  for (const name of names.filter((one) => !isDatabase(one)))
    cpSync(join(source, name), join(beside, name), { recursive: true, filter: (path) => !isPassing(path) });
  for (const name of readdirSync(beside, { recursive: true }) as string[]) {
    const found = statSync(join(beside, name));
    if (!found.isFile()) continue;
    sum.files++;
    sum.bytes += found.size;
  }
  rmSync(target, { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true });
  renameSync(beside, target);
  return sum;
}

function copyDatabase(from: string, to: string): void {
  using database = new DatabaseSync(from, { timeout: 10_000 });
  database.prepare('VACUUM INTO ?').run(to);
}
