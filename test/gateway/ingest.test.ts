// Ingest: a manager elsewhere brings its events, and everybody who watches sees them as if they were made here.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { postEvents, spoken } from '../support/producer.ts';
import { isEvent, openRaw, sequencesOf } from '../support/raw-client.ts';
import { postGraphQL, type Server, startServer } from '../support/server.ts';
import { freePort, startProcess } from '../support/server-process.ts';
import { tempFolder } from '../support/temp-folder.ts';

interface Envelope {
  type: string;
  session_id: string;
  timestamp: string;
  data: Record<string, unknown>;
}

const examples: Envelope[] = JSON.parse(
  readFileSync(new URL('../fixtures/guide-examples.json', import.meta.url), 'utf8'),
);
const dense = (n: number, from = 1) => Array.from({ length: n }, (_, index) => index + from);

/** What was said in a session, in order. */
async function textsOf(server: Server, sessionId: string): Promise<string[]> {
  const events = await server.services.log.read(sessionId, 0, 100_000);
  return events.map((one) => (one.type === 'chat_message' ? one.data.text : one.type));
}

test('the guide’s six examples, posted one after another, come out of the raw socket to the letter, and through GraphQL', async () => {
  await using server = await startServer();
  for (const [n, example] of examples.entries()) {
    const { status, body } = await postEvents(server.url, 'session_123', example);
    expect([status, body.accepted, body.last_sequence]).toEqual([200, 1, n + 1]);
  }
  await using client = await openRaw(server.url, '?session_id=session_123');
  await client.next((frame) => isEvent(frame) && frame.sequence === 6);
  const told = client.frames.filter(isEvent).map(({ sequence, cursor, ...envelope }) => {
    if (envelope.type === 'user_decision_needed') delete envelope.data.decision_id;
    return JSON.stringify(envelope);
  });
  expect(told).toEqual(examples.map((one) => JSON.stringify(one)));

  const { data } = await server.post<{ session: object }>(
    `{ session(id: "session_123") {
      status
      events(first: 10) { edges { node { __typename ... on Event { timestamp }
        ... on ManagerThinking { confidence } ... on BrainAllocation { expectedCost { amount } } } } }
      currentWorkflow { status activeAgents pipelineStatus { filesProcessed } visualization { stages completionPercentage } }
      openDecisions { prompt defaultOption options { value } }
    } }`,
  );
  expect(data?.session).toMatchObject({
    status: 'RUNNING',
    events: {
      edges: [
        { node: { __typename: 'ManagerThinking', confidence: 0.85, timestamp: '2025-01-22T10:30:00.000Z' } },
        { node: { __typename: 'AgentSubstep' } },
        { node: { __typename: 'UserDecisionNeeded' } },
        { node: { __typename: 'WorkflowStateChange' } },
        { node: { __typename: 'BrainAllocation', expectedCost: null } },
        { node: { __typename: 'ErrorRecovery' } },
      ],
    },
    currentWorkflow: {
      status: 'RUNNING',
      activeAgents: ['trade_mapper'],
      pipelineStatus: { filesProcessed: true },
      visualization: { stages: expect.arrayContaining(['Universal Intake']), completionPercentage: 75 },
    },
    openDecisions: [
      { defaultOption: 'analyze_all', options: (examples[2]!.data.options as string[]).map(optionOf) },
    ],
  });
});

const optionOf = (value: string) => ({ value });

test('a question that was brought is listed, answered by GraphQL or the raw socket, and its manager sees the answer', async () => {
  await using server = await startServer();
  const question = (prompt: string) => ({ ...examples[2]!, data: { ...examples[2]!.data, prompt } });
  await postEvents(server.url, 'session_123', [question('first'), question('second')]);
  await using manager = await openRaw(server.url, '?session_id=session_123&types=user_decision_made');
  const { data } = await server.post<{ openDecisions: { id: string; prompt: string }[] }>(
    '{ openDecisions { id prompt } }',
  );
  const idOf = (prompt: string) => data!.openDecisions.find((one) => one.prompt === prompt)!.id;
  const answered = await server.post<{ answerDecision: object }>(
    `mutation ($id: ID!) { answerDecision(input: { decisionId: $id, answer: { option: "file1.pdf" } }) { __typename } }`,
    { id: idOf('first') },
  );
  expect(answered.data?.answerDecision).toEqual({ __typename: 'DecisionAnswered' });
  expect((await manager.next('user_decision_made')).data).toMatchObject({ answer: 'file1.pdf' });
  manager.send({ type: 'user_decision_response', decision_id: idOf('second'), response: 'analyze_all' });
  expect((await manager.next('user_decision_made')).data).toMatchObject({ answer: 'analyze_all' });
  expect(await textsOf(server, 'session_123')).toEqual([
    'user_decision_needed',
    'user_decision_needed',
    'user_decision_made',
    'user_decision_made',
  ]);
});

