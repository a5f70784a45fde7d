// Cost and catalogue: what a call costs, to the last digit, with the prices of its day.

import { expect, test } from 'vitest';
import { z } from 'zod';
import type { TokenPrice } from '../../src/brains/brain.ts';
import { openCatalog, tierOf } from '../../src/brains/catalog.ts';
import { costOf, mostUsage } from '../../src/brains/cost.ts';
import { anthropic } from '../../src/brains/providers/anthropic.ts';
import { google } from '../../src/brains/providers/google.ts';
import { openai } from '../../src/brains/providers/openai.ts';

const catalog = await openCatalog();
const day = Date.parse('2026-11-23T00:00:00Z');
const paid = (price: TokenPrice | null) => ({ price, local: false });
const amount = (price: TokenPrice | null, usage: Parameters<typeof costOf>[1]) =>
  costOf(paid(price), usage).amount;

/** By hand, from the providers' pages: rate × tokens ÷ 1,000,000. */
test.each([
  // 1,234 × 0.10 + 567 × 0.50 = 123.4 + 283.5 = 406.9
  ['openai', 'gpt-6-luna', { inputTokens: 1234, outputTokens: 567 }, '0.0004069'],
  // 300,000 is over 272,000: 300,000 × 4 + 1,000 × 15 = 1,215,000
  ['openai', 'gpt-6-sol', { inputTokens: 300_000, outputTokens: 1000 }, '1.215'],
  // 272,000 is not: 272,000 × 2 + 1,000 × 10 = 554,000
  ['openai', 'gpt-6-sol', { inputTokens: 272_000, outputTokens: 1000 }, '0.554'],
  // 4,000 × 2 + 6,000 × 0.2 + 800 × 10 = 8,000 + 1,200 + 8,000
  [
    'anthropic',
    'claude-sonnet-5',
    { inputTokens: 10_000, outputTokens: 800, cachedInputTokens: 6000 },
    '0.0172',
  ],
  // 1,000 × 1 + 9,000 × 1.25 + 1 × 5 = 12,255
  [
    'anthropic',
    'claude-haiku-4-5',
    { inputTokens: 10_000, outputTokens: 1, keptInputTokens: 9000 },
    '0.012255',
  ],
  // 1 × 0.3 + 1 × 2.5 = 2.8
  ['google', 'gemini-3.5-flash-lite', { inputTokens: 1, outputTokens: 1 }, '0.0000028'],
] as const)('a call of %s/%s costs what the provider bills', (id, model, usage, expected) => {
  expect(amount(catalog({ id }, model, day)?.price ?? null, usage)).toBe(expected);
});

test('a thousand small calls add up without losing a digit', () => {
  const price = { input: '0.1', output: '0.7' };
  const one = amount(price, { inputTokens: 3, outputTokens: 1 });
  expect(one).toBe('0.000001');
  expect(amount(price, { inputTokens: 3000, outputTokens: 1000 })).toBe('0.001');
});

test('an announced price comes into force on its day', () => {
  const price = (date: string) => catalog({ id: 'google' }, 'gemini-3.8-flash', Date.parse(date))?.price;
  expect(price('2026-12-31T12:00:00Z')).toMatchObject({ input: '0.75', output: '3.75' });
  expect(price('2027-01-02T00:00:00Z')).toMatchObject({ input: '1.5', output: '7.5' });
});

test('a local brain costs nothing, and one without a price nothing that is known', () => {
  const usage = { inputTokens: 1_000_000, outputTokens: 1_000_000 };
  expect(costOf({ price: { input: '5', output: '5' }, local: true }, usage).amount).toBe('0');
  expect(costOf({ price: null, local: false }, usage)).toEqual({ amount: '0', currency: 'USD' });
});

test('more cached tokens than there were cost no less than nothing', () => {
  const price = { input: '1', output: '1', cachedInput: '0.1' };
  expect(amount(price, { inputTokens: 10, outputTokens: 0, cachedInputTokens: 50 })).toBe('0.000001');
});

test('what the catalogue does not have is told as such', () => {
  expect(catalog({ id: 'openai' }, 'gpt-99-unheard-of', day)).toBeNull();
  expect(catalog({ id: 'no-such-provider' }, 'gpt-6-luna', day)).toBeNull();
  expect(catalog({ id: 'google' }, 'gemini-2.5-pro', day)).toMatchObject({ contextWindow: null });
  expect(catalog({ id: 'openai' }, 'whisper-1', day)?.price).toBeNull();
});

test('a router is found by its address', () => {
  const entry = catalog({ address: 'https://openrouter.ai/api/v1' }, 'anthropic/claude-sonnet-4', day);
  expect(entry?.price).not.toBeNull();
});

test('the usual models are in the catalogue, priced, in force, and one for each tier', () => {
  for (const { id, models } of [openai, anthropic, google]) {
    expect(models.map(({ tier }) => tier)).toEqual(['low', 'medium', 'high']);
    for (const { model, contextWindow } of models) {
      const entry = catalog({ id }, model, day);
      expect(entry, model).toMatchObject({ deprecated: false, price: expect.anything() });
      expect(contextWindow ?? entry?.contextWindow, model).toBeGreaterThan(100_000);
    }
  }
});

test('a tier follows from the price where nothing else is said', () => {
  expect(tierOf(null)).toBe('low');
  expect(tierOf({ input: '2', output: '5' })).toBe('low');
  expect(tierOf({ input: '2', output: '10' })).toBe('medium');
  expect(tierOf({ input: '10', output: '50' })).toBe('high');
});

test('the most that a question may use counts its repair', () => {
  expect(mostUsage(1000, { schema: null, maxOutputTokens: 200 })).toEqual({
    inputTokens: 1000,
    outputTokens: 200,
  });
  const most = mostUsage(1000, { schema: z.string(), maxOutputTokens: 200 });
  expect(most.inputTokens).toBeGreaterThanOrEqual(1000 + 1000 + 200);
  expect(most.outputTokens).toBe(400);
});
