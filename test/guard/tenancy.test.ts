// Tenancy: what belongs to others is not there: in no answer, at no door, by no id.

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import examples from '../fixtures/guide-examples.json' with { type: 'json' };
import { openBareSocket } from '../support/bare-socket.ts';
import { postEvents, spoken } from '../support/producer.ts';
import { openRaw } from '../support/raw-client.ts';
import { type Answered, type Server, startMutation, startServer } from '../support/server.ts';
import { bearer, makeToken, secret } from '../support/tokens.ts';

const { session_id: _, ...asked } = examples[2]!;
const people = {
  ann: { sub: 'ann', tenant: 'acme', roles: ['operator', 'producer'] },
  amy: { sub: 'amy', tenant: 'acme', roles: ['viewer'] },
  abe: { sub: 'abe', tenant: 'acme', roles: ['answerer'] },
  /** The same name as somebody of another tenant, and all that a tenant can give. */
  eve: { sub: 'ann', tenant: 'evil', roles: ['admin'] },
  lone: { sub: 'ann', roles: ['operator'] },
  root: { sub: 'root', roles: ['admin'] },
} as const;
type Person = keyof typeof people;
const tokens = Object.fromEntries(
  await Promise.all(
    Object.entries(people).map(async ([who, claims]) => [who, await makeToken(claims as never)]),
  ),
) as Record<Person, string>;

async function ask(
  server: Server,
  who: Person,
  query: string,
  variables: object = {},
  // biome-ignore lint/suspicious/noExplicitAny: each query has data of its own
): Promise<Answered<any>> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer(tokens[who]) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answered;
}

/** A session of Ann's with a question, an answer that waits, a result and a document. */
async function startWithSession() {
  const server = await startServer({ config: { authSecret: secret } });
  const started = await ask(server, 'ann', startMutation, {
    input: { sample: true, instructions: 'Full estimate', idempotencyKey: 'k' },
  });
  const { session, workflow } = started.data.startWorkflow;
  const all = () =>
    ask(
      server,
      'ann',
      `{ session(id: "${session.id}") { status documents { id } artifacts { id } decisions { id status } cursor } }`,
    ).then(({ data }) => data.session);
  await expect.poll(async () => (await all()).status).toMatch(/SUCCEEDED|WAITING/);
  return { server, id: session.id as string, workflowId: workflow.id as string, found: await all() };
}

test('by no query is anything of another tenant there, and the answers are those for what does not exist', async () => {
  const { server: opened, id, workflowId, found } = await startWithSession();
  await using server = opened;
  const documentId = found.documents[0].id as string;
  const artifactId = found.artifacts[0].id as string;
  const none = 'session_0000000000000000';
  const pairs: [string, string][] = [
    [`{ session(id: "${id}") { title } }`, `{ session(id: "${none}") { title } }`],
    [`{ session(id: "${id}", at: 1) { title } }`, `{ session(id: "${none}", at: 1) { title } }`],
    [`{ workflow(id: "${workflowId}") { id } }`, '{ workflow(id: "workflow_0") { id } }'],
    ...[id, workflowId, documentId, artifactId].map((one): [string, string] => [
      `{ node(id: "${one}") { id } }`,
      `{ node(id: "${one.split('_')[0]}_0") { id } }`,
    ]),
    [
      `mutation { sendMessage(sessionId: "${id}", text: "x") { __typename } }`,
      `mutation { sendMessage(sessionId: "${none}", text: "x") { __typename } }`,
    ],
    ...['cancelWorkflow', 'pauseWorkflow', 'resumeWorkflow', 'retryWorkflow'].map(
      (verb): [string, string] => [
        `mutation { ${verb}(workflowId: "${workflowId}") { __typename } }`,
        `mutation { ${verb}(workflowId: "workflow_0") { __typename } }`,
      ],
    ),
    [
      `mutation { startWorkflow(input: { sessionId: "${id}", instructions: "x" }) { __typename } }`,
      `mutation { startWorkflow(input: { sessionId: "${none}", instructions: "x" }) { __typename } }`,
    ],
    [
      `{ sessions(after: "${id}") { edges { node { id } } } }`,
      `{ sessions(after: "${none}") { edges { node { id } } } }`,
    ],
  ];
  for (const who of ['eve', 'lone'] as const) {
    for (const [mine, nothing] of pairs) {
      const [foreign, unknown] = [await ask(server, who, mine), await ask(server, who, nothing)];
      expect(JSON.stringify(foreign).replaceAll(/\w+_\w{1,16}/g, 'id'), mine).toBe(
        JSON.stringify(unknown).replaceAll(/\w+_\w{1,16}/g, 'id'),
      );
    }
    const { data } = await ask(
      server,
      who,
      '{ sessions { edges { node { id } } } openDecisions { id } learnedTrades { totalCount } }',
    );
    expect(data).toEqual({ sessions: { edges: [] }, openDecisions: [], learnedTrades: { totalCount: 0 } });
  }
  for (const who of ['ann', 'amy', 'root'] as const) {
    const { data } = await ask(
      server,
      who,
      `{ session(id: "${id}") { id } sessions { edges { node { id } } } }`,
    );
    expect(data).toEqual({ session: { id }, sessions: { edges: [{ node: { id } }] } });
  }
  const artifact = (who: Person, one = artifactId) =>
    fetch(`${server.url}/artifacts/${one}`, { headers: bearer(tokens[who]) }).then(
      (response) => response.status,
    );
  expect([await artifact('amy'), await artifact('eve'), await artifact('eve', 'artifact_0')]).toEqual([
    200, 404, 404,
  ]);
});

