// The resumable client's iterator: bounded for a slow reader, and ended at once.

import { createClient } from 'graphql-ws';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { recommended, resumable } from '../../src/client/index.ts';
import { said } from '../support/drafts.ts';
import { type Followed, following } from '../support/following-clients.ts';
import { type Server, startServer } from '../support/server.ts';

const dense = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

function open(server: Server) {
  const client = resumable(
    createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      ...recommended,
    }),
  );
  return { client, [Symbol.asyncDispose]: async () => client.dispose() };
}

async function sessionWith(server: Server, count: number): Promise<void> {
  const { log } = server.services;
  await log.createSession({ id: 's', title: 'S', createdAt: '2026-01-01T00:00:00.000Z' });
  await log.append(
    's',
    0,
    Array.from({ length: count }, () => said('hello')),
  );
}

const payload = { query: following, variables: { sessionId: 's' } };

test('for a reader that is slow at most 1,000 results wait; it is served in parts, each event once', async () => {
  await using server = await startServer();
  const [parts, most] = [5, 1000];
  await sessionWith(server, parts * most);
  await using opened = open(server);
  let closed = Promise.withResolvers<void>();
  opened.client.on('closed', () => closed.resolve());
  const results = opened.client.iterate<Followed>(payload);
  const sequences: (number | undefined)[] = [];
  const read = async () => sequences.push((await results.next()).value?.data?.events.sequence);
  for (let part = 0; part < parts; part++) {
    // With the first result of a part the next ones come; the queue is full when the subscription has been ended for it.
    await read();
    await closed.promise;
    closed = Promise.withResolvers();
    while (sequences.length % most !== 0) await read();
  }
  expect(sequences).toEqual(dense(parts * most));
  await results.return?.();
});

test('return ends a wait for the next result at once', async () => {
  await using server = await startServer();
  await sessionWith(server, 1);
  await using opened = open(server);
  const results = opened.client.iterate<Followed>(payload);
  expect((await results.next()).value?.data?.events.sequence).toBe(1);
  const waiting = results.next();
  await results.return?.();
  expect(await waiting).toEqual({ done: true, value: undefined });
});

test('an error is thrown once, and then it is over', async () => {
  await using server = await startServer();
  await using opened = open(server);
  const results = opened.client.iterate<Followed>({ query: 'subscription ($after: Cursor) { nothing }' });
  await expect(results.next()).rejects.toMatchObject([{ message: 'Variable "$after" is never used.' }, {}]);
  expect((await results.next()).done).toBe(true);
});

test('an operation that cannot go on where it was is never ended for a slow reader', async () => {
  await using server = await startServer();
  await sessionWith(server, 1500);
  await using opened = open(server);
  const came = Promise.withResolvers<void>();
  let told = 0;
  opened.client.on('message', ({ type }) => type === 'next' && ++told === 1500 && came.resolve());
  const results = opened.client.iterate<Followed>({
    ...payload,
    query: following.replace(', $after: Cursor', '').replace(', after: $after', ''),
  });
  await came.promise;
  const sequences: number[] = [];
  while (sequences.length < 1500) sequences.push((await results.next()).value!.data!.events.sequence);
  expect(sequences).toEqual(dense(1500));
  await results.return?.();
});
