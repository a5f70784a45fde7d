import { readFileSync } from 'node:fs';
import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { buildCostBook, printCostBook } from '../../scripts/build-cost-book.ts';
import { costBook } from '../../src/estimating/cost-book.ts';
import { findState, regionFactor, stateOf } from '../../src/estimating/region.ts';
import { tradeOf } from '../../src/estimating/trades.ts';
import { unitOf } from '../../src/estimating/units.ts';

const file = new URL('../../src/estimating/book/cost-book.json', import.meta.url);

describe('cost book', () => {
  it('is what its sources give, byte for byte', () => {
    expect(readFileSync(file, 'utf8')).toBe(printCostBook(buildCostBook()));
  });

  it('has a known trade and unit, ordered prices and its own id in every line', () => {
    for (const line of costBook.lines) {
      expect([line.id, tradeOf(line.trade)?.code, unitOf(line.unit)?.code]).toEqual([
        line.id,
        line.trade,
        line.unit,
      ]);
      expect([line.id, new Big(line.low).lte(line.likely), new Big(line.likely).lte(line.high)]).toEqual([
        line.id,
        true,
        true,
      ]);
      expect(new Big(line.low).gt(0)).toBe(true);
    }
    expect(new Set(costBook.lines.map(({ id }) => id)).size).toBe(costBook.lines.length);
  });

  it('says of every line where it comes from, under which terms, when and where it holds', () => {
    const byBasis = Map.groupBy(costBook.lines, ({ basis }) => basis);
    expect([...byBasis.keys()].sort()).toEqual(['composed', 'public-bid']);
    expect(byBasis.get('public-bid')?.length).toBeGreaterThanOrEqual(150);
    expect(byBasis.get('composed')?.length).toBeGreaterThanOrEqual(120);
    for (const { id, basis, source } of costBook.lines) {
      const { name, licence, date, place } = source;
      expect([id, name, licence, date, place].every((part) => part !== null && part !== '')).toBe(true);
      if (basis === 'public-bid') expect(source.bids, id).toBeGreaterThanOrEqual(3);
    }
  });

  it('takes quartiles and median of public bids as they are, with their number, place and date', () => {
    const line = costBook.lines.find(({ id }) => id === 'in-203-02000');
    expect(line).toMatchObject({
      unit: 'yd3',
      low: '36.00',
      likely: '55.50',
      high: '91.75',
      split: null,
      source: { bids: 70, place: 'Indiana', date: '2026-04-08' },
    });
  });

  it('composes hours × wage × burden + material with waste + equipment', () => {
    // Cement mason 28.74 and labourer 25.06 an hour, burden 1.45: 0.5 × 41.673 + 0.9 × 36.337 = 53.5398.
    // Material 165 with 5 % waste is 173.25, equipment 14: together 240.7898.
    const line = costBook.lines.find(
      ({ id }) => id === 'own-cast-in-place-concrete-in-footings-concrete-only',
    );
    expect(line).toMatchObject({
      split: { labour: '53.54', material: '173.25', equipment: '14.00' },
      low: '180.59',
      likely: '240.79',
      high: '325.07',
    });
  });

  it('trusts composed prices no more than half', () => {
    for (const line of costBook.lines)
      if (line.basis === 'composed') expect(line.confidence).toBeLessThanOrEqual(0.5);
  });

  it('moves prices by the ratio of the price levels', () => {
    // Ohio 91.812, Indiana 92.184, the United States 100.
    expect(regionFactor('Indiana', 'Ohio').toFixed(6)).toBe('0.995965');
    expect(regionFactor('Indiana', null).toFixed(6)).toBe('1.084787');
    expect(regionFactor('Indiana', 'Indiana').toFixed()).toBe('1');
    expect(regionFactor(null, 'Ohio').toFixed()).toBe('1');
  });

  it('finds the state in an instruction and refuses a place without a price level', () => {
    expect(findState('a full estimate for a site in west virginia please')).toBe('West Virginia');
    expect(findState('Price it for Washington, D.C.')).toBe('District of Columbia');
    expect(findState('estimate the workshop')).toBeNull();
    expect(stateOf('ohio')).toBe('Ohio');
    expect(() => stateOf('Bavaria')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});