test('by no stream is anything of another tenant told', async () => {
  const { server: opened, id, found } = await startWithSession();
  await using server = opened;
  const errors = async (who: Person, query: string) => {
    using socket = await openBareSocket(server.url, { init: false });
    socket.send({ type: 'connection_init', payload: { token: tokens[who] } });
    await socket.next();
    socket.subscribe('1', query);
    const { payload } = await socket.next();
    return payload.errors?.[0]?.extensions?.code ?? payload[0]?.extensions?.code ?? 'told';
  };
  for (const [who, outcome] of [
    ['eve', 'NOT_FOUND'],
    ['lone', 'NOT_FOUND'],
    ['amy', 'told'],
  ] as const) {
    expect(await errors(who, `subscription { events(sessionId: "${id}") { __typename } }`)).toBe(outcome);
    expect(await errors(who, `subscription { feed(sessionId: "${id}") { __typename } }`)).toBe(outcome);
    if (outcome === 'told') break;
    await using raw = await openRaw(server.url, '', bearer(tokens[who]));
    for (const message of [
      { type: 'subscribe', session_id: id },
      { type: 'workflow_status', session_id: id },
      { type: 'chat_message', session_id: id, text: 'x' },
      ...(found.decisions[0] === undefined
        ? []
        : [{ type: 'user_decision_response', decision_id: found.decisions[0].id, response: 'skip' }]),
    ])
      expect((await raw.ask(message, 'error')).data.code).toBe('NOT_FOUND');
  }
});

test('decisions are told to those whose session it is, as they open', async () => {
  await using server = await startServer({ config: { authSecret: secret } });
  const question = (id: string) => ({ ...asked, data: { ...asked.data, prompt: id, decision_id: id } });
  const open = async (who: Person) => {
    const socket = await openBareSocket(server.url, { init: false });
    socket.send({ type: 'connection_init', payload: { token: tokens[who] } });
    await socket.next();
    socket.subscribe('d', 'subscription { decisions { prompt } }');
    await socket.flushed();
    return socket;
  };
  using ann = await open('ann');
  using eve = await open('eve');
  const bring = (who: Person, session: string, ...events: object[]) =>
    postEvents(server.url, session, events, bearer(tokens[who]));
  expect((await bring('ann', 'of-ann', question('one'))).body.accepted).toBe(1);
  expect((await bring('eve', 'of-eve', question('one'))).body.accepted).toBe(1);
  expect((await eve.next()).payload.data.decisions).toEqual({ prompt: 'one' });
  expect((await ann.next()).payload.data.decisions).toEqual({ prompt: 'one' });
  await bring('eve', 'of-eve', question('two'));
  expect((await eve.next()).payload.data.decisions.prompt).toBe('two');
  expect(await ann.flushed()).toEqual([]);
  // The same id in two tenants is two decisions, and each answers its own.
  const answer = `mutation { answerDecision(input: { decisionId: "one", answer: { option: "file1.pdf" } }) {
    __typename ... on DecisionAnswered { decision { sessionId answer } } } }`;
  expect((await ask(server, 'abe', answer)).data.answerDecision.decision).toEqual({
    sessionId: 'of-ann',
    answer: 'file1.pdf',
  });
  const { data } = await ask(server, 'eve', '{ openDecisions { sessionId prompt } }');
  expect(data.openDecisions.map(({ prompt }: { prompt: string }) => prompt).sort()).toEqual(['one', 'two']);
});

