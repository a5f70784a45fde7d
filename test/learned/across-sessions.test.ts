// Learned across sessions: an answer in one session decides the same lines of another, until it is forgotten.

import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { type Server, startMutation, startServer } from '../support/server.ts';

const bill = (rows: string[]) =>
  Buffer.from(
    `Item,Description,Quantity,Unit,Rate,Amount\n${rows.map((row, i) => `${i + 1},"${row}",2,each,10,20`).join('\n')}\n`,
  );
const vague = ['Blanking plate set grade B', 'Blanking plate set grade C', 'Brick wall in cement mortar'];

interface Asked {
  openDecisions: { id: string; sessionId: string; type: string; options: { value: string }[] }[];
}
interface Known {
  learnedTrades: {
    totalCount: number;
    edges: { node: { id: string; text: string; trade: string; times: number; learnedFrom: string | null } }[];
  };
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function start(server: Server): Promise<string> {
  const uploaded = await server.upload('bill.csv', bill(vague));
  const sessionId = uploaded.session?.id as string;
  const input = { sessionId, instructions: 'Export a full estimate as JSON' };
  const { data } = await server.post<{ startWorkflow: { __typename: string } }>(startMutation, { input });
  expect(data?.startWorkflow.__typename).toBe('WorkflowStarted');
  return sessionId;
}

/** The first question about a trade, or that it came as far as the approval without one. */
const asked = (server: Server, sessionId: string) =>
  until(async () => {
    const { data } = await server.post<Asked>('{ openDecisions { id sessionId type options { value } } }');
    return data?.openDecisions.find(
      (one) => one.sessionId === sessionId && ['TRADE_ASSIGNMENT', 'APPROVE_ESTIMATE'].includes(one.type),
    );
  });

const known = async (server: Server, search = '') =>
  (
    await server.post<Known>(
      'query ($search: String) { learnedTrades(search: $search) { totalCount edges { node { id text trade times learnedFrom } } } }',
      { search },
    )
  ).data?.learnedTrades;

test('an answer teaches all lines of its cluster, another session is not asked, and forgotten it is asked again', async () => {
  await using server = await startServer({ roster });
  const first = await start(server);
  const question = await asked(server, first);
  expect(question.type).toBe('TRADE_ASSIGNMENT');
  const trade = question.options[1]?.value as string;
  await server.post(
    'mutation ($input: AnswerDecisionInput!) { answerDecision(input: $input) { __typename } }',
    { input: { decisionId: question.id, answer: { option: trade } } },
  );
  const learned = await until(async () => {
    const page = await known(server);
    return page?.totalCount ? page : undefined;
  });
  expect(learned.edges.map(({ node }) => node).sort((a, b) => (a.text < b.text ? -1 : 1))).toMatchObject([
    { text: vague[0], trade, times: 1, learnedFrom: first },
    { text: vague[1], trade, times: 1, learnedFrom: first },
  ]);

  expect((await asked(server, await start(server))).type).toBe('APPROVE_ESTIMATE');

  const ids = learned.edges.map(({ node }) => node.id);
  const { data } = await server.post('mutation ($ids: [ID!]!) { forgetTrades(ids: $ids) }', { ids });
  expect(data).toEqual({ forgetTrades: 2 });
  expect((await asked(server, await start(server))).type).toBe('TRADE_ASSIGNMENT');
}, 40_000);

test('a person can enter and change an entry; an unknown trade and a text without words are refused', async () => {
  await using server = await startServer();
  const teach = async (text: string, trade: string) =>
    (
      await server.post<{ teachTrade: { __typename: string; learned?: { trade: string; times: number } } }>(
        `mutation ($text: String!, $trade: String!) { teachTrade(text: $text, trade: $trade) {
          __typename ... on TradeTaught { learned { trade times } } ... on Fault { code } } }`,
        { text, trade },
      )
    ).data?.teachTrade;
  expect(await teach('Blanking plate', 'hvac')).toMatchObject({ learned: { trade: 'hvac', times: 1 } });
  expect(await teach('Blanking plates', 'plumbing')).toMatchObject({
    learned: { trade: 'plumbing', times: 2 },
  });
  expect(await teach('Blanking plate', 'no_such')).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await teach(' – ', 'hvac')).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await known(server, 'PLUMB')).toMatchObject({ totalCount: 1 });
  expect(await known(server, 'no such')).toMatchObject({ totalCount: 0 });
  const { data } = await server.post<{ trades: { code: string; uniformat: string | null }[] }>(
    '{ trades { code name uniformat } }',
  );
  expect(data?.trades).toContainEqual({ code: 'conveying', name: 'Conveying', uniformat: 'D10' });
});
