// Letting go: of what a socket came with and of what its operations needed to begin nothing is kept, and when a stream
// has ended nothing of it.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { Credentials } from '../../src/gateway/authenticate.ts';
import { openBareSocket } from '../support/bare-socket.ts';
import { said } from '../support/drafts.ts';
import { startServer } from '../support/server.ts';
import { makeToken, secret } from '../support/tokens.ts';
import { createTurnedClock } from '../support/turned-clock.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const query = 'subscription { events(sessionId: "s1") { ... on Event { sequence } } }';
const createdAt = '2026-01-01T00:00:00.000Z';

async function startWithOne(options: Parameters<typeof startServer>[0]) {
  const server = await startServer(options);
  await server.services.log.createSession({ id: 's1', title: 'A', createdAt });
  await server.services.log.append('s1', 0, [said('one')]);
  return server;
}

/** Of a socket, and its streams, by what is counted for metrics. */
function openIn({ services }: Awaited<ReturnType<typeof startWithOne>>) {
  const of = (name: 'connections' | 'operations', label: string) =>
    services.tally.read(name).find(([one]) => one === label)?.[1] ?? 0;
  return { sockets: of('connections', 'graphql_ws'), streams: of('operations', 'events') };
}

test('headers, and what came with connection_init, are not kept while a stream goes on', async () => {
  const came: WeakRef<object>[] = [];
  const authenticate = ({ headers, connectionParams }: Credentials) => {
    came.push(new WeakRef(headers), new WeakRef(connectionParams!));
    return { id: 'ann', name: 'Ann', kind: 'user' } as const;
  };
  await using server = await startWithOne({ parts: { authenticate } });
  using socket = await openBareSocket(server.url, { init: false });
  socket.send({ type: 'connection_init', payload: { token: 'x'.repeat(1000) } });
  await socket.next();
  socket.subscribe('1', query);
  expect((await socket.next()).payload.data.events.sequence).toBe(1);
  expect(came).toHaveLength(2);
  await expect
    .poll(() => {
      collect();
      return came.filter((one) => one.deref() !== undefined).length;
    })
    .toBe(0);
  await server.services.log.append('s1', 1, [said('two')]);
  expect((await socket.next()).payload.data.events.sequence).toBe(2);
});

test('a stream that its client completes is over at once, its id is free, and the others go on', async () => {
  await using server = await startWithOne({});
  using socket = await openBareSocket(server.url);
  socket.subscribe('1', query);
  socket.subscribe('2', query);
  await socket.next();
  await socket.next();
  expect(openIn(server)).toEqual({ sockets: 1, streams: 2 });
  socket.send({ id: '1', type: 'complete' });
  expect(await socket.flushed()).toEqual([]);
  expect(openIn(server)).toEqual({ sockets: 1, streams: 1 });
  await server.services.log.append('s1', 1, [said('two')]);
  expect(await socket.next()).toMatchObject({ id: '2', payload: { data: { events: { sequence: 2 } } } });
  socket.subscribe('1', query);
  expect((await socket.next()).id).toBe('1');
  expect(openIn(server)).toEqual({ sockets: 1, streams: 2 });
});

test('streams are over when their socket closes', async () => {
  await using server = await startWithOne({});
  using socket = await openBareSocket(server.url);
  socket.subscribe('1', query);
  await socket.next();
  socket.socket.terminate();
  await expect.poll(() => openIn(server)).toEqual({ sockets: 0, streams: 0 });
});

test('sockets that expire have one timer, and none is left when they have closed', async () => {
  const clock = createTurnedClock();
  await using server = await startServer({ config: { authSecret: secret }, parts: { clock } });
  const before = clock.pending;
  const open = async () => {
    const socket = await openBareSocket(server.url, { init: false });
    socket.send({
      type: 'connection_init',
      payload: { token: await makeToken({ sub: 'ann' }, clock.now()) },
    });
    expect((await socket.next()).type).toBe('connection_ack');
    return socket;
  };
  using one = await open();
  using other = await open();
  expect(clock.pending).toBe(before + 1);
  one.socket.close();
  other.socket.close();
  await expect.poll(() => clock.pending).toBe(before);
});
