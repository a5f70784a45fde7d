// Power cuts: what was acknowledged with durability «full» is there after a cut at any moment; with «normal» it need not be.
//
// A process is recorded at its work (power-cut/recorder.c), and the disk that a cut would have left is made again for
// many moments of the record: with nothing of what was not synced, and with parts of it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Durability } from '../../src/log/sqlite/schema.ts';
import { openSqliteLog } from '../../src/log/sqlite/sqlite-log.ts';
import { random } from '../support/random.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { createDisk } from './power-cut/disk.ts';
import { canRecord, readRecord, recordingOf } from './power-cut/recorder.ts';

type Acknowledged = { end: number } & ({ id: string; lastSequence: number } | { blob: string });

const writer = new URL('./power-cut/writer.ts', import.meta.url).pathname;

/** A writer's life until so much was acknowledged, and when in its record each was. */
async function record(durability: Durability, count: number, workFolder: string) {
  using elsewhere = tempFolder();
  const folder = join(workFolder, 'data');
  const to = join(elsewhere.path, 'record');
  const environment = { ...process.env, ...recordingOf(workFolder, to) };
  const child = spawn(process.execPath, [writer, folder, durability], {
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const acknowledged: Acknowledged[] = [];
  child.on('message', (message) => {
    acknowledged.push({ end: statSync(to).size, ...(message as { blob: string }) });
    if (acknowledged.length === count) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return { folder, record: readRecord(to), acknowledged };
}

/** What was acknowledged and is not there after a cut, over many cuts. */
async function lostOver(durability: Durability, cuts: number): Promise<string[]> {
  using work = tempFolder();
  const { folder, record: all, acknowledged } = await record(durability, 400, work.path);
  const draw = random(20_261_123);
  const moments = new Set(Array.from({ length: cuts }, () => draw(all.length)));
  const disk = createDisk(work.path);
  const lost: string[] = [];
  for (const [index, one] of all.entries()) {
    disk.apply(one);
    if (!moments.has(index)) continue;
    for (const survives of [() => false, () => draw(2) === 0]) {
      using left = tempFolder();
      disk.cut(left.path, survives);
      const known = acknowledged.filter(({ end }) => end <= one.end);
      lost.push(...(await missing(join(left.path, folder.slice(work.path.length)), known)));
    }
  }
  return lost;
}

async function missing(folder: string, known: readonly Acknowledged[]): Promise<string[]> {
  await using log = openSqliteLog({ folder, durability: 'normal', onError: () => {} });
  const lost: string[] = [];
  for (const one of known) {
    if ('blob' in one) {
      await log.getBlob(one.blob).catch(() => lost.push(`a file: ${one.blob}`));
      continue;
    }
    const head = await log.head(one.id);
    if ((head?.lastSequence ?? 0) < one.lastSequence) lost.push(`${one.id} ${one.lastSequence}`);
  }
  for (const id of ['a', 'b', 'c']) {
    const events = await log.read(id, 0, 100_000);
    if (events.some(({ sequence }, index) => sequence !== index + 1)) lost.push(`holes in ${id}`);
  }
  return lost;
}

test.skipIf(!canRecord)(
  'with durability «full» nothing that was acknowledged is lost, wherever the power is cut',
  async () => {
    expect(await lostOver('full', 60)).toEqual([]);
  },
  60_000,
);

test.skipIf(!canRecord)(
  'with durability «normal» acknowledged appends are lost, and the log is whole',
  async () => {
    const lost = await lostOver('normal', 20);
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.filter((one) => one.startsWith('holes'))).toEqual([]);
  },
  60_000,
);
