// UNIFORMAT: the element of a line, and sums by element that are those of the lines.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RolledLine, rollUpByElement, rollUpByTrade } from '../../src/estimating/rollup.ts';
import { trades } from '../../src/estimating/trades.ts';
import { elementName, elementOf, elements, noElement } from '../../src/estimating/uniformat.ts';

const of = (trade: string, description: string, section: string | null = null) =>
  elementOf({ trade, description, section });

test('what a trade builds in several places is told apart by the words of the line', () => {
  expect(of('concrete', 'Reinforced concrete in isolated footings')).toBe('A10');
  expect(of('concrete', 'Slab on grade, 4 inch')).toBe('A10');
  expect(of('concrete', 'Concrete in suspended slabs')).toBe('B10');
  expect(of('concrete', 'Concrete sidewalk, 4 inch')).toBe('G20');
  expect(of('concrete', 'Staircase concrete M25')).toBe('C20');
  expect(of('doors_windows', 'Aluminum sliding window')).toBe('B20');
  expect(of('doors_windows', 'Flush door, interior')).toBe('C10');
  expect(of('demolition', 'Remove existing asphalt pavement')).toBe('G10');
  expect(of('demolition', 'Demolish internal brick wall')).toBe('F20');
  expect(of('electrical', 'Street light pole 8 m')).toBe('G40');
});

test('the heading helps where the line says nothing, and does not overrule it', () => {
  expect(of('concrete', 'Grade 30 concrete', 'Foundations')).toBe('A10');
  expect(of('concrete', 'Concrete sidewalk', 'Foundations')).toBe('G20');
});

test('every trade has an element of the list but the general conditions, and so has no unknown code', () => {
  const known = new Set(elements.map(({ code }) => code));
  for (const { code, uniformat } of trades) {
    const element = of(code, 'Work');
    if (code === 'general') expect(element).toBe(noElement);
    else {
      expect(known).toContain(element);
      // The group that the list of trades names holds too, where a trade has only one.
      if (['D', 'E', 'G'].includes(uniformat ?? '')) expect(element[0]).toBe(uniformat);
    }
  }
  expect(of('unassigned', 'Concrete')).toBe(noElement);
  expect(of('OWN-12', 'Concrete')).toBe(noElement);
  expect(elementName('D50')).toBe('Electrical');
});

test('sums by element are sums of the lines to the cent, and every line is in one', async () => {
  const money = fc.bigInt({ min: 0n, max: 10n ** 12n });
  const line = fc.record({
    trade: fc.constantFrom(...trades.map(({ code }) => code), 'unassigned'),
    description: fc.constantFrom('Footing', 'Window', 'Wall', 'Stair tread', 'Sidewalk', 'Basement wall'),
    amounts: fc.option(fc.record({ low: money, likely: money, high: money })),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1 }), async (lines) => {
      const rolled = lines.map(({ amounts, ...rest }) => ({
        line: { ...rest, section: null },
        amounts,
      })) as unknown as RolledLine[];
      const cents = (
        sums: { low: string; likely: string; high: string }[],
        which: 'low' | 'likely' | 'high',
      ) => sums.reduce((sum, one) => sum + BigInt(one[which].replace('.', '')), 0n);
      const byElement = await rollUpByElement(rolled, 'USD');
      const byTrade = rollUpByTrade(rolled, 'USD');
      for (const which of ['low', 'likely', 'high'] as const) {
        const sum = lines.reduce((all, { amounts }) => all + (amounts?.[which] ?? 0n), 0n);
        expect(cents(byElement, which)).toBe(sum);
        expect(cents(byTrade, which)).toBe(sum);
      }
      expect(byElement.reduce((sum, one) => sum + one.lineCount, 0)).toBe(lines.length);
      expect(new Set(byElement.map(({ code }) => code)).size).toBe(byElement.length);
    }),
  );
});
