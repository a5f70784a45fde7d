// Cursors: what was not given out for this session, or lies ahead of it, is unknown by name at every door that takes one.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { cursorOf } from '../../src/events/cursor.ts';
import { openBareSocket } from '../support/bare-socket.ts';
import { said } from '../support/drafts.ts';
import { openRaw } from '../support/raw-client.ts';
import { type Server, startServer } from '../support/server.ts';

const count = 5;
let server: Server;

beforeAll(async () => {
  server = await startServer();
  const { log } = server.services;
  for (const id of ['s', 'other']) {
    await log.createSession({ id, title: id, createdAt: '2026-01-01T00:00:00.000Z' });
    await log.append(
      id,
      0,
      Array.from({ length: count }, () => said('hello')),
    );
  }
});

afterAll(() => server[Symbol.asyncDispose]());

const bad: [string, string][] = [
  ['of the next event', cursorOf('s', count + 1)],
  ['of a far future', cursorOf('s', 2 ** 40)],
  ['of another session', cursorOf('other', 3)],
  ['of no session', cursorOf('nobody', 3)],
  ['forged', 'bm9uZQ'],
  // «cw» is «s»; the last four bits of «cx» count for nothing.
  ['of another spelling', `${cursorOf('s', 3).slice(0, -1)}x`],
  ['of a negative place', cursorOf('s', -1)],
];

interface History {
  session: { events: { edges: { node: { sequence: number } }[] } };
}

const history = (args: string, at: number | null = null) =>
  `query ($cursor: Cursor) { session(id: "s"${at === null ? '' : `, at: ${at}`}) {
    events(${args}) { edges { node { ... on Event { sequence } } } } } }`;
const following =
  'subscription ($after: Cursor) { events(sessionId: "s", after: $after) { ... on Event { sequence } } }';
const feeding = `subscription ($after: Cursor) { feed(sessionId: "s", after: $after) { __typename ... on FeedGap { gapReason } } }`;

async function codeOf(query: string, cursor: string): Promise<string | undefined> {
  const { errors } = await server.post<History>(query, { cursor });
  return errors?.[0]?.extensions?.code;
}

async function overSse(cursor: string, how: 'header' | 'variable'): Promise<string> {
  const variables = JSON.stringify(how === 'header' ? {} : { after: cursor });
  const response = await fetch(
    `${server.url}/graphql?${new URLSearchParams({ query: following, variables })}`,
    { headers: { accept: 'text/event-stream', ...(how === 'header' && { 'last-event-id': cursor }) } },
  );
  return response.text();
}

test.each(bad)('a cursor %s', async (_name, cursor) => {
  expect(await codeOf(history('first: 3, after: $cursor'), cursor)).toBe('CURSOR_UNKNOWN');
  expect(await codeOf(history('last: 3, before: $cursor'), cursor)).toBe('CURSOR_UNKNOWN');
  expect(await codeOf(history('first: 3, after: $cursor', 2), cursor)).toBe('CURSOR_UNKNOWN');
  expect(await overSse(cursor, 'header')).toContain('CURSOR_UNKNOWN');
  expect(await overSse(cursor, 'variable')).toContain('CURSOR_UNKNOWN');
  using bare = await openBareSocket(server.url);
  bare.subscribe('1', following, { after: cursor });
  const [told] = await bare.until((message) => message.type === 'complete');
  expect(told?.payload.errors[0].extensions.code).toBe('CURSOR_UNKNOWN');
  bare.subscribe('2', feeding, { after: cursor });
  expect((await bare.next()).payload.data.feed).toEqual({
    __typename: 'FeedGap',
    gapReason: 'CURSOR_UNKNOWN',
  });
  await using raw = await openRaw(server.url);
  const refused = await raw.ask({ type: 'subscribe', session_id: 's', after: cursor }, 'error');
  expect(refused.data.code).toBe('CURSOR_UNKNOWN');
});

test('the cursor of the newest event is known everywhere: nothing is after it, and all others are before', async () => {
  const cursor = cursorOf('s', count);
  const pageOf = async (query: string) =>
    (await server.post<History>(query, { cursor })).data?.session.events.edges.map(
      ({ node }) => node.sequence,
    );
  expect(await pageOf(history('first: 3, after: $cursor'))).toEqual([]);
  expect(await pageOf(history('last: 9, before: $cursor'))).toEqual([1, 2, 3, 4]);
  // Of a session as it was, a place that came later is a place all the same.
  expect(await pageOf(history('first: 3, after: $cursor', 2))).toEqual([]);
  expect(await pageOf(history('last: 9, before: $cursor', 2))).toEqual([1, 2]);
});

test('the end of another session that is over does not end this stream, as its own end does', async () => {
  const { log } = server.services;
  const ended = { stages: [], currentStage: null, previousStatus: 'running', reason: null };
  await log.createSession({ id: 'over', title: 'over', createdAt: '2026-01-01T00:00:00.000Z' });
  await log.append('over', 0, [
    { ...said('bye'), type: 'workflow_state_change', data: { ...ended, status: 'succeeded' } } as never,
  ]);
  expect((await log.head('over'))?.status).toBe('succeeded');
  expect(await overSse(cursorOf('over', 1), 'header')).toContain('CURSOR_UNKNOWN');
});

test('an edge that was never given out', async () => {
  expect(await codeOf('{ sessions(first: 3, after: "nobody") { edges { cursor } } }', '')).toBe(
    'CURSOR_UNKNOWN',
  );
  expect(await codeOf('{ sessions(first: 3, after: "s") { edges { cursor } } }', '')).toBeUndefined();
});
