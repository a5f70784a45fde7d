// Attacks on the WebSocket of GraphQL: frames, the protocol, and too much of it.

import { deflateRawSync } from 'node:zlib';
import { type BareSocket, openBareSocket } from '../../support/bare-socket.ts';
import type { Server } from '../../support/server.ts';
import { type Attack, attacks, closeFrame, closing, dial, raw, upgraded } from './attack.ts';

const typename = '{ __typename }';
const live = 'subscription { events(sessionId: "s", live: true) { __typename } }';
const ping = Buffer.from('{"type":"ping"}');

/** What is sent by hand after the upgrade, and the code of the close frame that comes back. */
const frames = (name: string, bytes: Buffer, more = ''): Attack => [
  name,
  async (server) => {
    const socket = await upgraded(server, '/graphql', more);
    const how = closeFrame(socket);
    socket.write(bytes);
    return how;
  },
];

function frame(first: number, bytes: Buffer, masked = true): Buffer {
  const mask = masked ? 0x80 : 0;
  const head =
    bytes.length < 126
      ? Buffer.from([first, mask | bytes.length])
      : Buffer.from([first, mask | 126, bytes.length >> 8, bytes.length & 255]);
  return Buffer.concat([head, Buffer.alloc(masked ? 4 : 0), bytes]);
}

/** What is said on a socket that was let in, and how it is closed. */
const said = (name: string, messages: readonly unknown[], init = true): Attack => [
  name,
  async (server) => {
    using socket = await openBareSocket(server.url, { init });
    for (const message of messages) socket.send(message);
    return await closing(socket);
  },
];

/** What is answered to one operation, on a socket that goes on. */
const asked = (name: string, payload: unknown): Attack => [
  name,
  async (server) => {
    using socket = await openBareSocket(server.url);
    socket.send({ id: '1', type: 'subscribe', payload });
    const first = await Promise.race([socket.next(), socket.closed]);
    if ('code' in first) return await closing(socket);
    const errors = first.payload?.errors ?? first.payload;
    await socket.flushed();
    return `${first.type} ${errors?.[0]?.extensions?.code ?? 'told'}`;
  },
];

const upgrade = (name: string, headers: string, path = '/graphql', method = 'GET'): Attack => [
  name,
  (server) => raw(server, `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}\r\n`),
];
const good =
  'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n';

const bomb = deflateRawSync(Buffer.from(`{"type":"ping","payload":{"x":"${'x'.repeat(10_000_000)}"}}`));
const deflate = 'Sec-WebSocket-Extensions: permessage-deflate\r\n';

async function flood(
  server: Server,
  count: number,
  say: (socket: BareSocket, n: number) => void,
): Promise<string> {
  using socket = await openBareSocket(server.url);
  for (let n = 0; n < count; n++) say(socket, n);
  const how = await Promise.race([socket.flushed().then(() => 'taken'), closing(socket)]);
  return how;
}

