// The HTTP doors: queries and mutations, uploads, artifacts, health; and bad input, each with its name.

import { expect, test } from 'vitest';
import { ask } from '../../src/agents/agent.ts';
import { done, fakeAgent, fakeRoster } from '../support/fake-agents.ts';
import { type Started, startMutation, startSample, startServer, watchToEnd } from '../support/server.ts';

const asking = fakeRoster({
  file_reader: async function* () {
    yield* ask({
      topic: 'colour',
      decisionType: 'other',
      prompt: 'Which?',
      options: [
        { value: 'red', label: 'Red', effect: 'warm', costDelta: { amount: '1.50', currency: 'USD' } },
        { value: 'blue', label: 'Blue', effect: null, costDelta: null },
      ],
    });
    return done();
  },
});

const answerMutation = `mutation ($input: AnswerDecisionInput!) {
  answerDecision(input: $input) {
    __typename
    ... on DecisionAnswered { decision { status outcome answer } }
    ... on DecisionClosed { code decision { answer outcome } }
    ... on InvalidInput { code issues { path message } }
    ... on NotFound { code }
  }
}`;

interface AnswerResult {
  answerDecision: { __typename: string; code?: string; decision?: { answer: unknown } };
}

test('a whole workflow by HTTP and WebSocket: upload, start, watch, fetch the result', async () => {
  await using server = await startServer();
  const { session, document } = await server.upload(
    'bill.csv',
    Buffer.from('item,description,qty\n1,Wall,3\n'),
  );
  expect(document).toMatchObject({ name: 'bill.csv', kind: 'csv' });
  const { data } = await server.post<Started>(startMutation, {
    input: { sessionId: session?.id, instructions: 'full estimate' },
  });
  expect(data?.startWorkflow.__typename).toBe('WorkflowStarted');
  await watchToEnd(server.client(), { sessionId: session?.id });
  const query = `query ($id: ID!) { session(id: $id) {
    status documents { name } artifacts { id name kind url byteSize }
    currentWorkflow { status instructions pipelineStatus { exportReady } visualization { completionPercentage nodes { agentName status } } }
  } }`;
  const { data: told } = await server.post<{ session: { artifacts: { url: string; byteSize: number }[] } }>(
    query,
    { id: session?.id },
  );
  expect(told?.session).toMatchObject({
    status: 'SUCCEEDED',
    documents: [{ name: 'bill.csv' }],
    currentWorkflow: {
      status: 'SUCCEEDED',
      instructions: 'full estimate',
      pipelineStatus: { exportReady: true },
      visualization: { completionPercentage: 100 },
    },
  });
  const [artifact] = told?.session.artifacts ?? [];
  const fetched = await fetch(`${server.url}${artifact?.url}`);
  expect(fetched.headers.get('content-disposition')).toContain('attachment');
  expect((await fetched.arrayBuffer()).byteLength).toBe(artifact?.byteSize);
});

test('the same file twice is one document; the same name with other content is another', async () => {
  await using server = await startServer();
  const first = await server.upload('a.csv', Buffer.from('a,b\n1,2\n'));
  const again = await server.upload('a.csv', Buffer.from('a,b\n1,2\n'), first.session?.id);
  const other = await server.upload('a.csv', Buffer.from('a,b\n1,3\n'), first.session?.id);
  expect(again.document?.id).toBe(first.document?.id);
  expect(other.document?.id).not.toBe(first.document?.id);
});

test('a decision is answered once; a second answer, a bad option and an unknown decision are told as data', async () => {
  await using server = await startServer({ roster: asking });
  const { session } = await startSample(server);
  await watchToEnd(
    server.client(),
    { sessionId: session.id },
    (told) => told.__typename === 'UserDecisionNeeded',
  );
  const open = await server.post<{ openDecisions: { id: string; options: unknown[] }[] }>(
    '{ openDecisions { id options { value effect costDelta { amount } } } }',
  );
  const decisionId = open.data!.openDecisions[0]!.id;
  expect(open.data?.openDecisions[0]?.options[0]).toEqual({
    value: 'red',
    effect: 'warm',
    costDelta: { amount: '1.50' },
  });
  const answer = async (given: object) =>
    (await server.post<AnswerResult>(answerMutation, { input: { decisionId, answer: given } })).data
      ?.answerDecision;
  expect(await answer({ option: 'green' })).toMatchObject({
    __typename: 'InvalidInput',
    code: 'INVALID_INPUT',
  });
  expect(await answer({ option: 'red' })).toMatchObject({
    __typename: 'DecisionAnswered',
    decision: { status: 'CLOSED', outcome: 'ANSWERED', answer: 'red' },
  });
  expect(await answer({ option: 'blue' })).toMatchObject({
    __typename: 'DecisionClosed',
    code: 'DECISION_CLOSED',
    decision: { answer: 'red' },
  });
  const unknown = await server.post<AnswerResult>(answerMutation, {
    input: { decisionId: 'decision_none', answer: { option: 'red' } },
  });
  expect(unknown.data?.answerDecision).toMatchObject({ __typename: 'NotFound', code: 'NOT_FOUND' });
});

