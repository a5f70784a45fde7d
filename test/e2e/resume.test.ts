// Resume under fire: connections are cut at any byte while events are appended; clients are told each event once.

import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { openCuttingProxy } from '../support/cutting-proxy.ts';
import { said } from '../support/drafts.ts';
import {
  clients,
  eventSourceUrl,
  type Followed,
  following,
  resumableClient,
} from '../support/following-clients.ts';
import { random } from '../support/random.ts';
import { createReceived } from '../support/received.ts';
import { startServer } from '../support/server.ts';
import { appendUnderFire, cuts, dense, openSession, seed } from '../support/under-fire.ts';

const feeding = `subscription ($sessionId: ID!, $after: Cursor) {
  feed(sessionId: $sessionId, after: $after) {
    ... on FeedSnapshot { session { lastSequence } }
    ... on FeedEvent { event { ... on Event { sequence } } }
  }
}`;

interface FeedItem {
  session?: { lastSequence: number };
  event?: { sequence: number };
}

test.each(Object.entries(clients))(`%s is told each event once over ${cuts} cuts`, async (name, follow) => {
  await using server = await startServer();
  const { log } = server.services;
  await openSession(log);
  const below = random(seed + name.length);
  await using proxy = await openCuttingProxy(server.url, { random: below, cuts });
  const received = createReceived();
  await using _client = follow(proxy.url, 'fire', received);
  const last = await appendUnderFire(log, proxy, received, below);
  expect(received.sequences, `RESUME_SEED=${seed}`).toEqual(dense(last));
  expect(proxy.cuts).toBeGreaterThanOrEqual(cuts);
});

test(`a feed tells each event once over ${cuts} cuts, after a snapshot of what was told before`, async () => {
  await using server = await startServer();
  const { log } = server.services;
  await openSession(log);
  const below = random(seed);
  await using proxy = await openCuttingProxy(server.url, { random: below, cuts });
  const received = createReceived();
  let snapshots = 0;
  const client = resumableClient(proxy.url);
  client.subscribe<{ feed: FeedItem }>(
    { query: feeding, variables: { sessionId: 'fire' } },
    {
      next({ data }) {
        const { event, session } = data!.feed;
        if (session !== undefined) {
          snapshots++;
          expect(session.lastSequence).toBe(received.sequences.length);
        }
        if (event !== undefined) received.tell(event.sequence);
      },
      error: received.fail,
      complete: () => {},
    },
  );
  const last = await appendUnderFire(log, proxy, received, below);
  expect(received.sequences, `RESUME_SEED=${seed}`).toEqual(dense(last));
  expect(snapshots).toBeGreaterThan(cuts / 2);
  await client.dispose();
});

test('a client that stops reading, is cut off meanwhile and reads on is told each event once', async () => {
  await using server = await startServer();
  const { log } = server.services;
  await openSession(log);
  await using proxy = await openCuttingProxy(server.url, { random: random(seed), cuts: 0 });
  const received = createReceived();
  const client = resumableClient(proxy.url);
  let socket: WebSocket | null = null;
  client.on('connected', (connected) => {
    socket = connected as WebSocket;
  });
  client.subscribe<Followed>(
    { query: following, variables: { sessionId: 'fire' } },
    {
      next: ({ data }) => received.tell(data!.events.sequence),
      error: received.fail,
      complete: () => {},
    },
  );
  let last = 0;
  const append = async (count: number) => {
    for (const end = last + count; last < end; )
      ({ lastSequence: last } = await log.append(
        'fire',
        last,
        Array.from({ length: 500 }, () => said('x'.repeat(1000))),
      ));
  };
  for (let round = 0; round < 4; round++) {
    await append(500);
    await received.upTo(last);
    socket!.pause();
    await append(3000);
    if (round % 2 === 0) proxy.cutAll();
    await append(500);
    socket!.resume();
    await received.upTo(last);
  }
  expect(received.sequences).toEqual(dense(last));
  expect(last).toBe(16_000);
  await client.dispose();
});

test('an event stream that is not read for a while goes on where it was', async () => {
  await using server = await startServer();
  const { log } = server.services;
  await openSession(log);
  const response = await fetch(eventSourceUrl(server.url, 'fire'), {
    headers: { accept: 'text/event-stream' },
  });
  const total = 5000;
  for (let last = 0; last < total; )
    ({ lastSequence: last } = await log.append(
      'fire',
      last,
      Array.from({ length: 500 }, () => said('x'.repeat(1000))),
    ));
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes(`"sequence":${total},`)) break;
  }
  expect([...text.matchAll(/"sequence":(\d+)/g)].map((match) => Number(match[1]))).toEqual(dense(total));
});
