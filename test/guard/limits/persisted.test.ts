// Persisted operations: with a list, only what is in it runs, at every door of GraphQL.

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBareSocket } from '../../support/bare-socket.ts';
import { type Server, startServer } from '../../support/server.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const known = 'query Known { __typename }';
const following = 'subscription Following { decisions { __typename } }';
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const folder = tempFolder();
const file = join(folder.path, 'operations.json');

let server: Server;
beforeAll(async () => {
  writeFileSync(file, JSON.stringify({ [hash(known)]: known, [hash(following)]: following }));
  server = await startServer({ config: { persistedOperations: file } });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

async function post(body: object, accept = 'application/json'): Promise<string> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(5000),
  });
  return response.text();
}

const forms: [string, object][] = [
  ['documentId', { documentId: hash(known) }],
  ['documentId with its kind', { documentId: `sha256:${hash(known)}` }],
  ['extensions.persistedQuery', { extensions: { persistedQuery: { version: 1, sha256Hash: hash(known) } } }],
  ['its text, spaced otherwise', { query: 'query Known {\n  __typename\n}' }],
];
const strangers: [string, object][] = [
  ['a text that is not in the list', { query: '{ sessions { edges { cursor } } }' }],
  ['a hash that is not', { documentId: hash('other') }],
  [
    'a hash that is not, with a text for it',
    { query: '{ __typename }', extensions: { persistedQuery: { sha256Hash: hash('{ __typename }') } } },
  ],
  ['the name of something else', { documentId: '__proto__' }],
  ['nothing', {}],
];

test.each(forms)('over HTTP a known operation runs by %s', async (_name, body) => {
  expect(JSON.parse(await post(body))).toEqual({ data: { __typename: 'Query' } });
});

test.each(forms)('over a WebSocket a known operation runs by %s', async (_name, body) => {
  using bare = await openBareSocket(server.url);
  bare.send({ id: '1', type: 'subscribe', payload: { query: '', ...body } });
  expect((await bare.next()).payload).toEqual({ data: { __typename: 'Query' } });
});

test.each(strangers)('over HTTP, SSE and a WebSocket %s is refused by name', async (_name, body) => {
  expect(await post(body)).toContain('OPERATION_UNKNOWN');
  expect(await post(body, 'text/event-stream')).toContain('OPERATION_UNKNOWN');
  using bare = await openBareSocket(server.url);
  bare.send({ id: '1', type: 'subscribe', payload: { query: '', ...body } });
  const { type, payload } = await bare.next();
  expect([type, payload[0].extensions.code]).toEqual(['error', 'OPERATION_UNKNOWN']);
  await bare.flushed();
});

test('a file that is no list of operations stops the start, and is named', async () => {
  const wrong = join(folder.path, 'wrong.json');
  writeFileSync(wrong, '[1]');
  await expect(startServer({ config: { persistedOperations: wrong } })).rejects.toThrow('wrong.json');
});
