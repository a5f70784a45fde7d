// Resume by name: clients that keep no cursor, and a server that keeps how far they got.

import { expect, test } from 'vitest';
import { type BareSocket, openBareSocket } from '../support/bare-socket.ts';
import { openCuttingProxy } from '../support/cutting-proxy.ts';
import { said } from '../support/drafts.ts';
import { named } from '../support/following-clients.ts';
import { random } from '../support/random.ts';
import { createReceived } from '../support/received.ts';
import { startServer } from '../support/server.ts';
import {
  appendUnderFire,
  cuts,
  dense,
  mostAtOnce,
  openSession,
  seed,
  toldAgain,
} from '../support/under-fire.ts';

test(`an unmodified graphql-ws client that names itself misses nothing over ${cuts} cuts, and is told again only what was under way`, async () => {
  await using server = await startServer();
  const { log } = server.services;
  await openSession(log);
  const below = random(seed);
  await using proxy = await openCuttingProxy(server.url, { random: below, cuts, mostDown: 40_000 });
  const received = createReceived();
  const connections: number[] = [];
  await using _client = named(proxy.url, 'fire', received, () => connections.push(received.sequences.length));
  const last = await appendUnderFire(log, proxy, received, below);
  const again = toldAgain(received.sequences, connections);
  expect(new Set(received.sequences).size).toBe(last);
  // One batch was under way at a time; of several cuts in a row it may be more.
  expect(again / connections.length).toBeLessThan(mostAtOnce);
});

test('what a client that names itself has confirmed is not told again, and another name begins anew', async () => {
  await using server = await startServer();
  const { log } = server.services;
  await openSession(log);
  const query = `subscription ($subscriber: ID!) {
    events(sessionId: "fire", subscriber: $subscriber) { ... on Event { sequence } }
  }`;
  const told: number[] = [];
  const read = async (bare: BareSocket) => told.push((await bare.next()).payload.data.events.sequence);
  for (let last = 0; last < 25; last += 5) {
    await log.append(
      'fire',
      last,
      Array.from({ length: 5 }, () => said('hello')),
    );
    using bare = await openBareSocket(server.url);
    bare.subscribe('1', query, { subscriber: 'this screen' });
    for (let n = 0; n < 5; n++) await read(bare);
    // A ping that says how far it went is answered before this one is; a second one may have had to wait for the first.
    for (const _ of [1, 2, 3]) expect(await bare.flushed()).toEqual([]);
  }
  expect(told).toEqual(dense(25));
  using other = await openBareSocket(server.url);
  other.subscribe('1', query, { subscriber: 'another screen' });
  await read(other);
  expect(told.at(-1)).toBe(1);
});

test('the same name with another filter is another subscriber', async () => {
  await using server = await startServer();
  const { log } = server.services;
  await openSession(log);
  await log.append('fire', 0, [said('a'), said('b'), said('c')]);
  const query = `subscription ($types: [EventType!]) {
    events(sessionId: "fire", types: $types, subscriber: "screen") { ... on Event { sequence } }
  }`;
  const firstOf = async (types: string[] | null) => {
    using bare = await openBareSocket(server.url);
    bare.subscribe('1', query, { types });
    const { sequence } = (await bare.next()).payload.data.events;
    for (const _ of [1, 2, 3]) await bare.flushed().catch(() => []);
    return sequence;
  };
  expect(await firstOf(['CHAT_MESSAGE'])).toBe(1);
  expect(await firstOf(null)).toBe(1);
  await log.append('fire', 3, [said('d')]);
  expect(await firstOf(['CHAT_MESSAGE'])).toBe(4);
});

test('a ping asks only about what was told before it, also of live events', async () => {
  await using server = await startServer();
  const { log } = server.services;
  await openSession(log);
  using bare = await openBareSocket(server.url);
  let told = 0;
  const asked: { about: number; told: number }[] = [];
  bare.socket.on('message', (data) => {
    told = JSON.parse(String(data)).payload?.data?.events.sequence ?? told;
  });
  bare.socket.on('ping', (payload) => asked.push({ about: Number(String(payload).split(' ')[1]), told }));
  bare.subscribe(
    '1',
    `subscription { events(sessionId: "fire", subscriber: "s") { ... on Event { sequence } } }`,
  );
  for (let last = 0; last < 20; last++) {
    await log.append('fire', last, [said('hello')]);
    expect((await bare.next()).payload.data.events.sequence).toBe(last + 1);
    await bare.flushed();
  }
  expect(asked.length).toBeGreaterThan(10);
  for (const one of asked) expect(one.told).toBeGreaterThanOrEqual(one.about);
});
