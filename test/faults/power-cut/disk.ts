// Disk: what a power cut leaves of a folder, by the letter of POSIX, from the record of what was written and synced.
//
//   P1. What a file was synced with is there. What was written after is gone, or there in part, in any order.
//   P2. A name (of a new file, a renamed one, a folder) is there when its folder was synced after it was made.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Recorded } from './recorder.ts';

type Change = { at: number; data: Buffer } | { cutTo: number };

interface File {
  folder: boolean;
  synced: Buffer;
  /** Since it was synced. */
  unsynced: Change[];
}

export interface Disk {
  apply(one: Recorded): void;
  /** Makes a folder of what is left. `survives` is asked for each change that was not synced. */
  cut(into: string, survives: () => boolean): void;
}

/** Of a folder that was empty and safe when the record began. */
export function createDisk(root: string): Disk {
  const names = new Map<string, File>();
  const lasting = new Map<string, File>();
  const newFile = (folder: boolean): File => ({ folder, synced: Buffer.alloc(0), unsynced: [] });

  function syncNames(folder: string) {
    for (const path of [...lasting.keys()])
      if (dirname(path) === folder && !names.has(path)) lasting.delete(path);
    for (const [path, file] of names) if (dirname(path) === folder) lasting.set(path, file);
  }

  return {
    apply({ kind, path, offset, data }) {
      const file = names.get(path);
      if (kind === 'created') names.set(path, newFile(false));
      else if (kind === 'folder') names.set(path, newFile(true));
      else if (kind === 'written') file?.unsynced.push({ at: offset, data });
      else if (kind === 'truncated') file?.unsynced.push({ cutTo: offset });
      else if (kind === 'unlinked') names.delete(path);
      else if (kind === 'renamed') {
        names.delete(path);
        if (file !== undefined) names.set(data.toString(), file);
      } else if (path === root || file?.folder) syncNames(path);
      else if (file !== undefined) {
        file.synced = contentOf(file, () => true);
        file.unsynced = [];
      }
    },
    cut(into, survives) {
      mkdirSync(into, { recursive: true });
      const isThere = (path: string): boolean =>
        path === root || (lasting.has(path) && isThere(dirname(path)));
      const inOrder = [...lasting].filter(([path]) => isThere(path)).sort(([a], [b]) => a.length - b.length);
      for (const [path, file] of inOrder) {
        const place = join(into, relative(root, path));
        if (file.folder) mkdirSync(place);
        else writeFileSync(place, contentOf(file, survives));
      }
    },
  };
}

function contentOf({ synced, unsynced }: File, survives: () => boolean): Buffer {
  const changes = unsynced.filter(survives);
  if (changes.length === 0) return synced;
  const ends = changes.map((one) => ('at' in one ? one.at + one.data.length : one.cutTo));
  const content = Buffer.alloc(Math.max(synced.length, ...ends));
  synced.copy(content);
  let length = synced.length;
  for (const one of changes) {
    if ('at' in one) {
      one.data.copy(content, one.at);
      length = Math.max(length, one.at + one.data.length);
    } else {
      if (one.cutTo < length) content.fill(0, one.cutTo, length);
      length = one.cutTo;
    }
  }
  return content.subarray(0, length);
}
