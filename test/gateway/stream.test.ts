// Streaming through the doors: graphql-ws and SSE, with real clients and sockets.

import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ask, progress } from '../../src/agents/agent.ts';
import { cursorOf } from '../../src/events/cursor.ts';
import { retain } from '../../src/log/retention.ts';
import { said } from '../support/drafts.ts';
import { done, fakeRoster } from '../support/fake-agents.ts';
import { held } from '../support/held.ts';
import {
  eventsSubscription,
  sequences,
  startSample,
  startServer,
  type Told,
  watchToEnd,
} from '../support/server.ts';

/** Milliseconds: these take a few seconds, and far longer where others use the machine, too. */
const slow = 120_000;

const dense = (n: number, from = 1) => Array.from({ length: n }, (_, index) => index + from);

test('a workflow is watched from its first event to its last, each once and in order, with its cursor', async () => {
  await using server = await startServer();
  const { session, cursor } = await startSample(server);
  const results = await watchToEnd(server.client(), { sessionId: session.id, after: cursor });
  expect(sequences(results)).toEqual(dense(results.length));
  for (const { data, extensions } of results) expect(extensions?.cursor).toBe(data?.events.cursor);
});

test('from any place onward the rest comes, and nothing else', async () => {
  await using server = await startServer();
  const { session } = await startSample(server);
  const all = await watchToEnd(server.client(), { sessionId: session.id });
  for (const at of [0, 5, all.length - 2]) {
    const rest = await watchToEnd(server.client(), {
      sessionId: session.id,
      after: all[at]?.extensions?.cursor,
    });
    expect(sequences(rest)).toEqual(sequences(all).slice(at + 1));
  }
});

test('query, then subscribe from the session’s cursor: nothing is missed', async () => {
  await using server = await startServer();
  const { session } = await startSample(server);
  const { data } = await server.post<{ session: { cursor: string; lastSequence: number } }>(
    'query ($id: ID!) { session(id: $id) { cursor lastSequence } }',
    { id: session.id },
  );
  const results = await watchToEnd(server.client(), { sessionId: session.id, after: data?.session.cursor });
  expect(sequences(results)[0]).toBe((data?.session.lastSequence ?? 0) + 1);
});

test('by type: only those kinds come, and their sequences show what was left out', async () => {
  await using server = await startServer();
  const { session } = await startSample(server);
  const results = await watchToEnd(server.client(), {
    sessionId: session.id,
    types: ['WORKFLOW_STATE_CHANGE'],
  });
  expect(new Set(results.map((one) => one.data?.events.__typename))).toEqual(
    new Set(['WorkflowStateChange']),
  );
  expect(sequences(results)).toEqual([...new Set(sequences(results))].sort((a, b) => (a ?? 0) - (b ?? 0)));
});

test('live: what was before is left out', async () => {
  await using server = await startServer();
  const { session } = await startSample(server);
  await watchToEnd(server.client(), { sessionId: session.id });
  const last = (await server.services.log.head(session.id))!.lastSequence;
  const stream = server
    .client()
    .iterate<Told>({ query: eventsSubscription, variables: { sessionId: session.id, live: true } });
  const first = stream.next();
  // The subscription is there when an answer over the same socket is; so a later append is after it.
  const message =
    'mutation ($id: ID!, $text: String!) { sendMessage(sessionId: $id, text: $text) { __typename } }';
  let next: Awaited<typeof first> | undefined;
  void first.then((told) => {
    next = told;
  });
  while (next === undefined) await server.post(message, { id: session.id, text: 'hello csv' });
  expect(next.value?.data?.events.sequence).toBeGreaterThan(last);
  await stream.return?.();
});

