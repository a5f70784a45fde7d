// Slow clients: bounded, merged, told by name, and nobody else's business.

import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { said, substep } from '../support/drafts.ts';
import { held } from '../support/held.ts';
import { type Server, startServer } from '../support/server.ts';

/** Milliseconds: these take a few seconds, and far longer where others use the machine, too. */
const slow = 120_000;

const feed = `subscription ($id: ID!, $after: Cursor) { feed(sessionId: $id, after: $after, heartbeatMs: 300000) {
  __typename
  ... on FeedEvent { event { ... on Event { sequence priority } ... on ChatMessage { text } } }
  ... on FeedConflated { fromSequence toSequence droppedCount }
  ... on FeedEnding { cursor endReason retryAfterMs } } }`;

interface Item {
  __typename: string;
  event?: { sequence: number; priority: string };
  fromSequence?: number;
  toSequence?: number;
  endReason?: string;
  cursor?: string;
  retryAfterMs?: number;
}

/** A bare client that can stop reading. */
async function follow(server: Server, variables: object) {
  const address = `${server.url.replace('http', 'ws')}/graphql`;
  const socket = new WebSocket(address, 'graphql-transport-ws', { perMessageDeflate: false });
  const items: Item[] = [];
  const types: string[] = [];
  socket.on('error', () => {});
  socket.on('message', (data) => {
    const { type, payload } = JSON.parse(String(data));
    types.push(type);
    if (type === 'next') items.push(payload.data.feed);
    if (type === 'connection_ack')
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: feed, variables } }));
  });
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  const until = async (done: () => boolean) => {
    while (!done()) await once(socket, 'message');
  };
  await until(() => items.some((item) => item.__typename === 'FeedCaughtUp'));
  return { socket, items, types, until };
}

/** The number of this name at /metrics. */
async function metric(server: Server, name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(new RegExp(`^pip_stream_${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

async function atLeast(server: Server, name: string, number: number): Promise<void> {
  while ((await metric(server, name)) < number) await new Promise((resolve) => setImmediate(resolve));
}

async function openSession(server: Server) {
  const { log } = server.services;
  await log.createSession({ id: 's1', title: 'A', createdAt: '2026-01-01T00:00:00.000Z' });
  let last = 0;
  return async (...drafts: Parameters<typeof log.append>[2]) => {
    ({ lastSequence: last } = await log.append('s1', last, drafts));
    await new Promise((resolve) => setImmediate(resolve));
    return last;
  };
}

const big = 'x'.repeat(50_000);
/** What a socket of this machine takes on both sides before anything waits in the process: far less than this. */
const floods = 300;

/** The sequences that items account for, in order. */
const accounted = (items: Item[]) =>
  items.flatMap(({ event, fromSequence, toSequence }) =>
    event !== undefined
      ? [event.sequence]
      : fromSequence === undefined
        ? []
        : Array.from({ length: toSequence! - fromSequence + 1 }, (_, n) => fromSequence + n),
  );
const dense = (length: number) => Array.from({ length }, (_, n) => n + 1);

test(
  'one that stops reading is merged for, told what was merged, and gets all the rest; its neighbour notices nothing',
  async () => {
    await using server = await startServer({ config: { slowClientSeconds: 60 } });
    const append = await openSession(server);
    const [slow, neighbour] = await Promise.all([follow(server, { id: 's1' }), follow(server, { id: 's1' })]);
    slow.socket.pause();
    for (let n = 0; n < floods; n++) await append(said(big));
    await atLeast(server, 'subscribers_behind_total', 1);
    for (let n = 0; n < 300; n++) await append(substep('a', n % 100), substep('b', n % 100));
    const last = await append(said('end'));
    await neighbour.until(() => neighbour.items.at(-1)?.event?.sequence === last);
    expect(neighbour.items.filter((item) => item.__typename === 'FeedConflated')).toEqual([]);
    expect(accounted(neighbour.items)).toEqual(dense(last));
    slow.socket.resume();
    await slow.until(() => slow.items.at(-1)?.event?.sequence === last);
    expect(accounted(slow.items)).toEqual(dense(last));
    const merged = slow.items.filter((item) => item.__typename === 'FeedConflated');
    expect(merged.length).toBeGreaterThan(0);
    for (const { fromSequence } of merged) expect(fromSequence).toBeGreaterThan(floods);
    expect(await metric(server, 'events_conflated_total')).toBeGreaterThan(0);
    for (const { socket } of [slow, neighbour]) socket.terminate();
  },
  slow,
);

test(
  'one that takes nothing for too long is told SLOW_CLIENT with its cursor, closed with 1013, and goes on from there',
  async () => {
    await using server = await startServer({ config: { slowClientSeconds: 1 } });
    const append = await openSession(server);
    const slow = await follow(server, { id: 's1' });
    slow.socket.pause();
    for (let n = 0; n < floods; n++) await append(said(big));
    await atLeast(server, 'slow_clients_total', 1);
    expect(await metric(server, 'subscriptions')).toBe(0);
    const closed = once(slow.socket, 'close') as Promise<[number, Buffer]>;
    slow.socket.resume();
    const [code, reason] = await closed;
    expect([code, String(reason)]).toEqual([1013, 'SLOW_CLIENT']);
    const ending = slow.items.at(-1);
    expect(ending).toMatchObject({ __typename: 'FeedEnding', endReason: 'SLOW_CLIENT' });
    expect(ending?.retryAfterMs).toBeGreaterThan(0);
    // Not complete: graphql-ws clients subscribe again by themselves.
    expect(slow.types).not.toContain('complete');
    const again = await follow(server, { id: 's1', after: ending?.cursor });
    expect(accounted([...slow.items, ...again.items])).toEqual(dense(floods));
    again.socket.terminate();
  },
  slow,
);

test(
  '100 sockets that are never read and 100,000 events: the process holds little of it',
  async () => {
    await using server = await startServer({ config: { slowClientSeconds: 60 } });
    const append = await openSession(server);
    const stalled = await Promise.all(Array.from({ length: 100 }, () => follow(server, { id: 's1' })));
    for (const { socket } of stalled) socket.pause();
    const healthy = await follow(server, { id: 's1' });
    const before = held();
    const many = Array.from({ length: 500 }, (_, n) =>
      n % 10 === 0 ? said('x'.repeat(200)) : substep('a', n % 100),
    );
    let last = 0;
    for (let n = 0; n < 200; n++) last = await append(...many);
    expect(last).toBe(100_000);
    await healthy.until(() => healthy.items.at(-1)?.event?.sequence === last);
    healthy.items.length = 0;
    healthy.types.length = 0;
    expect(await metric(server, 'subscribers_behind_total')).toBeGreaterThanOrEqual(100);
    // 100 times 131,072 bytes and one write beyond; 100 times all events would be 6 GB.
    expect(held() - before).toBeLessThan(60_000_000);
    for (const { socket } of [...stalled, healthy]) socket.terminate();
  },
  slow,
);
