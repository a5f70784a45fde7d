// Bad input over sockets: what no client should send, and what too many do. The server stays as it was.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cursorOf } from '../../src/events/cursor.ts';
import { type BareSocket, openBareSocket } from '../support/bare-socket.ts';
import { said } from '../support/drafts.ts';
import { type Server, startServer } from '../support/server.ts';

/** Milliseconds: these take a few seconds, and far longer where others use the machine, too. */
const slow = 120_000;

/** Bytes that are really held, heap and buffers, after a collection. */
function held(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const following = `subscription ($id: ID!, $after: Cursor, $agents: [String!]) {
  events(sessionId: $id, after: $after, agents: $agents) { ... on Event { sequence } }
}`;
const feeding = `subscription ($id: ID!, $after: Cursor) {
  feed(sessionId: $id, after: $after) { __typename ... on FeedGap { gapReason } ... on FeedEvent { event { ... on Event { sequence } } } }
}`;

async function sessionWith(server: Server, id: string, count: number): Promise<void> {
  const { log } = server.services;
  await log.createSession({ id, title: id, createdAt: '2026-01-01T00:00:00.000Z' });
  await log.append(
    id,
    0,
    Array.from({ length: count }, () => said('hello')),
  );
}

/** The server answers, on new sockets and by HTTP. */
async function expectAlive(server: Server): Promise<void> {
  using bare = await openBareSocket(server.url);
  bare.subscribe('1', '{ __typename }');
  expect((await bare.next()).payload).toEqual({ data: { __typename: 'Query' } });
  expect((await server.post<object>('{ __typename }')).data).toEqual({ __typename: 'Query' });
}

/** A socket after its upgrade, to write frames by hand. */
async function upgraded(server: Server): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    'GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
  );
  await once(socket, 'data');
  return socket;
}

/** A frame of a client whose mask is 0, so that its bytes are as they are. */
function frame(first: number, bytes: Buffer, { masked = true } = {}): Buffer {
  const mask = masked ? 0x80 : 0;
  const head =
    bytes.length < 126
      ? Buffer.from([first, mask | bytes.length])
      : Buffer.from([first, mask | 126, bytes.length >> 8, bytes.length & 255]);
  return Buffer.concat([head, Buffer.alloc(masked ? 4 : 0), bytes]);
}

const text = Buffer.from('{"type":"ping"}');

test.each([
  ['a reserved bit', frame(0xc1, text), 1002],
  ['an operation that is reserved', frame(0x83, text), 1002],
  ['a frame without a mask', frame(0x81, text, { masked: false }), 1002],
  ['a ping in parts', frame(0x09, text), 1002],
  ['a ping of 126 bytes', frame(0x89, Buffer.alloc(126)), 1002],
  ['a part of nothing', frame(0x80, text), 1002],
  ['a message within a message', Buffer.concat([frame(0x01, text), frame(0x81, text)]), 1002],
  ['text that is not UTF-8', frame(0x81, Buffer.from([0xc3, 0x28])), 1007],
  ['a close with a code that is none', frame(0x88, Buffer.from([0x03, 0xe7])), 1002],
  ['a length of 2^63', Buffer.from([0x81, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255]), 1009],
])('%s closes its own socket by code; others go on', async (_name, bytes, code) => {
  await using server = await startServer();
  await sessionWith(server, 's', 1);
  using other = await openBareSocket(server.url);
  other.subscribe('1', following, { id: 's' });
  await other.next();
  const socket = await upgraded(server);
  let answered = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    answered = Buffer.concat([answered, chunk]);
  });
  socket.write(bytes);
  await once(socket, 'close');
  expect([answered[0], answered.readUInt16BE(2)]).toEqual([0x88, code]);
  await server.services.log.append('s', 1, [said('still there')]);
  expect((await other.next()).payload.data.events.sequence).toBe(2);
  await expectAlive(server);
});

test('a message over the limit closes its socket with 1009, whole or in parts', async () => {
  await using server = await startServer({ config: { maxMessageBytes: 1000 } });
  const long = JSON.stringify({ type: 'ping', payload: { long: 'x'.repeat(1000) } });
  using whole = await openBareSocket(server.url);
  whole.send(long);
  expect((await whole.closed).code).toBe(1009);
  using parts = await openBareSocket(server.url);
  for (let at = 0; at < long.length; at += 100)
    parts.socket.send(long.slice(at, at + 100), { fin: at + 100 >= long.length });
  expect((await parts.closed).code).toBe(1009);
  await expectAlive(server);
});

test(
  '10,000 subscribes on one socket: as many as may be are open, each of the others is refused by name',
  async () => {
    await using server = await startServer({ config: { maxOperationsPerSocket: 50 } });
    await sessionWith(server, 's', 1);
    using bare = await openBareSocket(server.url);
    for (let n = 0; n < 10_000; n++) bare.subscribe(String(n), following, { id: 's', agents: [String(n)] });
    const open: string[] = [];
    const refused: string[] = [];
    while (open.length + refused.length < 10_000) {
      const { id, type, payload } = await bare.next();
      if (type === 'next') open.push(id!);
      else refused.push(`${type} ${payload[0].extensions.code}`);
    }
    expect(open.sort()).toEqual(Array.from({ length: 50 }, (_, n) => String(n)).sort());
    expect(new Set(refused)).toEqual(new Set(['error TOO_MANY_SUBSCRIPTIONS']));
    await expectAlive(server);
  },
  slow,
);

