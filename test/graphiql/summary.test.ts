// A result in a line: the fields that were asked for, in their order, whatever the subscription is.

import { expect, test } from 'vitest';
import { summaryOf } from '../../src/graphiql/summary.ts';

const events = (value: object) => summaryOf({ data: { events: value as Record<string, unknown> } });

test('an event: its type, place and time apart, its other fields in the order asked for', () => {
  expect(
    events({
      __typename: 'AgentSubstep',
      sequence: 7,
      timestamp: '2026-01-02T03:04:05.678Z',
      agentName: 'file_reader',
      progressPercentage: 41.666,
      attempt: 2,
      substepDetails: { operation: 'reading sheet 2', itemsTotal: null },
      executionId: 'execution_1',
      cost: { amount: '0.12', currency: 'USD' },
      affected: ['a', 'b'],
      options: [{}, {}, {}],
      canContinue: true,
      optional: false,
    }),
  ).toEqual({
    label: 'AgentSubstep',
    timestamp: '2026-01-02T03:04:05.678Z',
    sequence: 7,
    line: 'file_reader · 41.67 % · attempt 2 · reading sheet 2 · 0.12 USD · a, b · 3 options · can continue',
    failed: false,
    decisionId: null,
  });
});

test('an item of `feed` is its event', () => {
  const event = { __typename: 'UserDecisionNeeded', sequence: 3, decisionId: 'decision_1', prompt: 'Which?' };
  const feed = { __typename: 'FeedEvent', replayed: true, event };
  expect(summaryOf({ data: { feed } })).toMatchObject({
    label: 'UserDecisionNeeded',
    sequence: 3,
    line: 'Which?',
    decisionId: 'decision_1',
  });
});

test('the question is found however it was asked for, and not in the event that tells the answer', () => {
  expect(events({ decisionId: 'decision_1', prompt: 'Which?' }).decisionId).toBe('decision_1');
  expect(events({ decisionId: 'an id of somebody else’s' }).decisionId).toBe('an id of somebody else’s');
  expect(summaryOf({ data: { decisions: { id: 'd' } } }).decisionId).toBe('d');
  expect(events({ decision: { id: 'decision_2' } }).decisionId).toBe('decision_2');
  expect(summaryOf({ data: { decisions: { id: 'decision_3', outcome: null } } }).decisionId).toBe(
    'decision_3',
  );
  expect(
    events({ id: 'event_1', decisionId: 'decision_1', outcome: 'ANSWERED', answer: 'a' }).decisionId,
  ).toBe(null);
});

test('without a type it goes by what it has, and errors are told as they are', () => {
  expect(events({ type: 'CHAT_MESSAGE', text: 'Hello' })).toMatchObject({
    label: 'CHAT_MESSAGE',
    line: 'Hello',
  });
  expect(summaryOf({ data: { count: 3 } })).toMatchObject({ label: 'count', line: '' });
  expect(summaryOf({ data: null, errors: [{ message: 'There is no session.' }] })).toMatchObject({
    label: 'Error',
    line: 'There is no session.',
    failed: true,
  });
});

test('a value of ten thousand characters is cut', () => {
  expect(events({ text: 'x'.repeat(10_000) }).line.length).toBeLessThan(500);
});
