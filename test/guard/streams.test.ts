// Open streams: they end by name when the token expires or is revoked, and go on when it is renewed.

import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventSource } from 'eventsource';
import { expect, test } from 'vitest';
import { cursorOf } from '../../src/events/cursor.ts';
import { openBareSocket } from '../support/bare-socket.ts';
import { said } from '../support/drafts.ts';
import { openRaw } from '../support/raw-client.ts';
import { type Server, startMutation, startServer } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { bearer, makeToken, secret } from '../support/tokens.ts';
import { createTurnedClock } from '../support/turned-clock.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const ann = { sub: 'ann', tenant: 'acme', roles: ['operator'], exp: start / 1000 + 60 };
const owner = { scope: 'tenant:acme', person: 'ann' };
const query = 'subscription { events(sessionId: "s1") { ... on Event { sequence } } }';

async function startWatched() {
  const clock = createTurnedClock(start);
  const server = await startServer({ config: { authSecret: secret }, parts: { clock } });
  const { log } = server.services;
  await log.createSession({ id: 's1', title: 'A', createdAt: '2026-01-01T00:00:00.000Z', owner });
  await log.append('s1', 0, [said('one')]);
  return { server, clock, log };
}

async function openWatching(server: Server, token: string) {
  const socket = await openBareSocket(server.url, { init: false });
  socket.send({ type: 'connection_init', payload: { token } });
  expect((await socket.next()).type).toBe('connection_ack');
  socket.subscribe('w', query);
  expect((await socket.next()).payload.data.events.sequence).toBe(1);
  return socket;
}

test('a token that expires closes its sockets with 4403 AUTH_EXPIRED, and others not', async () => {
  const { server: opened, clock, log } = await startWatched();
  await using server = opened;
  using watching = await openWatching(server, await makeToken(ann, start));
  using lasting = await openWatching(server, await makeToken({ ...ann, exp: start / 1000 + 3600 }, start));
  await using raw = await openRaw(server.url, '?session_id=s1', bearer(await makeToken(ann, start)));
  await raw.next((frame) => frame.sequence === 1);
  clock.turn(60_001);
  expect(await watching.closed).toEqual({ code: 4403, reason: 'AUTH_EXPIRED' });
  expect((await raw.next('error')).data.code).toBe('AUTH_EXPIRED');
  expect(await raw.closed).toBe(4403);
  await log.append('s1', 1, [said('two')]);
  expect((await lasting.next()).payload.data.events.sequence).toBe(2);
});

test('a renewed token keeps the socket and what runs on it; a token of somebody else does not', async () => {
  const { server: opened, clock, log } = await startWatched();
  await using server = opened;
  using watching = await openWatching(server, await makeToken(ann, start));
  const renew = async (claims: object) => {
    watching.send({
      type: 'ping',
      payload: { token: await makeToken({ ...ann, exp: start / 1000 + 3600, ...claims }, start) },
    });
    return (await watching.next()).payload;
  };
  for (const other of [{ sub: 'bob' }, { tenant: 'other' }, { tenant: null }, { exp: start / 1000 - 10 }])
    expect(await renew(other)).toMatchObject({ renewed: false, code: 'UNAUTHENTICATED' });
  expect(await renew({})).toEqual({ renewed: true, expiresAt: '2026-01-01T01:00:00.000Z' });
  clock.turn(120_000);
  await log.append('s1', 1, [said('two')]);
  expect((await watching.next()).payload.data.events.sequence).toBe(2);
  clock.turn(3_600_000);
  expect(await watching.closed).toEqual({ code: 4403, reason: 'AUTH_EXPIRED' });
});

test('a ping with anything else is answered as the protocol says', async () => {
  const { server: opened } = await startWatched();
  await using server = opened;
  using watching = await openWatching(server, await makeToken(ann, start));
  watching.send({ type: 'ping', payload: { mine: 1 } });
  expect(await watching.next()).toEqual({ type: 'pong', payload: { mine: 1 } });
  watching.send({ type: 'ping' });
  expect(await watching.next()).toEqual({ type: 'pong' });
});

test('the raw socket renews by a message of its own', async () => {
  const { server: opened, clock, log } = await startWatched();
  await using server = opened;
  await using raw = await openRaw(server.url, '?session_id=s1', bearer(await makeToken(ann, start)));
  await raw.next((frame) => frame.sequence === 1);
  const refused = await raw.ask(
    { type: 'authenticate', token: await makeToken({ ...ann, sub: 'bob' }, start) },
    'error',
  );
  expect(refused.data.code).toBe('UNAUTHENTICATED');
  const token = await makeToken({ ...ann, exp: start / 1000 + 3600 }, start);
  const told = await raw.ask({ type: 'authenticate', token }, 'authenticated');
  expect(told.data).toEqual({ expires_at: '2026-01-01T01:00:00.000Z' });
  clock.turn(120_000);
  await log.append('s1', 1, [said('two')]);
  await raw.next((frame) => frame.sequence === 2);
});

