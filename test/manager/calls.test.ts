// Calls: what happens when an agent puts something to a language model.

import { expect, test } from 'vitest';
import type { KindName } from '../../src/events/catalog.ts';
import type { Event } from '../../src/events/event.ts';
import { fakeRoster } from '../support/fake-agents.ts';
import { type Desk, openDesk, story } from '../support/manager-desk.ts';
import { asking, failure, red, scripted } from '../support/thinking.ts';

async function told<Name extends KindName>(
  desk: Desk,
  sessionId: string,
  type: Name,
): Promise<Event<Name>[]> {
  return (await desk.events(sessionId)).filter((one) => one.type === type) as Event<Name>[];
}

/** Turns the clock to the next try that was announced, again and again, until the workflow ends. */
async function throughRetries(desk: Desk, sessionId: string) {
  for (;;) {
    const workflow = await desk.until(sessionId, (_, one) => {
      const waits = Object.values(one.recoveries).some(
        (story) => story.nextRetryAt !== null && Date.parse(story.nextRetryAt) > desk.clock.now(),
      );
      return waits || one.status === 'succeeded';
    });
    const current = workflow.workflows.at(-1)!;
    if (current.status === 'succeeded') return current;
    const next = Object.values(current.recoveries).flatMap((one) => one.nextRetryAt ?? []);
    desk.clock.turn(Math.max(...next.map((at) => Date.parse(at))) - desk.clock.now());
  }
}

test('a model is asked, its answer reaches the agent, and what it cost is told to the last digit', async () => {
  const answers: unknown[] = [];
  const { brain, asked } = scripted([red]);
  await using desk = await openDesk(fakeRoster({ file_reader: asking(1, answers) }), { brains: [brain] });
  const { session } = await desk.start();
  await desk.finished(session.id);
  expect(answers).toEqual([{ colour: 'red' }]);
  expect(asked).toHaveLength(1);
  const cost = (await told(desk, session.id, 'cost_incurred')).find((one) => one.data.callId !== null)!;
  // 1,000 tokens at 1 USD and 100 at 10 USD a million.
  expect(cost.data).toMatchObject({
    agentName: 'file_reader',
    model: 'small',
    provider: 'paid',
    inputTokens: 1000,
    outputTokens: 100,
    cost: { amount: '0.002', currency: 'USD' },
    workflowTotal: { amount: '0.002', currency: 'USD' },
    local: false,
  });
  const workflow = (await desk.sessions.get(session.id)).workflows[0]!;
  expect(workflow.cost.byModel.find((one) => one.name === 'small')?.cost.amount).toBe('0.002');
  expect(workflow.visualization.nodes.find((one) => one.agentName === 'file_reader')?.cost.amount).toBe(
    '0.002',
  );
});

test('the allocation names the winner, the losers and why, with the tokens counted', async () => {
  const small = scripted([red]);
  const tiny = scripted([red], { model: 'tiny', contextWindow: 256, price: { input: '0.1', output: '0.1' } });
  const strong = scripted([red], { model: 'strong', tier: 'high', price: { input: '10', output: '50' } });
  await using desk = await openDesk(fakeRoster({ file_reader: asking(1, [], { maxOutputTokens: 300 }) }), {
    brains: [strong.brain, tiny.brain, small.brain],
  });
  const { session } = await desk.start();
  await desk.finished(session.id);
  const { data } = (await told(desk, session.id, 'brain_allocation')).find(
    (one) => one.data.modelSelected === 'small',
  )!;
  expect(data.contextWindow).toBe(100_000);
  expect(Number(data.expectedCost?.amount)).toBeGreaterThan(0.003);
  expect(data.candidates.map((one) => [one.model, one.rejectedBecause])).toEqual([
    ['small', null],
    ['strong', 'Another fits better.'],
    ['tiny', expect.stringMatching(/tokens do not fit in 256/)],
    ['local-rules', 'By themselves, the rules are 0 % sure.'],
  ]);
});

test('what was put to models is a result to look at, redacted', async () => {
  const { brain, asked } = scripted([red]);
  const prompt = 'Colour? Ask jane.doe@example.com about 12 m2.';
  await using desk = await openDesk(fakeRoster({ file_reader: asking(1, [], { prompt }) }), {
    brains: [brain],
  });
  const { session } = await desk.start();
  await desk.finished(session.id);
  const artifact = (await desk.sessions.get(session.id)).artifacts.find((one) => one.kind === 'transcript')!;
  const transcript = Buffer.from(await desk.log.getBlob(artifact.sha256)).toString();
  expect(transcript).toContain('12 m2');
  expect(transcript + asked[0]!.prompt).not.toContain('jane.doe');
});