test('over SSE the id of each event is its cursor, and Last-Event-ID goes on after it, or is told that it was the last', async () => {
  await using server = await startServer();
  const { session } = await startSample(server);
  const all = await watchToEnd(server.client(), { sessionId: session.id });
  const address = `${server.url}/graphql?${new URLSearchParams({ query: eventsSubscription, variables: JSON.stringify({ sessionId: session.id }) })}`;
  const read = async (headers: Record<string, string>, count: number) => {
    const stopping = new AbortController();
    const response = await fetch(address, {
      headers: { accept: 'text/event-stream', ...headers },
      signal: stopping.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if ((text.match(/^id: /gm) ?? []).length >= count) break;
    }
    stopping.abort();
    return [...text.matchAll(/^id: (\S+)\nevent: next\ndata: (.*)$/gm)].map((match) => ({
      id: match[1],
      data: JSON.parse(match[2] ?? ''),
    }));
  };
  const told = await read({}, all.length);
  expect(told.map((one) => one.id)).toEqual(all.map((one) => one.extensions?.cursor));
  const over = await fetch(address, {
    headers: { accept: 'text/event-stream', 'last-event-id': told.at(-1)?.id ?? '' },
  });
  expect(over.status).toBe(204);
  const rest = await read({ 'last-event-id': told[3]?.id ?? '' }, all.length - 4);
  expect(rest.map((one) => one.data.data.events.sequence)).toEqual(dense(all.length - 4, 5));
});

test('an unknown session, a cursor of another session, one from the future and one that is none are named, and the socket stays open', async () => {
  await using server = await startServer();
  const { session } = await startSample(server);
  const other = await startSample(server);
  const client = server.client();
  const codeOf = async (variables: Record<string, unknown>) => {
    const results = await watchToEnd(client, variables, () => true);
    return results[0]?.errors?.[0]?.extensions?.code;
  };
  expect(await codeOf({ sessionId: 'session_none' })).toBe('NOT_FOUND');
  expect(await codeOf({ sessionId: session.id, after: other.cursor })).toBe('CURSOR_UNKNOWN');
  expect(await codeOf({ sessionId: session.id, after: cursorOf(session.id, 100_000) })).toBe(
    'CURSOR_UNKNOWN',
  );
  expect(await codeOf({ sessionId: session.id, after: 'bm9uZQ' })).toBe('CURSOR_UNKNOWN');
  expect((await watchToEnd(client, { sessionId: session.id })).length).toBeGreaterThan(10);
});

test('a cursor whose followers were cleaned up is expired, and the error says where to go on', async () => {
  await using server = await startServer();
  const { session, cursor } = await startSample(server);
  const all = await watchToEnd(server.client(), { sessionId: session.id });
  const { log } = server.services;
  await retain(log, (await log.head(session.id))!, { maxAgeMs: null, maxEvents: 5 }, 0);
  const [refused] = await watchToEnd(server.client(), { sessionId: session.id, after: cursor });
  const error = refused?.errors?.[0]?.extensions as { code: string; firstRetained: string };
  expect(error.code).toBe('CURSOR_EXPIRED');
  const rest = await watchToEnd(server.client(), { sessionId: session.id, after: error.firstRetained });
  expect(sequences(rest)).toEqual(sequences(all).slice(-5));
});

test('a syntax error, an unknown field and a bad variable are told; the other operations of the socket go on', async () => {
  await using server = await startServer();
  const { session } = await startSample(server);
  const client = server.client();
  const watching = watchToEnd(client, { sessionId: session.id });
  for (const query of [
    'subscription { events(',
    'subscription { nothing }',
    'subscription { events(sessionId: []) { __typename } }',
  ]) {
    const results: unknown[] = [];
    await new Promise<void>((resolve) =>
      client.subscribe(
        { query },
        { next: (one) => results.push(one), error: () => resolve(), complete: resolve },
      ),
    );
    expect(results.every((one) => (one as { errors?: unknown }).errors !== undefined)).toBe(true);
  }
  expect((await watching).length).toBeGreaterThan(10);
});

test('one operation more than a socket may have is refused by name, and the others go on', async () => {
  await using server = await startServer({ config: { maxOperationsPerSocket: 2 } });
  const { session } = await startSample(server);
  const client = server.client();
  const open = [1, 2].map(() =>
    client.iterate<Told>({ query: eventsSubscription, variables: { sessionId: session.id } }),
  );
  for (const stream of open) await stream.next();
  const third = client.iterate<Told>({ query: eventsSubscription, variables: { sessionId: session.id } });
  await expect(third.next()).rejects.toMatchObject([{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);
  expect((await open[0]?.next())?.value?.data).toBeDefined();
  for (const stream of open) await stream.return?.();
});

test('a malformed WebSocket frame closes its own socket; others and new ones are served', async () => {
  await using server = await startServer();
  const { session } = await startSample(server);
  const client = server.client();
  const stream = client.iterate<Told>({ query: eventsSubscription, variables: { sessionId: session.id } });
  await stream.next();
  const { hostname, port } = new URL(server.url);
  const raw = connect(Number(port), hostname);
  raw.write(
    'GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
  );
  await once(raw, 'data');
  raw.resume();
  raw.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]));
  await once(raw, 'close');
  expect((await stream.next()).value?.data).toBeDefined();
  await stream.return?.();
  expect((await watchToEnd(server.client(), { sessionId: session.id })).length).toBeGreaterThan(10);
});

test('a message that is no JSON closes its own socket with 4400', async () => {
  await using server = await startServer();
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send('{{{');
  const [code] = await once(socket, 'close');
  expect(code).toBe(4400);
});

