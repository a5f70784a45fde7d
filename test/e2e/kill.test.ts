// Killed in the middle: the server is ended by SIGKILL again and again over one workflow, while a client goes on by cursor.

import { expect, test } from 'vitest';
import { clientFor, followAnswering, milestones, type Seen } from '../support/answering.ts';
import { postGraphQL, type Started, startMutation } from '../support/server.ts';
import { freePort, startProcess } from '../support/server-process.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** The same numbers for the same seed. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

/** Runs the sample; kills the server each time the client has seen so many more events. */
async function runKilled(
  nextKill: () => number | null,
): Promise<{ seen: Seen[]; all: Seen[]; kills: number }> {
  using folder = tempFolder();
  const port = await freePort();
  let server = await startProcess(folder.path, port);
  const url = () => `http://127.0.0.1:${port}`;
  const { data } = await postGraphQL<Started>(url(), startMutation, {
    input: { sample: true, instructions: 'Full estimate, exported as a workbook' },
  });
  const { session } = data!.startWorkflow;
  const client = clientFor(url, 400);
  let kills = 0;
  let left = nextKill();
  let restarting = Promise.resolve();
  let away = false;
  const seen = await followAnswering(url, client, { sessionId: session.id }, () => {
    if (left === null || away || --left > 0) return;
    away = true;
    kills++;
    left = nextKill();
    restarting = server.kill().then(async () => {
      server = await startProcess(folder.path, port);
      away = false;
    });
  });
  await restarting;
  const again = clientFor(url, 0);
  const all = await followAnswering(url, again, { sessionId: session.id });
  await Promise.all([client.dispose(), again.dispose()]);
  expect(await server.stop()).toBe(0);
  return { seen, all, kills };
}

const parallel = /scope_analyzer|takeoff_calculator/;

/** Whether the estimator has to wait depends on how quick the person is, who may find the server away. */
const byThePerson = /^WorkflowStateChange (waiting_for_decision|decision_applied) estimator$/;

/** Order as it must be; of what two agents do side by side the order between them is open, so each is told by itself. */
function comparable(all: string[]): string[] {
  const told = all.filter((one) => !byThePerson.test(one));
  const from = told.findIndex((one) => parallel.test(one));
  const to = told.findLastIndex((one) => parallel.test(one));
  return [...told.slice(0, from), ...told.slice(from, to + 1).sort(), ...told.slice(to + 1)];
}

test('six times killed, a workflow comes to the same milestones in the same order, and the client misses and doubles nothing', async () => {
  const undisturbed = await runKilled(() => null);
  const next = random(20_261_123);
  let planned = 6;
  const killed = await runKilled(() => (planned-- > 0 ? 1 + next(9) : null));

  expect(killed.kills).toBe(6);
  expect(killed.seen.map((one) => one.sequence)).toEqual(killed.seen.map((_, index) => index + 1));
  expect(milestones(killed.seen)).toEqual(milestones(killed.all));
  expect(comparable(milestones(killed.all))).toEqual(comparable(milestones(undisturbed.all)));
  const completed = killed.all
    .filter((one) => one.changeType === 'agent_completed')
    .map((one) => one.changedAgent);
  expect(completed.length).toBe(6);
  expect(new Set(completed).size).toBe(6);
}, 120_000);

test('asked to end while agents are at work it ends at once with 0, and goes on when it is started again', async () => {
  using folder = tempFolder();
  const port = await freePort();
  const url = () => `http://127.0.0.1:${port}`;
  const first = await startProcess(folder.path, port);
  const { data } = await postGraphQL<Started>(url(), startMutation, {
    input: { sample: true, instructions: 'Full estimate, exported as a workbook' },
  });
  expect(await first.stop()).toBe(0);
  const second = await startProcess(folder.path, port);
  const client = clientFor(url, 0);
  const seen = await followAnswering(url, client, { sessionId: data!.startWorkflow.session.id });
  expect(seen.at(-1)?.status).toBe('SUCCEEDED');
  await client.dispose();
  expect(await second.stop()).toBe(0);
}, 60_000);
