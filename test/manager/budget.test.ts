// Budget: what models may cost in a workflow, and what happens before it would be exceeded.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '../../src/events/event.ts';
import { budgetOf } from '../../src/manager/budget.ts';
import type { StartInput } from '../../src/manager/start.ts';
import { fakeRoster } from '../support/fake-agents.ts';
import { openDesk, person } from '../support/manager-desk.ts';
import { asking, red, scripted, used } from '../support/thinking.ts';

type Budget = NonNullable<StartInput['budget']>;

const usd = (amount: string) => ({ amount, currency: 'USD' });
const budget = (limit: string, onExceeded: Budget['onExceeded']): Budget => ({
  limit: usd(limit),
  onExceeded,
});

/** A call costs 0.002; at most it may cost a little more than that, with a repair. */
const small = () => scripted([red]);

test.each([
  ['-1', 'USD', 'A budget cannot be below 0'],
  ['1', 'EUR', 'Models have prices in USD only'],
  ['much', 'USD', '«much» is not an amount'],
])('a budget of %s %s is refused before anything begins', async (amount, currency, words) => {
  await using desk = await openDesk(fakeRoster());
  const limit = { amount, currency };
  await expect(desk.start({ budget: { limit, onExceeded: 'ask' } })).rejects.toThrow(words);
});

test('a budget of 0 asks no paid model, and nobody about it', async () => {
  const answers: unknown[] = [];
  const { brain, asked } = small();
  const near = scripted([red], { model: 'near', provider: 'own', local: true });
  await using desk = await openDesk(fakeRoster({ file_reader: asking(1, answers) }), { brains: [brain] });
  const { session } = await desk.start({ budget: budget('0', 'ask') });
  expect((await desk.finished(session.id)).status).toBe('succeeded');
  expect([answers, asked.length]).toEqual([[null], 0]);
  await using other = await openDesk(fakeRoster({ file_reader: asking() }), { brains: [brain, near.brain] });
  await other.finished((await other.start({ budget: budget('0', 'ask') })).session.id);
  expect(near.asked).toHaveLength(1);
});

test.each([
  ['raise', 3, 'succeeded', [{ colour: 'red' }, { colour: 'red' }, { colour: 'red' }]],
  ['local', 1, 'succeeded', [{ colour: 'red' }, null, null]],
  ['cancel', 1, 'cancelled', [{ colour: 'red' }]],
])('before it would be exceeded a person is asked: %s', async (choice, calls, status, expected) => {
  const answers: unknown[] = [];
  const { brain, asked } = small();
  await using desk = await openDesk(fakeRoster({ file_reader: asking(3, answers) }), { brains: [brain] });
  const { session } = await desk.start({ budget: budget('0.0025', 'ask') });
  const decision = await desk.asked(session.id, 'budget:0');
  expect(decision).toMatchObject({ type: 'budget_exceeded', defaultOption: 'local', affectsWorkflow: true });
  expect((await desk.sessions.get(session.id)).status).toBe('waiting_for_decision');
  expect(asked).toHaveLength(1);
  await desk.commands.answer(decision.id, { option: choice }, person, null, null);
  if (choice === 'raise') {
    const again = await desk.asked(session.id, 'budget:1').catch(() => null);
    if (again !== null) await desk.commands.answer(again.id, { option: 'raise' }, person, null, null);
  }
  expect((await desk.finished(session.id)).status).toBe(status);
  expect(asked).toHaveLength(calls);
  expect(answers).toEqual(expected);
});

test('downgrading takes a cheaper model, and in the end the rules', async () => {
  const answers: unknown[] = [];
  const dear = scripted([red], { model: 'dear', tier: 'low', price: { input: '1', output: '10' } });
  const cheap = scripted([red], { model: 'cheap', tier: 'high', price: { input: '0.1', output: '0.1' } });
  await using desk = await openDesk(fakeRoster({ file_reader: asking(4, answers) }), {
    brains: [dear.brain, cheap.brain],
  });
  const { session } = await desk.start({
    budget: budget('0.003', 'downgrade_model'),
    models: [{ agentName: null, model: 'dear' }],
  });
  expect((await desk.finished(session.id)).status).toBe('succeeded');
  expect(dear.asked.length).toBe(1);
  expect(cheap.asked.length).toBeGreaterThan(0);
  expect(answers).toHaveLength(4);
  const chosen = (await desk.events(session.id)).flatMap((one) =>
    one.type === 'brain_allocation' && one.data.agentName === 'file_reader' ? [one.data.modelSelected] : [],
  );
  expect(chosen.slice(0, 3)).toEqual(['local-rules', 'dear', 'cheap']);
});

test('the policy to cancel cancels, and says why', async () => {
  const { brain, asked } = small();
  await using desk = await openDesk(fakeRoster({ file_reader: asking(3) }), { brains: [brain] });
  const { session } = await desk.start({ budget: budget('0.0025', 'cancel') });
  const ended = await desk.finished(session.id);
  expect(ended.workflows.at(-1)!.reason).toContain('The budget does not reach for');
  expect([ended.status, asked.length]).toEqual(['cancelled', 1]);
});

test('people are told when a half, four fifths and all of it are used', async () => {
  const { brain } = small();
  await using desk = await openDesk(fakeRoster({ file_reader: asking(5, [], { maxOutputTokens: 10 }) }), {
    brains: [brain],
  });
  const { session } = await desk.start({ budget: budget('0.01', 'downgrade_model') });
  await desk.finished(session.id);
  const titles = (await desk.events(session.id)).flatMap((one: Event) =>
    one.type === 'notification' && one.data.title.includes('budget') ? [one.data.title] : [],
  );
  expect(titles).toEqual([
    '50 % of the budget is used',
    '80 % of the budget is used',
    'The budget is used up',
  ]);
});

test('what a call under way may cost is not there for the call of another agent', async () => {
  const answers: unknown[] = [];
  const { brain, asked } = scripted([
    async () => {
      await expect.poll(() => answers).toHaveLength(1);
      return red;
    },
    red,
  ]);
  const work = asking(1, answers);
  await using desk = await openDesk(fakeRoster({ trade_mapper: work, takeoff_calculator: work }), {
    brains: [brain],
  });
  const { session } = await desk.start({ budget: budget('0.0025', 'downgrade_model') });
  expect((await desk.finished(session.id)).status).toBe('succeeded');
  expect([asked.length, answers]).toEqual([1, [null, { colour: 'red' }]]);
});

test('agents beside each other never exceed it together by more than one call was misjudged', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 8 }),
      async (thousandths, outputs) => {
        const { brain } = scripted(
          outputs.map((outputTokens) => ({ ...red, usage: { inputTokens: used.inputTokens, outputTokens } })),
        );
        const work = asking(4, [], { maxOutputTokens: 1500 });
        await using desk = await openDesk(fakeRoster({ trade_mapper: work, takeoff_calculator: work }), {
          brains: [brain],
        });
        const { session } = await desk.start({
          budget: budget(String(thousandths / 1000), 'downgrade_model'),
        });
        await desk.finished(session.id);
        const workflow = (await desk.sessions.get(session.id)).workflows[0]!;
        const limit = Number(budgetOf(await desk.sessions.get(session.id), workflow)!.limit.amount);
        // The scripted brain reads 1,000 tokens where about 20 were counted: 0.00098 for each call in flight.
        expect(Number(workflow.cost.total.amount)).toBeLessThanOrEqual(limit + 2 * 0.001);
      },
    ),
    { numRuns: 15 },
  );
});