test(
  'a subscriber that stops reading harms nobody, and 20,000 large events do not pile up for it',
  async () => {
    // However long the events take on a busy machine, it shall not be given up for its slowness here.
    await using server = await startServer({ config: { slowClientSeconds: 3600 } });
    const { log } = server.services;
    await log.createSession({ id: 'big', title: 'Big', createdAt: '2026-01-01T00:00:00.000Z' });
    const address = `${server.url.replace('http', 'ws')}/graphql`;
    const socket = new WebSocket(address, 'graphql-transport-ws', { perMessageDeflate: false });
    await once(socket, 'open');
    socket.send('{"type":"connection_init"}');
    await once(socket, 'message');
    const query = 'subscription { events(sessionId: "big") { ... on ChatMessage { sequence text } } }';
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    await log.append('big', 0, [said('first')]);
    await once(socket, 'message');
    socket.pause();

    const total = 20_000;
    const text = 'x'.repeat(4000);
    const healthy = watchToEnd(server.client(), { sessionId: 'big' }, (told) => told.sequence === total);
    const before = held();
    let most = 0;
    for (let last = 1; last < total; ) {
      const drafts = Array.from({ length: Math.min(500, total - last) }, () => said(text));
      ({ lastSequence: last } = await log.append('big', last, drafts));
      if (last % 5000 === 1) most = Math.max(most, held() - before);
    }
    expect(sequences(await healthy)).toEqual(dense(total));
    most = Math.max(most, held() - before);
    // Kept for the paused one they would be 80 MB; the other's 20,000 results are held here, too.
    expect(most / 2 ** 20).toBeLessThan(40);

    // And it lost nothing: it reads on where it stopped.
    const rest: number[] = [];
    const enough = Promise.withResolvers<void>();
    socket.on('message', (data) => {
      const { type, payload } = JSON.parse(String(data));
      if (type === 'next') rest.push(payload.data.events.sequence);
      if (rest.length === 2000) enough.resolve();
    });
    socket.resume();
    await enough.promise;
    expect(rest.slice(0, 2000)).toEqual(dense(2000, 2));
    socket.terminate();
  },
  slow,
);

test('ending one subscription ends nothing else', async () => {
  const gate = Promise.withResolvers<void>();
  await using server = await startServer({
    roster: fakeRoster({
      file_reader: async function* () {
        yield progress('waiting', 1, { operation: 'waiting' });
        await gate.promise;
        return done();
      },
    }),
  });
  const { session } = await startSample(server);
  const client = server.client();
  const watching = watchToEnd(client, { sessionId: session.id });
  const other = client.iterate<Told>({ query: eventsSubscription, variables: { sessionId: session.id } });
  await other.next();
  await other.return?.();
  gate.resolve();
  expect((await watching).at(-1)?.data?.events.status).toBe('SUCCEEDED');
});

test('decisions over all sessions are told as they open and close', async () => {
  await using server = await startServer({
    roster: fakeRoster({
      file_reader: async function* () {
        yield* ask({
          topic: 'colour',
          decisionType: 'other',
          prompt: 'Which?',
          options: [{ value: 'red', label: 'Red', effect: null, costDelta: null }],
        });
        return done();
      },
    }),
  });
  const first = await startSample(server);
  const stream = server.client().iterate<{ decisions: { id: string; sessionId: string; status: string } }>({
    query: 'subscription { decisions { id sessionId status } }',
  });
  const opened: { id: string; sessionId: string; status: string }[] = [];
  const next = async () => opened.push((await stream.next()).value!.data!.decisions);
  const second = await startSample(server);
  while (!opened.some((one) => one.sessionId === second.session.id)) await next();
  const answer =
    'mutation ($id: ID!) { answerDecision(input: { decisionId: $id, answer: { option: "red" } }) { __typename } }';
  for (const decision of opened.filter((one) => one.sessionId !== first.session.id))
    await server.post(answer, { id: decision.id });
  while (!opened.some((one) => one.status === 'CLOSED')) await next();
  expect(opened.at(-1)).toMatchObject({ sessionId: second.session.id, status: 'CLOSED' });
  await stream.return?.();
});

test('a server that closes says so to feeds, then closes sockets with 1001, and no open stream holds it up', async () => {
  const server = await startServer({ config: { shutdownSeconds: 3600 } });
  const { session } = await startSample(server);
  await watchToEnd(server.client(), { sessionId: session.id });
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  const told: string[] = [];
  const caughtUp = Promise.withResolvers<void>();
  socket.on('message', (data) => {
    const { type, payload } = JSON.parse(String(data));
    if (type === 'connection_ack') {
      const query = `subscription { feed(sessionId: "${session.id}") { __typename ... on FeedEnding { endReason retryAfterMs } } }`;
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    }
    if (type === 'next') told.push(`${payload.data.feed.__typename} ${payload.data.feed.endReason ?? ''}`);
    if (told.at(-1)?.startsWith('FeedCaughtUp')) caughtUp.resolve();
  });
  socket.send('{"type":"connection_init"}');
  const query = `subscription { events(sessionId: "${session.id}", live: true) { __typename } }`;
  const stream = await fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`, {
    headers: { accept: 'text/event-stream' },
  });
  await caughtUp.promise;
  const closed = once(socket, 'close');
  // Were it to wait for the streams, it would wait an hour.
  await server[Symbol.asyncDispose]();
  expect((await closed)[0]).toBe(1001);
  expect(told.at(-1)).toBe('FeedEnding SERVER_DRAINING');
  await expect(stream.text()).rejects.toThrow();
});
