// The places of quantities and prices, from the bill to the estimate.

import { expect, it } from 'vitest';
import type { FigurePlaces, Table } from '../../src/documents/document.ts';
import type { EstimateLine, TakeoffLine } from '../../src/estimating/estimate.ts';
import { beginEstimation } from '../../src/estimating/estimation.ts';
import { finishEstimation } from '../../src/estimating/finish-estimation.ts';
import { measureLine, takeoffLine } from '../../src/estimating/takeoff.ts';
import { type LineFields, makeDocument, makeTable, makeTables } from './make-bill.ts';

/** With the figures of every line in the columns D, F and G of the row below it. */
function withFigures(table: Table): Table {
  const lines = table.lines.map((line) => {
    const row = (line.source.row ?? 0) + 1;
    const named = (value: string | null, column: string) => (value === null ? null : `${column}${row}`);
    const figures: FigurePlaces = {
      ...{ page: null, row, quantity: named(line.quantity, 'D') },
      ...{ rate: named(line.rate, 'F'), amount: named(line.amount, 'G') },
    };
    return { ...line, source: { ...line.source, cell: `B${line.source.row}` }, figures };
  });
  return { ...table, lines };
}

async function estimated(fields: LineFields[], listed: LineFields[] = []): Promise<EstimateLine[]> {
  const bill = withFigures(makeTable(fields));
  const list = withFigures(makeTable(listed, { id: 'list' }));
  const tables = makeTables(bill, listed.length === 0 ? [] : [makeDocument('list', [list])]);
  const takeoff: TakeoffLine[] = bill.lines.flatMap((line) => {
    const measured = measureLine({ line, table: bill, document: tables.documents[0]!, system: null }, null);
    if (measured.quantity === null) return [];
    return [takeoffLine(line.id, 'general', line, measured.unit, measured.quantity)];
  });
  const input = {
    tables,
    trades: {
      lines: bill.lines.map(({ id }) => ({
        ...{ lineId: id, tableId: bill.id, trade: 'general', confidence: 1, method: 'rules' },
        alternatives: [],
      })),
      questionsAsked: 0,
    },
    takeoff: { lines: takeoff, issues: [] },
    scope: { inclusions: [], exclusions: [], qualifications: [], issues: [], missing: [] },
    ...{ earlier: null, currency: 'USD', region: null, markups: [], countAlternates: false },
    missingAnswers: new Map(),
  };
  const estimation = beginEstimation(input);
  return (await finishEstimation(input, estimation, estimation.lines.map(estimation.price))).lines;
}

const placesOf = ({ source, quantitySource, priceReference }: EstimateLine) => [
  source.cell,
  quantitySource?.cell ?? null,
  priceReference?.cell ?? null,
];

it('quantity and rate keep their cells, and the row they stand in', async () => {
  const [line] = await estimated([
    { description: 'Granite bench', quantity: '2', unit: 'each', rate: '50', amount: '100' },
  ]);
  expect(placesOf(line!)).toEqual(['B2', 'D3', 'F3']);
  expect(line!.quantitySource).toMatchObject({ row: 3 });
});

it('a lump sum has the cell of its amount for its price, and none for a quantity that nobody stated', async () => {
  const [line] = await estimated([
    { description: 'Granite bench', quantity: '3', unit: 'each', rate: null, amount: '100' },
  ]);
  expect(line).toMatchObject({ unit: 'ls', quantity: '1' });
  expect(placesOf(line!)).toEqual(['B2', null, 'G3']);
});

it('a price of the user’s own list has the cell of that list', async () => {
  const [line] = await estimated(
    [{ description: 'Granite bench', quantity: '2', unit: 'each', rate: null, amount: null }],
    [{ description: 'Granite bench', quantity: null, unit: 'each', rate: '99.50', amount: null }],
  );
  expect(line).toMatchObject({
    priceBasis: 'user',
    priceReference: { documentName: 'list.xlsx', cell: 'F3' },
  });
});

it('a line without a price or a quantity has no places of them', async () => {
  const [line] = await estimated([
    { description: 'Moon dust', quantity: null, unit: 'each', rate: null, amount: null },
  ]);
  expect(placesOf(line!)).toEqual(['B2', null, null]);
});
