// Recommendations: made from what is in the result, told with the end, and then dismissed or applied.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import type { Estimate, EstimateIssue, EstimateLine } from '../../src/estimating/estimate.ts';
import { emptySession, type Session, type Workflow } from '../../src/events/session.ts';
import { recommend } from '../../src/manager/recommend.ts';
import { startMutation, startSample, startServer } from '../support/server.ts';
import { type Ask, look, of, toItsEnd } from '../support/to-its-end.ts';
import { bearer, makeToken, secret } from '../support/tokens.ts';

const at = (row: number) => ({
  ...{ documentId: 'd', documentName: 'd.xlsx', sheet: 's', page: null, row, quote: null },
  ...{ method: 'cell' as const, confidence: 1 },
});
const line = (row: number, amount: string | null, priceBasis: string): EstimateLine => ({
  ...{ id: `l${row}`, item: null, description: `Line ${row}`, section: null, trade: 'concrete' },
  ...{ quantity: '1', unit: 'each', unitPrice: amount, low: amount, amount, high: amount },
  ...{ confidence: 1, priceBasis, priceSource: null, source: at(row) },
});
const issue = (row: number, code: string, severity: EstimateIssue['severity'] = 'medium') => ({
  ...{ severity, code, message: `${code} at ${row}.`, source: at(row) },
});
function estimateOf(lines: EstimateLine[], issues: EstimateIssue[] = []): Estimate {
  const likely = String(lines.reduce((sum, { amount }) => sum + Number(amount ?? 0), 0));
  return {
    ...{ currency: 'USD', class: 3, region: null, lines, byTrade: [], markups: [], issues },
    ...{ net: { low: likely, likely, high: likely }, low: likely, likely, high: likely },
    ...{ assumptions: [], settings: { region: null, markups: [] } },
  };
}

const session = emptySession({ id: 's', title: '', createdAt: '2026-01-01T00:00:00.000Z' });
const workflow = {
  ...{ id: 'workflow_1', request: null },
  visualization: { nodes: [] },
} as unknown as Workflow;
const advised = (estimate: Estimate, within: Session = session) =>
  recommend(within, workflow, estimate, true).map(({ kind, title, rationale }) => [kind, title, rationale]);

test('an estimate with nothing to say about it gets no recommendation', () => {
  const fine = estimateOf([line(1, '100', 'document'), line(2, '100', 'user'), line(3, '4', 'public-bid')]);
  expect(advised(fine)).toEqual([]);
  expect(advised(estimateOf([]))).toEqual([]);
});

test('what the documents leave out is not said to lack a price, and a long issue is cut between its words', () => {
  const lines = [line(1, '1000', 'document'), line(2, null, 'none'), line(3, null, 'none')];
  const quoted = `«Wood interior door, solid core, ${'with frame and lining, '.repeat(5)}3 ft x 7 ft» differs.`;
  const issues = [issue(2, 'NOT_COUNTED', 'low'), { ...issue(1, 'SCHEDULE_DIFFERS'), message: quoted }];
  const [price, look] = advised(estimateOf(lines, issues));
  expect(price).toEqual(['price_lines', 'Give 1 line a price', expect.stringContaining('Line 3')]);
  expect(price?.[2]).not.toContain('Line 2');
  expect(look?.[2]).toMatch(/ (with|frame|and|lining,)…»\.$/);
});

test('each names how many lines and how much money it is about, and no line counts twice', () => {
  const lines = [
    line(1, '1000', 'document'),
    line(2, null, 'none'),
    line(3, '3000', 'public-bid'),
    line(4, '2000', 'composed'),
  ];
  const issues = [
    issue(1, 'QUANTITY_TIMES_RATE', 'high'),
    issue(1, 'SCHEDULE_DIFFERS'),
    issue(2, 'NO_PRICE', 'high'),
    issue(3, 'MISSING_COMPANION'),
    issue(4, 'MISSING_RATE', 'low'),
  ];
  expect(advised(estimateOf(lines, issues))).toEqual([
    ['price_lines', 'Give 1 line a price', 'It counts nothing in the USD 6,000.00: Line 2.'],
    [
      'resolve_issues',
      'Look at 3 open points first',
      'USD 1,000.00 of USD 6,000.00 before mark-ups hang on them: QUANTITY_TIMES_RATE at 1; SCHEDULE_DIFFERS at 1; MISSING_COMPANION at 3.',
    ],
    [
      'import_prices',
      'Import your own prices for 2 lines',
      '83 % of the price, USD 5,000.00, is from built-in prices; neither the documents nor a price list of yours have them. Upload a price list and estimate again.',
    ],
  ]);
  const guesses = [1, 2, 3].map((row) => issue(row, 'UNSURE_TRADE', 'low'));
  expect(advised(estimateOf([line(1, '10', 'document')], guesses)).map(([kind]) => kind)).toEqual([
    'teach_trades',
  ]);
  expect(advised(estimateOf([line(1, '10', 'document')], guesses.slice(1)))).toEqual([]);
});

