// The raw WebSocket: subscribing, narrowing, answering, saying and asking, each with its answer.

import { expect, test } from 'vitest';
import { ask } from '../../src/agents/agent.ts';
import { cursorOf } from '../../src/events/cursor.ts';
import type { Authenticate } from '../../src/gateway/authenticate.ts';
import { retain } from '../../src/log/retention.ts';
import { said, stateChange, substep } from '../support/drafts.ts';
import { done, fakeRoster } from '../support/fake-agents.ts';
import { type Frame, isEvent, openRaw, sequencesOf } from '../support/raw-client.ts';
import { type Server, startSample, startServer } from '../support/server.ts';

const question = {
  topic: 'colour',
  decisionType: 'other',
  prompt: 'Which?',
  options: [
    { value: 'red', label: 'A warm one', effect: null, costDelta: null },
    { value: 'blue', label: 'Blue', effect: null, costDelta: null },
  ],
} as const;

const asking = (more: object = {}) =>
  fakeRoster({
    file_reader: async function* () {
      yield* ask({ ...question, options: [...question.options], ...more });
      return done();
    },
  });

/** A session with chat messages that say their own sequence. */
async function makeSession(server: Server, id: string, count: number): Promise<void> {
  const { log } = server.services;
  await log.createSession({ id, title: id, createdAt: '2026-01-01T00:00:00.000Z' });
  await log.append(
    id,
    0,
    Array.from({ length: count }, (_, n) => said(String(n + 1))),
  );
}

const dense = (n: number, from = 1) => Array.from({ length: n }, (_, index) => index + from);
const isLast = (sequence: number) => (frame: Frame) => isEvent(frame) && frame.sequence === sequence;

test('a socket is greeted with its id and the features, named as in the guide', async () => {
  await using server = await startServer();
  await using client = await openRaw(server.url);
  expect(await client.next('connection_established')).toMatchObject({
    session_id: null,
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    data: {
      connection_id: expect.stringMatching(/^connection_/),
      features: [
        'manager_thinking',
        'agent_substeps',
        'user_decisions',
        'workflow_visualization',
        'brain_allocation',
        'error_recovery',
      ],
    },
  });
  expect((await client.ask({ type: 'ping' }, 'pong')).data).toEqual({});
});

test('a subscription tells what is stored, then what comes, each once, in order, with its cursor; from a cursor the rest', async () => {
  await using server = await startServer();
  await makeSession(server, 's', 300);
  await using client = await openRaw(server.url);
  const told = await client.ask({ type: 'subscribe', session_id: 's' }, 'subscribed');
  expect(told).toMatchObject({ session_id: 's', sequence: 0, data: { types: null, last_sequence: 300 } });
  for (let n = 300; n < 310; n++) await server.services.log.append('s', n, [said(String(n + 1))]);
  await client.next(isLast(310));
  expect(sequencesOf(client.frames, 's')).toEqual(dense(310));
  const events = client.frames.filter(isEvent);
  expect(events.map((one) => one.data.text)).toEqual(dense(310).map(String));

  await using other = await openRaw(server.url);
  other.send({ type: 'subscribe', data: { session_id: 's', after: events[99]!.cursor } });
  await other.next(isLast(310));
  expect(sequencesOf(other.frames, 's')).toEqual(dense(210, 101));
});

test('the address may name the session, the place, the kinds and the agents', async () => {
  await using server = await startServer();
  const { log } = server.services;
  await log.createSession({ id: 's 1', title: '', createdAt: '2026-01-01T00:00:00.000Z' });
  await log.append('s 1', 0, [
    said('one'),
    substep('a', 1),
    substep('b', 2),
    stateChange('w', 'running'),
    said('five'),
  ]);
  await using all = await openRaw(server.url, '?session_id=s%201');
  await all.next(isLast(5));
  expect(all.frames[0]).toMatchObject({ type: 'connection_established', session_id: 's 1' });
  const after = all.frames.find(isLast(1))!.cursor!;
  const query = `?session_id=s+1&types=agent_substep,workflow_state_change&agents=a&after=${after}`;
  await using some = await openRaw(server.url, query);
  await some.ask({ type: 'ping' }, 'pong');
  await log.append('s 1', 5, [substep('a', 3)]);
  await some.next(isLast(6));
  expect(sequencesOf(some.frames, 's 1')).toEqual([2, 6]);
});

