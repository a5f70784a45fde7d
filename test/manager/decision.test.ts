// Decisions: D1 to D7 of src/events/kinds/decision.ts.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ask, progress, type Question, type Reply, settled } from '../../src/agents/agent.ts';
import type { Answer } from '../../src/manager/decide.ts';
import { done, fakeRoster, type Work } from '../support/fake-agents.ts';
import { openDesk, person, story } from '../support/manager-desk.ts';
import { createTurnedClock } from '../support/turned-clock.ts';

const option = (value: string) => ({ value, label: value, effect: null, costDelta: null });
const colour = {
  topic: 'colour',
  decisionType: 'other',
  prompt: 'Which colour?',
  options: [option('red'), option('blue')],
} as const;

/** An agent that asks, and what it was told. */
function asker(question: Partial<Question> = {}) {
  const replies: (Reply | null)[] = [];
  const work: Work = async function* () {
    replies.push(yield* ask({ ...colour, options: [...colour.options], ...question }));
    return done();
  };
  return { work, replies };
}

test('D1: of thirty answers at once one is taken, and the others are told that it is closed', async () => {
  const { work, replies } = asker();
  await using desk = await openDesk(fakeRoster({ file_reader: work }));
  const { session } = await desk.start();
  const decision = await desk.asked(session.id, 'colour');
  const answers = await Promise.allSettled(
    Array.from({ length: 30 }, (_, n) =>
      desk.commands.answer(
        decision.id,
        { option: n % 2 === 0 ? 'red' : 'blue' },
        { ...person, id: `p${n}` },
        null,
        null,
      ),
    ),
  );
  expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  for (const one of answers) if (one.status === 'rejected') expect(one.reason.code).toBe('DECISION_CLOSED');
  await desk.finished(session.id);
  expect(replies).toHaveLength(1);
  expect((await desk.events(session.id)).filter((e) => e.type === 'user_decision_made')).toHaveLength(1);
});

test.each([
  ['the default, when there is one', { defaultOption: 'blue' }, 'defaulted', ['blue']],
  ['skipping, when that is allowed', { canSkip: true }, 'skipped', []],
])('D2: at its limit the clock closes it by %s', async (_how, question, outcome, values) => {
  const { work, replies } = asker(question);
  await using desk = await openDesk(fakeRoster({ file_reader: work }));
  const { session } = await desk.start();
  const decision = await desk.asked(session.id, 'colour');
  expect(Date.parse(decision.expiresAt!) - Date.parse(decision.askedAt)).toBe(300_000);
  desk.clock.turn(299_999);
  expect((await desk.sessions.get(session.id)).decisions[decision.id]?.status).toBe('open');
  desk.clock.turn(1);
  const after = await desk.finished(session.id);
  expect(after.decisions[decision.id]).toMatchObject({ outcome, answeredBy: { kind: 'clock' } });
  expect(replies).toEqual([{ outcome, values }]);
});

test('D2: without default or skip the workflow pauses at the limit, and asks again when it is resumed', async () => {
  const { work, replies } = asker();
  await using desk = await openDesk(fakeRoster({ file_reader: work }));
  const { session, workflow } = await desk.start();
  const first = await desk.asked(session.id, 'colour');
  desk.clock.turn(300_000);
  const paused = await desk.until(session.id, (_, w) => w.status === 'paused');
  expect(paused.decisions[first.id]?.outcome).toBe('expired');
  await desk.commands.resume(workflow.id);
  const second = await desk.asked(session.id, 'colour');
  expect(second.id).not.toBe(first.id);
  await desk.commands.answer(second.id, { option: 'red' }, person, null, null);
  expect((await desk.finished(session.id)).status).toBe('succeeded');
  expect(replies).toEqual([{ outcome: 'answered', values: ['red'] }]);
});

test('D2: a question that waits for ever is never closed by the clock', async () => {
  const { work } = asker({ waitsForever: true, defaultOption: 'red' });
  await using desk = await openDesk(fakeRoster({ file_reader: work }));
  const { session } = await desk.start();
  const decision = await desk.asked(session.id, 'colour');
  expect(decision.expiresAt).toBeNull();
  desk.clock.turn(1e12);
  await desk.commands.answer(decision.id, { option: 'blue' }, person, null, null);
  expect((await desk.finished(session.id)).decisions[decision.id]).toMatchObject({
    outcome: 'answered',
    answer: 'blue',
  });
});

test('D3: an open decision survives a restart with its deadline, and the clock closes it when that passed meanwhile', async () => {
  const clock = createTurnedClock();
  const { work, replies } = asker({ defaultOption: 'red' });
  const first = await openDesk(fakeRoster({ file_reader: work }), { clock });
  const { session } = await first.start();
  const decision = await first.asked(session.id, 'colour');
  await first.leave();
  {
    const second = await openDesk(fakeRoster({ file_reader: work }), { clock, folder: first.folder });
    expect((await second.sessions.get(session.id)).decisions[decision.id]).toEqual(decision);
    await second.leave();
  }
  clock.turn(400_000);
  await using third = await openDesk(fakeRoster({ file_reader: work }), { clock, folder: first.folder });
  const after = await third.finished(session.id);
  expect(after.decisions[decision.id]).toMatchObject({ outcome: 'defaulted', answeredBy: { kind: 'clock' } });
  expect(replies).toEqual([{ outcome: 'defaulted', values: ['red'] }]);
  expect(story(await third.events(session.id)).filter((one) => one === 'asked colour')).toHaveLength(1);
});

