import { describe, expect, it } from 'vitest';
import { estimator } from '../../src/agents/estimator.ts';
import type { Estimate, TradeMap } from '../../src/estimating/estimate.ts';
import { type LineFields, makeDocument, makeTable, makeTables } from '../estimating/make-bill.ts';
import { drive } from './drive-agent.ts';
import { runEstimating } from './estimating-run.ts';

const rail: LineFields = {
  item: '1',
  description: 'Handrail',
  section: 'METALS',
  quantity: '10',
  unit: 'ft',
  rate: '80.00',
  amount: '800.00',
};

describe('an estimate of a bill left to defaults', () => {
  it('names what has no price and no quantity, and how many of the lines that is', async () => {
    const strange = { description: 'Zorblax calibrator', quantity: '3', unit: 'ft', section: 'METALS' };
    const open = { description: 'Steel ladder', unit: 'ft', section: 'METALS' };
    const { estimate } = await runEstimating(
      makeTables(makeTable([rail, { ...strange, item: '7' }, open, { ...rail, item: '9' }])),
    );
    expect(estimate.assumptions).toContain(
      'Not known: the price of 1 of 4 lines, 25 %, which counts nothing: 7 «Zorblax calibrator».',
    );
    expect(estimate.assumptions).toContain(
      'Not known: the quantity of 1 of 4 lines, 25 %, which counts nothing: «Steel ladder».',
    );
  });

  it('names the trades that are guesses, with the money in them', async () => {
    const vague = { ...rail, item: '2', description: 'Making good', rate: '20.00', amount: '200.00' };
    const { inputs } = await runEstimating(makeTables(makeTable([rail, vague])));
    const map = inputs.trade_map as TradeMap;
    const lines = map.lines.map((line, index) =>
      index === 0 ? line : { ...line, confidence: 0.4, method: 'rules' },
    );
    const priced = await drive(estimator, { inputs: { ...inputs, trade_map: { ...map, lines } } });
    expect((priced.output as Estimate).assumptions).toContain(
      "A guess: the trade of 1 of 2 lines, 50 % (USD 200.00, 20 % of the lines' sum): 2 «Making good».",
    );
  });

  it('names the allowances that are not in it', async () => {
    const doors = { description: 'Aluminum door, glazed', section: 'DOORS', quantity: '6', unit: 'EA' };
    const { estimate } = await runEstimating(makeTables(makeTable([doors])));
    expect(estimate.assumptions.join('\n')).toMatch(/Door hardware set is not in the bill and not included/);
    expect(estimate.issues.map(({ code }) => code)).toContain('MISSING_COMPANION');
  });

  it('says nothing of the kind where all is known', async () => {
    const { estimate } = await runEstimating(makeTables(makeTable([rail])));
    expect(estimate.assumptions.filter((text) => /^(Not known|A guess)/.test(text))).toEqual([]);
  });
});

describe('bills in several currencies', () => {
  const mixed = (own: string, other: string) => {
    const second = makeTable([{ ...rail, item: '2', description: 'Ladder', rate: '5000', amount: '50000' }], {
      id: 'second',
      currency: other,
    });
    const tables = makeTables(makeTable([rail, { ...rail, item: '3' }], { currency: own }), [
      makeDocument('second', [second]),
    ]);
    return runEstimating({ ...tables, selectedTableIds: ['bill', 'second'] });
  };

  it('are not added up: the lines in the other one count nothing, and the estimate says so', async () => {
    const { estimate } = await mixed('USD', 'INR');
    expect(estimate.currency).toBe('USD');
    expect(estimate.lines.map(({ amount }) => amount)).toEqual(['800.00', '800.00', null]);
    expect(estimate.net.likely).toBe('1600.00');
    const told = estimate.issues.map(({ code, message }) => `${code}: ${message}`).join('\n');
    expect(told).toContain('MIXED_CURRENCIES: The bills are priced in INR, USD; nothing was converted');
    expect(told).toContain('has no price: the document prices it in INR, and nothing is converted.');
  });

  it('make an estimate in the one of most lines where none is the one asked for', async () => {
    expect((await mixed('EUR', 'INR')).estimate).toMatchObject({
      currency: 'EUR',
      net: { likely: '1600.00' },
    });
  });
});
