// graphql-transport-ws: what is said about operations, rule by rule, over a bare socket against the real server.
//
// Source: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBareSocket } from '../support/bare-socket.ts';
import { said } from '../support/drafts.ts';
import { type Server, startServer } from '../support/server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer({ config: { maxOperationsPerSocket: 100 } });
});
afterAll(() => server[Symbol.asyncDispose]());

const open = () => openBareSocket(server.url);
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
  expect(told).toEqual(Object.fromEntries(ids.map((id) => [id, [{ data: { [id]: 'Query' } }, 'complete']])));
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
