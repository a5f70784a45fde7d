// Recorder: builds recorder.c with the machine's own compiler, and reads what it told.

import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Recorded {
  kind: 'created' | 'truncated' | 'written' | 'synced' | 'renamed' | 'unlinked' | 'folder';
  path: string;
  /** Where it was written; the length that was cut to. */
  offset: number;
  data: Buffer;
  /** Bytes of the record up to the end of this. */
  end: number;
}

const kinds: Record<string, Recorded['kind']> = {
  c: 'created',
  t: 'truncated',
  w: 'written',
  s: 'synced',
  r: 'renamed',
  u: 'unlinked',
  d: 'folder',
};

const source = new URL('./recorder.c', import.meta.url).pathname;

/** Linux with a C compiler; elsewhere the tests that need it are left out. */
export const canRecord =
  process.platform === 'linux' && spawnSync('cc', ['--version'], { stdio: 'ignore' }).status === 0;

/** The environment that makes a process tell what it writes below `folder` into the file `to`. */
export function recordingOf(folder: string, to: string): Record<string, string> {
  const library = `${to}.so`;
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']);
  return { LD_PRELOAD: library, RECORD_FOLDER: folder, RECORD_TO: to };
}

/** All that was told; a record that was cut off by a kill is left out. */
export function readRecord(file: string): Recorded[] {
  const bytes = readFileSync(file);
  const all: Recorded[] = [];
  for (let at = 0; at + 21 <= bytes.length; ) {
    const pathLength = bytes.readUInt32LE(at + 9);
    const dataLength = Number(bytes.readBigInt64LE(at + 13));
    const data = at + 21 + pathLength;
    const end = data + dataLength;
    if (end > bytes.length) break;
    all.push({
      kind: kinds[String.fromCharCode(bytes[at]!)]!,
      offset: Number(bytes.readBigInt64LE(at + 1)),
      path: bytes.toString('utf8', at + 21, data),
      data: bytes.subarray(data, end),
      end,
    });
    at = end;
  }
  return all;
}