test('an answer that was recorded is not paid again after a crash', async () => {
  const { brain, asked } = scripted([red]);
  const held = Promise.withResolvers<void>();
  let crashed = false;
  const roster = fakeRoster({
    async *file_reader(context) {
      const result = yield* asking(1)(context);
      if (!crashed) await held.promise;
      return result;
    },
  });
  const first = await openDesk(roster, { brains: [brain] });
  const { session } = await first.start();
  await first.until(session.id, (_, workflow) => Object.keys(workflow.calls).length === 1);
  await first.leave();
  crashed = true;
  await using second = await openDesk(roster, { folder: first.folder, clock: first.clock, brains: [brain] });
  expect((await second.finished(session.id)).status).toBe('succeeded');
  expect(asked).toHaveLength(1);
});

test('without models agents go on at once, and that there are none is said once for each', async () => {
  const answers: unknown[] = [];
  await using desk = await openDesk(fakeRoster({ file_reader: asking(2, answers) }));
  const { session } = await desk.start();
  expect((await desk.finished(session.id)).status).toBe('succeeded');
  expect(answers).toEqual([null, null]);
  const own = (await told(desk, session.id, 'brain_allocation')).filter(
    (one) => one.data.agentName === 'file_reader',
  );
  expect(own.map((one) => one.data.modelSelected)).toEqual(['local-rules']);
});

test('a provider that takes no more is asked again when it said, and the story is told to its end', async () => {
  const { brain, asked } = scripted([failure('RATE_LIMITED', { retryAfterMs: 7000 }), red]);
  await using desk = await openDesk(fakeRoster({ file_reader: asking() }), { brains: [brain] });
  const { session } = await desk.start();
  await throughRetries(desk, session.id);
  expect(asked).toHaveLength(2);
  expect(story(await desk.events(session.id)).filter((one) => one.startsWith('recovery'))).toEqual([
    'recovery analyzing_options started',
    'recovery retry_with_backoff in_progress',
    'recovery retry recovered',
  ]);
  const [, waiting] = await told(desk, session.id, 'error_recovery');
  expect(Date.parse(waiting!.data.nextRetryAt!) - Date.parse(waiting!.timestamp)).toBe(7000);
});

test('a wait that was announced outlives the process', async () => {
  const { brain, asked } = scripted([failure('PROVIDER_FAILED', { retryAfterMs: 9000 }), red]);
  const roster = fakeRoster({ file_reader: asking() });
  const first = await openDesk(roster, { brains: [brain] });
  const { session } = await first.start();
  await first.until(session.id, (_, one) =>
    Object.values(one.recoveries).some((it) => it.nextRetryAt !== null),
  );
  await first.leave();
  await using second = await openDesk(roster, { folder: first.folder, clock: first.clock, brains: [brain] });
  second.clock.turn(8000);
  await second.until(session.id, (_, one) => one.status === 'running');
  expect(asked).toHaveLength(1);
  await throughRetries(second, session.id);
  expect(asked).toHaveLength(2);
});

test.each([
  ['ANSWER_UNUSABLE', 'fallback_model', 1],
  ['ANSWER_REFUSED', 'fallback_model', 1],
  ['CONTEXT_OVERFLOW', 'fallback_model', 1],
  ['PROVIDER_FAILED', 'fallback_model', 3],
  ['RATE_LIMITED', 'fallback_model', 3],
] as const)('after %s the next model takes over: %s', async (code, strategy, attempts) => {
  const answers: unknown[] = [];
  const small = scripted([failure(code)]);
  const other = scripted([red], { model: 'other', tier: 'medium' });
  await using desk = await openDesk(fakeRoster({ file_reader: asking(1, answers) }), {
    brains: [small.brain, other.brain],
  });
  const { session } = await desk.start();
  await throughRetries(desk, session.id);
  expect(answers).toEqual([{ colour: 'red' }]);
  expect(small.asked).toHaveLength(attempts);
  const strategies = (await told(desk, session.id, 'error_recovery')).map((one) => one.data.recoveryStrategy);
  expect(strategies).toContain(strategy);
  expect(strategies.at(-1)).toBe('other_model');
  const fallback = (await told(desk, session.id, 'brain_allocation')).find(
    (one) => one.data.modelSelected === 'other',
  )!;
  expect(fallback.data.fallbackFrom).toBe('paid/small');
});

test('a key that is refused takes all models of its provider out of the story', async () => {
  const small = scripted([failure('KEY_REFUSED')]);
  const sister = scripted([red], { model: 'sister' });
  const other = scripted([red], { model: 'far', provider: 'else', tier: 'high' });
  await using desk = await openDesk(fakeRoster({ file_reader: asking() }), {
    brains: [small.brain, sister.brain, other.brain],
  });
  const { session } = await desk.start();
  await throughRetries(desk, session.id);
  expect([small.asked.length, sister.asked.length, other.asked.length]).toEqual([1, 0, 1]);
});

