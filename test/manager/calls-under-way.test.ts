// Calls that meet something on their way: a pause, a person's answer, other sessions, a provider that is left alone.

import { expect, test } from 'vitest';
import type { Call } from '../../src/agents/agent.ts';
import type { Event } from '../../src/events/event.ts';
import { isTold } from '../../src/manager/call-words.ts';
import { forecastOf } from '../../src/manager/forecast.ts';
import { type easyWork, fakeRoster, step } from '../support/fake-agents.ts';
import { type Desk, openDesk, person } from '../support/manager-desk.ts';
import { asking, colour, failure, red, scripted, used } from '../support/thinking.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const budget = (limit: string) => ({ limit: usd(limit), onExceeded: 'ask' as const });

const paidCalls = (events: Event[]) =>
  events.flatMap((one) => (one.type === 'cost_incurred' && one.data.callId !== null ? [one.data] : []));

const recoveries = (events: Event[]) =>
  events.flatMap((one) => (one.type === 'error_recovery' ? [one.data] : []));

/** Never answers, until it is given up. */
const silence =
  (begun: () => void) =>
  (_: unknown, signal: AbortSignal): Promise<never> => {
    begun();
    return new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
    );
  };

test('a pause ends the call in flight, and after it the call is made again and paid once', async () => {
  const begun = Promise.withResolvers<void>();
  const { brain, asked } = scripted([silence(begun.resolve), red]);
  const answers: unknown[] = [];
  await using desk = await openDesk(fakeRoster({ file_reader: asking(1, answers) }), { brains: [brain] });
  const { session, workflow } = await desk.start();
  await begun.promise;
  await desk.commands.pause(workflow.id, null);
  await desk.until(session.id, (_, one) => one.status === 'paused');
  expect(asked).toHaveLength(1);
  await desk.commands.resume(workflow.id);
  expect((await desk.finished(session.id)).status).toBe('succeeded');
  expect([asked.length, answers]).toEqual([2, [{ colour: 'red' }]]);
  expect(paidCalls(await desk.events(session.id))).toHaveLength(1);
});

/** Two calls: the first may cost more than is left after it, the second next to nothing. */
const dearThenCheap = (answers: unknown[]) =>
  async function* (context: Parameters<typeof easyWork>[0]) {
    yield* asking(1, answers, { topic: 'first', maxOutputTokens: 100 })(context);
    yield* asking(1, answers, { topic: 'dear', maxOutputTokens: 50_000 })(context);
    return yield* asking(1, answers, { topic: 'cheap', maxOutputTokens: 1 })(context);
  };

test('who chose to go on without paid models pays for none, also where one would fit', async () => {
  const answers: unknown[] = [];
  const { brain, asked } = scripted([red]);
  await using desk = await openDesk(fakeRoster({ file_reader: dearThenCheap(answers) }), { brains: [brain] });
  const { session } = await desk.start({ budget: budget('0.1') });
  const decision = await desk.asked(session.id, 'budget:0');
  await desk.commands.answer(decision.id, { option: 'local' }, person, null, null);
  expect((await desk.finished(session.id)).status).toBe('succeeded');
  expect([asked.length, answers]).toEqual([1, [{ colour: 'red' }, null, null]]);
});

test('a question about the budget that nobody answers is closed by the clock, and the rules go on', async () => {
  const answers: unknown[] = [];
  const { brain, asked } = scripted([red]);
  await using desk = await openDesk(fakeRoster({ file_reader: dearThenCheap(answers) }), { brains: [brain] });
  const { session } = await desk.start({ budget: budget('0.1') });
  await desk.asked(session.id, 'budget:0');
  desk.clock.turn(300_000);
  const ended = await desk.finished(session.id);
  expect(ended.status).toBe('succeeded');
  expect(Object.values(ended.decisions).map((one) => one.outcome)).toEqual(['defaulted']);
  expect([asked.length, answers]).toEqual([1, [{ colour: 'red' }, null, null]]);
});