test('a second subscription to a session takes the place of the first; a refused one leaves it as it was', async () => {
  await using server = await startServer();
  await makeSession(server, 's', 10);
  const { log } = server.services;
  await using client = await openRaw(server.url, '?session_id=s');
  await client.next(isLast(10));
  const refused = { type: 'subscribe', session_id: 's', after: 'none' };
  expect((await client.ask(refused, 'error')).data).toMatchObject({
    code: 'CURSOR_UNKNOWN',
    in_reply_to: 'subscribe',
  });
  await log.append('s', 10, [said('11')]);
  const { cursor } = await client.next(isLast(11));
  await client.ask(
    { type: 'subscribe', session_id: 's', types: ['agent_substep'], after: cursor },
    'subscribed',
  );
  await log.append('s', 11, [said('12'), substep('a', 1)]);
  await client.next(isLast(13));
  expect(sequencesOf(client.frames, 's')).toEqual([...dense(11), 13]);
});

test('several sessions share a socket, and one can be left', async () => {
  await using server = await startServer();
  for (const id of ['a', 'b']) await makeSession(server, id, 3);
  const { log } = server.services;
  await using client = await openRaw(server.url);
  for (const id of ['a', 'b']) client.send({ type: 'subscribe', session_id: id });
  await client.next((frame) => frame.session_id === 'b' && frame.sequence === 3);
  await client.ask({ type: 'unsubscribe', session_id: 'a' }, 'unsubscribed');
  for (const id of ['a', 'b']) await log.append(id, 3, [said('more')]);
  await client.next(isLast(4));
  expect([sequencesOf(client.frames, 'a'), sequencesOf(client.frames, 'b')]).toEqual([dense(3), dense(4)]);
  expect((await client.ask({ type: 'unsubscribe', session_id: 'a' }, 'error')).data.code).toBe('NOT_FOUND');
});

test('agent_subscription narrows agent_substep in all sessions of the socket, and nothing else, and can be taken back', async () => {
  await using server = await startServer();
  const { log } = server.services;
  for (const id of ['a', 'b'])
    await log.createSession({ id, title: '', createdAt: '2026-01-01T00:00:00.000Z' });
  await using client = await openRaw(server.url);
  for (const id of ['a', 'b']) await client.ask({ type: 'subscribe', session_id: id }, 'subscribed');
  const append = async (place: number) => {
    for (const id of ['a', 'b'])
      await log.append(id, place, [substep('file_reader', 1), substep('exporter', 1), said('x')]);
    await client.next((frame) => frame.session_id === 'b' && frame.sequence === place + 3);
  };
  const narrow = (agent_names: string[] | null) =>
    client.ask({ type: 'agent_subscription', agent_names }, 'agent_subscription_confirmed');
  await append(0);
  expect((await narrow(['exporter'])).data).toEqual({ agent_names: ['exporter'] });
  await append(3);
  await narrow(null);
  await append(6);
  for (const id of ['a', 'b']) expect(sequencesOf(client.frames, id)).toEqual([1, 2, 3, 5, 6, 7, 8, 9]);
});

test('narrowing while events come tells each of them once', async () => {
  await using server = await startServer();
  await makeSession(server, 's', 1);
  await using client = await openRaw(server.url, '?session_id=s');
  const { log } = server.services;
  const total = 1000;
  const appending = (async () => {
    for (let n = 1; n < total; n++) await log.append('s', n, [said(String(n))]);
  })();
  while (client.frames.findLast(isEvent)?.sequence !== total) {
    client.send({ type: 'agent_subscription', agent_names: ['file_reader'] });
    await client.ask({ type: 'ping' }, 'pong');
  }
  await appending;
  expect(sequencesOf(client.frames, 's')).toEqual(dense(total));
});

test.each([
  ['an option by its value', 'red', {}, { outcome: 'answered', answer: 'red' }],
  ['an option by its label', 'A warm one', {}, { outcome: 'answered', answer: 'red' }],
  ['several options', ['red', 'Blue'], { multiple: true }, { outcome: 'answered', answer: ['red', 'blue'] }],
  ['skip', 'skip', { canSkip: true }, { outcome: 'skipped', answer: null }],
  ['free text', 'green, please', { freeText: true }, { outcome: 'answered', answer: 'green, please' }],
  [
    'the default, which is no option',
    'all',
    { defaultOption: 'all' },
    { outcome: 'answered', answer: 'all' },
  ],
])('a decision is answered with %s', async (_what, response, more, made) => {
  await using server = await startServer({ roster: asking(more) });
  const { session } = await startSample(server);
  await using client = await openRaw(server.url, `?session_id=${session.id}`);
  const { data } = await client.next('user_decision_needed');
  client.send({
    type: 'user_decision_response',
    session_id: session.id,
    decision_id: data.decision_id,
    response,
  });
  const [one, other] = [await client.next(isAnswer), await client.next(isAnswer)];
  for (const told of [one, other])
    expect(told.data).toMatchObject({ decision_id: data.decision_id, ...made });
  await client.next((frame) => frame.data.change_type === 'workflow_completed');
});