test.each<[string, Partial<Question>, Answer]>([
  ['an option that was not offered', {}, { option: 'green' }],
  ['several options where one was asked for', {}, { options: ['red', 'blue'] }],
  ['no option at all', { multiple: true }, { options: [] }],
  ['one bad option among good ones', { multiple: true }, { options: ['red', 'green'] }],
  ['text where options were asked for', {}, { text: 'red' }],
  ['skipping where that is not allowed', {}, { skip: true }],
  ['the default where there is none', {}, { useDefault: true }],
])('D4: refuses %s, and the decision stays open', async (_what, question, answer) => {
  const { work } = asker(question);
  await using desk = await openDesk(fakeRoster({ file_reader: work }));
  const { session } = await desk.start();
  const decision = await desk.asked(session.id, 'colour');
  await expect(desk.commands.answer(decision.id, answer, person, null, null)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  expect((await desk.sessions.get(session.id)).decisions[decision.id]?.status).toBe('open');
});

test.each<[Partial<Question>, Answer, Reply]>([
  [{}, { option: 'red' }, { outcome: 'answered', values: ['red'] }],
  [
    { multiple: true },
    { options: ['blue', 'red', 'blue'] },
    { outcome: 'answered', values: ['blue', 'red'] },
  ],
  [{ freeText: true }, { text: 'mauve' }, { outcome: 'answered', values: ['mauve'] }],
  [{ canSkip: true }, { skip: true }, { outcome: 'skipped', values: [] }],
  [{ defaultOption: 'all' }, { useDefault: true }, { outcome: 'defaulted', values: ['all'] }],
  [{ defaultOption: 'all' }, { option: 'all' }, { outcome: 'answered', values: ['all'] }],
])('D4: takes a legal answer, and the agent gets it: %j, %j', async (question, answer, reply) => {
  const { work, replies } = asker(question);
  await using desk = await openDesk(fakeRoster({ file_reader: work }));
  const { session } = await desk.start();
  const decision = await desk.asked(session.id, 'colour');
  await desk.commands.answer(decision.id, answer, person, 'because', null);
  await desk.finished(session.id);
  expect(replies).toEqual([reply]);
});

test('D5: a question that affects nothing holds nothing up, and its answer is found later', async () => {
  const found: (Reply | null)[] = [];
  const asked = asker({ affectsWorkflow: false });
  const looking: Work = async function* ({ answerTo }) {
    yield* ask({ topic: 'now', decisionType: 'other', prompt: 'Look now?', options: [option('yes')] });
    found.push(answerTo('colour'));
    return done();
  };
  await using desk = await openDesk(fakeRoster({ file_reader: asked.work, trade_mapper: looking }));
  const { session } = await desk.start();
  const now = await desk.asked(session.id, 'now');
  const decision = await desk.asked(session.id, 'colour');
  expect(asked.replies).toEqual([null]);
  await desk.commands.answer(decision.id, { option: 'blue' }, person, null, null);
  await desk.commands.answer(now.id, { option: 'yes' }, person, null, null);
  await desk.finished(session.id);
  expect(found).toEqual([{ outcome: 'answered', values: ['blue'] }]);
});

test('D5: while one agent waits for an answer, another goes on to its end', async () => {
  const { work } = asker();
  await using desk = await openDesk(fakeRoster({ trade_mapper: work }));
  const { session } = await desk.start();
  const decision = await desk.asked(session.id, 'colour');
  const waiting = await desk.until(
    session.id,
    (_, w) => w.visualization.nodes.find((n) => n.agentName === 'takeoff_calculator')?.status === 'succeeded',
  );
  expect(waiting.decisions[decision.id]?.status).toBe('open');
  await desk.commands.answer(decision.id, { option: 'red' }, person, null, null);
  expect((await desk.finished(session.id)).status).toBe('succeeded');
});

test('D6: several open at once are answered in any order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(['trade_mapper', 'takeoff_calculator'], { minLength: 2 }),
      async (order) => {
        const askers = {
          trade_mapper: asker({ topic: 'trade_mapper' }),
          takeoff_calculator: asker({ topic: 'takeoff_calculator' }),
        };
        await using desk = await openDesk(
          fakeRoster({
            trade_mapper: askers.trade_mapper.work,
            takeoff_calculator: askers.takeoff_calculator.work,
          }),
        );
        const { session } = await desk.start();
        for (const topic of order) await desk.asked(session.id, topic);
        expect((await desk.sessions.get(session.id)).status).toBe('waiting_for_decision');
        for (const topic of order)
          await desk.commands.answer(
            (await desk.asked(session.id, topic)).id,
            { option: 'red' },
            person,
            null,
            null,
          );
        expect((await desk.finished(session.id)).status).toBe('succeeded');
      },
    ),
    { numRuns: 4 },
  );
});