test('SSE ends with a result that names the fault', async () => {
  const { server: opened, clock } = await startWatched();
  await using server = opened;
  const response = await fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`, {
    headers: { accept: 'text/event-stream', ...bearer(await makeToken(ann, start)) },
  });
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes('"sequence":1') && clock.now() === start) clock.turn(60_001);
  }
  expect(text).toMatch(/"code":"AUTH_EXPIRED"/);
  expect(text).not.toContain('event: complete');
});

test('revoking a token, or a person, ends what they have open and lets them in no more', async () => {
  const { server: opened, clock, log } = await startWatched();
  await using server = opened;
  const long = { ...ann, exp: start / 1000 + 3600 };
  const tokens = await Promise.all(
    [{ jti: 'one' }, { jti: 'two' }, { sub: 'bob', jti: 'three' }, { tenant: 'other', jti: 'one' }].map(
      (claims) => makeToken({ ...long, ...claims }, start),
    ),
  );
  const admin = await makeToken({ ...long, sub: 'boss', roles: ['admin'] }, start);
  const [one, two, bob] = await Promise.all(tokens.slice(0, 3).map((token) => openWatching(server, token)));
  const revoke = async (token: string, what: string) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer(token) },
      body: JSON.stringify({
        query: `mutation { revokeAccess(${what}) { __typename ... on Fault { code } } }`,
      }),
    });
    return (await response.json()) as {
      data?: { revokeAccess: { __typename: string } };
      errors?: { extensions: { code: string } }[];
    };
  };
  expect((await revoke(tokens[1]!, 'tokenId: "one"')).errors?.[0]?.extensions.code).toBe('PERMISSION_DENIED');
  expect((await revoke(admin, 'tokenId: "one", person: "ann"')).data?.revokeAccess.__typename).toBe(
    'InvalidInput',
  );
  expect((await revoke(admin, 'tokenId: "one", tenant: "other"')).data?.revokeAccess.__typename).toBe(
    'AccessRevoked',
  );
  expect(await one!.closed).toEqual({ code: 4403, reason: 'PERMISSION_REVOKED' });
  const status = async (token: string) => {
    const headers = { 'content-type': 'application/json', ...bearer(token) };
    return (
      await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: '{"query":"{ __typename }"}' })
    ).status;
  };
  expect(await Promise.all(tokens.map(status))).toEqual([403, 200, 200, 200]);
  await revoke(admin, 'person: "ann"');
  expect((await two!.closed).reason).toBe('PERMISSION_REVOKED');
  await log.append('s1', 1, [said('two')]);
  expect((await bob!.next()).payload.data.events.sequence).toBe(2);
  expect(await Promise.all(tokens.map(status))).toEqual([403, 403, 200, 200]);
  clock.turn(2000);
  const later = await makeToken({ ...long, jti: 'four' }, clock.now());
  expect(await status(later)).toBe(200);
});

test('what was revoked stays so over a restart, also when its last line was cut off', async () => {
  using folder = tempFolder();
  const config = { authSecret: secret, dataDir: folder.path };
  const token = await makeToken({ sub: 'ann', tenant: 'acme', jti: 'one' });
  const status = async (url: string) => {
    const headers = { 'content-type': 'application/json', ...bearer(token) };
    const body = '{"query":"{ __typename }"}';
    return (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).status;
  };
  {
    await using server = await startServer({ config });
    expect(await status(server.url)).toBe(200);
    server.services.revoke({ tokenId: 'one', person: null, tenant: 'acme' });
  }
  appendFileSync(join(folder.path, 'revoked.jsonl'), '{"tokenId":"t');
  await using again = await startServer({ config });
  expect(await status(again.url)).toBe(403);
  again.services.revoke({ tokenId: 'two', person: null, tenant: null });
  const lines = readFileSync(join(folder.path, 'revoked.jsonl'), 'utf8').trim().split('\n');
  expect(lines.map((one) => JSON.parse(one).tokenId)).toEqual(['one', 'two']);
});

test('a ticket lets an EventSource in once, on its path, for half a minute', async () => {
  const { server: opened, clock } = await startWatched();
  await using server = opened;
  const token = await makeToken({ ...ann, exp: start / 1000 + 3600 }, start);
  const ticketFor = async (path: string, headers: Record<string, string> = bearer(token)) => {
    const response = await fetch(`${server.url}/api/tickets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ path }),
    });
    return response.status === 201 ? ((await response.json()) as { ticket: string }).ticket : response.status;
  };
  const stream = (ticket: string | number) =>
    `${server.url}/graphql?${new URLSearchParams({ query, ticket: String(ticket) })}`;
  const statusOf = async (address: string) => {
    const response = await fetch(address, { headers: { accept: 'text/event-stream' } });
    await response.body?.cancel();
    return response.status;
  };
  const ticket = await ticketFor('/graphql');
  const source = new EventSource(stream(ticket));
  const first = await new Promise<string>((resolve) =>
    source.addEventListener('next', ({ data }) => resolve(data)),
  );
  expect(JSON.parse(first).data.events.sequence).toBe(1);
  source.close();
  expect(await statusOf(stream(ticket))).toBe(401);
  expect(await statusOf(stream(await ticketFor('/artifacts/x')))).toBe(401);
  expect(await statusOf(stream('x'.repeat(43)))).toBe(401);
  const old = await ticketFor('/graphql');
  clock.turn(30_001);
  expect(await statusOf(stream(old))).toBe(401);
  expect(await ticketFor('/graphql', {})).toBe(401);
  expect(await ticketFor('/metrics')).toBe(400);
  expect(await ticketFor('https://evil.example/graphql')).toBe(400);
  await using raw = await openRaw(server.url, `?session_id=s1&ticket=${await ticketFor('/api/chat/ws')}`);
  await raw.next((frame) => frame.sequence === 1);
  await using late = await openRaw(server.url, `?ticket=${await ticketFor('/graphql')}`);
  expect(await late.closed).toBe(4403);
  const artifact = async (path: string) =>
    (await fetch(`${server.url}/artifacts/a?ticket=${await ticketFor(path)}`)).status;
  expect([await artifact('/artifacts/a'), await artifact('/artifacts/b')]).toEqual([404, 401]);
  expect((await fetch(`${server.url}/artifacts/a?token=${token}`)).status).toBe(401);
  // Two at once: one is let in.
  const raced = stream(await ticketFor('/graphql'));
  expect((await Promise.all([statusOf(raced), statusOf(raced)])).sort()).toEqual([200, 401]);
});

