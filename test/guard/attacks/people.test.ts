// Attacks by people: tokens, tickets, roles and what belongs to others.

import { openBareSocket } from '../../support/bare-socket.ts';
import { spoken } from '../../support/producer.ts';
import { openRaw } from '../../support/raw-client.ts';
import type { Server } from '../../support/server.ts';
import { bearer, makeToken, secret } from '../../support/tokens.ts';
import { type Attack, attacks, closeFrame, json, post, told, upgraded } from './attack.ts';

const root = await makeToken({ sub: 'root', roles: ['admin'] });
const ann = await makeToken({ sub: 'ann', tenant: 'acme', roles: ['operator'] });
const viewer = await makeToken({ sub: 'amy', tenant: 'acme', roles: ['viewer'] });
const producer = await makeToken({ sub: 'p', tenant: 'acme', roles: ['producer'] });
const [head, payload, signature] = ann.split('.') as [string, string, string];
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = Math.floor(Date.now() / 1000);

const shown = (name: string, authorization: string): Attack => [
  name,
  (server) => post(server, { query: '{ viewer { id } }' }, { authorization }),
];
const with_ = (name: string, claims: object): Attack => [
  name,
  async (server) => post(server, { query: '{ viewer { id } }' }, bearer(await makeToken(claims as never))),
];
const as = (name: string, token: string, query: string): Attack => [
  name,
  (server) => post(server, { query }, bearer(token)),
];

/** How a socket is closed, or the code of what it is told. */
async function connected(server: Server, params: object | string): Promise<string> {
  using socket = await openBareSocket(server.url, { init: false });
  socket.send(typeof params === 'string' ? params : { type: 'connection_init', payload: params });
  const first = await Promise.race([socket.next().catch(() => null), socket.closed]);
  if (first !== null && 'type' in first) return first.type;
  const { code, reason } = await socket.closed;
  return `close ${code} ${reason}`;
}

async function ticketFor(server: Server, path: string, token = ann): Promise<string> {
  const response = await fetch(`${server.url}/api/tickets`, {
    method: 'POST',
    headers: { ...json, ...bearer(token) },
    body: JSON.stringify({ path }),
  });
  return ((await response.json()) as { ticket: string }).ticket;
}

