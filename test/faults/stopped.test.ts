// A server that is stopped and goes on (SIGSTOP, SIGCONT), one whose descriptors run out, and clients that vanish.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { clientFor, followAnswering } from '../support/answering.ts';
import { openCuttingProxy } from '../support/cutting-proxy.ts';
import { random } from '../support/random.ts';
import { postGraphQL, type Started, startMutation } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { startOddly } from './odd-server.ts';
import { untilAnswer } from './poll.ts';

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

test('a server that is out of descriptors lives, keeps what it has, and takes new connections when some are free', async () => {
  using folder = tempFolder();
  await using server = await startOddly({ folder: folder.path, shell: 'ulimit -n 96; exec "$@"' });
  const first = await start(server.url);
  const { hostname, port } = new URL(server.url);
  const sockets: Socket[] = [];
  let refused = 0;
  for (let count = 0; count < 150; count++) {
    const socket = connect(Number(port), hostname).on('error', () => {});
    socket.once('close', () => refused++);
    sockets.push(socket);
    await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  }
  await untilAnswer(
    async () => refused,
    (count) => count > 20,
  );
  for (const socket of sockets) socket.destroy();

  const client = clientFor(() => server.url, 100);
  const seen = await followAnswering(() => server.url, client, { sessionId: first });
  await client.dispose();
  dense(seen);
  expect(seen.at(-1)?.status).toBe('SUCCEEDED');
}, 60_000);