test('a producer brings nothing into a session of another tenant, and gets no content by naming its hash', async () => {
  const { server: opened, id } = await startWithSession();
  await using server = opened;
  const before = (await server.services.log.head(id))!.lastSequence;
  const { status } = await postEvents(server.url, id, [spoken('evil')], bearer(tokens.eve));
  expect(status).toBe(404);
  expect((await server.services.log.head(id))!.lastSequence).toBe(before);
  const bytes = new TextEncoder().encode('the price list of Acme');
  const sha256 = await server.services.log.putBlob(bytes);
  expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  const artifact = {
    ...{ id: 'artifact_stolen', kind: 'export_json', name: 'a.json', media_type: 'application/json', sha256 },
    ...{ byte_size: 22, agent_name: 'exporter', basis: 'x', created_at: '2026-01-01T00:00:00Z' },
  };
  const event = { type: 'artifact_ready', timestamp: '2026-01-01T00:00:00Z', data: { artifact } };
  const brought = await postEvents(server.url, 'of-eve', [event], bearer(tokens.eve));
  const got = await fetch(`${server.url}/artifacts/artifact_stolen`, { headers: bearer(tokens.eve) });
  expect([brought.body.rejected, got.status]).toEqual([[], 404]);
});

test('roles: a viewer reads, an answerer answers too, an operator does the rest; learned trades are the tenant’s', async () => {
  const { server: opened, id, workflowId } = await startWithSession();
  await using server = opened;
  const code = async (who: Person, mutation: string) => {
    const { data, errors } = await ask(server, who, `mutation { ${mutation} { __typename } }`);
    return errors?.[0]?.extensions?.code ?? (Object.values(data)[0] as { __typename: string }).__typename;
  };
  const { data: known } = await ask(server, 'ann', '{ trades { code } }');
  const trade = known.trades[0].code as string;
  const mutations = [
    `startWorkflow(input: { sample: true, instructions: "x" })`,
    `sendMessage(sessionId: "${id}", text: "x")`,
    `cancelWorkflow(workflowId: "${workflowId}")`,
    `teachTrade(text: "gypsum board", trade: "${trade}")`,
    `revokeAccess(person: "x")`,
  ];
  for (const mutation of mutations) {
    expect([mutation, await code('amy', mutation)]).toEqual([mutation, 'PERMISSION_DENIED']);
    expect([mutation, await code('abe', mutation)]).toEqual([mutation, 'PERMISSION_DENIED']);
  }
  const answer = 'answerDecision(input: { decisionId: "decision_0", answer: { skip: true } })';
  expect([await code('amy', answer), await code('abe', answer)]).toEqual(['PERMISSION_DENIED', 'NotFound']);
  expect((await postEvents(server.url, 's', [spoken('x')], bearer(tokens.amy))).status).toBe(403);
  await using raw = await openRaw(server.url, '', bearer(tokens.amy));
  expect((await raw.ask({ type: 'chat_message', text: 'x' }, 'error')).data.code).toBe('PERMISSION_DENIED');
  expect(await code('ann', `teachTrade(text: "gypsum board", trade: "${trade}")`)).toBe('TradeTaught');
  const counts = await Promise.all(
    (['amy', 'eve', 'lone'] as const).map(
      async (who) =>
        (await ask(server, who, '{ learnedTrades { totalCount } }')).data.learnedTrades.totalCount,
    ),
  );
  expect(counts).toEqual([1, 0, 0]);
});

test('the same idempotency key of two tenants is two keys', async () => {
  const { server: opened, id } = await startWithSession();
  await using server = opened;
  const input = { sample: true, instructions: 'Full estimate', idempotencyKey: 'k' };
  const again = await ask(server, 'ann', startMutation, { input });
  const other = await ask(server, 'eve', startMutation, { input });
  expect(again.data.startWorkflow.session.id).toBe(id);
  expect(other.data.startWorkflow.__typename).toBe('WorkflowStarted');
  expect(other.data.startWorkflow.session.id).not.toBe(id);
});

