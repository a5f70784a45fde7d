// The raw wire: the guide's envelopes, both ways.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFault } from '../../src/base/fault.ts';
import { catalog } from '../../src/events/catalog.ts';
import { fromWire, toWire, type WireMessage } from '../../src/events/wire.ts';
import { anyDraft } from '../support/any-event.ts';

const examples: WireMessage[] = JSON.parse(
  readFileSync(new URL('../fixtures/guide-examples.json', import.meta.url), 'utf8'),
);

test.each(examples.map((message) => [message.type, message] as const))(
  'the guide’s example of %s parses, and prints as it was',
  (_type, message) => {
    const printed = toWire(fromWire(message));
    if (message.type === 'user_decision_needed') {
      expect(printed.data.decision_id).toMatch(/^decision_/);
      delete printed.data.decision_id;
    }
    expect(printed).toEqual(message);
  },
);

test('whatever is printed parses to the same event, for every kind', () => {
  fc.assert(
    fc.property(anyDraft(), (draft) => {
      const event = { ...draft, sessionId: 'session_1' };
      expect(fromWire(JSON.parse(JSON.stringify(toWire(event))))).toEqual({ ...event, workflowId: null });
    }),
    { numRuns: 500 },
  );
});

test.each([...catalog.values()].map((kind) => [kind.name, kind] as const))(
  'the example of %s is valid, round-trips, and every field is described',
  (name, kind) => {
    const data = kind.data.parse(kind.example);
    const draft = {
      type: name,
      sessionId: 'session_1',
      workflowId: null,
      timestamp: '2026-01-01T00:00:00.000Z',
      data,
    } as never;
    expect(fromWire(toWire(draft)).data).toEqual(data);
    for (const [key, field] of Object.entries(kind.data.shape)) {
      expect((field as { description?: string }).description, `${name}.${key}`).toBeTruthy();
    }
  },
);

test.each([
  ['no envelope', 'hello'],
  ['an unknown kind', { ...examples[0], type: 'manager_dreaming' }],
  ['a missing field', { ...examples[0], data: { thinking_type: 'x' } }],
  ['a confidence over 1', { ...examples[0], data: { ...examples[0]?.data, confidence: 1.5 } }],
])('refuses %s with INVALID_INPUT', (_what, message) => {
  expect(() => fromWire(message)).toThrowError(expect.toSatisfy((error) => isFault(error, 'INVALID_INPUT')));
});
