// Sums: whatever the lines, currency and mark-ups, each export comes to the same total as its lines, to the cent.

import { read, utils, type WorkBook } from '@e965/xlsx';
import Big from 'big.js';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../../src/estimating/estimate.ts';
import { beginEstimation } from '../../../src/estimating/estimation.ts';
import { finishEstimation } from '../../../src/estimating/finish-estimation.ts';
import { groupThousands } from '../../../src/estimating/money.ts';
import { type LineFields, makeDocument, makeTable, makeTables } from '../../estimating/make-bill.ts';
import { bytesOf, contextOf, drive } from './fixture.ts';
import { evaluate } from './formula.ts';

const digitsOf: Record<string, number> = { USD: 2, EUR: 2, JPY: 0, KWD: 3 };
const levels = ['low', 'likely', 'high'] as const;

interface Job {
  currency: string;
  lines: { fields: LineFields; trade: string }[];
  markups: { name: string; percent: string }[];
  countAlternates: boolean;
}

const decimal = (most: number, places: number) =>
  fc
    .tuple(fc.integer({ min: -most, max: most * 10 }), fc.integer({ min: 0, max: places }))
    .map(([value, shift]) => new Big(value).div(new Big(10).pow(shift)).toFixed());

/** The size of figures: quantities and rates up to ten times as much, mark-ups up to so many percent. */
interface Size {
  quantity: number;
  rate: number;
  percent: number;
}

const large: Size = { quantity: 100_000, rate: 1_000_000, percent: 1000 };
/** Spreadsheets keep 15 digits of a number; a larger product may be rounded the other way. */
const ordinary: Size = { quantity: 100, rate: 1000, percent: 100 };

const lineOf = (size: Size) =>
  fc.record({
    fields: fc.record({
      description: fc.constantFrom(
        'Concrete sidewalk 4 in',
        'Interior painting of walls, two coats',
        'Alternate: Brick wall 4 in',
        'Brick wall 4 in, excluded',
        'Reinforcement bars',
        'Granite bench',
      ),
      quantity: fc.option(decimal(size.quantity, 4)),
      unit: fc.constantFrom('m2', 'SY', 'each', 'ls', 'kg'),
      rate: fc.option(decimal(size.rate, 6)),
      amount: fc.option(decimal(size.rate, 3), { freq: 5 }),
    }),
    trade: fc.constantFrom('concrete', 'masonry', 'painting', 'general', '03 30 00', 'roads'),
  });

const jobOf = (size: Size): fc.Arbitrary<Job> =>
  fc.record({
    currency: fc.constantFrom('USD', 'USD', 'EUR', 'JPY', 'KWD'),
    lines: fc.array(lineOf(size), { maxLength: 25 }),
    markups: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom('Overhead', 'Profit', 'Contingency', 'Sales tax', 'Discount'),
        percent: fc.oneof(
          fc
            .integer({ min: -10_000, max: size.percent * 100 })
            .map((value) => new Big(value).div(100).toFixed()),
          fc.integer({ min: 0, max: 200_000 }).map((value) => new Big(value).div(10_000).toFixed()),
        ),
      }),
      { selector: ({ name }) => name, maxLength: 4 },
    ),
    countAlternates: fc.boolean(),
  });

/** From the bill to the estimate, beside a price list with a range. */
async function estimateOf({ currency, lines, markups, countAlternates }: Job): Promise<Estimate> {
  const bill = makeTable(
    lines.map(({ fields }) => fields),
    { currency },
  );
  const prices = (rates: string[]) =>
    rates.map((rate, index) => ({ group: ['Low', 'Likely', 'High'][index] ?? '', rate, amount: null }));
  const list = makeTable(
    [
      {
        description: 'Granite bench',
        unit: 'each',
        rate: '99.3333',
        prices: prices(['99.3333', '101.005', '123.4567']),
      },
    ],
    { id: 'list', currency },
  );
  const input = {
    tables: makeTables(bill, [makeDocument('list', [list])]),
    trades: {
      lines: bill.lines.map(({ id }, index) => ({
        ...{ lineId: id, tableId: bill.id, trade: lines[index]!.trade },
        ...{ confidence: 1, method: 'rules', alternatives: [] },
      })),
      questionsAsked: 0,
    },
    takeoff: {
      lines: bill.lines.flatMap(({ id, quantity, unit, source }) =>
        quantity === null
          ? []
          : [
              {
                ...{
                  lineId: id,
                  unit: unit === 'SY' ? 'yd2' : unit,
                  net: quantity,
                  waste: '0',
                  gross: quantity,
                },
                ...{ method: 'stated', working: null, source },
              },
            ],
      ),
      issues: [],
    },
    scope: { inclusions: [], exclusions: [], qualifications: [], issues: [], missing: [] },
    earlier: null,
    ...{ currency, region: 'Ohio', markups, countAlternates, missingAnswers: new Map() },
  };
  const estimation = beginEstimation(input);
  return finishEstimation(
    input,
    estimation,
    estimation.lines.map((bill) => estimation.price(bill)),
  );
}

