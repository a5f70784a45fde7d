// Metrics: the numbers at /metrics are those of what real clients did.

import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ask } from '../../src/agents/agent.ts';
import { catalog } from '../../src/events/catalog.ts';
import type { Draft } from '../../src/events/event.ts';
import { openSqliteLog } from '../../src/log/sqlite/sqlite-log.ts';
import { said, stateChange } from '../support/drafts.ts';
import { done, fakeRoster } from '../support/fake-agents.ts';
import { scrape, scrapeUntil } from '../support/metrics.ts';
import { openRaw } from '../support/raw-client.ts';
import { eventsSubscription, type Server, startSample, startServer, watchToEnd } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { createTurnedClock } from '../support/turned-clock.ts';

const createdAt = '2026-01-01T00:00:00.000Z';

/** A server where every workflow asks one question. */
function startAsking(parts: NonNullable<Parameters<typeof startServer>[0]>['parts'] = {}) {
  const roster = fakeRoster({
    async *file_reader() {
      yield* ask({
        topic: 'colour',
        decisionType: 'other',
        prompt: 'Which?',
        options: [
          { value: 'red', label: 'Red', effect: null, costDelta: null },
          { value: 'blue', label: 'Blue', effect: null, costDelta: null },
        ],
      });
      return done();
    },
  });
  return startServer({ roster, parts });
}

function used(model: string, amount: string): Draft {
  const example = catalog.get('cost_incurred')!.example as object;
  return {
    type: 'cost_incurred',
    workflowId: 'w1',
    timestamp: createdAt,
    data: {
      ...example,
      model,
      provider: 'acme',
      inputTokens: 100,
      outputTokens: 7,
      cost: { amount, currency: 'USD' },
    },
  } as Draft;
}

async function openSession(server: Server, id: string, drafts: Draft[]) {
  await server.services.log.createSession({ id, title: id, createdAt });
  return server.services.log.append(id, 0, drafts);
}

test('connections, subscriptions and deliveries are counted by door and field, and are gone when the clients are', async () => {
  await using server = await startServer();
  const { log } = server.services;
  await openSession(server, 's1', [said('one')]);
  const told: number[] = [];
  const follow = async (query: string) => {
    for await (const _result of server.client().iterate({ query })) told.push(1);
  };
  void follow('subscription { events(sessionId: "s1") { ... on Event { sequence } } }');
  void follow('subscription { events(sessionId: "s1") { ... on Event { sequence } } }');
  void follow('subscription { decisions { __typename } }').catch(() => {});
  const closing = new AbortController();
  const sse = await fetch(
    `${server.url}/graphql?query=${encodeURIComponent('subscription { feed(sessionId: "s1") { __typename } }')}`,
    { headers: { accept: 'text/event-stream' }, signal: closing.signal },
  );
  await using raw = await openRaw(server.url, '?session_id=s1');
  await raw.next('chat_message');
  const found = await scrapeUntil(server.url, (now) => now.of('subscriptions') === 4);
  expect(found.of('connections{door="graphql_ws"}')).toBe(3);
  expect(found.of('connections{door="sse"}')).toBe(1);
  expect(found.of('connections{door="raw"}')).toBe(1);
  expect(found.of('websockets')).toBe(4);
  expect(found.of('operations{operation="events"}')).toBe(2);
  expect(found.of('operations{operation="feed"}')).toBe(1);
  expect(found.of('operations{operation="raw"}')).toBe(1);
  expect(found.of('sessions_followed')).toBe(1);
  const before = (await scrapeUntil(server.url, () => told.length === 2)).of('results_delivered_total');
  await log.append('s1', 1, [said('two')]);
  await raw.next((frame) => frame.sequence === 2);
  // Two of events in one group, the feed, the raw socket.
  await scrapeUntil(server.url, (now) => now.of('results_delivered_total') >= before + 4);
  closing.abort();
  await sse.body?.cancel().catch(() => {});
  raw.socket.terminate();
  await scrapeUntil(server.url, (now) => now.of('connections{door="raw"}') === 0);
  await scrapeUntil(server.url, (now) => now.of('connections{door="sse"}') === 0);
  await scrapeUntil(server.url, (now) => now.of('operations{operation="feed"}') === 0);
  expect((await scrape(server.url)).of('operations{operation="events"}')).toBe(2);
});

