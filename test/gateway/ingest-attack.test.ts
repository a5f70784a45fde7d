// Ingest under bad input and from those who may not: a named answer, nothing half taken, and the server goes on.

import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ask } from '../../src/agents/agent.ts';
import { isFault } from '../../src/base/fault.ts';
import { fromWire, toWire } from '../../src/events/wire.ts';
import { anyDraft } from '../support/any-event.ts';
import { done, fakeRoster } from '../support/fake-agents.ts';
import { postEvents, spoken } from '../support/producer.ts';
import { startSample, startServer } from '../support/server.ts';

const codeOf = (answer: { body: { errors?: { extensions?: { code?: string } }[] } }) =>
  answer.body.errors?.[0]?.extensions?.code;

test('another method, another type of content, a compressed body and a bad address are refused by name', async () => {
  await using server = await startServer();
  const url = `${server.url}/api/events/s`;
  const got = await fetch(url);
  expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(405);
  const event = JSON.stringify(spoken('x'));
  for (const type of ['text/plain', 'application/xml', 'application/json; charset=latin1', ''])
    expect((await postEvents(server.url, 's', event, { 'content-type': type })).status).toBe(415);
  expect((await postEvents(server.url, 's', event, { 'content-encoding': 'gzip' })).status).toBe(415);
  for (const path of ['', 'a/b', 'a%00b', '%ff', 'x'.repeat(129)]) {
    const { status } = await fetch(`${server.url}/api/events/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: event,
    });
    expect([path, status]).toEqual([path, 400]);
  }
  expect((await postEvents(server.url, 's', event, { 'idempotency-key': 'x'.repeat(256) })).status).toBe(400);
  expect((await server.services.log.sessions({ first: 10, after: null, status: null })).heads).toEqual([]);
  const utf8 = { 'content-type': 'Application/JSON; Charset="UTF-8"' };
  expect((await postEvents(server.url, 'Baustelle Süd', event, utf8)).status).toBe(200);
});

test('with a producer token only who has it may bring events; without one nobody may from beyond this machine', async () => {
  await using server = await startServer({ config: { producerToken: 'right-token' } });
  const send = async (authorization?: string) =>
    postEvents(server.url, 's', spoken('x'), authorization === undefined ? {} : { authorization });
  for (const wrong of [
    undefined,
    'Bearer wrong',
    'Bearer ',
    'right-token',
    'Basic right-token',
    'Bearer right-tokens',
  ]) {
    const answer = await send(wrong);
    expect([wrong, answer.status, codeOf(answer)]).toEqual([wrong, 401, 'UNAUTHENTICATED']);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  }
  expect((await send('Bearer right-token')).body.last_sequence).toBe(1);

  await using open = await startServer({ config: { host: '0.0.0.0', allowPublicWithoutAuth: true } });
  const local = open.url.replace('0.0.0.0', '127.0.0.1');
  expect((await postEvents(local, 's', spoken('x'))).status).toBe(401);
});

test('a body over the limit is refused unread, whether it says its length or not', async () => {
  await using server = await startServer({ config: { maxIngestBytes: 10_000 } });
  const long = JSON.stringify(spoken('x'.repeat(20_000)));
  const said = await postEvents(server.url, 's', long);
  expect([said.status, codeOf(said)]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1000;
      controller.enqueue(new Uint8Array(1000).fill(32));
    },
  });
  const response = await fetch(`${server.url}/api/events/s`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: endless,
    duplex: 'half',
  } as RequestInit);
  expect(response.status).toBe(413);
  expect(sent).toBeLessThan(10_000_000);
  expect((await postEvents(server.url, 's', spoken('x'))).body.last_sequence).toBe(1);
});

test('a body that is cut off by the other side appends nothing', async () => {
  await using server = await startServer();
  const { hostname, port } = new URL(server.url);
  const line = `${JSON.stringify(spoken('half'))}\n`;
  for (const head of ['Content-Length: 100000', 'Transfer-Encoding: chunked']) {
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const chunk = head.startsWith('T') ? `${line.length.toString(16)}\r\n${line}\r\n` : line;
    const start = `POST /api/events/s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\n${head}\r\n\r\n`;
    await new Promise((written) => socket.write(start + chunk, written));
    socket.destroy();
    await once(socket, 'close');
  }
  expect((await postEvents(server.url, 's', spoken('whole'))).body).toMatchObject({
    first_sequence: 1,
    last_sequence: 1,
  });
});

test.each<[string, string | Uint8Array, string]>([
  ['half a line', '{"type":"chat_message","timestamp":"2026-01', 'JSON'],
  ['a NUL byte', '{"type":"chat_message"\u0000}', 'JSON'],
  ['an escaped NUL', JSON.stringify(spoken('a\u0000b')), 'NUL'],
  ['half a character', JSON.stringify(spoken('x')).replace('"x"', '"\\ud800"'), 'Unicode'],
  [
    'bytes that are no UTF-8',
    Buffer.concat([Buffer.from('{"type":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
    'UTF-8',
  ],
  ['nesting deeper than 32', `{"data":${'['.repeat(40)}${']'.repeat(40)}}`, 'deeper'],
  ['nesting that would exhaust a stack', `{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'deeper'],
  ['no object', '"hello"', 'object'],
  ['a date that is none', JSON.stringify({ ...spoken('x'), timestamp: '2026-02-30T00:00:00Z' }), 'envelope'],
  [
    'a date beyond the calendar',
    JSON.stringify({ ...spoken('x'), timestamp: '9999-12-31T23:59:59-23:00' }),
    'years',
  ],
  [
    'a producer’s number that is none',
    JSON.stringify({ ...spoken('x'), producer_id: 'p', producer_sequence: 1.5 }),
    'producer_sequence',
  ],
  [
    'an artifact that is a path',
    JSON.stringify({
      ...spoken('x'),
      type: 'artifact_ready',
      data: { artifact: artifact('../../log.sqlite') },
    }),
    'SHA-256',
  ],
])('%s is a rejected line, and the next line goes in', async (_what, bad, word) => {
  await using server = await startServer();
  const body = Buffer.concat([Buffer.from(bad), Buffer.from(`\n${JSON.stringify(spoken('good'))}`)]);
  const { status, body: told } = await postEvents(server.url, 's', body);
  expect(status).toBe(200);
  expect(told).toMatchObject({ accepted: 1, rejected: [{ line: 1, code: 'INVALID_INPUT' }] });
  expect(told.rejected[0]?.message).toContain(word);
});

function artifact(sha256: string) {
  return {
    id: 'a',
    kind: 'export_csv',
    name: 'a',
    media_type: 'text/csv',
    byte_size: 1,
    created_at: '2026-01-01T00:00:00Z',
    agent_name: 'a',
    basis: 'b',
    sha256,
  };
}

test('an artifact whose content is elsewhere is told of, and not found here', async () => {
  await using server = await startServer();
  const event = { ...spoken('x'), type: 'artifact_ready', data: { artifact: artifact('a'.repeat(64)) } };
  expect((await postEvents(server.url, 's', event)).body.accepted).toBe(1);
  expect((await fetch(`${server.url}/artifacts/a`)).status).toBe(404);
});

test('a session of this server’s own manager takes nothing in, and its workflow is not disturbed', async () => {
  const gate = Promise.withResolvers<void>();
  const roster = fakeRoster({
    file_reader: async function* () {
      yield* ask({ topic: 't', decisionType: 'other', prompt: '?', options: [], freeText: true });
      await gate.promise;
      return done();
    },
  });
  await using server = await startServer({ roster });
  const { session } = await startSample(server);
  const made = {
    ...spoken('x'),
    type: 'user_decision_made',
    data: { decision_id: 'd', outcome: 'answered', answer: 'x', answered_by: null },
  };
  for (const event of [spoken('x'), made]) {
    const answer = await postEvents(server.url, session.id, event);
    expect([answer.status, codeOf(answer)]).toEqual([409, 'WORKFLOW_CONFLICT']);
  }
  gate.resolve();
});

const question = (decision_id: string) => ({
  type: 'user_decision_needed',
  timestamp: '2026-01-01T00:00:00Z',
  data: {
    decision_id,
    decision_type: 'other',
    prompt: 'Which?',
    options: ['a', 'b'],
    context: {},
    default_option: null,
    timeout_seconds: null,
    can_skip: false,
    affects_workflow: true,
  },
});

test('an id of another session’s decision is refused; the same question again in its own session does not open it again', async () => {
  await using server = await startServer();
  await postEvents(server.url, 'one', question('d'));
  const other = await postEvents(server.url, 'two', question('d'));
  expect(other).toMatchObject({ status: 422, body: { rejected: [{ line: 1, code: 'INVALID_INPUT' }] } });
  const answer =
    'mutation { answerDecision(input: { decisionId: "d", answer: { option: "a" } }) { __typename } }';
  expect((await server.post(answer)).data).toEqual({ answerDecision: { __typename: 'DecisionAnswered' } });
  await postEvents(server.url, 'one', question('d'));
  expect((await server.post(answer)).data).toEqual({ answerDecision: { __typename: 'DecisionClosed' } });
});

test('names that reach for prototypes are names like any other', async () => {
  await using server = await startServer();
  for (const id of ['constructor', '__proto__', 'toString']) {
    const made = { outcome: 'answered', answer: 'a', answered_by: null };
    const early = { ...spoken('x'), type: 'user_decision_made', data: { decision_id: id, ...made } };
    await postEvents(server.url, `s-${id}`, { ...early, producer_id: id, producer_sequence: 1 });
    expect(
      (await postEvents(server.url, `s-${id}`, { ...early, producer_id: id, producer_sequence: 1 })).body
        .repeated,
    ).toBe(1);
    await postEvents(server.url, `s-${id}`, question(id));
    const { data } = await server.post(`{ session(id: "s-${id}") { decisions { id status prompt } } }`);
    expect(data).toEqual({ session: { decisions: [{ id, status: 'OPEN', prompt: 'Which?' }] } });
  }
});

test('of producers, questions, agents, failures and workflows only so many are taken, and the rest is named', async () => {
  await using server = await startServer();
  const first = async (sessionId: string, most: number, make: (n: number) => object) => {
    const events = Array.from({ length: most + 2 }, (_, n) => make(n));
    const { body } = await postEvents(server.url, sessionId, [...events, make(0)]);
    expect([sessionId, body.accepted, body.rejected.map((one) => one.line)]).toEqual([
      sessionId,
      most + 1,
      [most + 1, most + 2],
    ]);
  };
  let sequence = 0;
  await first('producers', 100, (n) => ({
    ...spoken('x'),
    producer_id: `p${n}`,
    producer_sequence: sequence++,
  }));
  await first('questions', 1000, (n) => question(`d${n}`));
  await first('agents', 1000, (n) => ({
    ...spoken('x'),
    type: 'agent_substep',
    data: {
      agent_name: `a${n}`,
      substep: 'processing',
      progress_percentage: 1,
      substep_details: { operation: 'reading', tokens_processed: 1 },
    },
  }));
  await first('failures', 1000, (n) => ({
    ...spoken('x'),
    type: 'error_recovery',
    data: {
      error_message: `failure ${n}`,
      severity: 'low',
      recovery_strategy: 'retry',
      can_continue: true,
      affected_agents: [],
      user_action_required: false,
    },
  }));
  const picture = (count: number, change_type = 'workflow_started') => ({
    ...spoken('x'),
    type: 'workflow_state_change',
    data: {
      change_type,
      current_stage: '',
      workflow_visualization: {
        stages: [],
        dependencies: {},
        completion_percentage: 0,
        parallel_tracks: [],
        nodes: Array.from({ length: count }, (_, n) => ({
          agent_name: `a${n}`,
          stage: '',
          status: 'running',
          progress_percentage: 0,
          started_at: null,
          finished_at: null,
          cost: { amount: '0', currency: 'USD' },
        })),
      },
      active_agents: [],
      pipeline_status: {
        files_processed: false,
        trades_mapped: false,
        scope_analyzed: false,
        takeoff_calculated: false,
        estimate_generated: false,
        export_ready: false,
      },
    },
  });
  const pictures = [picture(1001), picture(1000), picture(1000), picture(1001)];
  expect((await postEvents(server.url, 'pictures', pictures)).body).toMatchObject({
    accepted: 2,
    rejected: [{ line: 1 }, { line: 4 }],
  });
  const starts = Array.from({ length: 1001 }, () => picture(1));
  expect((await postEvents(server.url, 'workflows', starts)).body).toMatchObject({
    accepted: 1000,
    rejected: [{ line: 1001 }],
  });
  // Where much is there already, what adds nothing is still taken.
  expect((await postEvents(server.url, 'questions', spoken('x'))).body.accepted).toBe(1);
});

type Json = Record<string, unknown>;

/** All objects in a message's data, the outermost first. */
function objectsIn(value: unknown): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [] : [value as Json]), ...Object.values(value).flatMap(objectsIn)];
}

