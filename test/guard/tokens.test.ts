// Tokens: whose are let in, and which tricks are not.

import { createPublicKey, createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type JWTPayload, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { startServer } from '../support/server.ts';
import { bearer, makeToken, secret } from '../support/tokens.ts';
import { createTurnedClock } from '../support/turned-clock.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const now = start / 1000;

async function who(url: string, token: string | null): Promise<string | number> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : bearer(token)) },
    body: JSON.stringify({ query: '{ viewer { id } }' }),
  });
  const body = (await response.json()) as { data?: { viewer: { id: string } } };
  return body.data?.viewer.id ?? response.status;
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('with a secret: what it signed is let in, and nothing else', async () => {
  const clock = createTurnedClock(start);
  await using server = await startServer({
    config: { authSecret: secret, authIssuer: 'us', authAudience: 'pip' },
    parts: { clock },
  });
  const good = { sub: 'ann', iss: 'us', aud: 'pip' };
  const own = (claims: JWTPayload) => makeToken({ ...good, ...claims }, start);
  expect(await who(server.url, await own({}))).toBe('ann');
  expect(await who(server.url, await own({ aud: ['other', 'pip'] }))).toBe('ann');
  const [head, body] = (await own({})).split('.') as [string, string];
  const other = createSecretKey(Buffer.from('another secret that is long enough, too'));
  const signed = (claims: JWTPayload, header: { alg: string }, key: KeyObject) =>
    new SignJWT({ ...good, exp: now + 60, ...claims }).setProtectedHeader(header).sign(key);
  const bad: Record<string, string | null> = {
    'no token': null,
    'no signature': `${head}.${body}.`,
    'alg none': `${part({ alg: 'none' })}.${body}.`,
    'alg None in other letters': `${part({ alg: 'nOnE', typ: 'JWT' })}.${body}.`,
    'another secret': await signed({}, { alg: 'HS256' }, other),
    'another algorithm with the secret': await signed(
      {},
      { alg: 'HS512' },
      createSecretKey(Buffer.from(secret.repeat(2))),
    ),
    'claims changed': `${head}.${part({ ...good, sub: 'eve', exp: now + 60 })}.${(await own({})).split('.')[2]}`,
    expired: await own({ exp: now - 6 }),
    'not yet valid': await own({ nbf: now + 60 }),
    'another issuer': await own({ iss: 'them' }),
    'another audience': await own({ aud: 'them' }),
    'no person': await makeToken({ iss: 'us', aud: 'pip' }, start),
    'no expiry': await new SignJWT(good)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(createSecretKey(Buffer.from(secret))),
    'a person that is no text': await own({ sub: 7 as never }),
    'no token at all': 'Bearer',
    'a very long one': 'x'.repeat(9000),
    'a critical header that nobody knows': `${part({ alg: 'HS256', crit: ['b64'], b64: false })}.${body}.x`,
  };
  for (const [trick, token] of Object.entries(bad))
    expect([trick, await who(server.url, token)]).toEqual([trick, 401]);
});