const isAnswer = (frame: Frame) =>
  frame.type === 'user_decision_acknowledged' || frame.type === 'user_decision_made';

test('an answer that is not legal, to nothing, or too late is an error by name, and the socket goes on', async () => {
  await using server = await startServer({ roster: asking() });
  const { session } = await startSample(server);
  await using client = await openRaw(server.url, `?session_id=${session.id}`);
  const { decision_id } = (await client.next('user_decision_needed')).data;
  const refusal = async (response: unknown, place: object = {}) => {
    const message = { type: 'user_decision_response', session_id: session.id, decision_id, response };
    const { session_id, data } = await client.ask({ ...message, ...place }, 'error');
    return [session_id, data.code, data.decision_id];
  };
  expect(await refusal('green')).toEqual([session.id, 'INVALID_INPUT', decision_id]);
  expect(await refusal('skip')).toEqual([session.id, 'INVALID_INPUT', decision_id]);
  expect(await refusal(7)).toEqual([session.id, 'INVALID_INPUT', decision_id]);
  expect(await refusal('red', { decision_id: 'none' })).toEqual([session.id, 'NOT_FOUND', 'none']);
  expect(await refusal('red', { session_id: 'other' })).toEqual(['other', 'NOT_FOUND', decision_id]);
  const right = { type: 'user_decision_response', decision_id, response: 'red' };
  await client.ask(right, 'user_decision_acknowledged');
  expect(await refusal('blue')).toEqual([session.id, 'DECISION_CLOSED', decision_id]);
  await client.ask({ type: 'ping' }, 'pong');
});

test('the same answer with the same idempotency key is acknowledged again', async () => {
  await using server = await startServer({ roster: asking() });
  const { session } = await startSample(server);
  await using client = await openRaw(server.url, `?session_id=${session.id}`);
  const { decision_id } = (await client.next('user_decision_needed')).data;
  const message = { type: 'user_decision_response', decision_id, response: 'red', idempotency_key: 'k' };
  for (const _time of [1, 2]) await client.ask(message, 'user_decision_acknowledged');
});

test('a message that names a session subscribes to it from the present', async () => {
  await using server = await startServer({ roster: asking() });
  const { session } = await startSample(server);
  await using watching = await openRaw(server.url, `?session_id=${session.id}`);
  const { decision_id } = (await watching.next('user_decision_needed')).data;
  await using client = await openRaw(server.url);
  const message = {
    type: 'user_decision_response',
    session_id: session.id,
    decision_id,
    response: 'blue',
  };
  await client.ask(message, 'user_decision_acknowledged');
  await client.next((frame) => frame.data.change_type === 'workflow_completed');
  const seen = sequencesOf(client.frames, session.id);
  expect(client.frames.find(isEvent)!.sequence).toBeGreaterThan(5);
  expect(seen).toEqual(dense(seen.length, seen[0]));
});

test('what is said makes the session that it needs, starts what there is to work on, and goes on in it', async () => {
  await using server = await startServer({ roster: asking() });
  await using client = await openRaw(server.url);
  const first = await client.ask({ type: 'chat_message', text: 'Hello' }, 'chat_message_acknowledged');
  expect(first.data).toEqual({ created: true, workflow_id: null });
  const begin = { type: 'chat_message', text: 'Export a full estimate', sample: true };
  const started = await client.ask(begin, 'chat_message_acknowledged');
  expect(started).toMatchObject({ session_id: first.session_id, data: { created: false } });
  expect(started.data.workflow_id).toMatch(/^workflow_/);
  const conflict = await client.ask(begin, 'error');
  expect(conflict.data).toMatchObject({
    code: 'WORKFLOW_CONFLICT',
    workflow_id: started.data.workflow_id,
    in_reply_to: 'chat_message',
  });
  const own = await client.ask(
    { type: 'chat_message', session_id: 'mine', text: 'Hello' },
    'chat_message_acknowledged',
  );
  expect(own).toMatchObject({ session_id: 'mine', data: { created: true } });
  expect((await client.ask({ type: 'chat_message', text: ' ' }, 'error')).data.code).toBe('INVALID_INPUT');
  const seen = sequencesOf(client.frames, first.session_id!);
  expect(seen).toEqual(dense(seen.length));
  expect(client.frames.find((one) => one.type === 'chat_message')?.data).toEqual({
    role: 'user',
    text: 'Hello',
  });
});

