// Forks: «what if I had answered otherwise?», on the results of the workflow that it is about.

import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { startMutation, startServer } from '../support/server.ts';
import { type Ask, of, toItsEnd } from '../support/to-its-end.ts';

const lines = ['Blanking plate set grade B', 'Compound for the purpose', 'Brick wall in cement mortar'];
const bill = Buffer.from(
  `Item,Description,Quantity,Unit,Rate,Amount\n${lines.map((line, i) => `${i + 1},"${line}",2,each,10,20`).join('\n')}\n`,
);
const fork = `mutation ($input: ForkWorkflowInput!) { forkWorkflow(input: $input) {
  __typename ... on WorkflowForked { workflow { id } cursor } ... on Fault { code message }
  ... on InvalidInput { issues { path } }
} }`;

interface Question {
  id: string;
  type: string;
  answer: string;
  prompt: string;
  options: { value: string }[];
}

/** A full estimate of three lines, of which the trades of two are asked for. */
async function estimated(ask: Ask, upload: Promise<{ session?: { id: string } }>) {
  const sessionId = (await upload).session!.id;
  const input = { sessionId, instructions: 'Export a full estimate as JSON' };
  const { id } = (await ask(startMutation, { input })).data.startWorkflow.workflow;
  await toItsEnd(ask, id);
  const query = `{ session(id: "${sessionId}") { decisions { id type answer prompt options { value } } } }`;
  const decisions: Question[] = (await ask(query)).data.session.decisions;
  const about = (line: string) =>
    decisions.find(({ type, prompt }) => type === 'TRADE_ASSIGNMENT' && prompt.includes(line))!;
  return { sessionId, id, decisions, about };
}

const otherThan = ({ answer, options }: Question) => options.find(({ value }) => value !== answer)!.value;

async function tradesOf(ask: Ask, id: string): Promise<string[]> {
  const query = `{ workflow(id: "${id}") { estimate { lines { edges { node { trade } } } } } }`;
  const { edges } = (await ask(query)).data.workflow.estimate.lines;
  return edges.map(({ node }: { node: { trade: string } }) => node.trade);
}

test('who asked and all after them run again with the other answer; the origin stays, and nothing is learned', async () => {
  await using server = await startServer({ roster });
  const ask = of(server);
  const { id: origin, sessionId, about } = await estimated(ask, server.upload('bill.csv', bill));
  const before = await tradesOf(ask, origin);
  const first = about(lines[0]!);
  const other = otherThan(first);
  const input = {
    workflowId: origin,
    answers: [{ decisionId: first.id, answer: { option: other } }],
    idempotencyKey: 'k',
  };
  const { forkWorkflow: forked } = (await ask(fork, { input })).data;
  expect(forked.__typename).toBe('WorkflowForked');
  const again = (await ask(fork, { input })).data.forkWorkflow;
  expect(again.workflow.id).toBe(forked.workflow.id);
  const done = await toItsEnd(ask, forked.workflow.id);
  const ran = done.visualization.nodes.map(({ agentName }: { agentName: string }) => agentName);
  expect(ran).toEqual(['trade_mapper', 'scope_analyzer', 'takeoff_calculator', 'estimator', 'exporter']);
  expect(await tradesOf(ask, forked.workflow.id)).toEqual([other, ...before.slice(1)]);
  expect(await tradesOf(ask, origin)).toEqual(before);

  const { cursor, workflowId } = done.forkedFrom;
  expect(workflowId).toBe(origin);
  const next = `{ session(id: "${sessionId}") { events(first: 1, after: "${cursor}") {
    edges { node { __typename ... on UserDecisionMade { decisionId } } }
  } } learnedTrades { totalCount } }`;
  const { data } = await ask(next);
  expect(data.session.events.edges[0].node).toEqual({
    __typename: 'UserDecisionMade',
    decisionId: first.id,
  });
  expect(data.learnedTrades.totalCount).toBe(0);
}, 60_000);

test('another branch is not seen: neither its answers nor its results; what is started later goes on from the last', async () => {
  await using server = await startServer({ roster });
  const ask = of(server);
  const { id: origin, sessionId, about } = await estimated(ask, server.upload('bill.csv', bill));
  const before = await tradesOf(ask, origin);
  const forkOn = async (question: Question) => {
    const answers = [{ decisionId: question.id, answer: { option: otherThan(question) } }];
    const { data } = await ask(fork, { input: { workflowId: origin, answers } });
    await toItsEnd(ask, data.forkWorkflow.workflow.id);
    return tradesOf(ask, data.forkWorkflow.workflow.id);
  };
  const [first, second] = [about(lines[0]!), about(lines[1]!)];
  expect(await forkOn(first)).toEqual([otherThan(first), before[1], before[2]]);
  expect(await forkOn(second)).toEqual([before[0], otherThan(second), before[2]]);

  const input = {
    sessionId,
    instructions: 'Estimate again',
    steps: [{ agentName: 'trade_mapper' }, { agentName: 'estimator' }],
  };
  const { startWorkflow: later } = (await ask(startMutation, { input })).data;
  expect((await toItsEnd(ask, later.workflow.id)).forkedFrom).toBeNull();
  expect(await tradesOf(ask, later.workflow.id)).toEqual([before[0], otherThan(second), before[2]]);
}, 90_000);

test('what cannot be forked is refused by name, and nothing is started', async () => {
  await using server = await startServer({ roster });
  const ask = of(server);
  const { id: workflowId, sessionId, about } = await estimated(ask, server.upload('bill.csv', bill));
  const { id: decisionId, answer } = about(lines[0]!);
  const same = { option: answer };
  const refused = async (input: object) =>
    (await ask(fork, { input: { workflowId, answers: [], ...input } })).data.forkWorkflow;
  expect(await refused({ workflowId: 'workflow_none' })).toMatchObject({ code: 'NOT_FOUND' });
  const cases: [object[], string[]][] = [
    [[], ['answers']],
    [[{ decisionId: 'decision_none', answer: same }], ['answers', '0', 'decisionId']],
    [
      [
        { decisionId, answer: same },
        { decisionId, answer: same },
      ],
      ['answers', '1', 'decisionId'],
    ],
    [[{ decisionId, answer: { option: 'no such trade' } }], ['answer', 'option']],
  ];
  for (const [answers, path] of cases)
    expect(await refused({ answers })).toMatchObject({ __typename: 'InvalidInput', issues: [{ path }] });
  const input = {
    sessionId,
    instructions: 'Look',
    steps: [{ agentName: 'file_reader', requiresApproval: true }],
  };
  await ask(startMutation, { input });
  expect(await refused({ answers: [{ decisionId, answer: same }] })).toMatchObject({
    __typename: 'WorkflowConflict',
  });
  const { data } = await ask(`{ session(id: "${sessionId}") { workflows { id } } }`);
  expect(data.session.workflows).toHaveLength(2);
}, 60_000);
