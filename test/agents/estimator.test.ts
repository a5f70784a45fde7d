import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimator } from '../../src/agents/estimator.ts';
import type { Estimate } from '../../src/estimating/estimate.ts';
import { type LineFields, makeDocument, makeTable, makeTables } from '../estimating/make-bill.ts';
import { drive } from './drive-agent.ts';
import { runEstimating } from './estimating-run.ts';

const rail: LineFields = {
  item: '1',
  description: 'Steel pipe handrail',
  section: 'METALS',
  quantity: '10',
  unit: 'ft',
  rate: '80.00',
  amount: '800.00',
};
const walk: LineFields = {
  item: '2',
  description: 'Concrete sidewalk',
  section: 'PAVING',
  quantity: '40',
  unit: 'SY',
};
const drywall: LineFields = {
  item: '3',
  description: 'Gypsum board, taped',
  section: 'PARTITIONS',
  quantity: '100',
  unit: 'SF',
};
const paint: LineFields = {
  item: '4',
  description: 'Interior painting',
  section: 'PAINTING',
  quantity: '100',
  unit: 'SF',
  rate: '1.10',
  amount: '110.00',
};
const bill = (lines: LineFields[]) => makeTables(makeTable(lines));
const codes = (estimate: Estimate) => estimate.issues.map(({ code }) => code);
const contingency = [{ name: 'contingency', percent: '10' }];

