// Draining: a server that closes tells every stream, and every client finds its way to the next one.

import { once } from 'node:events';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { openBareSocket } from '../support/bare-socket.ts';
import { openRaw } from '../support/raw-client.ts';
import { type Server, startServer } from '../support/server.ts';

const events = 'subscription { events(sessionId: "s1") { ... on Event { sequence } } }';
const feed =
  'subscription { feed(sessionId: "s1") { __typename ... on FeedEnding { endReason retryAfterMs cursor } } }';

async function withSession(): Promise<Server> {
  const server = await startServer();
  await server.services.log.createSession({ id: 's1', title: 'A', createdAt: '2026-01-01T00:00:00.000Z' });
  return server;
}

test('over graphql-ws a feed is told SERVER_DRAINING with a spread retry, nothing is completed, and the socket closes with 1001', async () => {
  const server = await withSession();
  const sockets = await Promise.all(Array.from({ length: 20 }, () => openBareSocket(server.url)));
  for (const bare of sockets) {
    bare.subscribe('feed', feed);
    bare.subscribe('events', events);
    await bare.until((message) => message.payload?.data.feed?.__typename === 'FeedCaughtUp');
  }
  await server[Symbol.asyncDispose]();
  const retries = new Set<number>();
  for (const bare of sockets) {
    expect(await bare.closed).toEqual({ code: 1001, reason: 'SERVER_DRAINING' });
    const told = bare.rest();
    expect(told.map((message) => message.type)).toEqual(['next']);
    const ending = told[0]?.payload.data.feed;
    expect(ending).toMatchObject({ __typename: 'FeedEnding', endReason: 'SERVER_DRAINING' });
    expect(ending.retryAfterMs).toBeGreaterThanOrEqual(500);
    expect(ending.retryAfterMs).toBeLessThanOrEqual(5500);
    retries.add(ending.retryAfterMs);
  }
  // Not all at once: twenty of five thousand.
  expect(retries.size).toBeGreaterThan(10);
});

test('what is subscribed to while the server closes is not answered, but closed on, so that the client asks the next one', async () => {
  const server = await withSession();
  using bare = await openBareSocket(server.url);
  bare.subscribe('1', events);
  await bare.flushed();
  const closing = server[Symbol.asyncDispose]();
  bare.subscribe('2', events);
  expect(await bare.closed).toEqual({ code: 1001, reason: 'SERVER_DRAINING' });
  expect(bare.rest()).toEqual([]);
  await closing;
});

test('over SSE the client is told how long to wait, and is not told that it is over', async () => {
  const server = await withSession();
  const address = `${server.url}/graphql?${new URLSearchParams({ query: events })}`;
  const asked = request(address, { headers: { accept: 'text/event-stream' } }).end();
  const [response] = await once(asked, 'response');
  let text = '';
  response.on('data', (chunk: Buffer) => {
    text += String(chunk);
  });
  response.on('error', () => {});
  await once(response, 'data');
  const closed = new Promise((resolve) => response.once('close', resolve));
  await server[Symbol.asyncDispose]();
  await closed;
  expect(Number(/^retry: (\d+)$/m.exec(text)?.[1])).toBeGreaterThanOrEqual(500);
  expect(text).not.toContain('complete');
});

test('the raw socket is told, then closed with 1001', async () => {
  const server = await withSession();
  await using client = await openRaw(server.url, '?session_id=s1');
  await client.next('subscribed');
  await server[Symbol.asyncDispose]();
  expect(await client.closed).toBe(1001);
  expect(client.frames.at(-1)).toMatchObject({ type: 'server_draining' });
});

test('a client that does not answer the close is cut within the time that is set', async () => {
  const server = await withSession();
  using bare = await openBareSocket(server.url);
  bare.socket.pause();
  const begun = performance.now();
  await server[Symbol.asyncDispose]();
  // SHUTDOWN_SECONDS is 1 in tests; without it the close would wait for 30 s.
  expect(performance.now() - begun).toBeLessThan(10_000);
});
