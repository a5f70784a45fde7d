// The resumable client: what it adds to graphql-ws, and what it leaves as it is.

import { once } from 'node:events';
import fc from 'fast-check';
import { type Client, createClient } from 'graphql-ws';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { recommended, resumable } from '../../src/client/index.ts';
import { retryWaitMs } from '../../src/client/wait.ts';
import { openCuttingProxy } from '../support/cutting-proxy.ts';
import { said } from '../support/drafts.ts';
import { type Followed, following } from '../support/following-clients.ts';
import { random } from '../support/random.ts';
import { createReceived, type Received } from '../support/received.ts';
import { type Server, startServer } from '../support/server.ts';
import { freePort } from '../support/server-process.ts';

function open(url: string, options: object = {}) {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    ...recommended,
    retryWait: () => new Promise((again) => setTimeout(again, 2)),
    ...options,
  });
  return { client, [Symbol.asyncDispose]: async () => client.dispose() };
}

async function sessionWith(server: Server, count: number): Promise<string> {
  const { log } = server.services;
  await log.createSession({ id: 's', title: 'S', createdAt: '2026-01-01T00:00:00.000Z' });
  await log.append(
    's',
    0,
    Array.from({ length: count }, () => said('hello')),
  );
  return 's';
}

function follow(
  client: Client,
  received: Received,
  query = following,
  variables: object = { sessionId: 's' },
) {
  return client.subscribe<Followed>(
    { query, variables: variables as Record<string, unknown> },
    {
      next: ({ data }) => received.tell(data!.events.sequence),
      error: received.fail,
      complete: () => {},
    },
  );
}

test('the caller’s variables stay as they are, and serve for another subscription', async () => {
  await using server = await startServer();
  const sessionId = await sessionWith(server, 3);
  await using opened = open(server.url);
  const client = resumable(opened.client);
  const variables = Object.freeze({ sessionId });
  for (const _ of [1, 2]) {
    const received = createReceived();
    const stop = follow(client, received, following, variables);
    await received.upTo(3);
    stop();
    expect(received.sequences).toEqual([1, 2, 3]);
  }
});

test('an operation that does not declare $after is sent as it is, and starts anew after a cut', async () => {
  await using server = await startServer();
  await sessionWith(server, 3);
  const sent: string[] = [];
  class Recording extends WebSocket {
    override send(data: string) {
      sent.push(data);
      super.send(data);
    }
  }
  await using opened = open(server.url, { webSocketImpl: Recording });
  const client = resumable(opened.client);
  const received = createReceived();
  follow(client, received, following.replace(', $after: Cursor', '').replace(', after: $after', ''));
  await received.upTo(3);
  client.terminate();
  await server.services.log.append('s', 3, [said('later')]);
  await received.upTo(4);
  expect(received.sequences.slice(0, 6)).toEqual([1, 2, 3, 1, 2, 3]);
  const subscribes = sent.filter((text) => text.includes('"subscribe"'));
  expect(subscribes.length).toBe(2);
  expect(subscribes[1]).toBe(subscribes[0]);
});

test('a connection that was given up and comes to life again says nothing more', async () => {
  await using server = await startServer();
  await sessionWith(server, 3);
  await using opened = open(server.url);
  const client = resumable(opened.client);
  const sockets: WebSocket[] = [];
  client.on('connected', (socket) => sockets.push(socket as WebSocket));
  const received = createReceived();
  follow(client, received);
  await received.upTo(3);
  sockets[0]!.pause();
  await server.services.log.append('s', 3, [said('to both'), said('of them')]);
  client.terminate();
  await received.upTo(5);
  const closed = once(sockets[0]!, 'close');
  sockets[0]!.resume();
  await closed;
  expect(received.sequences).toEqual([1, 2, 3, 4, 5]);
  expect(sockets.length).toBe(2);
});

test('a connection that does not answer a ping in time is made anew, and nothing is missing', async () => {
  await using server = await startServer();
  await sessionWith(server, 3);
  await using proxy = await openCuttingProxy(server.url, { random: random(1), cuts: 0 });
  await using opened = open(proxy.url, { keepAlive: 30 });
  const client = resumable(opened.client, { pongTimeoutMs: 100 });
  const received = createReceived();
  follow(client, received);
  await received.upTo(3);
  proxy.freeze();
  await server.services.log.append('s', 3, [said('behind the ice')]);
  await received.upTo(4);
  expect(received.sequences).toEqual([1, 2, 3, 4]);
});

test('with the recommended options a server that is not there yet is waited for', async () => {
  const port = await freePort();
  await using opened = open(`http://127.0.0.1:${port}`);
  const received = createReceived();
  let attempts = 0;
  const tried = Promise.withResolvers<void>();
  opened.client.on('connecting', () => ++attempts === 10 && tried.resolve());
  follow(resumable(opened.client), received);
  await tried.promise;
  await using server = await startServer({ config: { port } });
  await sessionWith(server, 1);
  // Before there was a session the answer was an error; that one is final.
  await received.upTo(1).catch(async () => {
    const again = createReceived();
    follow(resumable(opened.client), again);
    await again.upTo(1);
  });
});

test('the wait before another attempt is never longer than ten seconds, and rarely the same twice', () => {
  fc.assert(
    fc.property(fc.nat(5000), (retries) => {
      const [one, other] = [retryWaitMs(retries), retryWaitMs(retries)];
      return one >= 0 && one <= 10_000 && one !== other && retryWaitMs(0) <= 1000;
    }),
  );
});
