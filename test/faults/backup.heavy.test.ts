// Backup: a data folder is copied while a workflow waits for a person; another server goes on from the copy.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { clientFor, followAnswering, type Seen } from '../support/answering.ts';
import { postGraphQL, type Started, startMutation } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { startOddly } from './odd-server.ts';
import { untilAnswer } from './poll.ts';

const script = new URL('../../scripts/backup.ts', import.meta.url).pathname;
const run = (...args: string[]) => promisify(execFile)(process.execPath, [script, ...args]);

const state = `query ($id: ID!) {
  session(id: $id) { lastSequence status openDecisions { id } documents { id } }
}`;
interface State {
  session: {
    lastSequence: number;
    status: string;
    openDecisions: { id: string }[];
    documents: { id: string }[];
  };
}

async function follow(url: string, sessionId: string): Promise<Seen[]> {
  const client = clientFor(() => url, 0);
  try {
    return await followAnswering(() => url, client, { sessionId });
  } finally {
    await client.dispose();
  }
}

test('a copy made while a workflow waits for a person is whole: its questions are open, and it comes to its end', async () => {
  using folder = tempFolder();
  const copy = join(folder.path, 'copy');
  const data = join(folder.path, 'data');
  await using first = await startOddly({ folder: data });
  const { data: answer } = await postGraphQL<Started>(first.url, startMutation, {
    input: { sample: true, instructions: 'Full estimate, exported as a workbook' },
  });
  const { id } = answer!.startWorkflow.session;
  const look = async (url: string) => (await postGraphQL<State>(url, state, { id })).data!.session;
  const waiting = await untilAnswer(
    () => look(first.url),
    (seen) => seen.status === 'WAITING_FOR_DECISION' || seen.openDecisions.length > 0,
  );

  const { stdout } = await run(copy, '--data', data);
  expect(stdout).toMatch(/is backed up in/);
  expect(existsSync(`${copy}.part`)).toBe(false);
  const told = await follow(first.url, id);
  expect(told.at(-1)?.status).toBe('SUCCEEDED');
  await first.stop();

  await using second = await startOddly({ folder: copy });
  const restored = await look(second.url);
  expect(restored.openDecisions.length).toBeGreaterThan(0);
  expect(restored.documents).toEqual(waiting.documents);
  const again = await follow(second.url, id);
  expect(again.at(-1)?.status).toBe('SUCCEEDED');
  expect(again.map((one) => one.sequence)).toEqual(again.map((_, index) => index + 1));
  expect(again.slice(0, waiting.lastSequence)).toEqual(told.slice(0, waiting.lastSequence));
}, 60_000);

test('a place that is taken, or within the data, is refused, and nothing is written', async () => {
  using folder = tempFolder();
  const data = join(folder.path, 'data');
  await expect(run(join(folder.path, 'copy'), '--data', data)).rejects.toThrow(/There is no log/);
  await using server = await startOddly({ folder: data });
  await server.stop();
  await expect(run(join(data, 'copy'), '--data', data)).rejects.toThrow(/would be lost with it/);
  await run(join(folder.path, 'copy'), '--data', data);
  await expect(run(join(folder.path, 'copy'), '--data', data)).rejects.toThrow(/a place of its own/);
}, 60_000);