test('sessions from before there was authentication are seen by an admin of no tenant only', async () => {
  await using server = await startServer({ config: { authSecret: secret } });
  await server.services.log.createSession({ id: 'old', title: 'Old', createdAt: '2026-01-01T00:00:00.000Z' });
  const seen = async (who: Person) =>
    (await ask(server, who, '{ session(id: "old") { id } }')).data.session !== null;
  expect([await seen('root'), await seen('ann'), await seen('eve'), await seen('lone')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('a producer that names the hash of an estimate of others is shown nothing of it', async () => {
  await using server = await startServer({ config: { authSecret: secret } });
  const secretEstimate = { currency: 'USD', likely: '1000000', lines: [], byTrade: [], issues: [] };
  const sha256 = await server.services.log.putBlob(new TextEncoder().encode(JSON.stringify(secretEstimate)));
  const artifact = {
    ...{ id: 'artifact_stolen', kind: 'estimate', name: 'e.json', media_type: 'application/json', sha256 },
    ...{ byte_size: 22, agent_name: 'estimator', basis: 'x', created_at: '2026-01-01T00:00:00Z' },
  };
  const event = { type: 'artifact_ready', timestamp: '2026-01-01T00:00:00Z', data: { artifact } };
  const brought = await postEvents(server.url, 'of-eve', [spoken('x'), event], bearer(tokens.eve));
  expect(brought.body).toMatchObject({ accepted: 2, rejected: [] });
  const { data } = await ask(
    server,
    'eve',
    '{ session(id: "of-eve") { artifacts { kind } currentWorkflow { id estimate { currency } } } }',
  );
  expect(data.session).toMatchObject({
    artifacts: [{ kind: 'ESTIMATE' }],
    currentWorkflow: { estimate: null },
  });
});

test('costs and workflow templates are the tenant’s', async () => {
  await using server = await startServer({ config: { authSecret: secret } });
  const at = '2026-06-01T00:00:00Z';
  const money = { amount: '1', currency: 'USD' };
  const spent = {
    ...{ agent_name: 'a', model: 'm', provider: 'p', input_tokens: 7, output_tokens: 1, cost: money },
    ...{ workflow_total: money, budget_remaining: null },
  };
  const cost = { type: 'cost_incurred', timestamp: at, data: spent };
  const brought = await postEvents(server.url, 'of-ann', [spoken('x'), cost], bearer(tokens.ann));
  expect(brought.body).toMatchObject({ accepted: 2, rejected: [] });
  const save = `mutation { saveWorkflowTemplate(name: "Ours", steps: [{ agentName: "file_reader" }]) {
    __typename ... on TemplateSaved { template { id } } } }`;
  const { id } = (await ask(server, 'ann', save)).data.saveWorkflowTemplate.template;
  const seen = async (who: Person) => {
    const { data } = await ask(
      server,
      who,
      `{ costs(from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z") { inputTokens }
         workflowTemplates { name ships } node(id: "${id}") { id } }`,
    );
    const own = data.workflowTemplates.filter((one: { ships: boolean }) => !one.ships);
    return [data.costs.inputTokens, own.length, data.node === null ? 'unknown' : 'seen'];
  };
  expect([await seen('ann'), await seen('amy')]).toEqual([7, 7].map((n) => [n, 1, 'seen']));
  expect([await seen('eve'), await seen('lone')]).toEqual([0, 0].map((n) => [n, 0, 'unknown']));
  const remove = `mutation { deleteWorkflowTemplate(id: "${id}") { __typename } }`;
  const start = `mutation { startWorkflow(input: { templateId: "${id}", sample: true, instructions: "x" }) { __typename } }`;
  expect((await ask(server, 'eve', remove)).data.deleteWorkflowTemplate.__typename).toBe('NotFound');
  expect((await ask(server, 'eve', start)).data.startWorkflow.__typename).not.toBe('WorkflowStarted');
  expect((await ask(server, 'amy', remove)).errors?.[0]?.extensions?.code).toBe('PERMISSION_DENIED');
  expect(await seen('ann')).toEqual([7, 1, 'seen']);
});

test('the session that GraphiQL’s page names is the one that its key starts, for whoever uses it', async () => {
  await using server = await startServer({ config: { authSecret: secret } });
  const page = await (await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } })).text();
  const [, key] = /graphiql_[0-9a-z]+/.exec(page)![0].split('_');
  const named = /session_[0-9a-z]+/.exec(page)![0];
  const input = { sample: true, instructions: 'x', idempotencyKey: `graphiql_${key}` };
  const started = await ask(server, 'ann', startMutation, { input });
  expect(started.data.startWorkflow.session.id).toBe(named);
  const stolen = await ask(server, 'eve', startMutation, { input });
  expect(stolen.data.startWorkflow.__typename).toBe('NotFound');
});
