// The raw WebSocket under bad input, floods and peers that do not read: a named answer, and everybody else is served.

import { once } from 'node:events';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { said } from '../support/drafts.ts';
import { held } from '../support/held.ts';
import { isEvent, openRaw, sequencesOf } from '../support/raw-client.ts';
import { startServer } from '../support/server.ts';

/** Milliseconds: these take a few seconds, and far longer where others use the machine, too. */
const slow = 120_000;

const record = (id: string) => ({ id, title: id, createdAt: '2026-01-01T00:00:00.000Z' });
const dense = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

const malformed: [what: string, text: string, inReplyTo: string | null][] = [
  ['text that is no JSON', '{{{', null],
  ['half a frame', '{"type":"subscribe","session_', null],
  ['a list', '[]', null],
  ['null', 'null', null],
  ['no type', '{"session_id":"s"}', null],
  ['a type that is no text', '{"type":7}', null],
  ['an unknown type', '{"type":"dance"}', 'dance'],
  ['a type that reaches for prototypes', '{"type":"constructor"}', 'constructor'],
  ['a type of an event', '{"type":"manager_thinking","data":{}}', 'manager_thinking'],
  ['a subscription to nothing', '{"type":"subscribe"}', 'subscribe'],
  ['a session that is an object', '{"type":"subscribe","session_id":{}}', 'subscribe'],
  ['an unknown kind', '{"type":"subscribe","session_id":"s","types":["dreams"]}', 'subscribe'],
  ['agents that are no list', '{"type":"agent_subscription","agent_names":"all"}', 'agent_subscription'],
  ['a status of nothing', '{"type":"workflow_status"}', 'workflow_status'],
  ['an answer without one', '{"type":"user_decision_response","decision_id":"d"}', 'user_decision_response'],
  ['a message without text', '{"type":"chat_message","session_id":"s"}', 'chat_message'],
  ['deep nesting', `{"type":"subscribe","session_id":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'subscribe'],
];

test('each malformed or unknown message is an error by name, and the socket stays open', async () => {
  await using server = await startServer();
  await using client = await openRaw(server.url);
  for (const [what, text, in_reply_to] of malformed) {
    const { data } = await client.ask(text, 'error');
    expect(data, what).toMatchObject({ code: 'INVALID_INPUT', in_reply_to, message: expect.any(String) });
    await client.ask({ type: 'ping' }, 'pong');
  }
});

test('whatever is sent, the answer is never an incident', async () => {
  await using server = await startServer();
  await using client = await openRaw(server.url);
  const type = fc.constantFrom(
    'subscribe',
    'agent_subscription',
    'user_decision_response',
    'workflow_status',
    'ping',
    'unsubscribe',
  );
  const field = fc.oneof(fc.string(), fc.jsonValue(), fc.constant('session_1'));
  const message = fc.record(
    {
      type,
      session_id: field,
      decision_id: field,
      response: field,
      types: field,
      agents: field,
      after: field,
      agent_names: field,
      data: fc.jsonValue(),
    },
    { requiredKeys: ['type'] },
  );
  await fc.assert(
    fc.asyncProperty(message, async (one) => {
      client.send(one);
      await client.ask({ type: 'ping' }, 'pong');
      expect(client.frames.filter((frame) => frame.data.code === 'INTERNAL')).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('a binary frame is an error by name; a frame over the limit closes its own socket with 1009', async () => {
  await using server = await startServer();
  await using other = await openRaw(server.url);
  await using client = await openRaw(server.url);
  client.socket.send(Buffer.from('{"type":"ping"}'));
  expect((await client.next('error')).data).toMatchObject({ code: 'INVALID_INPUT' });
  await client.ask({ type: 'ping' }, 'pong');
  client.send({ type: 'chat_message', text: 'x'.repeat(300_000) });
  expect(await client.closed).toBe(1009);
  await other.ask({ type: 'ping' }, 'pong');
});

test(
  'of 1,000 sessions on one socket those beyond the limit are refused by name, and the others are followed',
  async () => {
    await using server = await startServer();
    const { log } = server.services;
    for (let n = 0; n < 1000; n++) await log.createSession(record(`s${n}`));
    await using client = await openRaw(server.url);
    for (let n = 0; n < 1000; n++) client.send({ type: 'subscribe', session_id: `s${n}` });
    await client.ask({ type: 'ping' }, 'pong');
    const of = (type: string) => client.frames.filter((frame) => frame.type === type);
    expect(of('subscribed').map((frame) => frame.session_id)).toEqual(dense(50).map((n) => `s${n - 1}`));
    expect(of('error')).toHaveLength(950);
    expect(new Set(of('error').map((frame) => frame.data.code))).toEqual(new Set(['TOO_MANY_SUBSCRIPTIONS']));
    await log.append('s49', 0, [said('x')]);
    await client.next((frame) => frame.session_id === 's49' && isEvent(frame));
    // A session that is followed already needs no more room.
    await client.ask({ type: 'subscribe', session_id: 's0' }, 'subscribed');
  },
  slow,
);

test(
  'a storm of sockets that subscribe and are cut leaves nothing behind',
  async () => {
    await using server = await startServer();
    const { log } = server.services;
    await log.createSession(record('s'));
    await log.append(
      's',
      0,
      dense(20).map((n) => said(String(n))),
    );
    const storm = async (sockets: number) => {
      const open = dense(sockets).map(async () => {
        const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/chat/ws?session_id=s`);
        await once(socket, 'open');
        for (let n = 0; n < 10; n++) socket.send('{"type":"subscribe","session_id":"s"}');
        socket.terminate();
        await once(socket, 'close');
      });
      await Promise.all(open);
    };
    await storm(60);
    const before = held();
    for (let n = 0; n < 5; n++) await storm(60);
    await using client = await openRaw(server.url, '?session_id=s');
    await client.next((frame) => frame.sequence === 20 && isEvent(frame));
    await vi.waitFor(() => expect((held() - before) / 2 ** 20).toBeLessThan(3), { timeout: 10_000 });
  },
  slow,
);

