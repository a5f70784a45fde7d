// graphql-transport-ws: what is said about connections, rule by rule, over a bare socket against the real server.
//
// Source: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md

import { once } from 'node:events';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startApp } from '../../src/app.ts';
import { createLogger } from '../../src/base/logger.ts';
import { readConfig } from '../../src/config.ts';
import type { Authenticate } from '../../src/gateway/authenticate.ts';
import { openBareSocket } from '../support/bare-socket.ts';
import { type Server, startServer } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer({ config: { connectionInitSeconds: 1 } });
});
afterAll(() => server[Symbol.asyncDispose]());

const open = (options?: Parameters<typeof openBareSocket>[1]) => openBareSocket(server.url, options);

describe('before anything else', () => {
  test.each([
    ['no subprotocol', undefined],
    ['the older subprotocol', 'graphql-ws'],
    ['another subprotocol', 'mqtt'],
  ])('%s: closed with 4406', async (_name, offered) => {
    const headers = offered === undefined ? {} : { 'sec-websocket-protocol': offered };
    using bare = await open({ init: false, protocols: [], headers });
    expect(await bare.closed).toEqual({ code: 4406, reason: 'Subprotocol not acceptable' });
  });

  test('of several subprotocols the one it speaks is taken', async () => {
    using bare = await open({ protocols: ['graphql-ws', 'graphql-transport-ws'] });
    expect(bare.socket.protocol).toBe('graphql-transport-ws');
  });

  test('connection_init is acknowledged, with or without a payload', async () => {
    for (const payload of [undefined, null, {}, { token: 'x', deep: [{}] }]) {
      using bare = await open({ init: false });
      bare.send({ type: 'connection_init', payload });
      expect(await bare.next()).toEqual({ type: 'connection_ack' });
    }
  });

  test('no connection_init in time: closed with 4408', async () => {
    using bare = await open({ init: false });
    expect(await bare.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
  });

  test('a second connection_init: closed with 4429, also when it comes before the acknowledgement', async () => {
    using one = await open();
    one.send({ type: 'connection_init' });
    expect(await one.closed).toEqual({ code: 4429, reason: 'Too many initialisation requests' });
    using two = await open({ init: false });
    for (const _ of [1, 2]) two.send({ type: 'connection_init' });
    expect((await two.closed).code).toBe(4429);
  });

  test('a subscribe before the acknowledgement: closed with 4401', async () => {
    using bare = await open({ init: false });
    bare.subscribe('1', '{ __typename }');
    expect(await bare.closed).toEqual({ code: 4401, reason: 'Unauthorized' });
  });
});

describe('who asks', () => {
  /** Knows one token, and takes its time. */
  const authenticate: Authenticate = async ({ connectionParams }) => {
    await new Promise((resolve) => setImmediate(resolve));
    if (connectionParams?.token === 'broken') throw new Error('the directory is away');
    return connectionParams?.token === 'good' ? { id: 'pat', name: 'Pat', kind: 'user' } : null;
  };

  async function openGuarded() {
    const folder = tempFolder();
    const config = {
      ...readConfig({ LOG_LEVEL: 'silent', SHUTDOWN_SECONDS: '1' }),
      port: 0,
      dataDir: folder.path,
    };
    const app = await startApp(config, { authenticate, logger: createLogger('silent') });
    return {
      url: app.url,
      async [Symbol.asyncDispose]() {
        await app[Symbol.asyncDispose]();
        folder[Symbol.dispose]();
      },
    };
  }

  test('refused, or not to be found out: closed with 4403; admitted: acknowledged and served', async () => {
    await using guarded = await openGuarded();
    for (const payload of [undefined, {}, { token: 'bad' }, { token: ['good'] }, { token: 'broken' }]) {
      using bare = await openBareSocket(guarded.url, { init: false });
      bare.send({ type: 'connection_init', payload });
      expect(await bare.closed).toEqual({ code: 4403, reason: 'Forbidden' });
    }
    using bare = await openBareSocket(guarded.url, { init: false });
    bare.send({ type: 'connection_init', payload: { token: 'good' } });
    expect(await bare.next()).toEqual({ type: 'connection_ack' });
    bare.subscribe('1', '{ __typename }');
    expect((await bare.next()).payload).toEqual({ data: { __typename: 'Query' } });
  });

  test('a subscribe while it is being found out: closed with 4401, and nothing is told', async () => {
    await using guarded = await openGuarded();
    using bare = await openBareSocket(guarded.url, { init: false });
    bare.send({ type: 'connection_init', payload: { token: 'good' } });
    bare.subscribe('1', '{ __typename }');
    expect((await bare.closed).code).toBe(4401);
  });
});

describe('4400', () => {
  const query = '{ __typename }';
  test.each([
    ['no JSON', '{{{'],
    ['an empty message', ''],
    ['a text', '"ping"'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no type', '{}'],
    ['a type that is not a text', { type: 1 }],
    ['an unknown type', { type: 'start' }],
    ['a type that every object has', { type: 'constructor' }],
    ['a ping whose payload is not an object', { type: 'ping', payload: 'x' }],
    ['subscribe without an id', { type: 'subscribe', payload: { query } }],
    ['subscribe with an empty id', { id: '', type: 'subscribe', payload: { query } }],
    ['subscribe with a number for an id', { id: 1, type: 'subscribe', payload: { query } }],
    ['subscribe without a payload', { id: '1', type: 'subscribe' }],
    ['subscribe without a query', { id: '1', type: 'subscribe', payload: {} }],
    ['subscribe with a query that is not a text', { id: '1', type: 'subscribe', payload: { query: 1 } }],
    ['subscribe with a list of variables', { id: '1', type: 'subscribe', payload: { query, variables: [] } }],
    [
      'subscribe with extensions that are none',
      { id: '1', type: 'subscribe', payload: { query, extensions: 1 } },
    ],
    ['complete without an id', { type: 'complete' }],
    ['connection_ack from a client', { type: 'connection_ack' }],
    ['next from a client', { id: '1', type: 'next', payload: {} }],
    ['error from a client', { id: '1', type: 'error', payload: [{ message: 'x' }] }],
  ])('%s: closed with 4400', async (_name, message) => {
    using bare = await open();
    bare.send(message);
    expect((await bare.closed).code).toBe(4400);
  });

  test('whatever is sent, a socket is closed with 4400 or answers on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 5 }), async (messages) => {
        using bare = await open();
        for (const message of messages) bare.send(JSON.stringify(message));
        bare.send({ type: 'ping' });
        const ended = await Promise.race([bare.closed, bare.next()]);
        expect(ended).toEqual(
          messages.length === 0 ? { type: 'pong' } : expect.objectContaining({ code: 4400 }),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('ping and pong', () => {
  test('a ping is answered with its payload, before and after the connection is acknowledged', async () => {
    using bare = await open({ init: false });
    bare.send({ type: 'ping', payload: { n: 1 } });
    expect(await bare.next()).toEqual({ type: 'pong', payload: { n: 1 } });
    bare.send({ type: 'connection_init' });
    await bare.next();
    bare.send({ type: 'ping' });
    expect(await bare.next()).toEqual({ type: 'pong' });
  });

  test('a pong nobody asked for is ignored', async () => {
    using bare = await open();
    bare.send({ type: 'pong' });
    bare.send({ type: 'pong', payload: { n: 1 } });
    expect(await bare.flushed()).toEqual([]);
  });
});

test('frames in parts, and messages in binary frames, are read like others', async () => {
  using bare = await open();
  const text = JSON.stringify({ type: 'ping', payload: { word: '長い' } });
  const bytes = Buffer.from(text);
  bare.socket.send(bytes.subarray(0, 33), { fin: false, binary: false });
  bare.socket.send(bytes.subarray(33), { fin: true, binary: false });
  expect((await bare.next()).payload).toEqual({ word: '長い' });
  bare.socket.send(bytes, { binary: true });
  expect((await bare.next()).payload).toEqual({ word: '長い' });
});

test('a WebSocket at another path is refused', async () => {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/nothing`, 'graphql-transport-ws');
  const [error] = await once(socket, 'error');
  expect(String(error)).toContain('404');
});
