// A server that is stopped and goes on (SIGSTOP, SIGCONT), and clients that vanish.

import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { clientFor, followAnswering } from '../support/answering.ts';
import { openCuttingProxy } from '../support/cutting-proxy.ts';
import { said } from '../support/drafts.ts';
import { random } from '../support/random.ts';
import { postGraphQL, type Started, startMutation, startServer } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { startOddly } from './odd-server.ts';
import { untilAnswer } from './poll.ts';

const follower = new URL('./follower.ts', import.meta.url).pathname;

async function start(url: string): Promise<string> {
  const { data } = await postGraphQL<Started>(url, startMutation, {
    input: { sample: true, instructions: 'Full estimate, exported as a workbook' },
  });
  return data!.startWorkflow.session.id;
}

const dense = (seen: readonly { sequence: number }[]) =>
  expect(seen.map((one) => one.sequence)).toEqual(seen.map((_, index) => index + 1));

test('a server that is stopped in the middle goes on where it was, and its client misses nothing', async () => {
  using folder = tempFolder();
  await using server = await startOddly({ folder: folder.path });
  const sessionId = await start(server.url);
  const client = clientFor(() => server.url, 100);
  let stops = 0;
  const seen = await followAnswering(
    () => server.url,
    client,
    { sessionId },
    ({ sequence }) => {
      if (sequence % 12 !== 0 || stops >= 4) return;
      stops++;
      server.signal('SIGSTOP');
      setTimeout(() => server.signal('SIGCONT'), 150);
    },
  );
  await client.dispose();
  expect(stops).toBe(4);
  expect(seen.at(-1)?.status).toBe('SUCCEEDED');
  dense(seen);
}, 60_000);

test('connections that are reset again and again, one in a hundred bytes or so, cost a client no event', async () => {
  using folder = tempFolder();
  await using server = await startOddly({ folder: folder.path });
  const sessionId = await start(server.url);
  await using proxy = await openCuttingProxy(server.url, { random: random(99), cuts: 40, mostDown: 4000 });
  const client = clientFor(() => proxy.url, 400);
  const seen = await followAnswering(() => server.url, client, { sessionId });
  await client.dispose();
  expect(proxy.cuts).toBeGreaterThan(5);
  dense(seen);
}, 60_000);

test('a client that is stopped is given up by name, and when it goes on it has every event once', async () => {
  await using server = await startServer({ config: { slowClientSeconds: 1 } });
  const { log, tally } = server.services;
  const id = 's1';
  await log.createSession({ id, title: id, createdAt: '2026-01-01T00:00:00.000Z' });
  let { lastSequence: last } = await log.append(id, 0, [said('hello')]);
  const client = fork(follower, [server.url, id]);
  const seen: number[] = [];
  client.on('message', (told) => void (typeof told === 'number' && seen.push(told)));
  await untilAnswer(
    async () => seen.length,
    (count) => count === 1,
  );

  client.kill('SIGSTOP');
  // More than the sockets of both sides take, and nothing that would be compressed to less.
  for (let count = 0; count < 300; count++)
    ({ lastSequence: last } = await log.append(id, last, [said(randomBytes(37_500).toString('base64'))]));
  await untilAnswer(
    async () => tally.read('operations').reduce((sum, [, open]) => sum + open, 0),
    (open) => open === 0,
  );
  client.kill('SIGCONT');
  await untilAnswer(
    async () => seen.length,
    (count) => count >= last,
  );
  client.kill('SIGKILL');
  await once(client, 'exit');
  expect(seen).toEqual(Array.from({ length: last }, (_, index) => index + 1));
}, 60_000);