test('D7: every closing is an event with outcome, answer, actor and comment', async () => {
  const { work } = asker();
  await using desk = await openDesk(fakeRoster({ file_reader: work }));
  const { session } = await desk.start();
  const decision = await desk.asked(session.id, 'colour');
  await desk.commands.answer(decision.id, { option: 'red' }, person, 'warm', null);
  const made = (await desk.events(session.id)).find((e) => e.type === 'user_decision_made');
  expect(made?.data).toEqual({
    decisionId: decision.id,
    outcome: 'answered',
    answer: 'red',
    answeredBy: person,
    comment: 'warm',
  });
});

test('the same key gives the first answer again; another input under it is refused', async () => {
  const { work } = asker();
  await using desk = await openDesk(fakeRoster({ file_reader: work }));
  const { session } = await desk.start();
  const decision = await desk.asked(session.id, 'colour');
  const first = await desk.commands.answer(decision.id, { option: 'red' }, person, null, 'k');
  expect(await desk.commands.answer(decision.id, { option: 'red' }, person, null, 'k')).toEqual(first);
  await expect(
    desk.commands.answer(decision.id, { option: 'blue' }, person, null, 'k'),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(
    desk.commands.answer(decision.id, { option: 'red' }, person, null, 'other'),
  ).rejects.toMatchObject({ code: 'DECISION_CLOSED' });
});

test('at the same moment under one key: all are given the first answer, and another input is refused', async () => {
  const { work } = asker();
  await using desk = await openDesk(fakeRoster({ file_reader: work }));
  const { session } = await desk.start();
  const decision = await desk.asked(session.id, 'colour');
  const answers = await Promise.allSettled(
    ['red', 'red', 'blue'].map((option) => desk.commands.answer(decision.id, { option }, person, null, 'k')),
  );
  expect(answers.map((one) => (one.status === 'fulfilled' ? one.value.answer : one.reason.code))).toEqual([
    'red',
    'red',
    'INVALID_INPUT',
  ]);
});

test('a question that a failure withdrew is asked anew when the workflow is retried', async () => {
  const asked = asker();
  let fails = 3;
  const failing: Work = async function* () {
    yield progress('processing', 1, { operation: 'working' });
    if (fails-- > 0) throw new Error('no');
    return done();
  };
  await using desk = await openDesk(fakeRoster({ trade_mapper: asked.work, takeoff_calculator: failing }));
  const { session, workflow } = await desk.start();
  await desk.asked(session.id, 'colour');
  /** Turns the clock to each try that is announced, and no further, until a person is asked. */
  const failure = async () => {
    for (;;) {
      const now = await desk.sessions.get(session.id);
      const open = Object.values(now.decisions).find((one) => one.type === 'error_resolution');
      if (open !== undefined) return open;
      const [recovery] = Object.values(now.workflows[0]!.recoveries);
      const wait = Date.parse(recovery?.nextRetryAt ?? '') - desk.clock.now();
      if (wait > 0) desk.clock.turn(wait);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await desk.commands.answer((await failure()).id, { option: 'abort' }, person, null, null);
  const failed = await desk.until(session.id, (_, w) => w.status === 'failed');
  expect(failed.workflows[0]?.activeAgents).toEqual([]);
  expect(
    failed.workflows[0]?.visualization.nodes.filter((n) =>
      ['running', 'waiting_for_decision'].includes(n.status),
    ),
  ).toEqual([]);
  await desk.commands.retry(workflow.id);
  const again = await desk.asked(session.id, 'colour');
  await desk.commands.answer(again.id, { option: 'blue' }, person, null, null);
  expect((await desk.until(session.id, (_, w) => w.status === 'succeeded')).status).toBe('succeeded');
  expect(asked.replies).toEqual([{ outcome: 'answered', values: ['blue'] }]);
});

test('an agent that needs an answer waits for it, however late it comes, and the workflow says that it waits', async () => {
  const found: (Reply | null)[] = [];
  const asked = asker({ affectsWorkflow: false });
  const needing: Work = async function* ({ answerTo }) {
    yield* settled(['colour', 'never asked']);
    found.push(answerTo('colour'));
    return done();
  };
  await using desk = await openDesk(fakeRoster({ file_reader: asked.work, trade_mapper: needing }));
  const { session } = await desk.start();
  const decision = await desk.asked(session.id, 'colour');
  await desk.until(session.id, (_, w) => w.status === 'waiting_for_decision');
  expect(found).toEqual([]);
  await desk.commands.answer(decision.id, { option: 'blue' }, person, null, null);
  expect((await desk.finished(session.id)).status).toBe('succeeded');
  expect(found).toEqual([{ outcome: 'answered', values: ['blue'] }]);
});
