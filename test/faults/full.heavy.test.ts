// A server with as many connections as it has descriptors for: one more is refused by name, and nobody else notices.

import { once } from 'node:events';
import { type Client, createClient, type FormattedExecutionResult } from 'graphql-ws';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { clientFor, followAnswering } from '../support/answering.ts';
import { eventsSubscription, type Started, startMutation, type Told } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { ask, openIdle } from './idle.ts';
import { startOddly } from './odd-server.ts';
import { untilAnswer } from './poll.ts';

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
