// Folders: made so that a power cut does not take them away again. The name of a file or folder is safe only when the
// folder that it is in was synced.

import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Windows cannot sync folders, and keeps their names by itself. */
const cannotSync = process.platform === 'win32';

/** Makes a folder and those it is in, where they are not there; their names are on the disk when it returns. @throws when it is none */
export function makeFolder(folder: string): void {
  const path = resolve(folder);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === false) throw new Error('it is a file');
  const missing: string[] = [];
  for (let one = path; !existsSync(one); one = dirname(one)) missing.push(one);
  // One after the other: Node's `recursive` tries without end where no folder can be made, as in /proc.
  for (const one of missing.reverse()) {
    makeUnlessThere(one);
    syncAtOnce(dirname(one));
  }
}

/** Somebody else may have made it meanwhile. */
function makeUnlessThere(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

export async function syncFolder(folder: string): Promise<void> {
  if (cannotSync) return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}

function syncAtOnce(folder: string): void {
  if (cannotSync) return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