test('when no model is left the rules go on, and the story says so', async () => {
  const answers: unknown[] = [];
  const { brain } = scripted([failure('ANSWER_REFUSED')]);
  await using desk = await openDesk(fakeRoster({ file_reader: asking(1, answers) }), { brains: [brain] });
  const { session } = await desk.start();
  await throughRetries(desk, session.id);
  expect(answers).toEqual([null]);
  const last = (await told(desk, session.id, 'error_recovery')).at(-1)!;
  expect(last.data).toMatchObject({
    recoveryStrategy: 'fallback_local',
    recoveryStatus: 'exhausted',
    canContinue: true,
  });
  const local = (await told(desk, session.id, 'brain_allocation'))
    .filter((one) => one.data.agentName === 'file_reader')
    .at(-1)!;
  expect(local.data).toMatchObject({ modelSelected: 'local-rules', fallbackFrom: 'paid/small' });
});

test('cancelling a workflow ends the call in flight', async () => {
  const ended = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const { brain } = scripted([
    (_request, signal) => {
      begun.resolve();
      return new Promise((_, reject) =>
        signal.addEventListener('abort', () => {
          ended.resolve();
          reject(signal.reason);
        }),
      );
    },
  ]);
  await using desk = await openDesk(fakeRoster({ file_reader: asking() }), { brains: [brain] });
  const { session, workflow } = await desk.start();
  await begun.promise;
  await desk.commands.cancel(workflow.id, null);
  await ended.promise;
  expect((await desk.finished(session.id)).status).toBe('cancelled');
});

test('a preferred model is taken, and «local» asks none', async () => {
  const small = scripted([red]);
  const strong = scripted([red], { model: 'strong', tier: 'high', price: { input: '10', output: '50' } });
  const brains = [small.brain, strong.brain];
  await using desk = await openDesk(fakeRoster({ file_reader: asking() }), { brains });
  const one = await desk.start({ models: [{ agentName: 'file_reader', model: 'paid/strong' }] });
  await desk.finished(one.session.id);
  expect([small.asked.length, strong.asked.length]).toEqual([0, 1]);
  const two = await desk.start({ models: [{ agentName: null, model: 'local' }] });
  await desk.finished(two.session.id);
  expect([small.asked.length, strong.asked.length]).toEqual([0, 1]);
});

test('a model or an agent that is not there is refused before anything begins', async () => {
  await using desk = await openDesk(fakeRoster(), { brains: [scripted([red]).brain] });
  await expect(desk.start({ models: [{ agentName: null, model: 'gpt-99' }] })).rejects.toThrow(
    'There is no model «gpt-99» here. There are: local, paid/small.',
  );
  await expect(desk.start({ models: [{ agentName: 'nobody', model: 'local' }] })).rejects.toThrow(
    'no agent «nobody»',
  );
});

test('where words must stay in the network, only a model in it is asked', async () => {
  const far = scripted([red]);
  const near = scripted([red], { model: 'near', provider: 'own', local: true });
  await using desk = await openDesk(fakeRoster({ file_reader: asking() }), {
    brains: [far.brain, near.brain],
    residency: 'local',
  });
  const { session } = await desk.start();
  await desk.finished(session.id);
  expect([far.asked.length, near.asked.length]).toEqual([0, 1]);
  const cost = (await told(desk, session.id, 'cost_incurred')).find((one) => one.data.callId !== null)!;
  expect(cost.data).toMatchObject({ local: true, cost: { amount: '0', currency: 'USD' } });
});

test('what a model says is told in parts while it comes, at a bounded rate, and once as a whole', async () => {
  const go = Promise.withResolvers<void>();
  const said = Promise.withResolvers<void>();
  const { brain } = scripted([
    async (request) => {
      request.onWords?.({ kind: 'reasoning', text: 'Red, ' });
      request.onWords?.({ kind: 'reasoning', text: 'Red, for it is warm' });
      said.resolve();
      await go.promise;
      return { ...red, reasoning: 'Red, for it is warm.' };
    },
  ]);
  await using desk = await openDesk(fakeRoster({ file_reader: asking(1, [], { aloud: 'thinking' }) }), {
    brains: [brain],
  });
  const { session } = await desk.start();
  await said.promise;
  desk.clock.turn(300);
  await desk.until(session.id, (one) => one.lastSequence > 0);
  await desk.told(session.id, (one) => one.type === 'manager_thinking' && one.data.partial);
  go.resolve();
  await desk.finished(session.id);
  const thoughts = (await told(desk, session.id, 'manager_thinking')).filter(
    (one) => one.data.thoughtId !== null,
  );
  expect(thoughts.map((one) => [one.data.analysis, one.data.partial])).toEqual([
    ['Red, for it is warm', true],
    ['Red, for it is warm.', false],
  ]);
});