attacks(
  'people',
  [
    ['no token', (server) => post(server, { query: '{ __typename }' })],
    shown('an empty token', 'Bearer '),
    shown('a name and a password', 'Basic YTpi'),
    shown('a token twice', `Bearer ${ann}, Bearer ${root}`),
    shown('a token of 8,000 characters', `Bearer ${'x'.repeat(8000)}`),
    shown('a token of two parts', `Bearer ${head}.${payload}`),
    shown('a token without its signature', `Bearer ${head}.${payload}.`),
    shown('a token with alg none', `Bearer ${part({ alg: 'none' })}.${payload}.`),
    shown('a token with alg NONE', `Bearer ${part({ alg: 'NONE' })}.${payload}.${signature}`),
    shown('a token with another alg', `Bearer ${part({ alg: 'HS512' })}.${payload}.${signature}`),
    shown('a token with alg RS256', `Bearer ${part({ alg: 'RS256' })}.${payload}.${signature}`),
    shown(
      'a token with crit',
      `Bearer ${part({ alg: 'HS256', crit: ['b64'], b64: false })}.${payload}.${signature}`,
    ),
    shown(
      'a token that brings its key',
      `Bearer ${part({ alg: 'HS256', jwk: { kty: 'oct', k: 'AA' } })}.${payload}.${signature}`,
    ),
    shown(
      'a token with a key at an address',
      `Bearer ${part({ alg: 'HS256', jku: 'http://127.0.0.1:1/' })}.${payload}.${signature}`,
    ),
    shown(
      'a token with a kid that climbs',
      `Bearer ${part({ alg: 'HS256', kid: '../../../dev/null' })}.${payload}.${signature}`,
    ),
    shown(
      'a token with other claims',
      `Bearer ${head}.${part({ sub: 'ann', roles: ['admin'], exp: seconds + 999 })}.${signature}`,
    ),
    shown('a token that is encrypted', `Bearer ${part({ alg: 'dir', enc: 'A256GCM' })}..AA.AA.AA`),
    with_('a token that has expired', { sub: 'ann', exp: seconds - 60 }),
    with_('a token of tomorrow', { sub: 'ann', nbf: seconds + 3600 }),
    with_('a token without an end', { sub: 'ann', exp: undefined }),
    with_('a token with an end that is a text', { sub: 'ann', exp: 'never' }),
    with_('a token of nobody', { sub: '' }),
    with_('a token of a person that is an object', { sub: { a: 1 } }),
    with_('a token with roles that there are not', { sub: 'ann', roles: ['god', '__proto__'] }),
    with_('a token with roles that are a text', { sub: 'ann', roles: 'admin' }),
    with_('a token with a tenant that is a list', { sub: 'ann', tenant: ['acme'] }),
    [
      'a token in the address',
      (server) =>
        told(fetch(`${server.url}/graphql?query={__typename}&token=${root}&authorization=Bearer%20${root}`)),
    ],
    [
      'a token in a cookie',
      (server) => post(server, { query: '{ __typename }' }, { cookie: `token=${root}` }),
    ],
    [
      'another person in a header',
      async (server) =>
        post(server, { query: '{ viewer { id } }' }, { 'x-forwarded-user': 'root', 'x-user': 'root' }),
    ],
    ['a socket without a token', (server) => connected(server, {})],
    ['a socket with a token that is an object', (server) => connected(server, { token: { a: 1 } })],
    [
      'a socket with a token of 50,000 characters',
      (server) => connected(server, { token: 'x'.repeat(50_000) }),
    ],
    [
      'a socket with a forged token',
      (server) =>
        connected(server, {
          token: `${head}.${part({ sub: 'root', roles: ['admin'], exp: seconds + 99 })}.${signature}`,
        }),
    ],
    [
      'a socket that asks before it shows a token',
      (server) => connected(server, '{"id":"1","type":"subscribe","payload":{"query":"{ __typename }"}}'),
    ],
    [
      'a socket that renews as somebody else',
      async (server) => {
        using socket = await openBareSocket(server.url, { init: false });
        socket.send({ type: 'connection_init', payload: { token: viewer } });
        await socket.next();
        socket.send({ type: 'ping', payload: { token: root } });
        const { payload: told } = await socket.next();
        socket.subscribe('1', '{ viewer { id roles } }');
        return `${told.code} ${JSON.stringify((await socket.next()).payload.data.viewer.roles)}`;
      },
    ],
    [
      'a raw socket without a token',
      async (server) => {
        await using client = await openRaw(server.url);
        return `close ${await client.closed}`;
      },
    ],
    [
      'a raw socket that speaks before it is let in',
      async (server) => {
        await using client = await openRaw(server.url);
        client.send({ type: 'chat_message', text: 'x', sample: true });
        const code = await client.closed;
        const { heads } = await server.services.log.sessions({ first: 10, after: null, status: null });
        return `close ${code}, ${heads.length} session, ${client.frames.length} frames`;
      },
    ],
    [
      'a raw socket with a token in its address',
      async (server) => {
        await using client = await openRaw(server.url, `?token=${root}`);
        return `close ${await client.closed}`;
      },
    ],
    [
      'a ticket used twice',
      async (server) => {
        const ticket = await ticketFor(server, '/artifacts/x');
        const at = `${server.url}/artifacts/x?ticket=${ticket}`;
        return `${await told(fetch(at))}, ${await told(fetch(at))}`;
      },
    ],
    [
      'a ticket of another path',
      async (server) =>
        told(fetch(`${server.url}/artifacts/y?ticket=${await ticketFor(server, '/artifacts/x')}`)),
    ],
    [
      'a ticket for a question',
      async (server) =>
        told(fetch(`${server.url}/graphql?query={__typename}&ticket=${await ticketFor(server, '/graphql')}`)),
    ],
    [
      'a ticket for the counts',
      async (server) =>
        told(
          fetch(`${server.url}/api/tickets`, {
            method: 'POST',
            headers: { ...json, ...bearer(ann) },
            body: '{"path":"/metrics"}',
          }),
        ),
    ],
    [
      'a ticket for elsewhere',
      async (server) =>
        told(
          fetch(`${server.url}/api/tickets`, {
            method: 'POST',
            headers: { ...json, ...bearer(ann) },
            body: '{"path":"//evil.example/graphql"}',
          }),
        ),
    ],
    [
      'a ticket of 100 kB',
      async (server) =>
        told(
          fetch(`${server.url}/api/tickets`, {
            method: 'POST',
            headers: { ...json, ...bearer(ann) },
            body: JSON.stringify({ path: 'x'.repeat(100_000) }),
          }),
        ),
    ],
    [
      '300 tickets',
      async (server) => {
        const first = await ticketFor(server, '/artifacts/x');
        for (let n = 0; n < 60; n++)
          await Promise.all(Array.from({ length: 5 }, () => ticketFor(server, '/artifacts/x')));
        return told(fetch(`${server.url}/artifacts/x?ticket=${first}`));
      },
    ],
    as('a producer who reads', producer, '{ __typename }'),
    as(
      'a viewer who starts',
      viewer,
      'mutation { startWorkflow(input: { sample: true, instructions: "x" }) { __typename } }',
    ),
    as('a viewer who shuts out', viewer, 'mutation { revokeAccess(person: "root") { __typename } }'),
    as('an operator who shuts out', ann, 'mutation { revokeAccess(person: "root") { __typename } }'),
    as('a session of others', ann, '{ session(id: "s") { id } }'),
    as('a node of others', ann, '{ node(id: "s") { id } }'),
    as('all sessions', ann, '{ sessions { edges { node { id } } } }'),
    as(
      'a message to others',
      ann,
      'mutation { sendMessage(sessionId: "s", text: "x") { __typename ... on Fault { code } } }',
    ),
    [
      'events for others',
      (server) =>
        told(
          fetch(`${server.url}/api/events/s`, {
            method: 'POST',
            headers: { ...json, ...bearer(producer) },
            body: JSON.stringify([spoken('x')]),
          }),
        ),
    ],
    [
      'a stream of others',
      async (server) => {
        using socket = await openBareSocket(server.url, { init: false });
        socket.send({ type: 'connection_init', payload: { token: ann } });
        await socket.next();
        socket.subscribe('1', 'subscription { feed(sessionId: "s") { __typename } }');
        return JSON.stringify((await socket.next()).payload).match(/"code":"(\w+)"/)?.[1] ?? 'told';
      },
    ],
    [
      'a raw stream of others',
      async (server) => {
        await using client = await openRaw(server.url, '?session_id=s', bearer(ann));
        return (await client.next('error')).data.code;
      },
    ],
    [
      '100 sockets that never show a token',
      async (server) => {
        const all = await Promise.all(Array.from({ length: 100 }, () => upgraded(server)));
        return [...new Set(await Promise.all(all.map(closeFrame)))].join();
      },
    ],
  ],
  { authSecret: secret, connectionInitSeconds: 2 },
  root,
);
