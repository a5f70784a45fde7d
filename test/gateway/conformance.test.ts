// graphql-transport-ws, rule by rule, over a bare socket against the real server.
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
import { said } from '../support/drafts.ts';
import { type Server, startServer } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer({ config: { maxOperationsPerSocket: 100, connectionInitSeconds: 1 } });
});
afterAll(() => server[Symbol.asyncDispose]());

const open = (options?: Parameters<typeof openBareSocket>[1]) => openBareSocket(server.url, options);
const events = 'subscription ($id: ID!) { events(sessionId: $id) { ... on Event { sequence } } }';

let sessions = 0;
/** A new session with so many events. */
async function sessionWith(count: number): Promise<string> {
  const id = `session_${++sessions}`;
  const { log } = server.services;
  await log.createSession({ id, title: id, createdAt: '2026-01-01T00:00:00.000Z' });
  await append(id, 0, count);
  return id;
}

async function append(id: string, after: number, count: number): Promise<void> {
  const drafts = Array.from({ length: count }, () => said('hello'));
  await server.services.log.append(id, after, drafts);
}

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

describe('operations', () => {
  test('a query: one next, then complete', async () => {
    using bare = await open();
    bare.subscribe('q', '{ __typename }');
    expect(await bare.until((one) => one.type === 'complete')).toEqual([
      { id: 'q', type: 'next', payload: { data: { __typename: 'Query' } } },
      { id: 'q', type: 'complete' },
    ]);
  });

  test('a mutation: one next, then complete', async () => {
    using bare = await open();
    bare.subscribe('m', 'mutation { cancelWorkflow(workflowId: "none") { __typename } }');
    const [next, complete] = await bare.until((one) => one.type === 'complete');
    expect(next).toEqual({
      id: 'm',
      type: 'next',
      payload: { data: { cancelWorkflow: { __typename: 'NotFound' } } },
    });
    expect(complete).toEqual({ id: 'm', type: 'complete' });
  });

  test('the operation that is named is taken; a name that is not there is an error', async () => {
    using bare = await open();
    const query = 'query A { a: __typename } query B { b: __typename }';
    bare.send({ id: '1', type: 'subscribe', payload: { query, operationName: 'B' } });
    const [next] = await bare.until((one) => one.type === 'complete');
    expect(next?.payload).toEqual({ data: { b: 'Query' } });
    bare.send({ id: '2', type: 'subscribe', payload: { query, operationName: 'C' } });
    expect(await bare.next()).toMatchObject({
      id: '2',
      type: 'error',
      payload: [{ message: expect.any(String) }],
    });
  });

  test('a subscription: each event in order, and nothing after the client’s complete', async () => {
    const id = await sessionWith(3);
    using bare = await open();
    bare.subscribe('1', events, { id });
    for (const sequence of [1, 2, 3]) expect((await bare.next()).payload.data.events.sequence).toBe(sequence);
    bare.send({ id: '1', type: 'complete' });
    expect(await bare.flushed()).toEqual([]);
    await append(id, 3, 2);
    bare.subscribe('2', events, { id });
    const rest = await bare.until((one) => one.payload?.data.events.sequence === 5);
    expect(rest.map((one) => one.id)).toEqual(['2', '2', '2', '2', '2']);
  });

  test('a subscription that the server ends: its last result, then complete', async () => {
    const id = await sessionWith(1);
    using bare = await open();
    bare.subscribe('1', events, { id: 'none' });
    const [next, complete] = await bare.until((one) => one.type === 'complete');
    expect(next).toMatchObject({
      type: 'next',
      payload: { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    });
    expect(complete).toEqual({ id: '1', type: 'complete' });
    bare.subscribe('1', events, { id });
    expect((await bare.next()).payload.data.events.sequence).toBe(1);
  });

  test('an id is free again at once after the client’s complete, and what has it then is not ended by the first one', async () => {
    const id = await sessionWith(2);
    using bare = await open();
    bare.subscribe('1', events, { id });
    await bare.until((one) => one.payload?.data.events.sequence === 2);
    bare.send({ id: '1', type: 'complete' });
    bare.subscribe('1', events, { id });
    const again = await bare.until((one) => one.type !== 'next' || one.payload.data.events.sequence === 2);
    expect(again.map((one) => one.payload?.data.events.sequence ?? one.type)).toEqual([1, 2]);
    await append(id, 2, 1);
    expect((await bare.next()).payload?.data.events.sequence).toBe(3);
  });

  test('completed in the same breath, an operation never goes on', async () => {
    const id = await sessionWith(2);
    using bare = await open();
    for (let n = 0; n < 50; n++) {
      bare.subscribe(`short ${n}`, events, { id });
      bare.send({ id: `short ${n}`, type: 'complete' });
    }
    await bare.flushed();
    bare.subscribe('long', events, { id });
    await bare.until((one) => one.payload?.data.events.sequence === 2);
    await append(id, 2, 1);
    expect(await bare.next()).toMatchObject({ id: 'long', payload: { data: { events: { sequence: 3 } } } });
    expect(await bare.flushed()).toEqual([]);
  });

  test('complete for an id that nobody has is ignored', async () => {
    using bare = await open();
    for (const id of ['none', '__proto__', 'toString']) bare.send({ id, type: 'complete' });
    expect(await bare.flushed()).toEqual([]);
  });

  test('ids that every object has are ids like others', async () => {
    using bare = await open();
    for (const id of ['__proto__', 'constructor', 'toString']) {
      bare.subscribe(id, '{ __typename }');
      const [next, complete] = await bare.until((one) => one.type === 'complete');
      expect([next?.id, complete?.id]).toEqual([id, id]);
    }
  });

  test.each([
    ['short', '1'],
    ['very long', 'x'.repeat(5000)],
    ['long and of many bytes', '長'.repeat(500)],
  ])('an id that is in use, %s: closed with 4409', async (_name, id) => {
    using bare = await open();
    const sessionId = await sessionWith(1);
    bare.subscribe(id, events, { id: sessionId });
    await bare.next();
    bare.subscribe(id, '{ __typename }');
    const { code, reason } = await bare.closed;
    expect(code).toBe(4409);
    expect(reason).toMatch(/^Subscriber for /);
  });

  test('the same id on another socket is another operation', async () => {
    const id = await sessionWith(1);
    using one = await open();
    using two = await open();
    for (const bare of [one, two]) bare.subscribe('1', events, { id });
    for (const bare of [one, two]) expect((await bare.next()).payload.data.events.sequence).toBe(1);
  });

  test.each([
    ['a syntax error', 'subscription { events('],
    ['a field that is not there', '{ nothing }'],
    ['a variable that is not declared', '{ session(id: $id) { id } }'],
    ['no operation', 'fragment F on Query { __typename }'],
  ])('%s: one error and nothing more; the others go on, and the id is free', async (_name, query) => {
    const id = await sessionWith(1);
    using bare = await open();
    bare.subscribe('other', events, { id });
    await bare.next();
    bare.subscribe('bad', query);
    const error = await bare.next();
    expect(error).toMatchObject({ id: 'bad', type: 'error', payload: [{ message: expect.any(String) }] });
    expect(await bare.flushed()).toEqual([]);
    await append(id, 1, 1);
    expect(await bare.next()).toMatchObject({ id: 'other', payload: { data: { events: { sequence: 2 } } } });
    bare.subscribe('bad', '{ __typename }');
    expect((await bare.next()).type).toBe('next');
  });

  test('a variable of another type is told, and the others go on', async () => {
    const id = await sessionWith(1);
    using bare = await open();
    bare.subscribe('other', events, { id });
    await bare.next();
    bare.subscribe('bad', events, { id: { not: 'an id' } });
    const told = await bare.until((one) => one.type !== 'next');
    expect(JSON.stringify(told)).toContain('$id');
    await append(id, 1, 1);
    expect(await bare.next()).toMatchObject({ id: 'other', payload: { data: { events: { sequence: 2 } } } });
  });

  test('a hundred at once: each has its own result and its own end, in this order', async () => {
    using bare = await open();
    const ids = Array.from({ length: 100 }, (_, n) => `q${n}`);
    for (const id of ids) bare.subscribe(id, `{ ${id}: __typename }`);
    const told = Object.fromEntries(ids.map((id) => [id, [] as unknown[]]));
    for (let n = 0; n < 200; n++) {
      const { id, type, payload } = await bare.next();
      told[id!]!.push(payload ?? type);
    }
    expect(told).toEqual(
      Object.fromEntries(ids.map((id) => [id, [{ data: { [id]: 'Query' } }, 'complete']])),
    );
  });

  test('one more than may be open: an error by name; when one has ended there is room again', async () => {
    const id = await sessionWith(1);
    using bare = await open();
    for (let n = 1; n <= 100; n++) bare.subscribe(String(n), events, { id });
    for (let n = 1; n <= 100; n++) await bare.next();
    bare.subscribe('101', events, { id });
    expect(await bare.next()).toMatchObject({
      id: '101',
      type: 'error',
      payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }],
    });
    bare.send({ id: '7', type: 'complete' });
    bare.subscribe('101', events, { id });
    expect(await bare.next()).toMatchObject({ id: '101', type: 'next' });
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