test('what was dismissed is not said again in the same words, and is when there is more of it', () => {
  const once = estimateOf([line(1, '10', 'document'), line(2, null, 'none')]);
  const [first] = recommend(session, workflow, once, true);
  const recommendations = [{ ...first!, status: 'dismissed' as const, workflowId: 'workflow_0' }];
  expect(advised(once, { ...session, recommendations })).toEqual([]);
  const twice = estimateOf([...once.lines, line(3, null, 'none')]);
  expect(advised(twice, { ...session, recommendations })).toMatchObject([
    ['price_lines', 'Give 2 lines a price', expect.any(String)],
  ]);
});

test('of any estimate there are at most three, each of its own kind and open, the same each time', () => {
  const lines = fc.array(
    fc.record({
      amount: fc.option(fc.integer({ min: -1000, max: 100_000 }).map(String)),
      basis: fc.constantFrom('document', 'public-bid', 'composed', 'user', 'none'),
    }),
    { maxLength: 8 },
  );
  const issues = fc.array(
    fc.record({
      row: fc.integer({ min: 0, max: 9 }),
      code: fc.constantFrom('NO_PRICE', 'UNSURE_TRADE', 'SCHEDULE_DIFFERS', 'DUPLICATE_ITEM'),
      severity: fc.constantFrom('low' as const, 'medium' as const, 'high' as const, 'critical' as const),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(lines, issues, (some, wrong) => {
      const estimate = estimateOf(
        some.map(({ amount, basis }, row) => line(row, amount, basis)),
        wrong.map(({ row, code, severity }) => issue(row, code, severity)),
      );
      const made = recommend(session, workflow, estimate, true);
      expect(made.length).toBeLessThanOrEqual(3);
      expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
      expect(new Set(made.map(({ kind }) => kind)).size).toBe(made.length);
      expect(made.every(({ status }) => status === 'open')).toBe(true);
      expect(made.some(({ rationale }) => /NaN|undefined|Infinity/.test(rationale))).toBe(false);
      expect(recommend(session, workflow, estimate, true)).toEqual(made);
    }),
  );
});

const dismiss = `mutation ($id: ID!) { dismissRecommendation(id: $id) {
  __typename ... on RecommendationDismissed { recommendation { status } } ... on Fault { code }
} }`;
const apply = `mutation ($id: ID!) { applyRecommendation(id: $id) {
  __typename ... on RecommendationApplied { recommendation { status } workflow { id instructions } } ... on Fault { code message }
} }`;
const bill = Buffer.from(
  'Item,Description,Quantity,Unit,Rate,Amount\n1,Brick wall in cement mortar,2,m3,10,20\n',
);

test('the sample’s end tells what to look at; one is dismissed, one is applied once, and a question gets none', async () => {
  await using server = await startServer({ roster });
  const ask = of(server);
  const { session: started, workflow: first } = await startSample(server);
  const { recommendations: made } = await toItsEnd(ask, first.id);
  expect(made).toMatchObject([
    { kind: 'resolve_issues', status: 'OPEN' },
    { kind: 'import_prices', status: 'OPEN', rationale: expect.stringMatching(/^9 % .* USD 17,228\.84/) },
  ]);
  const [issues, prices] = made;
  const { data: told } = await ask(
    `{ session(id: "${started.id}") { events(types: [RECOMMENDATION, WORKFLOW_STATE_CHANGE], last: 3) {
      edges { node { __typename ... on WorkflowStateChange { changeType } } } } } }`,
  );
  // Whoever stops listening at the end has heard them.
  expect(told.session.events.edges.map(({ node }: { node: object }) => node)).toEqual([
    { __typename: 'RecommendationMade' },
    { __typename: 'RecommendationMade' },
    { __typename: 'WorkflowStateChange', changeType: 'workflow_completed' },
  ]);

  expect((await ask(dismiss, { id: prices.id })).data.dismissRecommendation).toEqual({
    __typename: 'RecommendationDismissed',
    recommendation: { status: 'DISMISSED' },
  });
  expect((await ask(apply, { id: prices.id })).data.applyRecommendation.code).toBe('INVALID_INPUT');

  const { applyRecommendation: applied } = (await ask(apply, { id: issues.id })).data;
  expect(applied).toMatchObject({
    __typename: 'RecommendationApplied',
    recommendation: { status: 'APPLIED' },
    workflow: { instructions: issues.apply },
  });
  const again = (await ask(apply, { id: issues.id })).data.applyRecommendation;
  expect(again.workflow.id).toBe(applied.workflow.id);
  expect((await ask(dismiss, { id: issues.id })).data.dismissRecommendation.code).toBe('INVALID_INPUT');
  expect((await toItsEnd(ask, applied.workflow.id)).recommendations).toEqual([]);
  const { data } = await ask(
    `{ node(id: "${issues.id}") { ... on Recommendation { status } } gone: node(id: "recommendation_0") { id } }`,
  );
  expect(data).toEqual({ node: { status: 'APPLIED' }, gone: null });
  for (const query of [dismiss, apply])
    expect(Object.values((await ask(query, { id: 'recommendation_0' })).data)).toMatchObject([
      { __typename: 'NotFound', code: 'NOT_FOUND' },
    ]);
}, 60_000);

test('after quantities alone, pricing them is recommended; applied, it uses them again and gives an estimate', async () => {
  await using server = await startServer({ roster });
  const ask = of(server);
  const { session: into } = await server.upload('bill.csv', bill);
  const input = { sessionId: into!.id, instructions: 'Look', templateId: 'template_quantities_only' };
  const { startWorkflow } = (await ask(startMutation, { input })).data;
  const { recommendations } = await toItsEnd(ask, startWorkflow.workflow.id);
  expect(recommendations).toMatchObject([{ kind: 'price_quantities' }]);
  const { applyRecommendation: applied } = (await ask(apply, { id: recommendations[0].id })).data;
  const second = await toItsEnd(ask, applied.workflow.id);
  expect(second.visualization.nodes.map(({ agentName }: { agentName: string }) => agentName)).toEqual([
    'scope_analyzer',
    'estimator',
    'exporter',
  ]);
  expect(second.estimate).toEqual({ currency: 'USD' });
}, 60_000);

test('what the clock answered is worth another look', async () => {
  await using server = await startServer({ roster, config: { decisionTimeoutSeconds: 1 } });
  const ask = of(server);
  const { session: into } = await server.upload(
    'bill.csv',
    Buffer.from(`${bill}2,Blanking plate set grade B,2,each,10,20\n`),
  );
  const input = { sessionId: into!.id, instructions: 'Look', steps: [{ agentName: 'trade_mapper' }] };
  const { startWorkflow } = (await ask(startMutation, { input })).data;
  const { id } = startWorkflow.workflow;
  const now = async () => (await ask(look, { id })).data.workflow;
  await expect.poll(async () => (await now()).status, { timeout: 15_000 }).toBe('SUCCEEDED');
  expect((await now()).recommendations).toMatchObject([
    {
      kind: 'answer_questions',
      title: 'Answer 1 question that nobody answered in time',
      rationale: expect.stringContaining('Blanking plate'),
    },
    { kind: 'price_quantities' },
  ]);
}, 60_000);

test('another tenant finds no recommendation and no workflow to fork, and who only reads cannot use one', async () => {
  await using server = await startServer({ roster, config: { authSecret: secret } });
  const as = async (claims: object): Promise<Ask> => {
    const headers = { 'content-type': 'application/json', ...bearer(await makeToken(claims as never)) };
    return async (query, variables = {}) => {
      const body = JSON.stringify({ query, variables });
      return (await fetch(`${server.url}/graphql`, { method: 'POST', headers, body })).json() as never;
    };
  };
  const ann = await as({ sub: 'ann', tenant: 'acme', roles: ['operator'] });
  const amy = await as({ sub: 'amy', tenant: 'acme', roles: ['viewer'] });
  const eve = await as({ sub: 'eve', tenant: 'evil', roles: ['admin'] });
  const input = { sample: true, instructions: 'Look', steps: [{ agentName: 'trade_mapper' }] };
  const { data } = await ann(startMutation, { input });
  const { recommendations } = await toItsEnd(ann, data.startWorkflow.workflow.id);
  const { id } = recommendations[0];
  expect((await eve(`{ node(id: "${id}") { id } }`)).data.node).toBeNull();
  for (const query of [dismiss, apply]) {
    expect(Object.values((await eve(query, { id })).data)).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await amy(query, { id })).errors[0].extensions.code).toBe('PERMISSION_DENIED');
  }
  const fork = `mutation { forkWorkflow(input: { workflowId: "${data.startWorkflow.workflow.id}", answers: [] }) {
    __typename ... on Fault { code }
  } }`;
  expect((await ann(fork)).data.forkWorkflow.code).toBe('INVALID_INPUT');
  expect((await eve(fork)).data.forkWorkflow.code).toBe('NOT_FOUND');
  expect((await amy(fork)).errors[0].extensions.code).toBe('PERMISSION_DENIED');
  expect((await ann(dismiss, { id })).data.dismissRecommendation.__typename).toBe('RecommendationDismissed');
}, 60_000);
