// The sample project, from upload to export, against figures worked out by hand.

import { read, utils } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { doorConflict, sections, slip, total, unpriced } from '../sample/sample-figures.ts';
import { clientFor, followAnswering, type Seen } from '../support/answering.ts';
import { type Server, type Started, startMutation, startSample, startServer } from '../support/server.ts';

interface Line {
  item: string;
  quantity: string;
  unit: string;
  unitPrice: { amount: string };
  low: { amount: string };
  amount: { amount: string };
  high: { amount: string };
  priceBasis: string;
  priceSource: string;
  source: { documentName: string; sheet: string; row: number; cell: string; quote: string };
  quantitySource: { documentName: string; sheet: string; row: number; cell: string };
  priceReference: Line['quantitySource'] | null;
}

interface Asked {
  id: string;
  type: string;
  options: { value: string; label: string; costDelta: { amount: string } | null }[];
}

interface EstimateResult {
  workflow: {
    status: string;
    estimate: {
      currency: string;
      low: { amount: string };
      likely: { amount: string };
      high: { amount: string };
      markups: { name: string; rate: string; amount: { amount: string } }[];
      byTrade: { likely: { amount: string } }[];
      lines: { totalCount: number; edges: { node: Line }[] };
      issues: {
        code: string;
        message: string;
        source: { documentName: string; row: number | null } | null;
      }[];
    };
    artifacts: { name: string; kind: string; url: string }[];
  };
}

const query = `query ($id: ID!) { workflow(id: $id) {
  status
  artifacts { name kind url }
  estimate {
    currency low { amount } likely { amount } high { amount }
    markups { name rate amount { amount } }
    byTrade { likely { amount } }
    lines(first: 500) { totalCount edges { node {
      item quantity unit unitPrice { amount } low { amount } amount { amount } high { amount } priceBasis priceSource
      source { documentName sheet row cell quote }
      quantitySource { documentName sheet row cell } priceReference { documentName sheet row cell }
    } } }
    issues { code message source { documentName row } }
  }
} }`;

async function run(
  server: Server,
  input: object = {},
): Promise<{ seen: Seen[]; result: EstimateResult['workflow']; sessionId: string }> {
  const { data } = await server.post<Started>(startMutation, {
    input: { sample: true, instructions: 'Full estimate, exported', ...input },
  });
  const started = data!.startWorkflow;
  const client = clientFor(() => server.url, 0);
  const seen = await followAnswering(() => server.url, client, {
    sessionId: started.session.id,
    after: started.cursor,
  });
  await client.dispose();
  const told = await server.post<EstimateResult>(query, { id: started.workflow.id });
  return { seen, result: told.data!.workflow, sessionId: started.session.id };
}

/** Likely, low and high of what the bill leaves unpriced: unit price × quantity, to the cent.
 *
 * Public bids: median and quartiles of the letting ÷ 0.92184, the price parity of Indiana.
 *   1.05  101.00, 89.88, 213.00 →  109.56,  97.50, 231.06 a cubic yard × 48
 *   1.07   17.00, 13.50,  28.00 →   18.44,  14.64,  30.37 a foot × 220
 *   2.08   73.00, 58.00,  97.00 →   79.19,  62.92, 105.22 a square yard × 40
 * Composed: hours × mean wage × 1.45 + material × (1 + waste) + equipment; low is 75 % of it, high 135 %.
 *   5.06  0.012 × 25.70 × 1.45 + 0.95 × 1.05        = 1.4447 a square foot × 960
 *   7.02  0.022 × 30.41 × 1.45 + 0.75 × 1.10 + 0.03 = 1.8251 a square foot × 640
 *   7.03  0.016 × 25.59 × 1.45 + 0.24 × 1.05 + 0.01 = 0.8557 a square foot × 2560
 */
