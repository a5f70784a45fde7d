import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMarkups, defaultMarkups, type Markup, mergeMarkups } from '../../src/estimating/markups.ts';

const net = (sums: Record<string, bigint>) => new Map(Object.entries(sums));

describe('mark-ups', () => {
  it('come in order, each on the ones before', () => {
    // 1,000.00: 8 % = 80.00; 5 % of 1,080.00 = 54.00; 5 % of 1,134.00 = 56.70.
    const { applied, total } = applyMarkups(defaultMarkups, net({ composed: 100_000n }), 'USD');
    expect(applied.map(({ name, base, amount }) => [name, base, amount])).toEqual([
      ['General conditions', '1000.00', '80.00'],
      ['Overhead', '1080.00', '54.00'],
      ['Profit', '1134.00', '56.70'],
    ]);
    expect(total).toBe(119_070n);
  });

  it('leave all-in prices alone by default', () => {
    const { applied, total } = applyMarkups(
      defaultMarkups,
      net({ 'public-bid': 50_000n, document: 70_000n }),
      'USD',
    );
    expect(applied.map(({ amount }) => amount)).toEqual(['0.00', '0.00', '0.00']);
    expect(total).toBe(120_000n);
  });

  it('are put on the rates of a document when a person asks, and never on public bids', () => {
    const asked = mergeMarkups([], [{ name: 'profit', percent: '10' }]);
    const { applied } = applyMarkups(
      asked,
      net({ 'public-bid': 50_000n, document: 70_000n, composed: 30_000n }),
      'USD',
    );
    expect(applied).toEqual([
      { name: 'Profit', percent: '10', base: '1000.00', amount: '100.00', leavesOut: ['public-bid'] },
    ]);
  });

  it('apply to everything when no price contains them', () => {
    const asked = mergeMarkups([], [{ name: 'contingency', percent: '7.5' }]);
    const { applied } = applyMarkups(asked, net({ 'public-bid': 50_000n, document: 70_000n }), 'USD');
    expect(applied[0]).toMatchObject({ base: '1200.00', amount: '90.00', leavesOut: [] });
  });

  it('replace those of the same name in their place and add new ones at the end', () => {
    const merged = mergeMarkups(defaultMarkups, [
      { name: 'contingency', percent: '10' },
      { name: 'OVERHEAD', percent: '6' },
    ]);
    expect(merged.map(({ name, percent, instructed }) => [name, percent, instructed ?? false])).toEqual([
      ['General conditions', '8', false],
      ['Overhead', '6', true],
      ['Profit', '5', false],
      ['Contingency', '10', true],
    ]);
  });

  it('refuse what is no percentage', () => {
    for (const percent of ['ten', '', '5000', 'NaN']) {
      expect(() => mergeMarkups([], [{ name: 'profit', percent }])).toThrow(
        expect.objectContaining({ code: 'INVALID_INPUT' }),
      );
    }
  });

  it('make the total with the lines, to the cent, in whatever order', () => {
    const markup: fc.Arbitrary<Markup> = fc.record({
      name: fc.constantFrom('Overhead', 'Profit', 'Contingency', 'Sales tax'),
      percent: fc.integer({ min: 0, max: 4000 }).map((value) => new Big(value).div(100).toFixed()),
      instructed: fc.boolean(),
    });
    const sums = fc.dictionary(
      fc.constantFrom('composed', 'public-bid', 'document', 'user'),
      fc.bigInt(0n, 10n ** 12n),
    );
    fc.assert(
      fc.property(fc.array(markup, { maxLength: 5 }), sums, (markups, byBasis) => {
        const { applied, total } = applyMarkups(markups, net(byBasis), 'USD');
        const lines = Object.values(byBasis).reduce((sum, value) => sum + value, 0n);
        const added = applied.reduce((sum, { amount }) => sum.plus(amount), new Big(0));
        expect(new Big(lines.toString()).div(100).plus(added).eq(new Big(total.toString()).div(100))).toBe(
          true,
        );
        expect(applied.map(({ name }) => name)).toEqual(markups.map(({ name }) => name));
      }),
    );
  });
});
