// The workbook, worked out by LibreOffice where it is installed and by our own evaluation everywhere.

import { type CellObject, read, type WorkBook } from '@e965/xlsx';
import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import type { Estimate, EstimateLine } from '../../../src/estimating/estimate.ts';
import { minorDigits } from '../../../src/estimating/money.ts';
import { zip } from '../../documents/files.ts';
import { convert, soffice } from '../../support/libreoffice.ts';
import { bytesOf, contextOf, drive, line, smallEstimate } from './fixture.ts';
import { evaluate } from './formula.ts';

/** Any lines in a currency, with the amounts that they come to. */
function estimateIn(
  currency: string,
  count: number,
  figures: (index: number) => Partial<EstimateLine>,
  changes: Partial<Estimate> = {},
): Estimate {
  const digits = minorDigits(currency);
  const trades = ['concrete', 'openings', '03', 'A*', 'Concrete'];
  const lines = Array.from({ length: count }, (_, index) => {
    const trade = trades[index % trades.length]!;
    const drawn = line(`${index + 1}`, { trade, ...figures(index) });
    const amount = new Big(drawn.quantity).times(drawn.unitPrice!).round(digits, Big.roundHalfUp);
    const [low, high] = [amount.times('0.8').toFixed(digits), amount.times('1.3').toFixed(digits)];
    return { ...drawn, amount: amount.toFixed(digits), low, high };
  });
  const byTrade = trades.map((trade) => ({
    ...{ trade, name: trade, lineCount: 0, low: '0', likely: '0', high: '0', share: 0 },
  }));
  const approved = { low: '0', likely: '0', high: '0' };
  const byElement = ['B10', 'B30', 'none'].map((code) => ({
    ...{ code, name: code, lineCount: 0, low: '0', likely: '0', high: '0', share: 0 },
  }));
  return smallEstimate({ currency, lines, byTrade, byElement, ...approved, ...changes });
}

const tail = (index: number) => ({
  quantity: new Big((index * 7919) % 4001).div(40).toFixed(),
  unitPrice: new Big((index * 104729) % 9973).div(32).toFixed(),
});
const marked: Estimate['markups'] = [
  { name: 'General conditions', percent: '8', amount: '0', leavesOut: ['public-bid', 'document'] },
  { name: 'Contingency = "10 %"', percent: '12.5', amount: '0' },
];
const quotes = { description: `12" pipe, 'old' «type» & <new>`, section: '=SUM("A")', unit: `"` };

const estimates: [name: string, Estimate][] = [
  ['a small one', smallEstimate()],
  ['one of 120 lines', estimateIn('USD', 120, tail)],
  [
    'one with credits and mark-ups',
    estimateIn(
      'EUR',
      30,
      (index) => ({ ...tail(index), ...(index % 3 === 0 ? { quantity: `-${index + 1}.5` } : {}) }),
      { markups: marked },
    ),
  ],
  ['one in thousandths', estimateIn('KWD', 25, tail, { markups: marked })],
  ['one without cents', estimateIn('JPY', 25, tail, { markups: marked })],
  ['one with quotes in its texts', estimateIn('USD', 12, (index) => ({ ...tail(index), ...quotes }))],
  ['one without lines', smallEstimate({ lines: [], byTrade: [] })],
];

async function exported(estimate: Estimate): Promise<Uint8Array> {
  const settings = { currency: 'USD', region: null, markups: [], formats: ['xlsx' as const] };
  const { result } = await drive(contextOf({ estimate }, { settings }));
  return bytesOf(result.outputs, 'export_xlsx');
}

/** The workbook as it is, but nothing says what its formulas come to. */
function withoutResults(bytes: Uint8Array): Uint8Array {
  const { files } = read(bytes, { bookFiles: true }) as WorkBook & {
    files: Record<string, { content?: Uint8Array }>;
  };
  const entries = Object.entries(files).flatMap(([name, { content }]): [string, Uint8Array][] => {
    // The library adds entries of its own.
    if (content === undefined || !/\.(xml|rels)$/.test(name)) return [];
    if (!name.startsWith('xl/worksheets/')) return [[name, content]];
    const xml = new TextDecoder().decode(content).replaceAll(/<\/f><v>[^<]*<\/v>/g, '</f>');
    return [[name, new TextEncoder().encode(xml)]];
  });
  return zip(Object.fromEntries(entries));
}

function* formulasOf(workbook: WorkBook): Generator<[sheet: string, address: string, cell: CellObject]> {
  for (const sheet of workbook.SheetNames) {
    for (const [address, cell] of Object.entries(workbook.Sheets[sheet]!)) {
      if (!address.startsWith('!') && (cell as CellObject).f !== undefined) yield [sheet, address, cell];
    }
  }
}

describe('every formula of the workbook', () => {
  it.each(estimates)('comes to what is stored, worked out here: %s', async (_, estimate) => {
    const workbook = read(await exported(estimate));
    let checked = 0;
    for (const [sheet, address, cell] of formulasOf(workbook)) {
      const value = evaluate(workbook, sheet, cell.f!);
      expect(value, `${sheet}!${address} = ${cell.f}`).toBeCloseTo(cell.v as number, 6);
      checked += 1;
    }
    expect(checked).toBeGreaterThan(estimate.lines.length / 2);
  });

  it.skipIf(soffice === null)(
    'comes to what is stored, to the cent, when LibreOffice works it out from nothing',
    async () => {
      const files = await Promise.all(estimates.map(([, estimate]) => exported(estimate)));
      const recalculated = await convert(
        files.map((bytes, index) => ({ name: `estimate-${index}.xlsx`, bytes: withoutResults(bytes) })),
        'xlsx',
      );
      for (const [index, [name]] of estimates.entries()) {
        const [stored, opened] = [read(files[index]!), read(recalculated[index]!)];
        for (const [sheet, address, cell] of formulasOf(stored)) {
          const found: CellObject | undefined = opened.Sheets[sheet]![address];
          expect(found?.t, `${name}: ${sheet}!${address} = ${cell.f}`).toBe('n');
          expect(found?.v, `${name}: ${sheet}!${address} = ${cell.f}`).toBeCloseTo(cell.v as number, 6);
        }
      }
      // The one that was worked out by hand, see fixture.ts.
      const summary = read(recalculated[0]!).Sheets.Summary!;
      const row = Object.entries(summary)
        .find(([, cell]) => (cell as CellObject).v === 'Total')![0]
        .slice(1);
      expect([summary[`D${row}`].v, summary[`E${row}`].v, summary[`F${row}`].v]).toEqual([
        103.95, 170.08, 231,
      ]);
    },
    90_000,
  );
});
