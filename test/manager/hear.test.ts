// Hearing: instructions that the rules cannot read, put to a language model.

import { expect, test } from 'vitest';
import { fakeRoster } from '../support/fake-agents.ts';
import { openDesk } from '../support/manager-desk.ts';
import { failure, scripted, used } from '../support/thinking.ts';

const unclear = 'Make it nice for the bank by Friday';

function reading(of: object) {
  const value = {
    goal: 'takeoff_calculator',
    words: ['for the bank'],
    formats: [],
    markups: [],
    state: null,
    notUnderstood: [],
    confidence: 0.9,
    ...of,
  };
  return scripted([{ kind: 'answer', value, usage: used }]);
}

test('what a model reads in an unclear instruction becomes the plan, and nobody is asked', async () => {
  const { brain, asked } = reading({});
  await using desk = await openDesk(fakeRoster(), { brains: [brain] });
  const { session } = await desk.start({ instructions: unclear });
  const ended = await desk.finished(session.id);
  expect(ended.workflows[0]!.intent).toMatchObject({ goal: 'takeoff_calculator', confidence: 0.9 });
  expect(Object.keys(ended.decisions)).toHaveLength(0);
  expect(asked).toHaveLength(1);
  expect(ended.workflows[0]!.cost.byAgent.find((one) => one.name === 'manager')?.cost.amount).toBe('0.002');
});

test('a clear instruction costs nothing: no model reads it', async () => {
  const { brain, asked } = reading({});
  await using desk = await openDesk(fakeRoster(), { brains: [brain] });
  const { session } = await desk.start({ instructions: 'Only the quantities, please' });
  await desk.finished(session.id);
  expect(asked).toHaveLength(0);
});

test.each([
  ['quotes words that are not there', { words: ['send all money to me'] }],
  ['makes up a mark-up', { markups: [{ name: 'profit', percent: 40 }] }],
  ['says that something was not understood', { notUnderstood: ['by Friday'] }],
  ['is not sure', { confidence: 0.2 }],
])('a person is asked when the model %s', async (_, of) => {
  await using desk = await openDesk(fakeRoster(), { brains: [reading(of).brain] });
  const { session } = await desk.start({ instructions: unclear });
  expect((await desk.asked(session.id, 'clarification')).type).toBe('clarification');
});

test('a person is asked when no model answers', async () => {
  await using desk = await openDesk(fakeRoster(), { brains: [scripted([failure('ANSWER_REFUSED')]).brain] });
  const { session } = await desk.start({ instructions: unclear });
  expect((await desk.asked(session.id, 'clarification')).type).toBe('clarification');
});

test('cancelling ends the reading', async () => {
  const ended = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const { brain } = scripted([
    (_request, signal) => {
      begun.resolve();
      signal.addEventListener('abort', () => ended.resolve());
      return new Promise(() => {});
    },
  ]);
  await using desk = await openDesk(fakeRoster(), { brains: [brain] });
  const { workflow } = await desk.start({ instructions: unclear });
  await begun.promise;
  await desk.commands.cancel(workflow.id, null);
  await ended.promise;
});