test('many at once go in together, in order; those that cannot are named by line, and the others go in', async () => {
  await using server = await startServer();
  const lines = [
    JSON.stringify(spoken('one')),
    '',
    '{"type":"chat_message","timest',
    JSON.stringify({ ...spoken('x'), session_id: 'other' }),
    JSON.stringify({ ...spoken('x'), type: 'manager_dreaming' }),
    JSON.stringify({ ...spoken('x'), data: { role: 'nobody', text: 'x' } }),
    JSON.stringify({ ...spoken('two'), session_id: 's' }),
  ];
  const { status, body } = await postEvents(server.url, 's', `${lines.join('\r\n')}\n`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ accepted: 2, repeated: 0, first_sequence: 1, last_sequence: 2 });
  expect(body.rejected.map((one) => [one.line, one.code])).toEqual(
    [3, 4, 5, 6].map((line) => [line, 'INVALID_INPUT']),
  );
  expect(body.rejected[3]?.issues[0]?.path).toBe('data.role');
  expect(await textsOf(server, 's')).toEqual(['one', 'two']);
  // The cursor is the place after them.
  await postEvents(server.url, 's', [spoken('three')]);
  await using client = await openRaw(server.url, `?session_id=s&after=${body.cursor}`);
  expect((await client.next(isEvent)).data.text).toBe('three');
});

test('when nothing can be taken the answer is 422, and no session is made', async () => {
  await using server = await startServer();
  const { status, body } = await postEvents(server.url, 's', [{ ...spoken('x'), data: {} }, 7]);
  expect(status).toBe(422);
  expect(body).toMatchObject({ accepted: 0, first_sequence: null, last_sequence: null, cursor: null });
  expect(body.rejected.map((one) => one.line)).toEqual([1, 2]);
  expect(await server.services.log.head('s')).toBeNull();
});

test('ten thousand events are one append, and come out one by one; one more is too many', async () => {
  await using server = await startServer();
  const lines = dense(10_000).map((n) => JSON.stringify(spoken(String(n))));
  const { body } = await postEvents(server.url, 's', lines.join('\n'));
  expect(body).toMatchObject({ accepted: 10_000, rejected: [], first_sequence: 1, last_sequence: 10_000 });
  await using client = await openRaw(server.url, '?session_id=s');
  await client.next((frame) => isEvent(frame) && frame.sequence === 10_000);
  expect(sequencesOf(client.frames, 's')).toEqual(dense(10_000));
  const more = await postEvents(server.url, 's', [...lines, lines[0]].join('\n'));
  expect(more).toMatchObject({
    status: 413,
    body: { errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }] },
  });
});

test('with an Idempotency-Key a delivery counts once; the key with other events is refused', async () => {
  await using server = await startServer();
  const send = (events: object[]) => postEvents(server.url, 's', events, { 'idempotency-key': 'k' });
  const both = [spoken('one'), spoken('two')];
  const [first, racing] = await Promise.all([send(both), send(both)]);
  const again = await send(both);
  expect([first.body.accepted, racing.body.accepted].sort()).toEqual([0, 2]);
  expect(again).toMatchObject({
    status: 200,
    body: { accepted: 0, repeated: 2, first_sequence: 1, last_sequence: 2 },
  });
  expect(again.body.cursor).toBe(first.body.cursor);
  expect((await send([spoken('three')])).status).toBe(400);
  expect(await textsOf(server, 's')).toEqual(['one', 'two']);
});

const numbered = (sequence: number, id = 'p') => ({
  ...spoken(`${id} ${sequence}`),
  producer_id: id,
  producer_sequence: sequence,
});

test('with a producer’s numbers every event counts once: in a retry, in one that overlaps, out of order, and side by side', async () => {
  await using server = await startServer();
  const send = async (...numbers: number[]) => {
    const { status, body } = await postEvents(
      server.url,
      's',
      numbers.map((n) => numbered(n)),
    );
    return [status, body.accepted, body.repeated];
  };
  expect(await send(1, 2, 5)).toEqual([200, 3, 0]);
  expect(await send(1, 2, 5)).toEqual([200, 0, 3]);
  expect(await send(2, 5, 6, 7)).toEqual([200, 2, 2]);
  expect(await send(4, 9, 8)).toEqual([200, 1, 2]);
  expect(await postEvents(server.url, 's', [numbered(1, 'q'), numbered(9), spoken('free')])).toMatchObject({
    body: { accepted: 2, repeated: 1, last_sequence: 8 },
  });
  expect(await textsOf(server, 's')).toEqual(['p 1', 'p 2', 'p 5', 'p 6', 'p 7', 'p 9', 'q 1', 'free']);
  const rejected = await postEvents(server.url, 's', [{ ...spoken('x'), producer_id: 'p' }]);
  expect(rejected.body.rejected[0]).toMatchObject({
    code: 'INVALID_INPUT',
    issues: [{ path: 'producer_sequence' }],
  });
});