attacks(
  'WebSocket',
  [
    frames('a frame without a mask', frame(0x81, ping, false)),
    frames('a reserved bit', frame(0xc1, ping)),
    frames('an operation that there is not', frame(0x8f, ping)),
    frames('a continuation of nothing', frame(0x80, ping)),
    frames('a message within a message', Buffer.concat([frame(0x01, ping), frame(0x81, ping)])),
    frames('a ping in parts', frame(0x09, ping)),
    frames('a ping of 126 bytes', frame(0x89, Buffer.alloc(126))),
    frames('text that is not UTF-8', frame(0x81, Buffer.from([0xed, 0xa0, 0x80]))),
    frames('text that ends in half a character', frame(0x81, Buffer.from([0x22, 0xe2, 0x82]))),
    frames('a close of one byte', frame(0x88, Buffer.from([3]))),
    frames('a close with 1005', frame(0x88, Buffer.from([0x03, 0xed]))),
    frames('a close with 999', frame(0x88, Buffer.from([0x03, 0xe7]))),
    frames('a close with a reason that is not UTF-8', frame(0x88, Buffer.from([0x03, 0xe8, 0xff]))),
    frames('a length of 2^63', Buffer.from([0x81, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255])),
    frames('a length of 2^53', Buffer.from([0x81, 0xff, 0, 0x20, 0, 0, 0, 0, 0, 0])),
    frames(
      '65,537 bytes',
      Buffer.concat([
        Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0]),
        Buffer.alloc(65_537, 32),
      ]),
    ),
    frames(
      '1,000 fragments',
      Buffer.concat([
        frame(0x01, Buffer.from('"')),
        ...Array.from({ length: 1000 }, () => frame(0x00, Buffer.from('x'))),
      ]),
    ),
    frames(
      'a bomb of deflate',
      Buffer.concat([Buffer.from([0xc1, 0xfe, bomb.length >> 8, bomb.length & 255, 0, 0, 0, 0]), bomb]),
      deflate,
    ),
    frames('deflate that is broken', frame(0xc1, Buffer.from('ffffffffffff', 'hex')), deflate),
    frames('a binary message', frame(0x82, ping)),
    frames('HTTP instead of frames', Buffer.from('GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')),
    upgrade('an upgrade with a version of tomorrow', good.replace('Version: 13', 'Version: 99')),
    upgrade('an upgrade with a key that is none', good.replace('dGhlIHNhbXBsZSBub25jZQ==', 'short')),
    upgrade('an upgrade without a key', good.replace(/Sec-WebSocket-Key.*\r\n/, '')),
    upgrade('an upgrade by POST', good, '/graphql', 'POST'),
    upgrade('an upgrade to something else', good.replace('websocket', 'h2c')),
    upgrade('an upgrade of what is no door', good, '/healthz'),
    upgrade('an upgrade of a path that climbs', good, '/graphql/../../etc/passwd'),
    upgrade('an upgrade of another site', `${good}Origin: https://evil.example\r\n`),
    upgrade('an upgrade of the origin null', `${good}Origin: null\r\n`),
    upgrade(
      'an upgrade with extensions that are none',
      `${good}Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=99\r\n`,
    ),
    upgrade('an upgrade with protocols that are none', `${good}Sec-WebSocket-Protocol: ,,,\r\n`),
    [
      'the old protocol graphql-ws',
      async (server) => {
        // The client of ws itself refuses an answer without its protocol.
        const socket = dial(server);
        socket.write(
          `GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\n${good}Sec-WebSocket-Protocol: graphql-ws\r\n\r\n`,
        );
        return closeFrame(socket);
      },
    ],
    said(
      'an operation before the beginning',
      [{ id: '1', type: 'subscribe', payload: { query: typename } }],
      false,
    ),
    said('a beginning that is there twice', [{ type: 'connection_init' }]),
    said('two beginnings at once', [{ type: 'connection_init' }, { type: 'connection_init' }], false),
    said('a beginning with a payload that is a text', [{ type: 'connection_init', payload: 'x' }], false),
    said(
      'a beginning with __proto__',
      ['{"type":"connection_init","payload":{"__proto__":{"polluted":1}}}'],
      false,
    ),
    said(
      'a beginning of 1,000 levels',
      [`{"type":"connection_init","payload":{"a":${'['.repeat(1000)}${']'.repeat(1000)}}}`],
      false,
    ),
    said('no JSON', ['{']),
    said('an empty text', ['']),
    said('null', ['null']),
    said('a list', ['[]']),
    said('a type that there is not', [{ type: 'evil' }]),
    said('a type of the server', [{ type: 'connection_ack' }]),
    said('a result from the client', [{ id: '1', type: 'next', payload: {} }]),
    said('a type that is an object', [{ type: { a: 1 } }]),
    said('the type __proto__', [{ type: '__proto__' }]),
    said('an operation without an id', [{ type: 'subscribe', payload: { query: typename } }]),
    said('an operation with an empty id', [{ id: '', type: 'subscribe', payload: { query: typename } }]),
    said('an id that is a number', [{ id: 1, type: 'subscribe', payload: { query: typename } }]),
    said('an operation without a payload', [{ id: '1', type: 'subscribe' }]),
    said('a query that is a list', [{ id: '1', type: 'subscribe', payload: { query: [] } }]),
    said('variables that are a list', [
      { id: '1', type: 'subscribe', payload: { query: typename, variables: [] } },
    ]),
    said('the same id twice', [
      { id: '1', type: 'subscribe', payload: { query: live } },
      { id: '1', type: 'subscribe', payload: { query: live } },
    ]),
    said(
      'the same id twice, of 10,000 characters',
      [1, 2].map(() => ({ id: 'ü'.repeat(10_000), type: 'subscribe', payload: { query: live } })),
    ),
    [
      'no beginning at all',
      async (server) => {
        using socket = await openBareSocket(server.url, { init: false });
        return await closing(socket);
      },
    ],
    asked('a syntax error', { query: '{' }),
    asked('a field that there is not', { query: '{ nothing }' }),
    asked('no operation of this name', { query: typename, operationName: 'nothing' }),
    asked('a subscription to two fields', {
      query: 'subscription { a: decisions { id } b: decisions { id } }',
    }),
    asked('a subscription to the schema', { query: 'subscription { __typename }' }),
    asked('a subscription to two fields by a fragment', {
      query: 'subscription { ...F } fragment F on Subscription { a: decisions { id } b: decisions { id } }',
    }),
    asked('a subscription with @skip at its root', {
      query: 'subscription ($a: Boolean!) { decisions @skip(if: $a) { id } }',
      variables: { a: true },
    }),
    asked('1,000 aliases', {
      query: `{ ${Array.from({ length: 1000 }, (_, n) => `a${n}: __typename`).join(' ')} }`,
    }),
    asked('two mutations', {
      query:
        'mutation { a: cancelWorkflow(workflowId: "a") { __typename } b: cancelWorkflow(workflowId: "b") { __typename } }',
    }),
    asked('variables with constructor', {
      query: typename,
      variables: JSON.parse('{"constructor":{"prototype":{"polluted":1}}}'),
    }),
    asked('a variable that is missing', { query: 'query ($id: ID!) { node(id: $id) { id } }' }),
    asked('an id with a NUL', {
      query: 'query ($id: ID!) { node(id: $id) { id } }',
      variables: { id: 'a\u0000' },
    }),
    asked('2,000 levels of variables', {
      query: typename,
      variables: { a: JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`) },
    }),
    [
      '1,000 subscribes with the same id',
      (server) => flood(server, 1000, (socket) => socket.subscribe('1', live)),
    ],
    [
      '5,000 completes of nothing',
      (server) => flood(server, 5000, (socket, n) => socket.send({ id: String(n), type: 'complete' })),
    ],
    [
      '5,000 pongs that nobody asked for',
      (server) => flood(server, 5000, (socket) => socket.send({ type: 'pong' })),
    ],
    [
      '5,000 pings of the protocol below',
      (server) => flood(server, 5000, (socket) => socket.socket.ping('x')),
    ],
    [
      '2,000 subscribes that are ended at once',
      (server) =>
        flood(server, 2000, (socket, n) => {
          socket.subscribe(String(n), live);
          socket.send({ id: String(n), type: 'complete' });
        }),
    ],
    ['25,000 messages', (server) => flood(server, 25_000, (socket) => socket.send({ type: 'pong' }))],
    [
      'a close with the longest reason, and talk after it',
      async (server) => {
        using socket = await openBareSocket(server.url);
        socket.socket.close(4999, 'x'.repeat(123));
        socket.socket.ping('x', true, () => {});
        return await closing(socket);
      },
    ],
    [
      '200 upgrades that say nothing, cut',
      async (server) => {
        const all = await Promise.all(Array.from({ length: 200 }, () => upgraded(server)));
        for (const socket of all) socket.resetAndDestroy();
        return 'over';
      },
    ],
  ],
  { connectionInitSeconds: 3 },
);