const priced: Record<string, { basis: string; low: string; amount: string; high: string }> = {
  '1.05': { basis: 'public-bid', low: '4680.00', amount: '5258.88', high: '11090.88' },
  '1.07': { basis: 'public-bid', low: '3220.80', amount: '4056.80', high: '6681.40' },
  '2.08': { basis: 'public-bid', low: '2516.80', amount: '3167.60', high: '4208.80' },
  '5.06': { basis: 'composed', low: '1040.16', amount: '1386.91', high: '1872.29' },
  '7.02': { basis: 'composed', low: '876.03', amount: '1168.06', high: '1576.90' },
  '7.03': { basis: 'composed', low: '1643.01', amount: '2190.59', high: '2957.31' },
};

// Composed lines: 1386.91 + 1168.06 + 2190.59 = 4745.56. General conditions 8 % of it, overhead 5 % of 5125.20,
// profit 5 % of 5381.46. Everything: 177259.10 + 5258.88 + 4056.80 + 3167.60 + 4745.56 = 194487.94.
const markups = [
  { name: 'General conditions', rate: '8', amount: { amount: '379.64' } },
  { name: 'Overhead', rate: '5', amount: { amount: '256.26' } },
  { name: 'Profit', rate: '5', amount: { amount: '269.07' } },
];
const likely = '195392.91';

const figures = sections.flatMap((section) => section.lines);

/** One run with nothing but defaults: what it made is looked at from several sides, and gone on from. */
let server: Server;
let first: Awaited<ReturnType<typeof run>>;
beforeAll(async () => {
  server = await startServer({ roster });
  first = await run(server);
});
afterAll(() => server[Symbol.asyncDispose]());

test('the estimate of the sample is right in every line, in its mark-ups and in its total, and every line tells its source', async () => {
  const { seen, result } = first;
  expect(result.status).toBe('SUCCEEDED');
  const lines = result.estimate.lines.edges.map((edge) => edge.node);
  expect(result.estimate.lines.totalCount).toBe(figures.length + unpriced.length);
  expect(lines.map((line) => line.item).sort()).toEqual(
    [...figures.map((one) => one.item), ...unpriced.map((one) => one.item)].sort(),
  );
  for (const figure of figures) {
    const line = lines.find((one) => one.item === figure.item)!;
    expect([
      figure.item,
      Number(line.quantity),
      Number(line.unitPrice.amount),
      line.amount.amount,
      line.priceBasis,
    ]).toEqual([figure.item, Number(figure.quantity), Number(figure.rate), figure.amount, 'document']);
  }
  for (const { item, quantity } of unpriced) {
    const line = lines.find((one) => one.item === item)!;
    expect({
      item,
      quantity: line.quantity,
      basis: line.priceBasis,
      low: line.low.amount,
      amount: line.amount.amount,
      high: line.high.amount,
    }).toEqual({
      item,
      quantity,
      ...priced[item],
    });
  }
  expect(result.estimate.markups).toEqual(markups);
  expect(result.estimate.likely.amount).toBe(likely);
  for (const line of lines) {
    expect(line.source).toMatchObject({
      documentName: 'bill-of-quantities.xlsx',
      sheet: expect.any(String),
      row: expect.any(Number),
    });
    expect(line.source.quote).toContain(line.item);
    // The words stand in column B of the bill, quantities in C and rates in E.
    const { documentName, sheet, row } = line.source;
    const at = (column: string) => ({ documentName, sheet, row, cell: `${column}${row}` });
    expect(line.source.cell).toBe(`B${row}`);
    expect(line.quantitySource).toEqual(at('C'));
    expect(line.priceReference).toEqual(line.priceBasis === 'document' ? at('E') : null);
  }

  // All of the guide's six kinds came, for real reasons: questions and a file that cannot be read.
  const kinds = new Set(seen.map((one) => one.__typename));
  for (const kind of [
    'ManagerThinking',
    'AgentSubstep',
    'UserDecisionNeeded',
    'WorkflowStateChange',
    'BrainAllocation',
    'ErrorRecovery',
  ])
    expect(kinds).toContain(kind);
  // Every kind of question that the work can have arises once.
  expect(
    seen
      .filter((one) => one.__typename === 'UserDecisionNeeded')
      .map((one) => one.decision?.type)
      .sort(),
  ).toEqual([
    'APPROVE_ESTIMATE',
    'ERROR_RESOLUTION',
    'FILE_SELECTION',
    'MISSING_SCOPE',
    'PRICE_MATCH',
    'QUANTITY_CONFLICT',
    'SHEET_SELECTION',
    'TRADE_ASSIGNMENT',
  ]);
  expect(
    seen
      .filter((one) => one.__typename === 'ErrorRecovery')
      .map((one) => [one.errorCode, one.recoveryStrategy, one.recoveryStatus]),
  ).toEqual([
    ['DOCUMENT_CORRUPT', 'analyzing_options', 'STARTED'],
    ['DOCUMENT_CORRUPT', 'skip_file', 'RECOVERED'],
  ]);
  expect(seen.map((one) => one.sequence)).toEqual(seen.map((_, index) => index + 1));

  // The slip of the bill and the door schedule that disagrees are found, with both figures.
  const messages = result.estimate.issues.map((issue) => issue.message);
  expect(
    messages.some(
      (message) =>
        message.includes(slip.item) && message.includes('32,850.00') && message.includes('38,250.00'),
    ),
  ).toBe(true);
  expect(total.sum).toBe('177259.10');
  expect(doorConflict.item).toBe('6.02');
});