test(
  'after 50,000 subscribes on sockets that vanish nothing is left of them',
  async () => {
    const perSocket = 500;
    await using server = await startServer({ config: { maxOperationsPerSocket: perSocket } });
    await sessionWith(server, 's', 3);
    let total = 0;

    /** Some sockets vanish before anything was answered, some in the middle, some after all. */
    async function storm(sockets: number): Promise<void> {
      for (let nth = 0; nth < sockets; nth++) {
        using bare: BareSocket = await openBareSocket(server.url);
        for (let n = 0; n < perSocket; n++)
          bare.subscribe(String(n), following, { id: 's', agents: [`agent ${total++}`] });
        const wanted = [0, 1, perSocket][nth % 3]!;
        for (let got = 0; got < wanted; got++) await bare.next();
      }
      await expectAlive(server);
    }

    await storm(20);
    const before = held();
    await storm(80);
    expect(total).toBe(50_000);
    // The last sockets may still be on their way out. A closure or two that is left of each subscription would be 8 MB.
    let left = Number.POSITIVE_INFINITY;
    for (const deadline = Date.now() + 30_000; left > 2 && Date.now() < deadline; ) {
      await expectAlive(server);
      left = (held() - before) / 2 ** 20;
    }
    expect(left).toBeLessThanOrEqual(2);
    const { log } = server.services;
    using bare = await openBareSocket(server.url);
    bare.subscribe('1', following, { id: 's' });
    for (const _ of [1, 2, 3]) await bare.next();
    await log.append('s', 3, [said('and on')]);
    expect((await bare.next()).payload.data.events.sequence).toBe(4);
  },
  slow,
);

/** Resolves when of what a client sends no more is taken. */
async function untilNoMoreIsTaken(server: Server, { socket }: BareSocket): Promise<void> {
  for (let same = 0, left = -1; same < 20 && left !== 0; ) {
    await expectAlive(server);
    same = left === socket.bufferedAmount ? same + 1 : 0;
    left = socket.bufferedAmount;
  }
}

test.each([
  ['messages', (bare: BareSocket, text: string) => bare.send({ type: 'ping', payload: { text } })],
  ['queries', (bare: BareSocket, text: string) => bare.subscribe(text, '{ __typename }')],
])(
  'of a client that does not read no more %s are read, so that answers do not pile up',
  async (_name, ask) => {
    await using server = await startServer();
    using bare = await openBareSocket(server.url);
    await bare.flushed();
    bare.socket.pause();
    for (let n = 0; n < 3000; n++) ask(bare, `${n} ${'x'.repeat(10_000)}`);
    await untilNoMoreIsTaken(server, bare);
    expect(bare.socket.readyState).toBe(bare.socket.OPEN);
    // 30 MB were said; most stays with the client, the rest is in the system's own buffers.
    expect(bare.socket.bufferedAmount / 2 ** 20).toBeGreaterThan(10);
  },
  slow,
);

test(
  'a client that pings without end and does not read is cut off',
  async () => {
    await using server = await startServer();
    using bare = await openBareSocket(server.url);
    bare.socket.pause();
    for (let n = 0; n < 100_000; n++) bare.socket.ping('x'.repeat(125));
    expect((await bare.closed).code).toBe(1006);
    await expectAlive(server);
  },
  slow,
);

test(
  'a cursor that is forged, of another session or from the future is unknown by name: for events, for a feed, over SSE',
  async () => {
    await using server = await startServer();
    await sessionWith(server, 's', 3);
    await sessionWith(server, 'other', 3);
    using bare = await openBareSocket(server.url);
    let asked = 0;
    const forged = fc.oneof(
      fc.base64String({ minLength: 1 }).map((text) => text.replace(/[+/=]/g, '-')),
      fc.integer({ min: 4 }).map((n) => cursorOf('s', n)),
      fc.integer({ max: -1 }).map((n) => cursorOf('s', n)),
      fc.nat(3).map((n) => cursorOf('other', n)),
      fc.constantFrom(cursorOf('s', Number.NaN), cursorOf('s', 1e21), cursorOf('s', 1.5), cursorOf('S', 1)),
    );
    const headers = (after: string) => ({ accept: 'text/event-stream', 'last-event-id': after });
    await fc.assert(
      fc.asyncProperty(forged, async (after) => {
        const [one, two] = [`events ${++asked}`, `feed ${asked}`];
        bare.subscribe(one, following, { id: 's', after });
        const [told] = await bare.until((message) => message.type === 'complete');
        expect(told?.payload.errors[0].extensions.code).toBe('CURSOR_UNKNOWN');
        bare.subscribe(two, feeding, { id: 's', after });
        const feed = await bare.until((message) => message.payload.data.feed.event?.sequence === 3);
        expect(feed[0]?.payload.data.feed).toEqual({ __typename: 'FeedGap', gapReason: 'CURSOR_UNKNOWN' });
        bare.send({ id: two, type: 'complete' });
        await bare.flushed();
        const address = `${server.url}/graphql?${new URLSearchParams({ query: following, variables: '{"id":"s"}' })}`;
        expect(await (await fetch(address, { headers: headers(after) })).text()).toContain('CURSOR_UNKNOWN');
      }),
      { numRuns: 60 },
    );
  },
  slow,
);
