// Models, preferences, budgets and costs, as clients of the API see them.

import { expect, test } from 'vitest';
import { forecastOf } from '../../src/manager/forecast.ts';
import { fakeRoster } from '../support/fake-agents.ts';
import { finishWorkflow } from '../support/finish-workflow.ts';
import { type Started, startMutation, startSample, startServer } from '../support/server.ts';
import { asking, red, scripted } from '../support/thinking.ts';

const models = `{ models { name provider tier contextWindow inputPricePerMillion { amount } outputPricePerMillion { amount } local available latencyMs } }`;

interface Model {
  name: string;
  tier: string;
  contextWindow: number;
  inputPricePerMillion: { amount: string } | null;
  available: boolean;
  local: boolean;
}

test('models are the rules first, then those that are switched on, with window and prices', async () => {
  const near = scripted([red], { model: 'near', provider: 'own', local: true, price: null });
  await using server = await startServer({ parts: { brains: [scripted([red]).brain, near.brain] } });
  const { data } = await server.post<{ models: Model[] }>(models);
  expect(data?.models).toMatchObject([
    { name: 'local/local-rules', tier: 'LOCAL', local: true, inputPricePerMillion: { amount: '0' } },
    {
      name: 'paid/small',
      tier: 'LOW',
      contextWindow: 100_000,
      inputPricePerMillion: { amount: '1' },
      available: true,
    },
    { name: 'own/near', local: true, inputPricePerMillion: { amount: '0' } },
  ]);
});

const cost = `query ($id: ID!) { workflow(id: $id) {
  cost { total { amount } forecast { amount } byAgent { name cost { amount } } byModel { name cost { amount } } }
  budget { limit { amount } spent { amount } onExceeded }
} }`;

test('a budget and preferences come in with the start, and what was spent is told by agent and model', async () => {
  const small = scripted([red]);
  const strong = scripted([red], { model: 'strong', tier: 'high', price: { input: '2', output: '20' } });
  await using server = await startServer({
    roster: fakeRoster({ file_reader: asking(2) }),
    parts: { brains: [small.brain, strong.brain] },
  });
  const started = await startSample(server, {
    budget: { limit: '1', onExceeded: 'CANCEL' },
    models: { file_reader: 'paid/strong', '*': 'local' },
  });
  await finishWorkflow(server, started.session.id);
  const { data } = await server.post<{ workflow: object }>(cost, { id: started.workflow.id });
  expect(data?.workflow).toMatchObject({
    cost: { total: { amount: '0.008' }, forecast: { amount: '0.008' } },
    budget: { limit: { amount: '1' }, spent: { amount: '0.008' }, onExceeded: 'CANCEL' },
  });
  expect(data?.workflow).toHaveProperty(
    'cost.byModel',
    expect.arrayContaining([{ name: 'strong', cost: { amount: '0.008' } }]),
  );
});

test.each([
  [{ budget: { limit: '-1' } }, 'A budget cannot be below 0'],
  [{ budget: { limit: '1', currency: 'EUR' } }, 'prices in USD only'],
  [{ models: 'gpt-99' }, 'There is no model «gpt-99» here. There are: local'],
  [{ models: { nobody: 'local' } }, 'There is no agent «nobody»'],
  [{ models: [1] }, 'Models are named by a text'],
])('a start with %j is refused with a reason', async (input, words) => {
  await using server = await startServer();
  const { data } = await server.post<Started>(startMutation, {
    input: { sample: true, instructions: 'Estimate', ...input },
  });
  expect(data?.startWorkflow).toMatchObject({
    __typename: 'InvalidInput',
    message: expect.stringContaining(words),
  });
});

const between = `query ($from: DateTime!, $to: DateTime!) { costs(from: $from, to: $to) { total { amount } forecast { amount } } }`;

test('costs over a time are those of the calls in it', async () => {
  await using server = await startServer({
    roster: fakeRoster({ file_reader: asking(1) }),
    parts: { brains: [scripted([red]).brain] },
  });
  for (let count = 0; count < 2; count += 1)
    await finishWorkflow(server, (await startSample(server)).session.id);
  const costs = async (from: number, to: number) =>
    (
      await server.post<{ costs: { total: { amount: string }; forecast: null } }>(between, {
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
      })
    ).data?.costs;
  const now = Date.now();
  expect(await costs(now - 600_000, now + 600_000)).toEqual({ total: { amount: '0.004' }, forecast: null });
  expect(await costs(now - 900_000, now - 600_000)).toMatchObject({ total: { amount: '0' } });
  const wrong = await server.post(between, { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' });
  expect(wrong.errors?.[0]?.extensions?.code).toBe('INVALID_INPUT');
});

test('the forecast gets better as work proceeds, and is the total at the end', async () => {
  const { brain } = scripted([red]);
  await using server = await startServer({
    roster: fakeRoster({ file_reader: asking(4) }),
    parts: { brains: [brain] },
  });
  const { session } = await startSample(server);
  await finishWorkflow(server, session.id);
  const folded = await server.services.sessions.get(session.id);
  const [workflow] = folded.workflows;
  const forecast = forecastOf(folded, workflow!, [brain]);
  expect(forecast.amount).toBe(workflow!.cost.total.amount);
  // The same at work, three quarters done: a quarter more than what was spent is still to come.
  const node = { ...workflow!.visualization.nodes[0]!, status: 'running' as const, progressPercentage: 75 };
  const spent = {
    ...workflow!,
    status: 'running' as const,
    visualization: { ...workflow!.visualization, nodes: [node] },
  };
  expect(Number(forecastOf(folded, spent, [brain]).amount)).toBeCloseTo(
    Number(workflow!.cost.total.amount) / 0.75,
    6,
  );
});

test.each([
  ['2026-02-30', null],
  ['2026-02-29T12:00:00Z', null],
  ['2026-04-31T12:00:00.000+02:00', null],
  ['2024-02-29', '0'],
  ['2026-02-28T23:59:59.999Z', '0'],
])('a time on %s is taken only when there is such a day', async (from, amount) => {
  await using server = await startServer();
  const { data, errors } = await server.post<{ costs: { total: { amount: string } } }>(between, {
    from,
    to: '2026-05-01T00:00:00Z',
  });
  expect(data?.costs.total.amount ?? null).toBe(amount);
  expect(errors?.[0]?.message.includes('DateTime: expected') ?? false).toBe(amount === null);
});
