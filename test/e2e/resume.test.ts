// Resume under fire: connections are cut at any byte while events are appended; clients are told each event once.

import { expect, test } from 'vitest';
import type { Log } from '../../src/log/log.ts';
import { type CuttingProxy, openCuttingProxy } from '../support/cutting-proxy.ts';
import { said } from '../support/drafts.ts';
import {
  type Follow,
  overApollo,
  overBareSocket,
  overEventSource,
  overFetch,
  overGraphqlWs,
  overIterator,
  overUrql,
} from '../support/following-clients.ts';
import { type Random, random } from '../support/random.ts';
import { createReceived, type Received } from '../support/received.ts';
import { startServer } from '../support/server.ts';

const dense = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
const cuts = 50;
/** RESUME_SEED tries other places to cut at. */
const seed = Number(process.env.RESUME_SEED ?? 20_261_123);

const clients: Record<string, Follow> = {
  'graphql-ws, resumable': overGraphqlWs,
  'graphql-ws, resumable, as an iterator': overIterator,
  'Apollo Client over the resumable client': overApollo,
  'urql over the resumable client': overUrql,
  'an unmodified EventSource': overEventSource,
  'a subscription over fetch': overFetch,
  'a bare socket that sends its last cursor': overBareSocket,
};

/** Appends a few at a time; goes on when they were told, or when a connection was cut. Resolves with the last sequence. */
async function appendUnderFire(log: Log, proxy: CuttingProxy, received: Received, below: Random) {
  const append = async (count: number) => {
    const drafts = Array.from({ length: count }, () => said('x'.repeat(below(40))));
    return (await log.append('fire', last, drafts)).lastSequence;
  };
  let last = 0;
  do {
    last = await append(1 + below(30));
    await Promise.race([received.upTo(last), proxy.cut()]);
  } while (!proxy.done);
  last = await append(50);
  await received.upTo(last);
  return last;
}

test.each(Object.entries(clients))(`%s is told each event once over ${cuts} cuts`, async (name, follow) => {
  await using server = await startServer();
  const { log } = server.services;
  await log.createSession({ id: 'fire', title: 'Fire', createdAt: '2026-01-01T00:00:00.000Z' });
  const below = random(seed + name.length);
  await using proxy = await openCuttingProxy(server.url, { random: below, cuts });
  const received = createReceived();
  await using _client = follow(proxy.url, 'fire', received);
  const last = await appendUnderFire(log, proxy, received, below).catch((error) => {
    throw new Error(`RESUME_SEED=${seed}, after ${proxy.cuts} cuts: ${error}`, { cause: error });
  });
  expect(received.sequences, `RESUME_SEED=${seed}`).toEqual(dense(last));
  expect(proxy.cuts).toBeGreaterThanOrEqual(cuts);
});
