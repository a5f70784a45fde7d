// Rates and numbers: what is over a limit is refused by name, at its door, and nothing else is.

import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { unfinished } from '../../../src/log/heads.ts';
import { openBareSocket } from '../../support/bare-socket.ts';
import { postEvents, spoken } from '../../support/producer.ts';
import { openRaw } from '../../support/raw-client.ts';
import { type Server, startSample, startServer } from '../../support/server.ts';

const csv = Buffer.from('item,description,quantity,unit\n1,Wall,3,m2\n2,Door,2,each\n');
const codesOf = (answered: unknown) => JSON.stringify(answered).match(/"code":"\w+"/g) ?? [];

async function stream(server: Server, signal: AbortSignal): Promise<Response> {
  const query = 'subscription { decisions { __typename } }';
  return fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query }),
    signal,
  });
}

test('requests of one address over the rate get 429 and when to come back, whatever they ask for; health is told', async () => {
  await using server = await startServer({ config: { requestsPerMinute: 3 } });
  const ask = () => fetch(`${server.url}/metrics`);
  expect([await ask(), await ask(), await ask()].map(({ status }) => status)).toEqual([200, 200, 200]);
  for (const path of ['/', '/graphql?query={__typename}', '/artifacts/x', '/metrics']) {
    const refused = await fetch(server.url + path);
    expect([path, refused.status]).toEqual([path, 429]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(codesOf(await refused.json())).toEqual(['"code":"RATE_LIMITED"']);
  }
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  await expect(openBareSocket(server.url)).rejects.toThrow('429');
});

test('operations of one person over the rate are refused on an open socket, which goes on', async () => {
  await using server = await startServer({ config: { requestsPerMinute: 3 } });
  using bare = await openBareSocket(server.url);
  const told = [];
  for (const id of ['1', '2', '3', '4']) {
    bare.subscribe(id, '{ __typename }');
    told.push(await bare.next());
    if (told.at(-1)?.type === 'next') await bare.next();
  }
  expect(codesOf(told[2])).toEqual([]);
  expect(codesOf(told[3])).toEqual(['"code":"RATE_LIMITED"']);
  expect(JSON.stringify(told[3])).toContain('retryAfterSeconds');
  await bare.flushed();
});

test('a socket that sends more messages than may be is closed with 4429, on either door', async () => {
  await using server = await startServer({ config: { messagesPerSecond: 1 } });
  using bare = await openBareSocket(server.url);
  for (let n = 0; n < 12; n++) bare.send({ type: 'ping' });
  expect(await bare.closed).toEqual({ code: 4429, reason: 'RATE_LIMITED' });
  await using raw = await openRaw(server.url);
  for (let n = 0; n < 12; n++) raw.send({ type: 'ping' });
  expect(await raw.closed).toBe(4429);
  using other = await openBareSocket(server.url);
  await other.flushed();
});

test('sockets and streams of one person are counted together; one that closes makes room', async () => {
  await using server = await startServer({ config: { maxSocketsPerPerson: 2 } });
  using first = await openBareSocket(server.url);
  await using second = await openRaw(server.url);
  await second.next('connection_established');
  using third = await openBareSocket(server.url, { init: false });
  third.send({ type: 'connection_init' });
  expect((await third.closed).code).toBe(4429);
  const controller = new AbortController();
  const refused = await stream(server, controller.signal);
  expect([refused.status, codesOf(await refused.json())]).toEqual([429, ['"code":"TOO_MANY_SOCKETS"']]);
  first.socket.close();
  await first.closed;
  let status = 0;
  for (const deadline = Date.now() + 5000; status !== 200 && Date.now() < deadline; )
    status = (await stream(server, controller.signal)).status;
  expect(status).toBe(200);
  expect((await stream(server, controller.signal)).status).toBe(429);
  controller.abort();
});

test('of sockets that come all at once no more stay than may', async () => {
  await using server = await startServer({ config: { maxSocketsPerPerson: 5 } });
  const all = await Promise.all(
    Array.from({ length: 20 }, () => openBareSocket(server.url, { init: false })),
  );
  let closed = 0;
  const closing = all.map((bare) => bare.closed.then(() => closed++));
  for (const bare of all) bare.send({ type: 'connection_init' });
  while (closed < 15) await Promise.race(closing.filter((_, at) => all[at]!.socket.readyState !== 3));
  const open = all.filter(({ socket }) => socket.readyState === socket.OPEN);
  for (const bare of open) await bare.flushed();
  expect(open).toHaveLength(5);
  for (const bare of all) bare[Symbol.dispose]();
});

test('deliveries of one producer over the rate get 429', async () => {
  await using server = await startServer({ config: { ingestPerMinute: 2 } });
  const deliver = () => postEvents(server.url, 'elsewhere', [spoken('hello')]);
  expect([(await deliver()).status, (await deliver()).status]).toEqual([200, 200]);
  const refused = await deliver();
  expect([refused.status, codesOf(refused.body)]).toEqual([429, ['"code":"RATE_LIMITED"']]);
});

test('uploads over the rate are refused by name, and those before are kept', async () => {
  await using server = await startServer({ config: { uploadsPerMinute: 1 } });
  const first = await server.upload('a.csv', csv);
  await expect(server.upload('b.csv', csv, first.session!.id)).rejects.toThrow('RATE_LIMITED');
  expect(await server.services.log.documents(first.session!.id)).toHaveLength(1);
});

test('more documents than a session may have are refused; one that it has already is not', async () => {
  await using server = await startServer({ config: { maxDocumentsPerSession: 1 } });
  const { session } = await server.upload('a.csv', csv);
  expect(await server.upload('b.csv', csv, session!.id)).toMatchObject({ code: 'TOO_MANY_DOCUMENTS' });
  expect(await server.upload('a.csv', csv, session!.id)).toMatchObject({ __typename: 'DocumentUploaded' });
});

test('sessions over the rate are refused by name', async () => {
  await using server = await startServer({ config: { sessionsPerHour: 1 } });
  await startSample(server);
  await expect(startSample(server)).rejects.toThrow('RATE_LIMITED');
});

test('a person with as many unfinished workflows as may be starts no other until one has ended', async () => {
  await using server = await startServer({ config: { maxOpenWorkflows: 1 } });
  const first = await startSample(server);
  expect(await startSample(server)).toMatchObject({ __typename: 'InvalidInput', code: 'TOO_MANY_WORKFLOWS' });
  await server.post('mutation ($id: ID!) { cancelWorkflow(workflowId: $id) { __typename } }', {
    id: first.workflow.id,
  });
  expect(await startSample(server)).toMatchObject({ __typename: 'WorkflowStarted' });
});

test('of starts that race no more go through than may be unfinished; those that failed have given their places back', async () => {
  await using server = await startServer({ config: { maxOpenWorkflows: 3, sessionsPerHour: 1000 } });
  const race = async (input: object) =>
    Promise.all(Array.from({ length: 30 }, () => startSample(server, input)));
  const failed = await race({ sample: false });
  expect(failed.filter(({ __typename: type }) => type !== 'InvalidInput')).toEqual([]);
  const started = await race({});
  expect(started.filter(({ __typename: type }) => type === 'WorkflowStarted')).toHaveLength(3);
  expect(started.filter(({ code }) => code === 'TOO_MANY_WORKFLOWS')).toHaveLength(27);
  const open = await server.services.log.sessions({ first: 50, after: null, status: unfinished });
  expect(open.heads.filter(({ lastSequence }) => lastSequence > 0)).toHaveLength(3);
});

test('the same start sent again takes one place, and its first outcome is told although there is no other', async () => {
  await using server = await startServer({ config: { maxOpenWorkflows: 1 } });
  const again = await Promise.all(
    Array.from({ length: 5 }, () => startSample(server, { idempotencyKey: 'one' })),
  );
  expect(new Set(again.map(({ workflow }) => workflow?.id)).size).toBe(1);
  expect(await startSample(server)).toMatchObject({ code: 'TOO_MANY_WORKFLOWS' });
  expect((await startSample(server, { idempotencyKey: 'one' })).workflow.id).toBe(again[0]!.workflow.id);
});

test('headers larger than may be get 431, headers that do not end get 408', async () => {
  await using server = await startServer({ config: { maxHeaderBytes: 2000, headerSeconds: 1 } });
  const { hostname, port } = new URL(server.url);
  const say = async (text: string) => {
    const socket = connect(Number(port), hostname);
    let answered = '';
    socket.on('data', (data) => {
      answered += data;
    });
    socket.on('error', () => {});
    socket.write(text);
    await once(socket, 'close');
    return answered.split('\r\n')[0];
  };
  expect(await say(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(3000)}\r\n\r\n`)).toContain('431');
  expect(await say('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')).toContain('408');
});

test('a WebSocket message of more than 64 KiB, or in more than 64 fragments, closes its socket by code', async () => {
  await using server = await startServer();
  using large = await openBareSocket(server.url);
  large.send({ type: 'ping', payload: { text: 'x'.repeat(65_536) } });
  expect((await large.closed).code).toBe(1009);
  using within = await openBareSocket(server.url);
  within.send({ type: 'ping', payload: { text: 'x'.repeat(65_000) } });
  await within.flushed();
  using pieces = await openBareSocket(server.url);
  const text = JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(100) } });
  for (let at = 0; at < 65; at++) pieces.socket.send(text.slice(at, at + 1), { fin: false });
  expect((await pieces.closed).code).toBe(1008);
});

test('an id that makes the reason of a close too long is cut: the code arrives', async () => {
  await using server = await startServer();
  using bare = await openBareSocket(server.url);
  const id = 'ü'.repeat(500);
  bare.subscribe(id, 'subscription { decisions { __typename } }');
  bare.subscribe(id, 'subscription { decisions { __typename } }');
  const { code, reason } = await bare.closed;
  expect(code).toBe(4409);
  expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
});
