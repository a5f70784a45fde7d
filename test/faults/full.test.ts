// A server with as many connections as it has descriptors for: one more is refused by name, and nobody else notices.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Client, createClient, type FormattedExecutionResult } from 'graphql-ws';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { clientFor, followAnswering } from '../support/answering.ts';
import {
  eventsSubscription,
  type Started,
  startMutation,
  startServer,
  type Told,
} from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { startOddly } from './odd-server.ts';
import { untilAnswer } from './poll.ts';

/** Connections that ask nothing. */
function openIdle(url: string, count: number): Promise<Socket[]> {
  const { hostname, port } = new URL(url);
  const one = async () => {
    const socket = connect(Number(port), hostname).on('error', () => {});
    await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
    return socket;
  };
  return Promise.all(Array.from({ length: count }, one));
}

async function ask(url: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  });
  return `${response.status} ${response.headers.get('retry-after')} ${await response.text()}`;
}

async function first<T>(client: Client, query: string, variables: Record<string, unknown> = {}) {
  const { value } = await client.iterate<T>({ query, variables }).next();
  return value as FormattedExecutionResult<T>;
}

async function statusOfUpgrade(url: string): Promise<number | undefined> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => {});
  const [, response] = await once(socket, 'unexpected-response');
  socket.terminate();
  return response.statusCode;
}

test('out of descriptors a server refuses by name, does what it is asked by those it has, and takes more when some leave', async () => {
  using folder = tempFolder();
  await using server = await startOddly({ folder: folder.path, shell: 'ulimit -n 192; exec "$@"' });
  const early = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    // One connection, from now on.
    lazy: false,
  });
  await first(early, '{ __typename }');

  const idle = await openIdle(server.url, 150);
  const refusal = await ask(server.url);
  expect(refusal).toMatch(/^503 5 .*"code":"SERVER_FULL"/);
  expect(await statusOfUpgrade(server.url)).toBe(503);
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toMatch(/rule="connections"\} \d/);

  // Whoever was there before may work, and there are descriptors for it: files are read, and there is a first question.
  const input = { sample: true, instructions: 'Full estimate, exported as a workbook' };
  const { data } = await first<Started>(early, startMutation, { input });
  const { id: sessionId } = data!.startWorkflow.session;
  for await (const told of early.iterate<Told>({ query: eventsSubscription, variables: { sessionId } }))
    if (told.data?.events.__typename === 'UserDecisionNeeded') break;
  expect(await ask(server.url)).toBe(refusal);

  for (const socket of idle) socket.destroy();
  await untilAnswer(
    () => ask(server.url),
    (answer) => answer.startsWith('200'),
  );
  const late = clientFor(() => server.url, 0);
  const seen = await followAnswering(() => server.url, late, { sessionId });
  await Promise.all([early.dispose(), late.dispose()]);
  expect(seen.at(-1)?.status).toBe('SUCCEEDED');
  expect(seen.map((one) => one.sequence)).toEqual(seen.map((_, index) => index + 1));
}, 60_000);

test('connections that wait to be told are few: of more than that the rest is closed, and kept-alive ones make room', async () => {
  await using server = await startServer({ config: { maxConnections: 4 } });
  // Of fetch, kept alive with nothing to do.
  expect(await ask(server.url)).toMatch(/^200/);
  const idle = await openIdle(server.url, 60);
  let open = idle.length;
  for (const socket of idle) socket.once('close', () => open--);
  await untilAnswer(
    async () => open,
    (count) => count <= 4 + 32,
  );
  expect(open).toBeGreaterThanOrEqual(4);
  expect(await (await fetch(`${server.url}/healthz`)).status).toBe(200);
  for (const socket of idle) socket.destroy();
  await untilAnswer(
    () => ask(server.url),
    (answer) => answer.startsWith('200'),
  );
});