/** The totals by the lines and percentages alone. */
function reckoned({ lines, markups, currency }: Estimate) {
  return levels.map((level) => {
    const of = (left: readonly string[]) =>
      lines
        .filter(({ priceBasis }) => !left.includes(priceBasis))
        .reduce((sum, one) => sum.plus((level === 'likely' ? one.amount : one[level]) ?? 0), new Big(0));
    let added = new Big(0);
    const amounts = markups.map(({ percent, leavesOut = [] }) => {
      const exact = of(leavesOut).plus(added).times(percent).div(100);
      const amount = exact.round(digitsOf[currency], Big.roundHalfUp);
      added = added.plus(amount);
      return amount;
    });
    return { net: of([]), amounts, total: of([]).plus(added) };
  });
}

const money = (amount: Big, currency: string) => groupThousands(amount.toFixed(digitsOf[currency]));

async function exportsOf(estimate: Estimate, formats: ('xlsx' | 'csv' | 'json' | 'pdf')[]) {
  const settings = { currency: estimate.currency, region: null, markups: [], formats };
  const { result } = await drive(contextOf({ estimate }, { settings }));
  return result.outputs;
}

describe('totals are the sums of the lines and mark-ups to the cent', () => {
  it('in the estimate', async () => {
    await fc.assert(
      fc.asyncProperty(jobOf(large), async (drawn) => {
        const estimate = await estimateOf(drawn);
        const [low, likely, high] = reckoned(estimate);
        const digits = digitsOf[drawn.currency]!;
        expect([estimate.low, estimate.likely, estimate.high]).toEqual(
          [low, likely, high].map((one) => one?.total.toFixed(digits)),
        );
        expect(estimate.markups.map(({ amount }) => amount)).toEqual(
          likely?.amounts.map((amount) => amount.toFixed(digits)),
        );
        const trades = estimate.byTrade.reduce((sum, trade) => sum.plus(trade.likely), new Big(0));
        expect(trades.toFixed(digits)).toBe(estimate.net.likely);
        for (const { low, amount, high } of estimate.lines)
          if (amount !== null) {
            expect(new Big(low!).lte(amount)).toBe(true);
            expect(new Big(amount).lte(high!)).toBe(true);
          }
      }),
      { numRuns: 300 },
    );
  });

  it('in the workbook by its own formulas, and in the rows of the CSV and the JSON', async () => {
    await fc.assert(
      fc.asyncProperty(jobOf(ordinary), async (drawn) => {
        const estimate = await estimateOf(drawn);
        const digits = digitsOf[drawn.currency]!;
        fc.pre(levels.every((level) => new Big(estimate[level]).abs().lt(new Big(10).pow(9 - digits))));
        const outputs = await exportsOf(estimate, ['xlsx', 'csv', 'json']);
        const workbook = read(bytesOf(outputs, 'export_xlsx'), { cellFormula: true });
        const totals = levels.map((level) => estimate[level]);
        expect(summary(workbook, 'Total').map((value) => new Big(value).toFixed(digits))).toEqual(totals);
        expect(summary(workbook, 'Difference').map(Math.abs)).toEqual([0, 0, 0]);

        const rows: Record<string, string>[] = parse(bytesOf(outputs, 'export_csv') as Buffer, {
          bom: true,
          columns: true,
        });
        const columns = { low: 'Low', likely: 'Amount', high: 'High' };
        for (const level of levels) {
          const sum = rows.reduce((all, row) => all.plus(row[columns[level]] || 0), new Big(0));
          expect(sum.toFixed(digits)).toBe(estimate.net[level]);
        }
        const json = JSON.parse(Buffer.from(bytesOf(outputs, 'export_json')).toString());
        expect(reckoned(json.estimate).map(({ total }) => total.toFixed(digits))).toEqual(totals);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });

  it('in the words of the PDF', async () => {
    await fc.assert(
      fc.asyncProperty(jobOf(large), async (drawn) => {
        const estimate = await estimateOf(drawn);
        const pdf = await exportsOf(estimate, ['pdf']);
        const { text } = await extractText(
          await getDocumentProxy(new Uint8Array(bytesOf(pdf, 'export_pdf'))),
          { mergePages: true },
        );
        const words = text.replace(/\s+/g, ' ');
        const all = reckoned(estimate);
        const row = (name: string, amounts: (Big | undefined)[]) =>
          `${name} ${amounts.map((amount) => money(amount ?? new Big(0), drawn.currency)).join(' ')}`;
        expect(words).toContain(
          row(
            'Total',
            all.map(({ total }) => total),
          ),
        );
        for (const [index, { amounts }] of estimate.markups.map((_, at) => [at, all[1]!] as const))
          expect(words).toContain(money(amounts[index]!, drawn.currency));
        for (const { amount } of estimate.lines)
          if (amount !== null) expect(words).toContain(money(new Big(amount), drawn.currency));
      }),
      { numRuns: 5, endOnFailure: true },
    );
  });
});

/** Low, likely and high of a row of the summary, worked out from the cells again. */
function summary(workbook: WorkBook, name: string): number[] {
  const sheet = workbook.Sheets.Summary!;
  const rows: unknown[][] = utils.sheet_to_json(sheet, { header: 1, defval: null, blankrows: true });
  const row = rows.findIndex((cells) => cells[1] === name) + 1;
  return ['D', 'E', 'F'].map((column) => {
    const value = evaluate(workbook, 'Summary', sheet[`${column}${row}`].f);
    return Number(Number(value).toPrecision(15));
  });
}
