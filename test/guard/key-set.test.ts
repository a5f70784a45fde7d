// Key sets from issuers that misbehave: no more is read than is taken, and keys that were there before go on to serve.

import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip } from 'node:zlib';
import { exportJWK, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { startServer } from '../support/server.ts';
import { bearer } from '../support/tokens.ts';
import { createTurnedClock } from '../support/turned-clock.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const mebibyte = Buffer.alloc(2 ** 20, ' ');

type Answer = (response: ServerResponse) => void;

/** Answers with its keys until it is told otherwise. `over` is when the connection of an answer was closed. */
async function startIssuer() {
  const key = { ...(await exportJWK(publicKey)), kid: 'first', alg: 'ES256' };
  const well: Answer = (response) => response.end(JSON.stringify({ keys: [key] }));
  const state = { answer: well, written: 0, over: Promise.withResolvers<void>() };
  const http = createServer((_request, response) => {
    response.once('close', () => state.over.resolve());
    state.answer(response);
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    state,
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      http.closeAllConnections();
      http.close();
    },
  };
}

async function who(url: string, kid: string): Promise<string | number> {
  const token = await new SignJWT({ sub: 'ann', exp: start / 1000 + 100_000 })
    .setProtectedHeader({ alg: 'ES256', kid })
    .sign(privateKey);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer(token) },
    body: '{"query":"{ viewer { id } }"}',
  });
  const body = (await response.json()) as { data?: { viewer: { id: string } } };
  return body.data?.viewer.id ?? response.status;
}

const endless: Record<string, (state: { written: number }) => Answer> = {
  'an answer without end': (state) => (response) => {
    const more = () => {
      while (!response.destroyed) {
        state.written++;
        if (!response.write(mebibyte)) return void response.once('drain', more);
      }
    };
    more();
  },
  'a small packed answer that unpacks without end': (state) => (response) => {
    response.setHeader('content-encoding', 'gzip');
    const gzip = createGzip();
    gzip.pipe(response);
    const more = () => {
      while (!response.destroyed) {
        state.written++;
        if (!gzip.write(mebibyte)) return void gzip.once('drain', more);
      }
    };
    more();
  },
};

test.each(Object.entries(endless))(
  '%s is hung up on at the limit, and the keys of before serve',
  async (_name, make) => {
    await using issuer = await startIssuer();
    const clock = createTurnedClock(start);
    await using server = await startServer({ config: { authJwksUrl: issuer.url }, parts: { clock } });
    const { state } = issuer;
    expect(await who(server.url, 'first')).toBe('ann');
    state.answer = make(state);
    state.over = Promise.withResolvers();
    clock.turn(31_000);
    expect(await who(server.url, 'unknown')).toBe(401);
    await state.over.promise;
    // The limit is 1 MB; the rest is what the sockets and the packing had taken ahead. In the five seconds that an answer
    // may take it would be hundreds.
    expect(state.written).toBeLessThan(200);
    expect(await who(server.url, 'first')).toBe('ann');
  },
);

test('an answer that is none, and one that says no, leave the keys of before', async () => {
  await using issuer = await startIssuer();
  const clock = createTurnedClock(start);
  await using server = await startServer({ config: { authJwksUrl: issuer.url }, parts: { clock } });
  expect(await who(server.url, 'first')).toBe('ann');
  const answers: Answer[] = [
    (response) => response.end('<html>'),
    (response) => response.end('{"keys":7}'),
    (response) => response.end('null'),
    (response) => response.writeHead(500).end(mebibyte),
    (response) => response.writeHead(302, { location: issuer.url }).end(),
    (response) => response.destroy(),
  ];
  for (const answer of answers) {
    issuer.state.answer = answer;
    clock.turn(31_000);
    expect(await who(server.url, 'unknown')).toBe(401);
    expect(await who(server.url, 'first')).toBe('ann');
  }
});