test('workflows and decisions are counted while they wait, overdue when the clock has not come to them, and by how they ended', async () => {
  await using server = await startAsking();
  const [one, other] = [await startSample(server), await startSample(server)];
  const waiting = await scrapeUntil(server.url, (now) => now.of('decisions_open') === 2);
  expect(waiting.of('decisions_overdue')).toBe(0);
  await scrapeUntil(server.url, (now) => now.of('workflows{status="waiting_for_decision"}') === 2);
  await server.post('mutation ($id: ID!) { cancelWorkflow(workflowId: $id) { __typename } }', {
    id: other.workflow.id,
  });
  const ended = await scrapeUntil(server.url, (now) => now.of('decisions_open') === 1);
  expect(ended.of('workflows_ended_total{status="cancelled"}')).toBe(1);
  expect(ended.of('decisions_closed_total{outcome="withdrawn"}')).toBe(1);
  const { decisions } = await server.services.sessions.get(one.session.id);
  const answer =
    'mutation ($id: ID!) { answerDecision(input: { decisionId: $id, answer: { option: "red" } }) { __typename } }';
  await server.post(answer, { id: Object.keys(decisions)[0] });
  await watchToEnd(server.client(), { sessionId: one.session.id });
  const last = await scrapeUntil(
    server.url,
    (now) => now.of('workflows_ended_total{status="succeeded"}') === 1,
  );
  expect(last.of('decisions_closed_total{outcome="answered"}')).toBe(1);
  expect(last.of('workflows{status="waiting_for_decision"}')).toBe(0);
  expect(last.of('workflows{status="running"}')).toBe(0);
  expect(last.of('events_appended_total{type="user_decision_made"}')).toBe(2);
});

test('what was open before a restart is counted after it', async () => {
  using folder = tempFolder();
  const question = catalog.get('user_decision_needed')!.example as { decisionId: string };
  const asked = {
    type: 'user_decision_needed',
    workflowId: 'workflow_foreign_1',
    timestamp: createdAt,
    data: { ...question, timeoutSeconds: 60 },
  } as Draft;
  {
    await using log = openSqliteLog({ folder: folder.path, durability: 'normal', onError() {} });
    await log.createSession({ id: 's1', title: 'A', createdAt });
    // A manager elsewhere has it: the one here leaves it as it is, though its time is long over.
    await log.append('s1', 0, [stateChange('workflow_foreign_1', 'waiting_for_decision'), asked]);
  }
  await using server = await startServer({ config: { dataDir: folder.path } });
  const found = await scrapeUntil(server.url, (now) => now.of('decisions_open') === 1);
  expect(found.of('workflows{status="waiting_for_decision"}')).toBe(1);
  expect(found.of('decisions_overdue')).toBe(1);
});

test('models are counted by provider and name; of more names than a hundred the rest together', async () => {
  await using server = await startServer();
  const many = Array.from({ length: 150 }, (_, n) => used(`model-${n}`, '0'));
  await openSession(server, 's1', [
    stateChange('w1', 'running'),
    used('large', '0.25'),
    used('large', '0.5'),
    used('small', '0.001'),
    ...many,
  ]);
  const found = await scrape(server.url);
  expect(found.of('model_calls_total{provider="acme",model="large"}')).toBe(2);
  expect(found.of('model_cost_dollars_total{provider="acme",model="large"}')).toBeCloseTo(0.75);
  expect(found.of('model_input_tokens_total{provider="acme",model="large"}')).toBe(200);
  expect(found.of('model_output_tokens_total{provider="acme",model="small"}')).toBe(7);
  expect(found.of('model_calls_total{provider="other",model="other"}')).toBe(52);
});