test('starts that cannot be are told as data: no document, no instruction, an unknown session, a running workflow', async () => {
  await using server = await startServer({ roster: asking });
  const start = async (input: object) =>
    (await server.post<Started>(startMutation, { input })).data?.startWorkflow;
  expect(await start({ instructions: 'estimate' })).toMatchObject({ __typename: 'InvalidInput' });
  expect(await start({ instructions: ' ', sample: true })).toMatchObject({ __typename: 'InvalidInput' });
  expect(await start({ instructions: 'estimate', sessionId: 'session_none' })).toMatchObject({
    __typename: 'NotFound',
  });
  const running = await startSample(server);
  expect(await start({ instructions: 'estimate', sessionId: running.session.id })).toMatchObject({
    __typename: 'WorkflowConflict',
    workflow: { id: running.workflow.id },
  });
});

test('control: cancel, then cancel again is a conflict; an unknown workflow is not found', async () => {
  await using server = await startServer({ roster: asking });
  const { workflow } = await startSample(server);
  const cancel = async (id: string) =>
    (
      await server.post<{ cancelWorkflow: { __typename: string } }>(
        'mutation ($id: ID!) { cancelWorkflow(workflowId: $id) { __typename } }',
        { id },
      )
    ).data?.cancelWorkflow.__typename;
  expect(await cancel(workflow.id)).toBe('WorkflowControlled');
  expect(await cancel(workflow.id)).toBe('WorkflowConflict');
  expect(await cancel('workflow_none')).toBe('NotFound');
});

test('anything by its id, and null for what is not there', async () => {
  await using server = await startServer();
  const { session, workflow } = await startSample(server);
  await watchToEnd(server.client(), { sessionId: session.id });
  const node = async (id: string) =>
    (await server.post<{ node: unknown }>('query ($id: ID!) { node(id: $id) { __typename id } }', { id }))
      .data?.node;
  const { artifacts } = await server.services.sessions.get(session.id);
  const [document] = await server.services.log.documents(session.id);
  expect(await node(session.id)).toEqual({ __typename: 'Session', id: session.id });
  expect(await node(workflow.id)).toEqual({ __typename: 'Workflow', id: workflow.id });
  expect(await node(artifacts[0]!.id)).toEqual({ __typename: 'Artifact', id: artifacts[0]!.id });
  expect(await node(document!.id)).toEqual({ __typename: 'Document', id: document!.id });
  for (const id of ['session_none', 'workflow_none', 'constructor', 'x', ''])
    expect(await node(id)).toBeNull();
});

test('history is paged both ways and agrees with the stream', async () => {
  await using server = await startServer();
  const { session } = await startSample(server);
  const all = await watchToEnd(server.client(), { sessionId: session.id });
  const query = `query ($id: ID!, $first: Int, $after: Cursor, $last: Int, $before: Cursor) {
    session(id: $id) { events(first: $first, after: $after, last: $last, before: $before) { edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }
  }`;
  type Page = {
    session: {
      events: {
        edges: { cursor: string }[];
        pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string; startCursor: string };
      };
    };
  };
  const page = async (args: object) =>
    (await server.post<Page>(query, { id: session.id, ...args })).data!.session.events;
  const cursors = all.map((one) => one.extensions?.cursor);
  const forward: string[] = [];
  for (let after: string | undefined; ; ) {
    const { edges, pageInfo } = await page({ first: 7, ...(after === undefined ? {} : { after }) });
    forward.push(...edges.map((one) => one.cursor));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  const back: string[] = [];
  for (let before: string | undefined; ; ) {
    const { edges, pageInfo } = await page({ last: 7, ...(before === undefined ? {} : { before }) });
    back.unshift(...edges.map((one) => one.cursor));
    if (!pageInfo.hasPreviousPage) break;
    before = pageInfo.startCursor;
  }
  expect(forward).toEqual(cursors);
  expect(back).toEqual(cursors);
  const refused = await server.post(query, { id: session.id, first: 100_000 });
  expect(refused.errors?.[0]?.extensions?.code).toBe('INVALID_INPUT');
});

test('ten megabytes of instructions are refused by name before they are read, and the server goes on', async () => {
  await using server = await startServer();
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: startMutation,
      variables: { input: { instructions: 'x'.repeat(10_000_000), sample: true } },
    }),
  });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }] });
  const long = await server.post<Started>(startMutation, {
    input: { instructions: 'x'.repeat(30_000), sample: true },
  });
  expect(long.data?.startWorkflow).toMatchObject({ __typename: 'InvalidInput' });
  expect((await startSample(server)).__typename).toBe('WorkflowStarted');
});

test('a file over the limit and a file without a name are refused by name', async () => {
  await using server = await startServer({ config: { maxUploadBytes: 1000 } });
  expect(await server.upload('big.csv', Buffer.alloc(1001, 'a'))).toMatchObject({
    __typename: 'InvalidInput',
    code: 'DOCUMENT_TOO_LARGE',
  });
  expect(await server.upload('\u0007', Buffer.from('a'))).toMatchObject({
    __typename: 'InvalidInput',
    code: 'INVALID_INPUT',
  });
  expect(await server.upload('a.csv', Buffer.from('a'), 'session_none')).toMatchObject({
    __typename: 'NotFound',
  });
});

