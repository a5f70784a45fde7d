// Blobs: bytes in files named by their SHA-256, each written once.

import { constants } from 'node:fs';
import { access, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Fault, messageOf } from '../../base/fault.ts';
import { newId, sha256InSteps } from '../../base/id.ts';
import { makeFolder, syncFolder } from './folders.ts';
import type { Durability } from './schema.ts';

export interface Blobs {
  put(bytes: Uint8Array): Promise<string>;
  get(hash: string): Promise<Uint8Array>;
}

/** A blob is whole or not there: it is written beside its place and then renamed. */
export function createBlobs(folder: string, durability: Durability): Blobs {
  const place = (hash: string) => join(folder, hash.slice(0, 2), hash);

  return {
    async put(bytes) {
      const hash = await sha256InSteps(bytes);
      const path = place(hash);
      if (await exists(path)) {
        // Whoever put it may not have come to that yet.
        if (durability === 'full') await syncFolder(dirname(path));
        return hash;
      }
      const beside = join(folder, `${newId('blob')}.part`);
      try {
        makeFolder(dirname(path));
        await using file = await open(beside, 'wx');
        await file.writeFile(bytes);
        if (durability === 'full') await file.sync();
        await rename(beside, path);
        if (durability === 'full') await syncFolder(dirname(path));
        return hash;
      } catch (error) {
        await rm(beside, { force: true });
        throw new Fault('STORAGE_UNAVAILABLE', `A file cannot be stored: ${messageOf(error)}`);
      }
    },
    async get(hash) {
      // What names a file elsewhere names no blob.
      if (!/^[0-9a-f]{64}$/.test(hash)) throw new Fault('NOT_FOUND', 'The content is not there any more.');
      try {
        return await readFile(place(hash));
      } catch {
        throw new Fault('NOT_FOUND', 'The content is not there any more.');
      }
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}