test('every append is in the histogram, and the event loop, the engine and the process are told of', async () => {
  await using server = await startServer();
  await openSession(server, 's1', [said('one')]);
  for (let last = 1; last < 20; last++) await server.services.log.append('s1', last, [said('more')]);
  const found = await scrape(server.url);
  expect(found.of('append_seconds_count')).toBe(20);
  expect(found.of('append_seconds_bucket{le="+Inf"}')).toBe(20);
  expect(found.of('append_seconds_sum')).toBeGreaterThan(0);
  expect(found.of('append_seconds_bucket{le="3"}')).toBeGreaterThanOrEqual(
    found.of('append_seconds_bucket{le="0.001"}'),
  );
  expect(found.of('append_failures_total')).toBe(0);
  for (const stat of ['p50', 'p99', 'max'])
    expect(found.of(`event_loop_delay_seconds{stat="${stat}"}`)).toBeGreaterThanOrEqual(0);
  expect([found.of('engine_queue'), found.of('engine_failing'), found.of('readers')]).toEqual([0, 0, 0]);
  expect(found.of('health{check="log_writable"}')).toBe(1);
  expect(found.text).toMatch(/^process_resident_memory_bytes \d+/m);
});

test('faults are counted by code, whichever door told them', async () => {
  await using server = await startServer();
  await server.post('{ nothing }');
  await server.post('{ not closed');
  const refused = server.client().iterate({ query: 'subscription { nothing }' });
  await expect(refused.next()).rejects.toBeDefined();
  await server.post('mutation { cancelWorkflow(workflowId: "none") { __typename } }');
  await fetch(`${server.url}/nowhere`);
  await using raw = await openRaw(server.url);
  await raw.ask('{ no json', 'error');
  const found = await scrapeUntil(server.url, (now) => now.of('faults_total{code="NOT_FOUND"}') === 2);
  expect(found.of('faults_total{code="INVALID_INPUT"}')).toBe(1);
  expect(found.of('faults_total{code="GRAPHQL_VALIDATION_FAILED"}')).toBe(2);
  expect(found.of('faults_total{code="GRAPHQL_PARSE_FAILED"}')).toBe(1);
});

test('a client that does not read is behind by the age of what it was not told, and its neighbour is not', async () => {
  const clock = createTurnedClock();
  await using server = await startServer({ parts: { clock }, config: { slowClientSeconds: 3600 } });
  await openSession(server, 's1', [said('one')]);
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
  });
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  const payload = {
    query: eventsSubscription.replace(
      'sequence cursor',
      'sequence cursor timestamp ... on ChatMessage { text }',
    ),
    variables: { sessionId: 's1' },
  };
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
  await once(socket, 'message');
  const level = await scrapeUntil(server.url, (now) => now.of('subscribers_lagging') === 0);
  expect(level.of('lag_seconds')).toBe(0);
  socket.pause();
  const big = { ...said('x'.repeat(200_000)), timestamp: new Date(clock.now()).toISOString() };
  for (let last = 1; last <= 100; last++) {
    await server.services.log.append('s1', last, [big]);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await scrapeUntil(server.url, (now) => now.of('subscribers_lagging') === 1);
  clock.turn(90_000);
  const found = await scrape(server.url);
  expect(found.of('lag_seconds')).toBe(90);
  expect(found.of('subscribers_behind_total')).toBe(1);
  socket.terminate();
  await scrapeUntil(server.url, (now) => now.of('subscribers_lagging') === 0);
});

test('what the guard refuses is counted by its rule', async () => {
  await using server = await startServer();
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.end('GET / HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n');
  socket.resume();
  await once(socket, 'close');
  expect((await scrape(server.url)).of('refused_total{rule="host"}')).toBe(1);
});