describe('estimator', () => {
  it('prices a bill as one would by hand', async () => {
    // Handrail 10 × 80.00 = 800.00 and painting 100 × 1.10 = 110.00, the document's own rates.
    // Sidewalk, Indiana's own bids: 40 × 58.00, 73.00, 97.00 = 2,320.00, 2,920.00, 3,880.00.
    // Gypsum board 1.3688, 1.8251, 2.4639 × 0.92184 = 1.2618, 1.6825, 2.2713; × 100 = 126.18, 168.25, 227.13.
    // Likely, net: 3,998.25. General conditions 8 %, overhead 5 %, profit 5 % on 168.25 only:
    // 13.46, 9.09 (5 % of 181.71), 9.54 (5 % of 190.80). Contingency 10 % of 4,030.34 = 403.03.
    const { estimate } = await runEstimating(bill([rail, walk, drywall, paint]), {
      settings: { markups: contingency },
    });
    expect(
      estimate.lines.map(({ low, amount, high, priceBasis }) => [low, amount, high, priceBasis]),
    ).toEqual([
      ['800.00', '800.00', '800.00', 'document'],
      ['2320.00', '2920.00', '3880.00', 'public-bid'],
      ['126.18', '168.25', '227.13', 'composed'],
      ['110.00', '110.00', '110.00', 'document'],
    ]);
    expect(estimate.net).toEqual({ low: '3356.18', likely: '3998.25', high: '5017.13' });
    expect(estimate.markups.map(({ name, amount }) => [name, amount])).toEqual([
      ['General conditions', '13.46'],
      ['Overhead', '9.09'],
      ['Profit', '9.54'],
      ['Contingency', '403.03'],
    ]);
    expect(estimate.likely).toBe('4433.37');
    expect(estimate.lines[1]?.priceSource).toMatch(/Indiana.*2026-04-08.*20 bids/);
    expect(estimate.class).toBe(5);
  });

  it('lets the rate of the document win over every book, also when its amount is wrong', async () => {
    const { estimate } = await runEstimating(bill([{ ...rail, amount: '880.00' }]));
    expect(estimate.lines[0]).toMatchObject({ unitPrice: '80', amount: '800.00', priceBasis: 'document' });
    expect(codes(estimate)).toContain('QUANTITY_TIMES_RATE');
  });

  it('takes the price list of a user before the built-in book', async () => {
    const prices = makeTable([{ description: 'Concrete sidewalk', unit: 'SY', rate: '61.50' }], {
      id: 'prices',
      kind: 'other',
    });
    const { estimate } = await runEstimating(
      makeTables(makeTable([walk]), [makeDocument('prices', [prices])]),
    );
    expect(estimate.lines[0]).toMatchObject({
      unitPrice: '61.5',
      amount: '2460.00',
      low: '2460.00',
      priceBasis: 'user',
    });
  });

  it('moves built-in prices to the region and leaves those of the document alone', async () => {
    const { estimate } = await runEstimating(bill([rail, walk]), { settings: { region: 'california' } });
    // 73.00 × 112.581 / 92.184 = 89.15.
    expect(estimate.lines.map(({ unitPrice }) => unitPrice)).toEqual(['80', '89.15']);
    expect(estimate.region).toBe('California');
  });

  it('leaves a line without a price empty, and says so', async () => {
    const { estimate } = await runEstimating(
      bill([rail, { description: 'Quantum flux stabiliser', section: 'METALS', quantity: '2', unit: 'EA' }]),
    );
    expect(estimate.lines[1]).toMatchObject({
      unitPrice: null,
      low: null,
      amount: null,
      high: null,
      priceBasis: 'none',
    });
    expect(codes(estimate)).toContain('NO_PRICE');
    expect(estimate.net.likely).toBe('800.00');
  });

  it('uses no price of another currency', async () => {
    const tables = makeTables(makeTable([{ ...rail, unit: 'm' }, walk], { currency: 'INR' }));
    const { estimate } = await runEstimating(tables);
    expect(estimate.currency).toBe('INR');
    expect(estimate.lines.map(({ amount }) => amount)).toEqual(['800.00', null]);
    expect(codes(estimate)).toEqual(expect.arrayContaining(['OTHER_CURRENCY', 'NO_PRICE']));
  });

  it('counts a lump sum once, and a line without a quantity not at all', async () => {
    const { estimate } = await runEstimating(
      bill([
        { description: 'Mobilization', section: 'GENERAL CONDITIONS', unit: 'LS', amount: '5000' },
        { ...rail, quantity: null, amount: null },
      ]),
    );
    expect(estimate.lines.map(({ quantity, unit, amount }) => [quantity, unit, amount])).toEqual([
      ['1', 'ls', '5000.00'],
      ['0', 'ft', null],
    ]);
    expect(codes(estimate)).toContain('NO_QUANTITY');
  });

  it('counts alternates only when a person says so', async () => {
    const lines = [
      rail,
      { ...rail, item: '2', description: 'Alternate 1: stainless railing', rate: '90.00', amount: '900.00' },
    ];
    const without = await runEstimating(bill(lines));
    expect(without.estimate.net.likely).toBe('800.00');
    expect(codes(without.estimate)).toContain('NOT_COUNTED');
    const counted = await runEstimating(bill(lines), {
      answers: { 'scope_confirmation:alternates': 'include' },
    });
    expect(counted.estimate.net.likely).toBe('1700.00');
  });

  it('adds missing work as an allowance when a person wants it in', async () => {
    const doors = bill([
      {
        description: 'Flush wood door',
        section: 'DOORS',
        quantity: '6',
        unit: 'EA',
        rate: '500',
        amount: '3000',
      },
    ]);
    const open = await runEstimating(doors);
    expect(open.estimate.assumptions.join(' ')).toContain(
      'Door hardware set is not in the bill and not included. Nobody has decided',
    );
    const { estimate } = await runEstimating(doors, {
      answers: { 'missing_scope:doors_windows': 'include' },
    });
    expect(estimate.lines[1]).toMatchObject({
      description: 'Allowance: Door hardware set',
      quantity: '6',
      amount: '2225.58',
      source: { row: 2 },
    });
    expect(estimate.net.likely).toBe('5225.58');
    const others = await runEstimating(doors, { answers: { 'missing_scope:doors_windows': 'by_others' } });
    expect(others.estimate.assumptions.join(' ')).toContain('Door hardware set is done by others');
  });

  it('asks about a doubtful price, shows what each answer makes, and takes the answer', async () => {
    const vague = {
      description: 'Pressed metal interlocking panel covering to the canopy with hidden fasteners',
      section: 'ROOFING',
      quantity: '500',
      unit: 'SF',
    };
    const { priced } = await runEstimating(bill([rail, vague]));
    const [question] = priced.questions;
    expect(question).toMatchObject({
      topic: 'price_match:bill:3',
      decisionType: 'price_match',
      canSkip: true,
      defaultOption: 'none',
    });
    expect(question?.options.at(-1)).toMatchObject({ value: 'none' });
    const offered = question?.options[0];
    const chosen = await runEstimating(bill([rail, vague]), {
      answers: { 'price_match:bill:3': offered?.value ?? '' },
    });
    expect(offered?.effect).toContain(
      `USD ${Number(chosen.estimate.lines[1]?.amount).toLocaleString('en', { minimumFractionDigits: 2 })}`,
    );
    const none = await runEstimating(bill([rail, vague]), { answers: { 'price_match:bill:3': 'none' } });
    expect(none.estimate.lines[1]).toMatchObject({ amount: null, priceBasis: 'none' });
  });

  it('asks when two candidates fit alike at quite different prices', async () => {
    const { priced } = await runEstimating(
      bill([{ description: 'Earth work in excavation', section: 'EARTHWORK', quantity: '100', unit: 'm3' }]),
    );
    const prices = priced.questions[0]?.options.map(({ costDelta }) => Math.abs(Number(costDelta?.amount)));
    expect(priced.questions).toHaveLength(1);
    expect(Math.max(...(prices ?? []))).toBeGreaterThan(1000);
  });

  it('asks nothing about doubtful prices that are together below 5 % of the total', async () => {
    const vague = {
      description: 'Pressed metal interlocking panel covering to the canopy with hidden fasteners',
      section: 'ROOFING',
      quantity: '1',
      unit: 'SF',
    };
    expect((await runEstimating(bill([rail, vague]))).priced.questions).toEqual([]);
  });

  it('starts from the mark-ups and the region of an earlier estimate', async () => {
    const first = (
      await runEstimating(bill([walk, drywall]), {
        settings: { region: 'Ohio', markups: [{ name: 'overhead', percent: '12' }] },
      })
    ).estimate;
    const { estimate } = await runEstimating(bill([walk, drywall]), {
      settings: { region: null, markups: contingency },
      earlier: first,
    });
    expect(estimate.region).toBe('Ohio');
    expect(estimate.lines).toEqual(first.lines);
    expect(estimate.markups.map(({ name, percent }) => [name, percent])).toEqual([
      ['General conditions', '8'],
      ['Overhead', '12'],
      ['Profit', '5'],
      ['Contingency', '10'],
    ]);
    expect(estimate.markups[1]).toEqual(first.markups[1]);
  });

  it('adds no general conditions where the bill prices them itself', async () => {
    const { estimate } = await runEstimating(
      bill([
        { description: 'Mobilization', section: 'GENERAL CONDITIONS', unit: 'LS', amount: '5000' },
        drywall,
      ]),
    );
    expect(estimate.markups.map(({ name }) => name)).toEqual(['Overhead', 'Profit']);
    expect(estimate.assumptions.join(' ')).toContain('prices general conditions itself');
  });

  it('is class 3 or 4 when most of the amount comes from the document, and says why', async () => {
    const { estimate } = await runEstimating(bill([rail, paint]));
    expect(estimate.class).toBe(3);
    expect(estimate.assumptions[0]).toBe(
      'Class 3 estimate (AACE): 100 % of the amount comes from rates of the documents and every line is priced.',
    );
    expect((await runEstimating(bill([{ ...rail, quantity: '50' }, walk]))).estimate.class).toBe(4);
  });

  it('gives the same bytes for the same work', async () => {
    const json = async () =>
      JSON.stringify((await runEstimating(bill([rail, walk, drywall, paint]))).estimate);
    expect(await json()).toBe(await json());
  });

  it('stops, and says why, when there is no line that could be priced', async () => {
    const { result } = (await runEstimating(bill([]))).priced;
    expect(result.stop).toMatchObject({ failed: true, reason: expect.stringContaining('No line') });
    expect(result.outputs).toEqual([]);
  });

  it('sums lines and trades to the net, to the cent, at all three levels', async () => {
    const line = fc.record({
      description: fc.constantFrom(
        'Concrete sidewalk',
        'Gypsum board, taped',
        'Interior painting',
        'Steel pipe handrail',
        'Unheard of',
      ),
      quantity: fc.integer({ min: 1, max: 999_999 }).map((value) => new Big(value).div(1000).toFixed()),
      unit: fc.constantFrom('SY', 'SF', 'm2', 'LF'),
      rate: fc.option(fc.integer({ min: 1, max: 99_999 }).map((value) => new Big(value).div(100).toFixed())),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
        const { estimate } = await runEstimating(bill(lines));
        for (const level of ['low', 'likely', 'high'] as const) {
          const amounts = estimate.lines.map((one) => (level === 'likely' ? one.amount : one[level]));
          const sum = amounts.reduce((total, amount) => total.plus(amount ?? 0), new Big(0));
          const byTrade = estimate.byTrade.reduce((total, trade) => total.plus(trade[level]), new Big(0));
          expect([sum.toFixed(2), byTrade.toFixed(2)]).toEqual([estimate.net[level], estimate.net[level]]);
        }
        expect(
          new Big(estimate.low).lte(estimate.likely) && new Big(estimate.likely).lte(estimate.high),
        ).toBe(true);
        expect(estimate.byTrade.reduce((count, { lineCount }) => count + lineCount, 0)).toBe(lines.length);
      }),
      { numRuns: 25 },
    );
  });

  it('stops when it is told to', async () => {
    const { inputs } = await runEstimating(bill([rail]));
    const stop = new AbortController();
    stop.abort(new Error('cancelled'));
    await expect(drive(estimator, { inputs, signal: stop.signal })).rejects.toThrow('cancelled');
  });
});
