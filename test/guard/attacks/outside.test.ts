// What strangers found who knew the design and not the code: each was a mistake of the server once.

import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Server, startServer } from '../../support/server.ts';
import { bearer, makeToken, secret } from '../../support/tokens.ts';
import { dial, post, query } from './attack.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** All that comes back for some bytes until the other side closes. */
async function answerTo(text: string): Promise<string> {
  const socket = dial(server);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
  });
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

const ask = '/graphql?query={__typename}';
const end = 'Connection: close\r\n\r\n';
const host = 'Host: 127.0.0.1\r\n';

describe('addresses', () => {
  test.each(['127.0.0.1:99999', '[127.0.0.1]', '[127.0.0.1]:80'])(
    'a host that no address can be built of is refused by name, and no stack is told: %s',
    async (name) => {
      const answer = await answerTo(`GET ${ask} HTTP/1.1\r\nHost: ${name}\r\n${end}`);
      expect(answer).toContain('HTTP/1.1 400');
      expect(answer).toContain('"INVALID_INPUT"');
      expect(answer).not.toContain('node_modules');
    },
  );

  test('an address in full is taken, and its host counts, not the header', async () => {
    expect(await answerTo(`GET ${server.url}${ask} HTTP/1.1\r\nHost: evil.example\r\n${end}`)).toContain(
      '{"data":{"__typename":"Query"}}',
    );
    expect(await answerTo(`GET http://evil.example${ask} HTTP/1.1\r\n${host}${end}`)).toContain(
      'HTTP/1.1 421',
    );
  });

  test('an upgrade to anything but a WebSocket is passed over, as curl --http2 expects', async () => {
    const upgrade = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n';
    const socket = dial(server);
    socket.write(`GET /healthz HTTP/1.1\r\n${host}${upgrade}\r\n`);
    const [first] = await once(socket, 'data');
    socket.destroy();
    expect(String(first)).toContain('HTTP/1.1 200');
  });
});

describe('GraphQL over HTTP', () => {
  test('the name of a media type may be written in capitals', async () => {
    const type = { 'content-type': 'Application/JSON; charset="UTF-8"' };
    expect(await post(server, { query: '{ __typename }' }, type)).toBe('200 ok');
  });

  test('a refusal without data is no 200 in application/graphql-response+json', async () => {
    const strict = { accept: 'application/graphql-response+json' };
    const hostile = '{"query":"{ __typename }","variables":{"__proto__":{"a":1}}}';
    expect(await post(server, hostile, strict)).toBe('400 INVALID_INPUT');
    expect(await post(server, hostile, { accept: 'application/json' })).toBe('200 INVALID_INPUT');
  });

  test('an operation that the server was not given is a mistake of the client, 400', async () => {
    const file = join(server.folder.path, 'operations.json');
    writeFileSync(file, JSON.stringify({ a: '{ __typename }' }));
    await using strict = await startServer({ config: { persistedOperations: file } });
    expect(await post(strict, { documentId: 'a' })).toBe('200 ok');
    expect(await post(strict, { documentId: 'b' })).toBe('400 OPERATION_UNKNOWN');
    expect(await post(strict, { query: '{ sessions { edges { cursor } } }' })).toBe('400 OPERATION_UNKNOWN');
  });

  test('an object of 15,000 keys is refused before it is printed once for each of them', async () => {
    const keys = Object.fromEntries(Array.from({ length: 15_000 }, (_, n) => [`k${n}`, 1]));
    const start = 'mutation ($i: StartWorkflowInput!) { startWorkflow(input: $i) { __typename } }';
    const { errors } = await server.post(start, { i: { instructions: 'x', ...keys } });
    expect(errors).toHaveLength(1);
    expect(errors![0]!.message).toBe('An object in it has more than 200 keys.');
  });

  test('a value that is repeated in a message is cut', async () => {
    const { errors } = await server.post('query ($at: Int!) { session(id: "s", at: $at) { id } }', {
      at: 'x'.repeat(100_000),
    });
    expect(errors![0]!.message.length).toBeLessThan(1100);
  });
});

describe('uploads', () => {
  test('a file over the 25 MB at which Yoga stops by itself is taken', async () => {
    const uploaded = await server.upload('large.csv', new Uint8Array(30_000_000).fill(97));
    expect(uploaded).toMatchObject({ __typename: 'DocumentUploaded' });
  });

  test('who sends more than is taken reads the answer, although they are still sending', async () => {
    const socket = dial(server);
    let answer = '';
    const told = new Promise<void>((resolve) => {
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1');
        if (answer.includes('"errors"')) resolve();
      });
      socket.once('close', resolve);
    });
    const type = 'Content-Type: multipart/form-data; boundary=x\r\ngraphql-require-preflight: 1\r\n';
    socket.write(`POST /graphql HTTP/1.1\r\n${host}${type}Content-Length: 900000000\r\n${end}`);
    const piece = Buffer.alloc(1_000_000, 97);
    const more = () => !socket.destroyed && socket.write(piece, more);
    more();
    await told;
    socket.destroy();
    expect(answer).toContain('HTTP/1.1 413');
    expect(answer).toContain('"PAYLOAD_TOO_LARGE"');
  });
});

describe('texts that are kept', () => {
  test.each([
    ['a title of 5,001 characters', `title: "${'x'.repeat(5001)}"`],
    ['a key of 256 characters', `idempotencyKey: "${'x'.repeat(256)}"`],
    ['an empty key', 'idempotencyKey: ""'],
  ])('%s is refused', async (_name, field) => {
    const start = `mutation { startWorkflow(input: { instructions: "x", sample: true, ${field} }) {
      __typename ... on Fault { code } } }`;
    expect(await query(server, start)).toBe('200 INVALID_INPUT');
  });
});

describe('people', () => {
  test('a token is refused from the second in which it expires', async () => {
    await using guarded = await startServer({ config: { authSecret: secret } });
    const seconds = Math.floor(Date.now() / 1000);
    const until = async (exp: number) => bearer(await makeToken({ sub: 'ann', exp }));
    expect(await post(guarded, { query: '{ __typename }' }, await until(seconds + 30))).toBe('200 ok');
    expect(await post(guarded, { query: '{ __typename }' }, await until(seconds - 1))).toBe(
      '401 UNAUTHENTICATED',
    );
  });
});
