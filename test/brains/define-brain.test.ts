// Define brain: a function of one's own as a brain, and the tokens that it is counted by.

import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isFault } from '../../src/base/fault.ts';
import type { BrainRequest } from '../../src/brains/brain.ts';
import { defineBrain, type OwnBrain } from '../../src/brains/define-brain.ts';
import { countTokens } from '../../src/brains/tokens.ts';
import { never, requestOf } from './brain-contract.ts';

const text = { schema: null };

test('a function that returns a text is a local brain that costs nothing', async () => {
  const brain = defineBrain({ model: 'parrot', ask: ({ prompt }) => `You said: ${prompt}` });
  expect(brain).toMatchObject({
    provider: 'own',
    tier: 'local',
    local: true,
    price: { input: '0', output: '0' },
  });
  const outcome = await brain.ask(requestOf('hello', text), never);
  expect(outcome).toMatchObject({
    kind: 'answer',
    value: 'You said: hello',
    reasoning: null,
    repaired: false,
  });
  expect(outcome.usage.inputTokens).toBeGreaterThan(0);
  expect(outcome.usage.outputTokens).toBeGreaterThan(0);
});

test.each([
  ['a value', { trade: 'concrete' }],
  ['its JSON', '{"trade":"concrete"}'],
  ['JSON in a fence', '```json\n{"trade":"concrete"}\n```'],
  [
    'an answer in full',
    { kind: 'answer', value: '{"trade":"concrete"}', usage: { inputTokens: 1, outputTokens: 2 } },
  ],
  ['a promise', Promise.resolve({ trade: 'concrete' })],
])('takes %s', async (_what, told) => {
  const outcome = await defineBrain({ model: 'mine', ask: () => told }).ask(requestOf('pour'), never);
  expect(outcome).toMatchObject({ kind: 'answer', value: { trade: 'concrete' } });
});

test.each([
  ['another shape', { work: 1 }, z.object({ trade: z.string() }), 'ANSWER_UNUSABLE'],
  ['no JSON', 'concrete', z.object({ trade: z.string() }), 'ANSWER_UNUSABLE'],
  ['no text', 7, null, 'ANSWER_UNUSABLE'],
  ['nothing', undefined, null, 'ANSWER_UNUSABLE'],
  [
    'a failure by name',
    { kind: 'failure', code: 'RATE_LIMITED', message: 'Later.', retryAfterMs: 5 },
    null,
    'RATE_LIMITED',
  ],
])('tells %s as a failure', async (_what, told, schema, code) => {
  const outcome = await defineBrain({ model: 'mine', ask: () => told }).ask(
    requestOf('pour', { schema }),
    never,
  );
  expect(outcome).toMatchObject({ kind: 'failure', code });
});

test('what it throws is a failure with its words', async () => {
  const brain = defineBrain({
    model: 'mine',
    ask() {
      throw new Error('The machine is asleep.');
    },
  });
  expect(await brain.ask(requestOf('pour'), never)).toMatchObject({
    code: 'PROVIDER_FAILED',
    message: 'The machine is asleep.',
  });
});

test('rejects with the signal’s reason, also when the function does not listen', async () => {
  const calledOff = new AbortController();
  const asked = defineBrain({ model: 'deaf', ask: () => new Promise(() => {}) }).ask(
    requestOf('pour'),
    calledOff.signal,
  );
  calledOff.abort(new Error('Cancelled.'));
  await expect(asked).rejects.toThrow('Cancelled.');
});

test('one that is not local gets what is asked redacted', async () => {
  const seen: BrainRequest[] = [];
  const ask = (request: BrainRequest) => void seen.push(request);
  await defineBrain({ model: 'far', local: false, ask }).ask(requestOf('Ask joe@site.example'), never);
  await defineBrain({ model: 'near', ask }).ask(requestOf('Ask joe@site.example'), never);
  expect(seen.map(({ prompt }) => prompt)).toEqual(['Ask [email]', 'Ask joe@site.example']);
});

test('one with a price is not local unless it says so', () => {
  const price = { input: '1', output: '2' };
  expect(defineBrain({ model: 'mine', price, ask: () => '' })).toMatchObject({ local: false, price });
  expect(defineBrain({ model: 'mine', price: null, ask: () => '' })).toMatchObject({ price: null });
});

const bad: [string, Partial<Record<keyof OwnBrain, unknown>>][] = [
  ['no model', { model: '' }],
  ['a model with spaces', { model: 'my brain' }],
  ['a provider with a slash', { provider: 'a/b' }],
  ['a context window of nothing', { contextWindow: 0 }],
  ['half a token', { contextWindow: 1000.5 }],
  ['a negative price', { price: { input: '-1', output: '1' } }],
  ['a price that is a number', { price: { input: 1, output: 1 } }],
  ['an unknown tier', { tier: 'genius' }],
  ['no function', { ask: 'hello' }],
];
test.each(bad)('refuses %s', (_what, more) => {
  const define = () => defineBrain({ model: 'mine', ask: () => '', ...more } as OwnBrain);
  expect(define).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  try {
    define();
  } catch (error) {
    expect(isFault(error, 'INVALID_INPUT') && error.message.includes(Object.keys(more)[0] ?? '-')).toBe(true);
  }
});

describe('tokens', () => {
  test('are those of o200k and a tenth more', async () => {
    expect(await countTokens('')).toBe(0);
    // «hello world» are two.
    expect(await countTokens('hello world')).toBe(3);
    expect(await countTokens('<|endoftext|>')).toBeGreaterThan(1);
  });

  test('of a long text without a space are counted in good time', async () => {
    const start = performance.now();
    expect(await countTokens('a'.repeat(100_000))).toBeGreaterThan(1000);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