test('the exports say the same as the estimate', async () => {
  const { result } = first;
  const fetchExport = async (kind: string) => {
    const { url } = result.artifacts.find((one) => one.kind === kind)!;
    return Buffer.from(await (await fetch(`${server.url}${url}`)).arrayBuffer());
  };
  const lines = result.estimate.lines.edges.map((edge) => edge.node);
  const rows: Record<string, string>[] = parse(await fetchExport('EXPORT_CSV'), { columns: true, bom: true });
  const amountColumn = Object.keys(rows[0] ?? {}).find((name) => /^amount$/i.test(name)) ?? 'amount';
  const itemColumn = Object.keys(rows[0] ?? {}).find((name) => /^item$/i.test(name)) ?? 'item';
  for (const line of lines) {
    const row = rows.find((one) => one[itemColumn] === line.item || one[itemColumn] === `'${line.item}`);
    expect(Number(row?.[amountColumn])).toBe(Number(line.amount.amount));
  }
  const json = JSON.parse((await fetchExport('EXPORT_JSON')).toString());
  expect(json.estimate.likely).toBe(likely);
  const workbook = read(await fetchExport('EXPORT_XLSX'), { cellFormula: true });
  expect(workbook.SheetNames).toEqual(
    expect.arrayContaining(['Summary', 'Lines', 'Take-off', 'Assumptions', 'Issues', 'Sources']),
  );
  const cells = workbook.SheetNames.flatMap((name) =>
    Object.values(workbook.Sheets[name] ?? {}).filter(
      (cell) => typeof cell === 'object' && cell !== null && 'f' in cell,
    ),
  );
  expect(cells.length).toBeGreaterThan(46);
  expect(utils.sheet_to_csv(workbook.Sheets.Summary!, { rawNumbers: true })).toContain(likely);
});

test('«add 10 % contingency and export again» runs the estimator and the exporter only, on what is there', async () => {
  const { seen, result } = await run(server, {
    sample: false,
    sessionId: first.sessionId,
    instructions: 'add 10 % contingency and export again',
  });
  const started = seen.filter((one) => one.changeType === 'agent_started').map((one) => one.changedAgent);
  expect(started).toEqual(['estimator', 'exporter']);
  // 10 % of everything before it: 195392.91 × 0.10 = 19539.291.
  expect(result.estimate.markups.at(-1)).toMatchObject({ rate: '10', amount: { amount: '19539.29' } });
  expect(result.estimate.likely.amount).toBe('214932.20');
});

