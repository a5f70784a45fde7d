import { describe, expect, it } from 'vitest';
import { biddersOf, withPricesOf } from '../../src/documents/alternatives.ts';
import type { ReadDocument, TableLine } from '../../src/documents/document.ts';
import { readDocument } from '../../src/documents/read.ts';
import { placeOfFigure } from '../../src/estimating/bill.ts';
import { file, pdf, pdfRows, sheetJs, text, type Value, word, workbook } from './files.ts';

const signal = new AbortController().signal;
const read = (name: string, bytes: Uint8Array) => readDocument(file(name, bytes), { signal });
const linesOf = ({ tables }: ReadDocument): TableLine[] => tables.flatMap(({ lines }) => lines);
const figures = ['quantity', 'rate', 'amount'] as const;
const placesOf = (line: TableLine) => [
  line.source.cell ?? null,
  ...figures.map((figure) => placeOfFigure(line, figure).cell ?? null),
];

const rows: Value[][] = [
  [null, 'Mill Lane depot'],
  [],
  [null, 'Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'],
  [null, '1', 'Excavate trenches', 12.5, 'm3', 4, 50],
  [null, '2', 'Concrete in footings', 2, 'm3', 100.1, 200.2],
  [null, '3', 'Allow for dewatering', null, null, null, 75],
  [null, null, 'Total', null, null, null, 325.2],
];

describe('the cell of a value', () => {
  it('is named for the words and each figure of a line, and for totals and titles, in every kind of sheet', async () => {
    const delimited = rows.map((row) => row.map((value) => value ?? '').join(',')).join('\n');
    for (const document of [
      await read('bill.xlsx', await workbook({ Bill: rows })),
      await read('bill.xls', sheetJs({ Bill: rows }, 'biff8')),
      await read('bill.ods', sheetJs({ Bill: rows }, 'ods')),
      await read('bill.csv', text(delimited)),
    ]) {
      expect(linesOf(document).map(placesOf), document.name).toEqual([
        ['C4', 'D4', 'F4', 'G4'],
        ['C5', 'D5', 'F5', 'G5'],
        ['C6', null, null, 'G6'],
      ]);
      expect(document.tables[0]?.totals[0]?.source.cell).toBe('C7');
      expect(document.texts[0]?.source.cell).toBe('B1');
    }
  });

  it('is named by row and column in a table of a text document', async () => {
    const bytes = await word([
      {
        table: [
          ['Item', 'Description', 'Nos', 'L', 'Qty', 'Unit', 'Rate'],
          ['1', 'Kerb', '4', '3.5', '14', 'm', '20'],
        ],
      },
    ]);
    const [line] = linesOf(await read('bill.docx', bytes));
    expect(placesOf(line!)).toEqual(['row 2, column 2', 'row 2, column 5', 'row 2, column 7', null]);
    expect(line?.figures?.dimensions).toBe('row 2, columns 3 + 4');
    expect(line?.source.sheet).toBe('Table 1');
  });

  it('goes beyond Z', async () => {
    const wide = rows.map((row) => [...Array.from({ length: 30 }, () => null), ...row]);
    const [line] = linesOf(await read('bill.xlsx', await workbook({ Bill: wide })));
    expect(placesOf(line!)).toEqual(['AG4', 'AH4', 'AJ4', 'AK4']);
  });

  it('is that of the row with the figures where a description goes over several rows', async () => {
    const wrapped: Value[][] = [
      ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'],
      ['1', 'Excavate trenches in any', null, null, null, null],
      [null, 'ground, by hand', 2, 'm3', 4, 8],
      ['2', 'Concrete', 2, 'm3', 100, 200],
    ];
    const [line] = linesOf(await read('bill.xlsx', await workbook({ Bill: wrapped })));
    expect(placesOf(line!)).toEqual(['B2', 'C3', 'E3', 'F3']);
    expect(placeOfFigure(line!, 'quantity')).toMatchObject({ row: 3, quote: null });
  });

  it('names all cells that are added up to one rate', async () => {
    const [line] = linesOf(
      await read(
        'bill.xlsx',
        await workbook({
          Bill: [
            ['Item', 'Description', 'Qty', 'Unit', 'Supply rate', 'Installation rate', 'Amount'],
            ['1', 'Pipe', 10, 'm', 3, 2, 50],
            ['2', 'Valve', 2, 'nr', 30, 20, 100],
          ],
        }),
      ),
    );
    expect(line?.rate).toBe('5');
    expect(placesOf(line!)).toEqual(['B2', 'C2', 'E2+F2', 'G2']);
  });

  it('is that of the bidder whose prices are taken', async () => {
    const { tables } = await read(
      'bids.xlsx',
      await workbook({
        Bids: [
          ['No', 'Description', 'Unit', 'Qty', 'Acme', null, 'Beta', null],
          [null, null, null, null, 'Rate', 'Amount', 'Rate', 'Amount'],
          ['1', 'Paving', 'm2', 10, 5, 50, 6, 60],
          ['2', 'Kerbs', 'm', 10, 7, 70, 8, 80],
        ],
      }),
    );
    const [table] = tables;
    expect(biddersOf(table!)).toEqual(['Acme', 'Beta']);
    expect(placesOf(withPricesOf(table!, 'Beta').lines[0]!)).toEqual(['B3', 'D3', 'G3', 'H3']);
    expect(placesOf(withPricesOf(table!, null).lines[0]!)).toEqual(['B3', 'D3', null, null]);
  });

  it('is left out where a value with a line break moves the lines of a file away from the rows of a sheet', async () => {
    const delimited =
      'Item,Description,Qty,Unit,Rate,Amount\n1,"Dig\ndeep",2,m3,4,8\n2,Fill,2,m3,5,10\n3,Roll,1,m3,5,5\n';
    const lines = linesOf(await read('bill.csv', text(delimited)));
    expect(lines.map(({ source }) => [source.row, source.cell])).toEqual([
      [3, undefined],
      [4, undefined],
      [5, undefined],
    ]);
  });
});

it('the figures of a PDF have their page and line where these are not those of the words', async () => {
  const lefts = [50, 90, 300, 350, 400, 470];
  const bytes = await pdf((page) => {
    const bill = [
      ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'],
      ['1', 'Excavate trenches in any'],
      ['', 'ground, by hand', '2', 'm3', '4.00', '8.00'],
      ['2', 'Concrete in footings', '2', 'm3', '100.00', '200.00'],
      ['3', 'Backfill', '3', 'm3', '10.00', '30.00'],
    ];
    pdfRows(page, lefts, bill, 100);
  });
  const [wrapped, plain] = linesOf(await read('bill.pdf', bytes));
  expect(wrapped?.description).toBe('Excavate trenches in any ground, by hand');
  expect(wrapped?.source).toMatchObject({ page: 1, row: 2 });
  expect(placeOfFigure(wrapped!, 'rate')).toMatchObject({ page: 1, row: 3, quote: null });
  expect(plain?.figures).toBeUndefined();
  expect(placeOfFigure(plain!, 'rate')).toMatchObject({ page: 1, row: 4, quote: plain?.source.quote });
});
