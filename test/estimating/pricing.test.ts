import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { documentPrice } from '../../src/estimating/pricing.ts';
import { runEstimating } from '../agents/estimating-run.ts';
import { type LineFields, makeTable, makeTables } from './make-bill.ts';

const priceOf = (line: LineFields, quantity: string | null) => {
  const [made] = makeTable([line]).lines;
  const found = documentPrice(made!, quantity === null ? null : new Big(quantity));
  return found === null ? null : [found.price.unitPrice.toFixed(), found.lump];
};

const wall: LineFields = { item: '1', description: 'Mauerwerk', rate: '52.00', amount: '4446.00' };
const door: LineFields = { item: '2', description: 'Innentuer', rate: '480.00', amount: '5760.00' };

describe('the price of the document', () => {
  it('is its rate where a quantity is stated, or comes out of amount and rate', () => {
    expect(priceOf({ ...wall, quantity: '80' }, '80')).toEqual(['52', false]);
    expect(priceOf(wall, '85.5')).toEqual(['52', false]);
    expect(priceOf({ description: 'Rate only', rate: '52' }, null)).toEqual(['52', false]);
  });

  it('is its amount as a lump where the rate is for no quantity that is stated', () => {
    expect(priceOf({ ...wall, amount: '4446.01' }, '1')).toEqual(['4446.01', true]);
    expect(priceOf({ ...wall, amount: '4446.01' }, null)).toEqual(['4446.01', true]);
    // A schedule or the dimensions may give another quantity; nobody asked for that much money.
    expect(priceOf(wall, '90')).toEqual(['4446', true]);
  });

  it('counts in full where the column of quantities was not understood', async () => {
    const netOf = async (lines: LineFields[]) =>
      (await runEstimating(makeTables(makeTable(lines, { currency: 'EUR' })))).estimate.net.likely;
    expect(await netOf([wall, door])).toBe('10206.00');
    expect(
      await netOf([
        { ...wall, unit: 'm2' },
        { ...door, unit: 'each' },
      ]),
    ).toBe('10206.00');
    expect(
      await netOf([
        { ...wall, amount: '4446.01' },
        { ...door, unit: 'crates' },
      ]),
    ).toBe('10206.01');
  });
});