test('what a person answers changes the result: the schedule’s seven doors instead of the bill’s six', async () => {
  await using server = await startServer({ roster });
  const { session } = await startSample(server, { instructions: 'Full estimate, exported' });
  const answerWith = `mutation ($id: ID!, $option: String!) { answerDecision(input: { decisionId: $id, answer: { option: $option } }) { __typename } }`;
  let chosen: Asked | null = null;
  const client = clientFor(() => server.url, 0);
  const stream = client.iterate<{ events: Omit<Seen, 'decision'> & { decision?: Asked } }>({
    query: `subscription ($id: ID!) { events(sessionId: $id) { __typename ... on WorkflowStateChange { status }
      ... on UserDecisionNeeded { decision { id type status options { value label costDelta { amount } } } } } }`,
    variables: { id: session.id },
  });
  for await (const { data } of stream) {
    const { decision, status } = data!.events;
    if (decision?.type === 'QUANTITY_CONFLICT') {
      chosen = decision;
      const other = decision.options.find(
        (one) => one.costDelta?.amount === '640' || one.costDelta?.amount === '640.00',
      )!;
      await server.post(answerWith, { id: decision.id, option: other.value });
    } else if (decision !== undefined)
      await server.post(
        'mutation ($id: ID!) { answerDecision(input: { decisionId: $id, answer: { useDefault: true } }) { __typename } }',
        { id: decision.id },
      );
    if (status === 'SUCCEEDED') break;
  }
  await client.dispose();
  expect((chosen as Asked | null)?.options.length).toBe(2);
  const { workflows } = await server.services.sessions.get(session.id);
  const told = await server.post<EstimateResult>(query, { id: workflows[0]!.id });
  const doors = told
    .data!.workflow.estimate.lines.edges.map((edge) => edge.node)
    .find((line) => line.item === doorConflict.item)!;
  expect([doors.quantity, doors.amount.amount]).toEqual([
    doorConflict.inSchedule,
    doorConflict.amountAsScheduled,
  ]);
});

test('an answer counts however late it comes, and a follow-up does not forget it', async () => {
  await using server = await startServer({ roster });
  const { session } = await startSample(server, { instructions: 'Full estimate, exported' });
  const open: { id: string; type: string }[] = [];
  const answer = (id: string, given: object) =>
    server.post(
      'mutation ($id: ID!, $given: DecisionAnswerInput!) { answerDecision(input: { decisionId: $id, answer: $given }) { __typename } }',
      { id, given },
    );
  const client = clientFor(() => server.url, 0);
  const stream = client.iterate<{
    events: {
      changeType?: string;
      changedAgent?: string;
      status?: string;
      decision?: { id: string; type: string; status: string };
    };
  }>({
    query: `subscription ($id: ID!) { events(sessionId: $id) { __typename
      ... on WorkflowStateChange { changeType changedAgent status } ... on UserDecisionNeeded { decision { id type status } } } }`,
    variables: { id: session.id },
  });
  for await (const { data } of stream) {
    const { decision, changeType, changedAgent, status } = data!.events;
    if (decision?.type === 'MISSING_SCOPE') open.push(decision);
    else if (decision !== undefined) await answer(decision.id, { useDefault: true });
    // Only when the estimator is there and waits is the question of the scope answered.
    if (changeType === 'waiting_for_decision' && changedAgent === 'estimator')
      await answer(open[0]!.id, { option: 'include' });
    if (status === 'SUCCEEDED') break;
  }
  await client.dispose();
  const told = async () => {
    const { workflows } = await server.services.sessions.get(session.id);
    return (await server.post<EstimateResult>(query, { id: workflows.at(-1)!.id })).data!.workflow.estimate;
  };
  const first = await told();
  expect(first.lines.totalCount).toBe(figures.length + unpriced.length + 1);
  await run(server, {
    sample: false,
    sessionId: session.id,
    instructions: 'add 10 % contingency and export again',
  });
  const second = await told();
  expect(second.lines.totalCount).toBe(first.lines.totalCount);
  expect(Number(second.likely.amount)).toBeCloseTo(Number(first.likely.amount) * 1.1, 1);
});