test('a budget is raised once, however often it is answered', async () => {
  const { brain } = scripted([red]);
  await using desk = await openDesk(fakeRoster({ file_reader: dearThenCheap([]) }), { brains: [brain] });
  const { session } = await desk.start({ budget: budget('0.1') });
  const { id } = await desk.asked(session.id, 'budget:0');
  const raise = () => desk.commands.answer(id, { option: 'raise' }, person, null, null);
  const both = await Promise.allSettled([raise(), raise()]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  const ended = await desk.finished(session.id);
  expect(Object.values(ended.decisions)).toHaveLength(1);
});

test('sessions that wait for an answer about their budget keep no other from its work', async () => {
  const dear = scripted([red]);
  await using desk = await openDesk(fakeRoster({ file_reader: dearThenCheap([]) }), { brains: [dear.brain] });
  // As many as are driven at a time.
  const waiting = await Promise.all(Array.from({ length: 10 }, () => desk.start({ budget: budget('0.1') })));
  await Promise.all(waiting.map(({ session }) => desk.asked(session.id, 'budget:0')));
  const { session } = await desk.start();
  expect((await desk.finished(session.id)).status).toBe('succeeded');
});

test('a limit that another session ran into is waited for, told, and not taken for a failure', async () => {
  const { brain, asked } = scripted([failure('RATE_LIMITED', { retryAfterMs: 5000 }), red]);
  const answers: unknown[] = [];
  await using desk = await openDesk(fakeRoster({ file_reader: asking(1, answers) }), { brains: [brain] });
  const one = await desk.start();
  await desk.told(
    one.session.id,
    ({ type, data }) => type === 'error_recovery' && 'nextRetryAt' in data && data.nextRetryAt !== null,
  );
  const two = await desk.start();
  await desk.told(
    two.session.id,
    ({ type, data }) => type === 'error_recovery' && 'nextRetryAt' in data && data.nextRetryAt !== null,
  );
  expect(asked).toHaveLength(1);
  desk.clock.turn(7000);
  await desk.finished(one.session.id);
  await desk.finished(two.session.id);
  expect(answers).toEqual([{ colour: 'red' }, { colour: 'red' }]);
  expect(
    recoveries(await desk.events(two.session.id)).map((story) => [story.errorCode, story.recoveryStatus]),
  ).toEqual([
    ['RATE_LIMITED', 'started'],
    ['RATE_LIMITED', 'in_progress'],
    ['RATE_LIMITED', 'recovered'],
  ]);
});

async function untilEnd(desk: Desk, sessionId: string) {
  for (;;) {
    const session = await desk.until(
      sessionId,
      (_, one) =>
        one.status === 'succeeded' ||
        Object.values(one.recoveries).some(
          ({ nextRetryAt }) => nextRetryAt !== null && Date.parse(nextRetryAt) > desk.clock.now(),
        ),
    );
    if (session.status === 'succeeded') return;
    desk.clock.turn(5000);
  }
}

test('a provider that is left alone is told of, the rules go on, and later it is asked again', async () => {
  let down = true;
  const { brain, asked } = scripted([() => (down ? failure('PROVIDER_FAILED') : red)]);
  const answers: unknown[] = [];
  await using desk = await openDesk(fakeRoster({ file_reader: asking(2, answers) }), { brains: [brain] });
  const { session } = await desk.start();
  await untilEnd(desk, session.id);
  expect(answers).toEqual([null, null]);
  expect(asked).toHaveLength(5);
  const meanwhile = await desk.start();
  await desk.finished(meanwhile.session.id);
  expect(asked).toHaveLength(5);
  expect(recoveries(await desk.events(meanwhile.session.id))[0]).toMatchObject({
    errorCode: 'PROVIDER_UNREACHABLE',
    recoveryStrategy: 'fallback_local',
    recoveryStatus: 'exhausted',
  });
  down = false;
  desk.clock.turn(31_000);
  const after = await desk.start();
  await desk.finished(after.session.id);
  expect(answers.slice(-2)).toEqual([{ colour: 'red' }, { colour: 'red' }]);
});

test('the same words in a later workflow of the session get the answer that is there, unless another model is wanted', async () => {
  const { brain, asked } = scripted([red]);
  const other = scripted([{ kind: 'answer', value: { colour: 'blue' }, usage: used }], { model: 'other' });
  const answers: unknown[] = [];
  await using desk = await openDesk(fakeRoster({ file_reader: asking(1, answers) }), {
    brains: [brain, other.brain],
  });
  const more = (input: object) => desk.start({ steps: [step('file_reader')], ...input });
  const { session } = await desk.start({ models: [{ agentName: null, model: 'paid/small' }] });
  await desk.finished(session.id);
  await more({ sessionId: session.id });
  await desk.finished(session.id);
  expect([answers.length, asked.length, other.asked.length]).toEqual([2, 1, 0]);
  await more({ sessionId: session.id, models: [{ agentName: null, model: 'other' }] });
  await desk.finished(session.id);
  await more({ sessionId: session.id, models: [{ agentName: null, model: 'local' }] });
  await desk.finished(session.id);
  expect([asked.length, other.asked.length]).toEqual([1, 1]);
  expect(answers).toEqual([{ colour: 'red' }, { colour: 'red' }, { colour: 'blue' }, null]);
});

test('what is said next keeps the budget and the models of the workflow before', async () => {
  const { brain, asked } = scripted([red]);
  await using desk = await openDesk(fakeRoster({ file_reader: asking(1) }), { brains: [brain] });
  const { session } = await desk.start({
    models: [{ agentName: null, model: 'local' }],
    budget: budget('3'),
  });
  await desk.finished(session.id);
  await desk.commands.say(session.id, 'Read all files again');
  const ended = await desk.finished(session.id);
  expect(ended.workflows).toHaveLength(2);
  expect(ended.workflows[1]!.request).toMatchObject({ budget: budget('3'), models: [{ model: 'local' }] });
  expect(asked).toHaveLength(0);
});

test('without paid models nothing is forecast', async () => {
  const { brain } = scripted([red]);
  await using desk = await openDesk(fakeRoster(), { brains: [brain] });
  const seen = async (model: string) => {
    const { session } = await desk.start({ models: [{ agentName: null, model }] });
    const then = await desk.until(session.id, (_, one) => one.visualization.nodes.length > 0);
    const workflow = then.workflows[0]!;
    const nodes = workflow.visualization.nodes.map((node) => ({ ...node, status: 'queued' as const }));
    const early = {
      ...workflow,
      status: 'running' as const,
      visualization: { ...workflow.visualization, nodes },
      request: {
        ...workflow.request!,
        documents: [{ ...workflow.request!.documents[0]!, byteSize: 100_000 }],
      },
    };
    return Number(forecastOf(then, early, [brain]).amount);
  };
  expect(await seen('local')).toBe(0);
  expect(await seen('paid/small')).toBeGreaterThan(0);
});

test('words that may not be shown, are too many, or are data are not told while they come', () => {
  const call: Call = {
    ...{ kind: 'call', topic: 'words', purpose: 'speaking', tier: 'low', localConfidence: 0 },
    ...{ system: '', prompt: '', schema: null, maxOutputTokens: 100, aloud: 'message' },
    mayTell: (text) => !text.includes('99'),
  };
  const told = (text: string, more: Partial<Call> = {}, kind: 'text' | 'reasoning' = 'text') =>
    isTold({ kind, text }, { ...call, ...more });
  expect(told('It costs 12')).toBe(true);
  expect(told('It costs 99')).toBe(false);
  expect(told('x'.repeat(10_000))).toBe(false);
  expect(told('{"colour":', { schema: colour })).toBe(false);
  expect(told('Hm.', { aloud: 'thinking' })).toBe(false);
  expect(told('Hm.', { aloud: 'thinking' }, 'reasoning')).toBe(true);
  expect(told('Hm.', { aloud: null }, 'reasoning')).toBe(false);
});
