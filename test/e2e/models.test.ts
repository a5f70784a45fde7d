// A small bill with language models behind real HTTP, in the shapes of three providers: what is asked, what it
// costs, and what happens when they fail.

import type { ResponseOverrides } from '@copilotkit/aimock';
import { Big } from 'big.js';
import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { readConfig } from '../../src/config.ts';
import type { Event } from '../../src/events/event.ts';
import { finishWorkflow } from '../support/finish-workflow.ts';
import { bill, startMockModels } from '../support/mock-models.ts';
import { startMutation, startServer } from '../support/server.ts';

type Usage = NonNullable<ResponseOverrides['usage']>;

const providers: [
  name: string,
  environment: (url: string) => Record<string, string>,
  usage: (input: number, output: number) => Usage,
][] = [
  [
    'openai',
    (url) => ({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: `${url}/v1` }),
    (input_tokens, output_tokens) => ({ input_tokens, output_tokens }),
  ],
  [
    'anthropic',
    (url) => ({ ANTHROPIC_API_KEY: 'sk-test', ANTHROPIC_BASE_URL: `${url}/v1` }),
    (input_tokens, output_tokens) => ({ input_tokens, output_tokens }),
  ],
  [
    'google',
    (url) => ({ GOOGLE_GENERATIVE_AI_API_KEY: 'test', GOOGLE_BASE_URL: `${url}/v1beta` }),
    (promptTokenCount, candidatesTokenCount) => ({ promptTokenCount, candidatesTokenCount }),
  ],
];

const basis = 'It rests on public bids and on the documents.';

/** The bill, run to its end with these settings: its events and its estimate. */
async function runBill(environment: Record<string, string>) {
  const { dataDir: _, ...config } = readConfig(environment);
  await using server = await startServer({
    roster,
    config: { ...config, port: 0, logLevel: 'silent', durability: 'normal' },
  });
  const uploaded = await server.upload('bill.csv', Buffer.from(bill));
  const sessionId = uploaded.session!.id;
  await server.post(startMutation, { input: { sessionId, instructions: 'A full estimate as CSV' } });
  await finishWorkflow(server, sessionId);
  const folded = await server.services.sessions.get(sessionId);
  const events: Event[] = await server.services.log.read(sessionId, 0, 10_000);
  const made = folded.artifacts.findLast((one) => one.kind === 'estimate')!;
  const report = await server.post<{ costs: { total: { amount: string } } }>(
    `{ costs(from: "2000-01-01T00:00:00Z", to: "2001-01-01T00:00:00Z") { total { amount } } }`,
  );
  return {
    folded,
    events,
    estimate: (await server.services.estimates.get(made.sha256))!,
    before: report.data?.costs.total.amount,
  };
}

test.each(providers)(
  'with %s the estimate ends the same, asks only what is unsure, and every call is paid for in the open',
  async (name, environment, usage) => {
    await using mock = await startMockModels();
    mock.onMessage(/Total USD/, { content: basis, usage: usage(1000, 50) });
    mock.onMessage(/DATA/, { content: '{"lines":[],"notes":[]}', usage: usage(500, 10) });
    const { folded, events, estimate, before } = await runBill({ ...environment(mock.url) });
    expect(folded.status).toBe('succeeded');
    const calls = events.flatMap((one) =>
      one.type === 'cost_incurred' && one.data.callId !== null ? [one.data] : [],
    );
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) expect(call).toMatchObject({ provider: name, local: false });
    const total = calls.reduce((sum, one) => sum.plus(one.cost.amount), new Big(0));
    expect(total.gt(0)).toBe(true);
    expect(folded.cost.total.amount).toBe(total.toFixed());
    expect(calls.at(-1)!.workflowTotal.amount).toBe(total.toFixed());
    expect(estimate.likely).toBe((await plainRun).estimate.likely);
    expect(estimate.assumptions.at(-1)).toContain(basis);
    expect(folded.artifacts.some((one) => one.kind === 'transcript')).toBe(true);
    expect(before).toBe('0');
  },
);

const plainRun = runBill({});

test('without models an estimate costs nothing', async () => {
  const { folded, estimate } = await plainRun;
  expect(folded.cost.total.amount).toBe('0');
  expect(JSON.stringify(estimate)).not.toContain('Written by');
});

test('a provider that refuses its key is told of, and the estimate is the one without models', async () => {
  await using mock = await startMockModels();
  mock.on(
    {},
    { error: { message: 'Incorrect API key provided', type: 'invalid_request_error' }, status: 401 },
  );
  const [, environment] = providers[0]!;
  const { folded, events, estimate } = await runBill(environment(mock.url));
  expect(folded.status).toBe('succeeded');
  const stories = events.flatMap((one) =>
    one.type === 'error_recovery' && one.data.failedModel !== null ? [one.data] : [],
  );
  expect(stories.map((one) => one.errorCode)).toContain('KEY_REFUSED');
  expect(JSON.stringify(events)).not.toContain('sk-test');
  expect(estimate.likely).toBe((await plainRun).estimate.likely);
});