/** Somebody who issues tokens, with a list of keys at an address. */
async function startIssuer() {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const later = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keys = [{ ...(await exportJWK(rsa.publicKey)), kid: 'first', alg: 'RS256' }];
  const state = { asked: 0, isDown: false };
  const http = createServer((_request, response) => {
    state.asked++;
    response.writeHead(state.isDown ? 500 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys }));
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    state,
    rsa,
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/jwks.json`,
    sign: (header: { alg: string; kid?: string }, key: KeyObject, at = now) =>
      new SignJWT({ sub: 'ann', exp: at + 600 }).setProtectedHeader(header).sign(key),
    later,
    async rotate() {
      keys.push({ ...(await exportJWK(later.publicKey)), kid: 'second', alg: 'ES256' } as never);
    },
    async [Symbol.asyncDispose]() {
      http.closeAllConnections();
      http.close();
    },
  };
}

test('with public keys: their signatures are let in, and no secret made of them', async () => {
  await using issuer = await startIssuer();
  const clock = createTurnedClock(start);
  await using server = await startServer({ config: { authJwksUrl: issuer.url }, parts: { clock } });
  const { rsa, sign } = issuer;
  expect(await who(server.url, await sign({ alg: 'RS256', kid: 'first' }, rsa.privateKey))).toBe('ann');
  expect(await who(server.url, await sign({ alg: 'RS256' }, rsa.privateKey))).toBe('ann');
  const asSecret = createSecretKey(
    Buffer.from(
      createPublicKey(rsa.publicKey.export({ type: 'spki', format: 'pem' })).export({
        type: 'spki',
        format: 'pem',
      }),
    ),
  );
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const embedded = { alg: 'RS256', jwk: await exportJWK(stranger.publicKey), jku: 'http://127.0.0.1:1/evil' };
  for (const token of [
    await sign({ alg: 'HS256', kid: 'first' }, asSecret),
    await makeToken({ sub: 'eve' }, start),
    await sign({ alg: 'RS256', kid: 'first' }, stranger.privateKey),
    await sign(embedded as never, stranger.privateKey),
    await sign({ alg: 'RS256', kid: '../../etc/passwd' }, stranger.privateKey),
    await sign({ alg: 'RS256', kid: "' OR 1=1 --" }, stranger.privateKey),
    await sign({ alg: 'RS256', kid: '__proto__' }, stranger.privateKey),
  ])
    expect(await who(server.url, token)).toBe(401);
});

test('a key that is new is fetched, made-up ones cost the issuer one question in half a minute, and old keys outlive the issuer', async () => {
  await using issuer = await startIssuer();
  const clock = createTurnedClock(start);
  await using server = await startServer({ config: { authJwksUrl: issuer.url }, parts: { clock } });
  const { state, rsa, later, sign } = issuer;
  const first = await sign({ alg: 'RS256', kid: 'first' }, rsa.privateKey, now + 100_000);
  expect(await who(server.url, first)).toBe('ann');
  expect(state.asked).toBe(1);
  await issuer.rotate();
  const second = await sign({ alg: 'ES256', kid: 'second' }, later.privateKey, now + 100_000);
  expect(await who(server.url, second)).toBe(401);
  clock.turn(31_000);
  expect(await who(server.url, second)).toBe('ann');
  expect(state.asked).toBe(2);
  for (let n = 0; n < 20; n++)
    await who(server.url, await sign({ alg: 'RS256', kid: `made up ${n}` }, rsa.privateKey));
  expect(state.asked).toBe(2);
  state.isDown = true;
  clock.turn(3_600_000);
  expect(await who(server.url, first)).toBe('ann');
  await expect.poll(() => state.asked).toBe(3);
  for (let n = 0; n < 20; n++)
    await who(server.url, await sign({ alg: 'RS256', kid: `made up ${n}` }, rsa.privateKey));
  expect(state.asked).toBe(3);
  expect(await who(server.url, second)).toBe('ann');
});

test('roles are those of the token, else the default; none that are known lets nobody in', async () => {
  const clock = createTurnedClock(start);
  await using server = await startServer({
    config: { authSecret: secret, authDefaultRoles: ['viewer'] },
    parts: { clock },
  });
  const rolesOf = async (claims: object) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...bearer(await makeToken({ sub: 'ann', ...claims }, start)),
      },
      body: JSON.stringify({ query: '{ viewer { roles } }' }),
    });
    const { data } = (await response.json()) as { data?: { viewer: { roles: string[] } } };
    return data?.viewer.roles ?? response.status;
  };
  expect(await rolesOf({})).toEqual(['viewer']);
  expect(await rolesOf({ roles: ['answerer'] })).toEqual(['answerer', 'viewer']);
  expect(await rolesOf({ roles: 'operator producer' })).toEqual([
    'operator',
    'answerer',
    'viewer',
    'producer',
  ]);
  expect(await rolesOf({ roles: ['emperor', 'toString'] })).toBe(403);
  expect(await rolesOf({ roles: [] })).toBe(403);
});

test('a public address without authentication is refused, unless that is said', async () => {
  const open = (environment: Record<string, string>) =>
    startApp({
      ...readConfig({ HOST: '0.0.0.0', LOG_LEVEL: 'silent', DATA_DIR: '/nonexistent/never', ...environment }),
      port: 0,
    });
  await expect(open({})).rejects.toMatchObject({ code: expect.stringMatching(/STORAGE|INVALID/) });
  await using server = await startServer({ config: { host: '0.0.0.0', allowPublicWithoutAuth: true } });
  expect(await who(server.url.replace('0.0.0.0', '127.0.0.1'), null)).toBe('user');
  await expect(startServer({ config: { host: '0.0.0.0' } })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('AUTH_SECRET'),
  });
  expect(() => readConfig({ AUTH_SECRET: 'short' })).toThrow('AUTH_SECRET');
});