test('workflow_status tells the session as it is folded, and what comes after it follows', async () => {
  await using server = await startServer({ roster: asking() });
  const { session } = await startSample(server);
  await using watching = await openRaw(server.url, `?session_id=${session.id}`);
  const asked = await watching.next('user_decision_needed');
  await watching.next((frame) => frame.data.change_type === 'waiting_for_decision');
  await using client = await openRaw(server.url);
  const told = await client.ask({ type: 'workflow_status', session_id: session.id }, 'workflow_status');
  expect(told.data).toMatchObject({
    status: 'waiting_for_decision',
    current_stage: 'Task Delegation',
    workflow_visualization: { stages: expect.arrayContaining(['Universal Intake']) },
    pipeline_status: { files_processed: false },
    open_decisions: [asked.data],
    artifacts: [],
  });
  client.send({ type: 'user_decision_response', decision_id: asked.data.decision_id, response: 'red' });
  await client.next((frame) => frame.data.change_type === 'workflow_completed');
  expect(sequencesOf(client.frames, session.id)[0]).toBe(told.sequence! + 1);
  const end = await client.ask({ type: 'workflow_status' }, 'workflow_status');
  expect(end.data).toMatchObject({ status: 'succeeded', open_decisions: [] });
  expect((await fetch(`${server.url}${end.data.artifacts.at(-1).url}`)).status).toBe(200);
});

test('who is not let in is not served; who is answers under their own name', async () => {
  const authenticate: Authenticate = async ({ headers, connectionParams }) =>
    headers.authorization === 'right' || connectionParams?.token === 'right'
      ? { id: 'pat', name: 'Pat', kind: 'user' }
      : null;
  await using server = await startServer({ roster: asking(), parts: { authenticate } });
  for (const query of ['', '?session_id=s&token=wrong']) {
    await using stranger = await openRaw(server.url, query);
    stranger.send({ type: 'chat_message', text: 'Export', sample: true });
    expect(await stranger.closed).toBe(4403);
    expect(stranger.frames).toEqual([]);
  }
  await using client = await openRaw(server.url, '?token=right');
  client.send({ type: 'chat_message', text: 'Export', sample: true });
  const { data } = await client.next('user_decision_needed');
  client.send({ type: 'user_decision_response', decision_id: data.decision_id, response: 'red' });
  const made = await client.next('user_decision_made');
  expect(made.data.answered_by).toEqual({ id: 'pat', name: 'Pat', kind: 'user' });
});

test('a cursor that is unknown, from the future or expired is an error by name; the other subscriptions go on', async () => {
  await using server = await startServer();
  for (const id of ['a', 'b']) await makeSession(server, id, 20);
  const { log } = server.services;
  await using client = await openRaw(server.url, '?session_id=b');
  const { cursor } = await client.next(isLast(20));
  await retain(log, (await log.head('a'))!, { maxAgeMs: null, maxEvents: 5 }, 0);
  const refusal = async (after: string) =>
    (await client.ask({ type: 'subscribe', session_id: 'a', after }, 'error')).data;
  expect(await refusal(cursor!)).toMatchObject({ code: 'CURSOR_UNKNOWN' });
  expect(await refusal(cursorOf('a', 99))).toMatchObject({ code: 'CURSOR_UNKNOWN' });
  const expired = await refusal(cursorOf('a', 3));
  expect(expired).toMatchObject({ code: 'CURSOR_EXPIRED', first_retained_sequence: 16 });
  client.send({ type: 'subscribe', session_id: 'a', after: expired.first_retained });
  await client.next((frame) => frame.session_id === 'a' && frame.sequence === 20);
  expect(sequencesOf(client.frames, 'a')).toEqual(dense(5, 16));
  await log.append('b', 20, [said('more')]);
  await client.next(isLast(21));
});

test('a server that closes says so, then closes the socket with 1001', async () => {
  const server = await startServer();
  await using client = await openRaw(server.url);
  await client.next('connection_established');
  await server[Symbol.asyncDispose]();
  expect(await client.closed).toBe(1001);
  expect(client.frames.at(-1)).toMatchObject({
    type: 'server_draining',
    data: { retry_after_ms: expect.any(Number) },
  });
});
