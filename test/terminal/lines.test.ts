// The lines of the demo: what is long is broken between words, and answers are told as they were offered.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventLine, type WatchedEvent } from '../../src/terminal/event-line.ts';
import { wrap } from '../../src/terminal/wrap.ts';

const words = fc.array(fc.stringMatching(/^[a-z«».,]{1,30}$/), { minLength: 1, maxLength: 60 });

test('every word stays in its place, and only a word longer than a line makes a line longer', () => {
  fc.assert(
    fc.property(
      words,
      fc.integer({ min: 20, max: 120 }),
      fc.integer({ min: 0, max: 8 }),
      (all, width, indent) => {
        const lines = wrap(`  ${all.join(' ')}`, width, indent).split('\n');
        expect(lines.flatMap((line) => line.trim().split(' '))).toEqual(all);
        for (const [index, line] of lines.entries()) {
          if (line.length > width) expect(line.trim()).not.toContain(' ');
          if (index > 0) expect(line.search(/\S/)).toBe(indent);
        }
      },
    ),
  );
});

const timestamp = '2026-01-01T00:00:00.000Z';
const long =
  'Route: file_reader → trade_mapper → scope_analyzer → takeoff_calculator → estimator → exporter.';

test.each([80, 120])('in %i columns nothing is wider, and what the manager thinks is said whole', (width) => {
  const thought = {
    ...{ __typename: 'ManagerThinking', timestamp, thinkingType: 'route_planning' },
    ...{ analysis: `${long} ${long}`, confidence: 0.9 },
  } as WatchedEvent;
  const lines = eventLine(thought, width).split('\n');
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line.length).toBeLessThan(width);
  expect(lines.join(' ').replace(/ +/g, ' ')).toContain(`${long} ${long} (90%)`);
  const step = {
    ...{ __typename: 'AgentSubstep', timestamp, agentName: 'file_reader', substep: 'reading' },
    ...{ progressPercentage: 5, substepDetails: { operation: `${long} ${long}` } },
  } as WatchedEvent;
  expect(eventLine(step, width)).toMatch(/…$/);
  expect(eventLine(step, width).length).toBeLessThan(width);
});

test('an answer is told by the words of its option, others as they were said', () => {
  const made = (answer: unknown) =>
    eventLine(
      {
        ...{ __typename: 'UserDecisionMade', timestamp, outcome: 'ANSWERED', answer },
        ...{
          answeredBy: { name: 'Ann' },
          decision: { options: [{ value: 'document_1', label: 'bill.xlsx' }] },
        },
      } as WatchedEvent,
      120,
    ).slice(16);
  expect(made('document_1')).toBe('Decision answered: bill.xlsx (Ann)');
  expect(made(['document_1', 'both'])).toBe('Decision answered: bill.xlsx, both (Ann)');
  expect(made(null)).toBe('Decision answered: nothing (Ann)');
});
