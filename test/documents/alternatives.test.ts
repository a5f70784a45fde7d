import { describe, expect, it } from 'vitest';
import {
  alternativesAmong,
  biddersOf,
  bidOf,
  likeliestBill,
  usualBid,
  withPricesOf,
} from '../../src/documents/alternatives.ts';
import type { Table, TableLine } from '../../src/documents/document.ts';

function table(id: string, descriptions: string[], change: Partial<TableLine> = {}): Table {
  const source = {
    documentId: 'd',
    documentName: 'd',
    sheet: null,
    page: null,
    row: 1,
    quote: null,
    method: 'cell',
    confidence: 1,
  } as const;
  return {
    id,
    title: null,
    sheet: id,
    page: null,
    kind: 'bill',
    columns: [],
    currency: null,
    totals: [],
    arithmeticShare: null,
    confidence: 1,
    lines: descriptions.map((description, index) => ({
      id: `${id}-${index}`,
      item: null,
      code: null,
      description,
      section: null,
      quantity: '2',
      unit: 'm3',
      rate: null,
      amount: null,
      dimensions: null,
      remark: null,
      source,
      ...change,
    })),
  };
}

describe('alternatives', () => {
  it('groups bills of the same items, whatever the spelling of words and units, and no others', () => {
    const a = table('a', ['Excavate trench', 'Backfill', 'Concrete', 'Rebar']);
    const b = table('b', ['EXCAVATE  TRENCH', 'Backfill.', 'Concrete'], { unit: 'M3' });
    const c = table('c', ['Paint', 'Plaster', 'Tiles', 'Backfill']);
    expect(alternativesAmong([a, c, b]).map((group) => group.map(({ id }) => id))).toEqual([['a', 'b']]);
    expect(
      alternativesAmong([a, table('d', ['Excavate trench', 'Backfill', 'Concrete'], { quantity: '3' })]),
    ).toEqual([]);
  });

  it('asks about a list without quantities of the same items, and takes the bill with quantities for the likelier', () => {
    const list = table('list', ['Excavate trench', 'Backfill', 'Concrete', 'Rebar'], {
      quantity: null,
      rate: '5',
    });
    const bill = table('bill', ['Excavate trench', 'Backfill', 'Concrete']);
    const [group = []] = alternativesAmong([list, bill]);
    expect(group.map(({ id }) => id)).toEqual(['list', 'bill']);
    expect(likeliestBill(group).id).toBe('bill');
  });

  it('takes no zero for a price: neither a column nor a sheet that nobody filled in is the likelier one', () => {
    const sides = (amount: string) => [
      { group: 'Estimate of the year', rate: '5', amount: '10' },
      { group: 'Alpha', rate: '5', amount: '0' },
      { group: 'Beta', rate: '5', amount },
    ];
    const bid = table('a', ['Excavate', 'Backfill'], { prices: sides('10') });
    expect(bidOf([bid], 'Alpha')).toEqual({ sum: '0.00', priced: 0 });
    const names = ['Alpha', 'Beta'].map((name) => ({ name, ...bidOf([bid], name) }));
    expect(usualBid(names).name).toBe('Beta');
    const work = ['Excavate trench', 'Backfill', 'Concrete'];
    const form = table('form', [...work, 'Rebar'], { rate: '5', amount: '0' });
    const bill = table('bill', work, { rate: '5', amount: '10' });
    expect(likeliestBill([form, bill]).id).toBe('bill');
    const variations = table('variations', work, { amount: '10' });
    expect(likeliestBill([variations, { ...bill, confidence: 0.9 }]).id).toBe('bill');
  });

  it('sums what a bidder asks, from the rate where the amount is missing, and puts his prices in', () => {
    const bid = table('a', ['Excavate'], {
      rate: '1',
      amount: '2',
      prices: [
        { group: 'Acme', rate: '1', amount: '2' },
        { group: 'Beta', rate: '1.5', amount: null },
      ],
    });
    expect(biddersOf(bid)).toEqual(['Acme', 'Beta']);
    expect(bidOf([bid], 'Beta')).toEqual({ sum: '3.00', priced: 1 });
    expect(withPricesOf(bid, 'Beta').lines[0]).toMatchObject({ rate: '1.5', amount: null });
    expect(withPricesOf(bid, null).lines[0]).toMatchObject({ rate: null, amount: null });
    expect(bid.lines[0]).toMatchObject({ rate: '1', amount: '2' });
  });
});
