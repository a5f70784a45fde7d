// Writing in threads: how many of them there are.

import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { gatherMaterial } from '../../../src/agents/export/material.ts';
import { writeInThread } from '../../../src/agents/export/write-in-thread.ts';
import { contextOf, smallEstimate } from './fixture.ts';

const atOnce = Math.min(4, Math.max(2, availableParallelism()));
const never = new AbortController().signal;
const begin = (signal = never) =>
  writeInThread(gatherMaterial(contextOf({ estimate: smallEstimate() })), ['csv'], signal);

async function write(): Promise<number> {
  let files = 0;
  for await (const { kind } of begin()) if (kind === 'file') files++;
  return files;
}

test('of many estimates that are written at once a few threads write, and all are written', async () => {
  let alive = 0;
  let most = 0;
  const count = (worker: Worker) => {
    most = Math.max(most, ++alive);
    worker.once('exit', () => alive--);
  };
  process.on('worker', count);
  const wanted = atOnce + 2;
  expect(await Promise.all(Array.from({ length: wanted }, write))).toEqual(Array(wanted).fill(1));
  process.off('worker', count);
  expect(most).toBe(atOnce);
});

test('one that is given up while it waits for its turn takes none', async () => {
  const others = Array.from({ length: atOnce }, () => begin());
  await Promise.all(others.map((one) => one.next()));
  const leaving = new AbortController();
  const waiting = begin(leaving.signal).next();
  leaving.abort(new Error('given up'));
  await expect(waiting).rejects.toThrow('given up');
  await Promise.all(others.map((one) => one.return()));
  expect(await write()).toBe(1);
});