test('a file name never becomes a path', async () => {
  await using server = await startServer();
  const { document } = await server.upload('../../etc/passwd.csv', Buffer.from('a,b\n1,2\n'));
  expect(document?.name).toBe('passwd.csv');
});

test('a bug is masked with an incident id, and its words stay inside', async () => {
  const broken = fakeAgent('broken');
  Object.defineProperty(broken, 'title', {
    get() {
      throw new Error('the secret cause');
    },
  });
  await using server = await startServer({ roster: [broken] });
  const answer = await server.post('{ agents { name title } }');
  expect(answer.errors?.[0]?.extensions).toMatchObject({
    code: 'INTERNAL',
    incidentId: expect.stringMatching(/^incident_/),
  });
  expect(JSON.stringify(answer)).not.toContain('secret');
});

test('health, readiness, and nothing elsewhere', async () => {
  await using server = await startServer();
  const status = async (path: string) => (await fetch(`${server.url}${path}`, { redirect: 'manual' })).status;
  expect(await status('/healthz')).toBe(200);
  expect(await status('/readyz')).toBe(200);
  expect(await status('/')).toBe(200);
  expect(await status('/nothing')).toBe(404);
  expect(await status('/artifacts/artifact_none')).toBe(404);
  expect(await status('/artifacts/..%2f..%2flog.sqlite')).toBe(404);
});

test('GraphiQL opens on tabs that work as they are, and fetches nothing from elsewhere', async () => {
  await using server = await startServer();
  const page = await (await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } })).text();
  expect(page).not.toMatch(/<(?:script|link)[^>]+(?:src|href)=["']https?:/);
  const told = /<script type="application\/json" id="tabs">(.*?)<\/script>/.exec(page)?.[1] ?? '';
  const tabs: { query: string }[] = JSON.parse(told);
  const [start, watch, open, answer, result] = tabs;
  expect((await server.post<Started>(start!.query)).data?.startWorkflow.__typename).toBe('WorkflowStarted');
  let last: unknown;
  for await (const { data, errors } of server.client().iterate<{ events: { changeType?: string } }>(watch!)) {
    expect(errors).toBeUndefined();
    last = data?.events.changeType;
    if (last === 'workflow_completed') break;
  }
  expect(last).toBe('workflow_completed');
  expect((await server.post(open!.query)).errors).toBeUndefined();
  expect((await server.post<AnswerResult>(answer!.query)).data?.answerDecision.__typename).toBe('NotFound');
  expect((await server.post<{ session: { status: string } }>(result!.query)).data?.session.status).toBe(
    'SUCCEEDED',
  );
});

test('agents tell what they need and give, and how they did', async () => {
  await using server = await startServer();
  const { session } = await startSample(server);
  await watchToEnd(server.client(), { sessionId: session.id });
  const { data } = await server.post<{ agents: object[] }>(
    '{ agents { name needs gives performance { runs successRate p50Ms retries meanCost { amount } } } }',
  );
  expect(data?.agents[1]).toMatchObject({
    name: 'trade_mapper',
    needs: ['EXTRACTED_TABLES'],
    gives: ['TRADE_MAP'],
    performance: { runs: 1, successRate: 1, retries: 0, meanCost: { amount: '0' } },
  });
});

test('deeply nested JSON, and keys that reach for prototypes, are refused', async () => {
  await using server = await startServer();
  // Nested lists where a cursor belongs: answered as an error, and the process stays up.
  const nested = `${'['.repeat(5000)}${']'.repeat(5000)}`;
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"query":"query ($c: Cursor) { session(id: \\"x\\") { events(after: $c) { edges { cursor } } } }","variables":{"c":${nested}}}`,
  });
  expect((await response.json()).errors).toBeDefined();
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});

test.each([
  [
    'a cursor that is none',
    'query ($v: Cursor) { session(id: "x") { events(after: $v) { edges { cursor } } } }',
    '!',
  ],
  [
    'an unknown enum value',
    'query ($v: [ExecutionStatus!]) { sessions(status: $v) { edges { cursor } } }',
    ['SLEEPING'],
  ],
  ['an object where an id belongs', 'query ($v: ID!) { session(id: $v) { id } }', {}],
  [
    'two answers at once',
    'mutation ($v: DecisionAnswerInput!) { answerDecision(input: { decisionId: "d", answer: $v }) { __typename } }',
    { option: 'a', skip: true },
  ],
  ['a file that is a text', 'mutation ($v: File!) { uploadDocument(file: $v) { __typename } }', 'hello'],
])('%s is told as INVALID_INPUT, not as a bug', async (_what, query, v) => {
  await using server = await startServer();
  const { errors } = await server.post(query, { v });
  expect(errors?.[0]?.extensions).toEqual({ code: 'INVALID_INPUT' });
});