test(
  'a client that stops reading costs little, harms nobody, and loses nothing',
  async () => {
    // However long it takes on a busy machine, it shall not be given up for its slowness here.
    await using server = await startServer({ config: { slowClientSeconds: 3600 } });
    const { log } = server.services;
    await log.createSession(record('big'));
    await using paused = await openRaw(server.url, '?session_id=big');
    await using healthy = await openRaw(server.url, '?session_id=big');
    for (const client of [paused, healthy]) await client.next('subscribed');
    paused.socket.pause();
    const total = 10_000;
    const before = held();
    const text = 'x'.repeat(4000);
    for (let last = 0; last < total; ) {
      ({ lastSequence: last } = await log.append(
        'big',
        last,
        dense(500).map(() => said(text)),
      ));
      await healthy.next((frame) => frame.sequence === last);
      healthy.frames.forEach((frame) => {
        frame.data = null;
      });
    }
    // Kept for the paused one they would be 40 MB. What is only on its way to be freed is waited for.
    await vi.waitFor(() => expect((held() - before) / 2 ** 20).toBeLessThan(20), { timeout: 10_000 });
    expect(sequencesOf(healthy.frames, 'big')).toEqual(dense(total));
    paused.socket.resume();
    await paused.next((frame) => frame.sequence === total);
    expect(sequencesOf(paused.frames, 'big')).toEqual(dense(total));
  },
  slow,
);

test(
  'a client that asks without reading the answers is not read from either',
  async () => {
    await using server = await startServer();
    await using client = await openRaw(server.url);
    await client.next('connection_established');
    client.socket.pause();
    const message = JSON.stringify({ type: 'x'.repeat(100) });
    for (let n = 0; n < 200_000; n++) client.send(message);
    const sent = client.socket.bufferedAmount;
    await using other = await openRaw(server.url);
    for (let n = 0; n < 200; n++) await other.ask({ type: 'ping' }, 'pong');
    // Each answer is longer than its message: nearly all of them still wait where they were sent.
    expect(client.socket.bufferedAmount).toBeGreaterThan(sent * 0.7);
  },
  slow,
);