const feedQuery = `subscription { feed(sessionId: "s1") {
  __typename ... on FeedEvent { event { ... on Event { sequence } } } ... on FeedEnding { cursor endReason retryAfterMs } } }`;

test.each([
  ['AUTH_EXPIRED', 'expires'],
  ['PERMISSION_REVOKED', 'is revoked'],
])(
  'a feed is told FeedEnding %s when its token %s, with its place, before it is ended',
  async (endReason) => {
    const { server: opened, clock, log } = await startWatched();
    await using server = opened;
    const token = await makeToken({ ...ann, jti: 'one' }, start);
    using socket = await openBareSocket(server.url, { init: false });
    socket.send({ type: 'connection_init', payload: { token } });
    await socket.next();
    socket.subscribe('f', feedQuery);
    await socket.until((one) => one.payload?.data?.feed.__typename === 'FeedCaughtUp');
    const address = `${server.url}/graphql?${new URLSearchParams({ query: feedQuery })}`;
    const response = await fetch(address, { headers: { accept: 'text/event-stream', ...bearer(token) } });
    let text = '';
    const has = Promise.withResolvers<void>();
    const read = (async () => {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        if (text.includes('FeedCaughtUp')) has.resolve();
      }
    })();
    await has.promise;
    await log.append('s1', 1, [said('two')]);
    await socket.until((one) => one.payload?.data?.feed.event?.sequence === 2);
    if (endReason === 'AUTH_EXPIRED') clock.turn(60_001);
    else server.services.revoke({ tokenId: 'one', person: null, tenant: 'acme' });
    const told = { __typename: 'FeedEnding', cursor: cursorOf('s1', 2), endReason, retryAfterMs: null };
    expect((await socket.next()).payload.data.feed).toEqual(told);
    expect(await socket.closed).toEqual({ code: 4403, reason: endReason });
    expect(socket.rest()).toEqual([]);
    await read;
    expect(text).toContain(JSON.stringify(told));
    expect(text.indexOf('FeedEnding')).toBeLessThan(text.indexOf(`"code":"${endReason}"`));
    expect(text).not.toContain('event: complete');
  },
);

test('a client that talks on after its socket was closed is not listened to', async () => {
  const { server: opened, clock } = await startWatched();
  await using server = opened;
  using watching = await openWatching(server, await makeToken(ann, start));
  await using raw = await openRaw(server.url, '?session_id=s1', bearer(await makeToken(ann, start)));
  await raw.next((frame) => frame.sequence === 1);
  // It does not see the close, and so does not answer it.
  watching.socket.pause();
  raw.socket.pause();
  clock.turn(60_001);
  for (let n = 0; n < 20; n++) {
    await new Promise((resolve) => setImmediate(resolve));
    watching.subscribe(`t${n}`, startMutation, {
      input: { sample: true, instructions: 'late' },
    });
    raw.send({ type: 'chat_message', text: 'late', sample: true });
  }
  await expect
    .poll(async () => (await (await fetch(`${server.url}/healthz`)).json()) as object)
    .toMatchObject({ status: 'ok' });
  watching.socket.resume();
  raw.socket.resume();
  await Promise.all([watching.closed, raw.closed]);
  const heads = await server.services.log.sessions({ first: 10, after: null, status: null });
  expect(heads.heads.map(({ id }) => id)).toEqual(['s1']);
});