test('however deliveries overlap, repeat and race, the log has each number once and in order', async () => {
  await using server = await startServer();
  let session = 0;
  const piece = fc.record({ from: fc.nat(20), length: fc.integer({ min: 1, max: 8 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(piece, { maxLength: 3 }), { maxLength: 5 }), async (rounds) => {
      const sessionId = `s${session++}`;
      let accepted = 0;
      for (const racing of rounds) {
        const answers = await Promise.all(
          racing.map(({ from, length }) =>
            postEvents(
              server.url,
              sessionId,
              dense(length, from).map((n) => numbered(n)),
            ),
          ),
        );
        for (const { body } of answers) accepted += body.accepted;
      }
      const texts = await textsOf(server, sessionId);
      const numbers = texts.map((text) => Number(text.split(' ')[1]));
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      expect(numbers).toHaveLength(accepted);
    }),
    { numRuns: 40 },
  );
});

test('a server that was killed remembers numbers, keys and open questions, and does nothing in the session by itself', async () => {
  using folder = tempFolder();
  const send = async (url: string) => {
    const events = await postEvents(
      url,
      's',
      dense(5).map((n) => numbered(n)),
    );
    const keyed = await postEvents(url, 's', [spoken('once')], { 'idempotency-key': 'k' });
    return [events.body.accepted, events.body.repeated, keyed.body.accepted, keyed.body.last_sequence];
  };
  const first = await startProcess(folder.path, await freePort());
  expect(await send(first.url)).toEqual([5, 0, 1, 6]);
  const { session_id: _, ...question } = examples[2]!;
  const { session_id: __, ...change } = examples[3]!;
  await postEvents(first.url, 's', [change, question]);
  await first.kill();
  const second = await startProcess(folder.path, await freePort());
  expect(await send(second.url)).toEqual([0, 5, 0, 6]);
  const query = '{ openDecisions { id } session(id: "s") { lastSequence status } }';
  const { data } = await postGraphQL<{ openDecisions: { id: string }[]; session: object }>(second.url, query);
  expect(data).toMatchObject({ openDecisions: [{}], session: { lastSequence: 8, status: 'RUNNING' } });
  const answer = `mutation ($id: ID!) { answerDecision(input: { decisionId: $id, answer: { useDefault: true } }) { __typename } }`;
  await postGraphQL(second.url, answer, { id: data!.openDecisions[0]!.id });
  const after = await postGraphQL(second.url, query);
  expect(after.data).toMatchObject({ openDecisions: [], session: { lastSequence: 9 } });
  await second.stop();
});

test('a workflow elsewhere begins, ends and is followed by the next, as its messages say', async () => {
  await using server = await startServer();
  const change = (change_type: string) => ({ ...examples[3]!, data: { ...examples[3]!.data, change_type } });
  const statuses = async () => {
    const session = await server.services.sessions.get('session_123');
    return [session.status, ...session.workflows.map((one) => one.status)];
  };
  await postEvents(server.url, 'session_123', [examples[0]!, change('workflow_started')]);
  expect(await statuses()).toEqual(['running', 'running']);
  await postEvents(server.url, 'session_123', [change('phase_transition'), change('workflow_completed')]);
  expect(await statuses()).toEqual(['succeeded', 'succeeded']);
  await postEvents(server.url, 'session_123', [examples[1]!, change('workflow_started')]);
  expect(await statuses()).toEqual(['running', 'succeeded', 'running']);
  await postEvents(server.url, 'session_123', change('workflow_failed'));
  expect(await statuses()).toEqual(['failed', 'succeeded', 'failed']);
});

test('what a raw socket told can be brought to another server as it is', async () => {
  await using server = await startServer();
  await postEvents(server.url, 'session_123', examples);
  await using client = await openRaw(server.url, '?session_id=session_123');
  await client.next((frame) => isEvent(frame) && frame.sequence === 6);
  const frames = client.frames.filter(isEvent);
  await using other = await startServer();
  const { body } = await postEvents(other.url, 'session_123', frames);
  expect(body).toMatchObject({ accepted: 6, rejected: [] });
  await using there = await openRaw(other.url, '?session_id=session_123');
  await there.next((frame) => isEvent(frame) && frame.sequence === 6);
  expect(there.frames.filter(isEvent)).toEqual(frames);
});