/** A message that is right but for some fields, which are left out or are something else. */
const nearly = fc
  .tuple(
    anyDraft(),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(),
        fc.constantFrom(null, 'option_details', 'dependency_list'),
        fc.oneof(
          fc.constant(undefined),
          fc.constantFrom<unknown>({ toString: 1, valueOf: 1 }, [null], { a: null }, { a: 5 }, Infinity),
          fc.jsonValue(),
        ),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([draft, changes]) => {
    const message = toWire({ ...draft, sessionId: 's' });
    for (const [where, which, extra, value] of changes) {
      const objects = objectsIn(message.data);
      const object = objects[where % objects.length]!;
      const keys = Object.keys(object);
      const key = extra ?? keys[which % keys.length] ?? 'x';
      if (value === undefined) delete object[key];
      else object[key] = structuredClone(value);
    }
    return message;
  });

test('whatever an envelope holds, it is taken or refused by name, and never a bug', () => {
  fc.assert(
    fc.property(nearly, (message) => {
      try {
        const event = fromWire(structuredClone(message));
        expect(fromWire(JSON.parse(JSON.stringify(toWire(event))))).toEqual(event);
      } catch (error) {
        if (!isFault(error, 'INVALID_INPUT')) throw error;
        expect(error.detail).toEqual({ issues: expect.any(Array) });
      }
    }),
    { numRuns: 3000 },
  );
});
