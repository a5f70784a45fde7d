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
  const [total, most] = [5000, 1000];
  await sessionWith(server, total);
  await using opened = open(server);
  let parts = 0;
  let closing: PromiseWithResolvers<void> | null = null;
  opened.client.on('connecting', () => {
    parts++;
    closing = Promise.withResolvers();
  });
  opened.client.on('closed', () => {
    closing?.resolve();
    closing = null;
  });
  const results = opened.client.iterate<Followed>(payload);
  const sequences: (number | undefined)[] = [];
  while (sequences.length < total) {
    sequences.push((await results.next()).value?.data?.events.sequence);
    // While it is subscribed the reader rests: until the queue is full and the subscription was ended for it.
    if (total - sequences.length >= most) await (closing as PromiseWithResolvers<void> | null)?.promise;
  }
  expect(sequences).toEqual(dense(total));
  expect(parts).toBe(5);
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
