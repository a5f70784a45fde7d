import { describe, expect, it } from 'vitest';
import type { ReadDocument, Table } from '../../src/documents/document.ts';
import { readDocument } from '../../src/documents/read.ts';
import { file, type Grid, type Pdf, pdf, pdfRows, sheetJs, workbook } from './files.ts';

const signal = new AbortController().signal;
const read = (name: string, bytes: Uint8Array) => readDocument(file(name, bytes), { signal });
const sheet = async (rows: Grid): Promise<ReadDocument> => read('bill.xlsx', await workbook({ Bill: rows }));
const shown = (table: Table | undefined) =>
  table?.lines.map(({ item, description, quantity, unit, rate, amount }) => [
    item,
    description,
    quantity,
    unit,
    rate,
    amount,
  ]);
const header = ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'];

describe('sheets', () => {
  it('with two bills side by side are two tables with titles of their own', async () => {
    const { tables } = await sheet([
      ['House A', null, null, null, null, null, null, 'House B'],
      [...header, null, ...header],
      ['1', 'Excavate', 10, 'm3', 5, 50, null, '1', 'Excavate', 4, 'm3', 5, 20],
      ['2', 'Backfill', 4, 'm3', 5, 20, null, null, 'Total', null, null, null, 20],
      [null, 'Total', null, null, null, 70],
    ]);
    expect(tables.map(({ title, lines, totals }) => [title, lines.length, totals[0]?.amount])).toEqual([
      ['House A', 2, '70'],
      ['House B', 1, '20'],
    ]);
    expect(shown(tables[1])).toEqual([['1', 'Excavate', '4', 'm3', '5', '20']]);
    expect(tables[1]?.lines[0]?.source.row).toBe(3);
  });

  it('with a list of rates beside a bill count the bill only, and say so', async () => {
    const bytes = await workbook({
      Rates: [
        ['Code', 'Description', 'Unit', 'Rate'],
        ['R1', 'Excavate', 'm3', 5],
        ['R2', 'Backfill', 'm3', 4],
      ],
      Bill: [header, ['1', 'Excavate', 10, 'm3', 5, 50]],
    });
    const { tables, notes } = await read('bill.xlsx', bytes);
    expect(tables.map(({ sheet: name, kind }) => [name, kind])).toEqual([
      ['Rates', 'other'],
      ['Bill', 'bill'],
    ]);
    expect(notes).toEqual(['Sheet «Rates» lists rates without quantities and is not counted.']);
  });

  it('that are no bills are said to be none', async () => {
    const bytes = await workbook({
      Loads: [
        ['Description', 'Quantity', 'Unit', 'Rate', 'Amount'],
        ...[1, 2, 3, 4, 5].map((floor) => [`Load of storey ${floor}`, 10 + floor, 'kN', 3, 900 + floor]),
      ],
      Bill: [header, ['1', 'Excavate', 10, 'm3', 5, 50]],
    });
    const { tables, notes } = await read('design.xlsx', bytes);
    expect(tables.map(({ sheet: name, kind }) => [name, kind])).toEqual([
      ['Loads', 'other'],
      ['Bill', 'bill'],
    ]);
    expect(notes).toEqual(['Sheet «Loads» is no bill: 0 % of its products and sums hold.']);
  });

  it('take any column for the quantity that makes every product, and a share of the whole for no amount', async () => {
    const { tables } = await sheet([
      ['Sr.', 'Particulars', 'Area', 'UOM', 'Rate', 'Total', '% of total'],
      [1, 'False ceiling', 1200, 'sft', 85, 102000, 0.65],
      [2, 'Wall painting', 3000, 'sft', 18, 54000, 0.35],
    ]);
    expect(shown(tables[0])).toEqual([
      ['1', 'False ceiling', '1200', 'sft', '85', '102000'],
      ['2', 'Wall painting', '3000', 'sft', '18', '54000'],
    ]);
  });

  it('go on with descriptions that were cut to the width of their column, whatever letter the next row begins with', async () => {
    const { tables } = await sheet([
      header,
      ['1', 'Wiring for light point with 1.5 sq.mm', 4, 'nr', 100, 400],
      [null, 'FR PVC insulated copper conductor in'],
      [null, 'PVC conduit'],
      ['2', 'Brick work in bricks of class 7.5 in CM', 3, 'm3', 10, 30],
      [null, '1:6'],
      [null, 'Painting'],
      ['3', 'Two or more coats of synthetic enamel', 2, 'm2', 1, 2],
      [null, 'Page 2 of 7'],
      ['4', 'Bored piles; 450 mm diameter; total', 5, 'm', 2, 10],
      [null, 'concreted length'],
    ]);
    expect(tables[0]?.lines.map(({ section, description }) => [section, description])).toEqual([
      [null, 'Wiring for light point with 1.5 sq.mm FR PVC insulated copper conductor in PVC conduit'],
      [null, 'Brick work in bricks of class 7.5 in CM 1:6'],
      ['Painting', 'Two or more coats of synthetic enamel'],
      ['Painting', 'Bored piles; 450 mm diameter; total concreted length'],
    ]);
  });

  it('take no numbered description that ends with «total» for a sum', async () => {
    const { tables } = await sheet([
      header,
      ['1.16', 'Bored piles; 450 mm diameter; total'],
      [null, 'concreted length', 5, 'm', 2, 10],
      ['1.17', 'Pile caps', 1, 'nr', 2, 2],
    ]);
    expect(tables[0]?.lines.map(({ description }) => description)).toEqual([
      'Bored piles; 450 mm diameter; total concreted length',
      'Pile caps',
    ]);
    expect(tables[0]?.totals).toEqual([]);
  });

  it('go on with a description below its figures that begins with a size, and not after an empty row', async () => {
    const rows: Grid = [
      header,
      ['1', 'Flush doorset FD30; 926 x', 4, 'nr', 100, 400],
      [null, '2040mm; oak veneered'],
      ['2', 'Mild steel balustrade; 1100mm high;', 3, 'm', 10, 30],
      [null, '12mm bars at 100mm centres'],
      [],
      [null, '(continued)'],
      ['3', 'Paint', 2, 'm2', 1, 2],
    ];
    const { tables } = await read('bill.xlsx', sheetJs({ Bill: rows }, 'xlsx'));
    expect(tables[0]?.lines.map(({ description }) => description)).toEqual([
      'Flush doorset FD30; 926 x 2040mm; oak veneered',
      'Mild steel balustrade; 1100mm high; 12mm bars at 100mm centres',
      'Paint',
    ]);
  });
});

const lefts = [40, 80, 330, 390, 430, 490];

describe('pages', () => {
  it('have items at the left edge without a heading, and amounts under a currency sign', async () => {
    const bytes = await pdf((page) => {
      page.fontSize(9);
      const heads = ['', 'Description', 'Qty', 'Unit', 'Rate', '£'];
      const rows = [
        heads,
        ['A', 'Excavate', '10', 'm3', '5.00', '50.00'],
        ['B', 'Backfill', '4', 'm3', '5.00', '20.00'],
        ['C', 'Concrete', '2', 'm3', '100.00', '200.00'],
        ['', 'Carried to Summary', '', '', '', '270.00'],
      ];
      pdfRows(page, lefts, rows, 100, 20);
      page.addPage();
      // One line is too little to tell a column by; the page before tells.
      pdfRows(page, lefts, [heads, ['D', 'Window frame', '3', 'nr', '10.00', '30.00']], 100, 20);
    });
    const { tables } = await read('bill.pdf', bytes);
    expect(tables).toHaveLength(1);
    expect(shown(tables[0])).toEqual([
      ['A', 'Excavate', '10', 'm3', '5', '50'],
      ['B', 'Backfill', '4', 'm3', '5', '20'],
      ['C', 'Concrete', '2', 'm3', '100', '200'],
      ['D', 'Window frame', '3', 'nr', '10', '30'],
    ]);
  });

  it('are interrupted by sums that are carried forward, not ended', async () => {
    const heads = ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'];
    const bytes = await pdf((page) => {
      page.fontSize(9);
      const first = [
        heads,
        ['1', 'EARTHWORK', '', '', '', ''],
        ['1.1', 'Excavate', '10', 'm3', '5.00', '50.00'],
        ['2', 'CONCRETE', '', '', '', ''],
        ['', 'Carried forward', '', '', '', '50.00'],
      ];
      pdfRows(page, lefts, first, 100, 20);
      page.addPage();
      const second = [
        heads,
        ['', 'Brought forward', '', '', '', '50.00'],
        ['2.1', 'Footings', '2', 'm3', '100.00', '200.00'],
        ['', 'Total CONCRETE', '', '', '', '200.00'],
      ];
      pdfRows(page, lefts, second, 100, 20);
    });
    const { tables } = await read('bill.pdf', bytes);
    expect(tables[0]?.lines.map(({ item, section }) => [item, section])).toEqual([
      ['1.1', '1 EARTHWORK'],
      ['2.1', '2 CONCRETE'],
    ]);
    expect(tables[0]?.totals.at(-1)).toMatchObject({ section: '2 CONCRETE', amount: '200' });
  });

  it('have figures at the right edge of a column that are read together with the words of the next', async () => {
    const made = (head: string[], below: string[]) =>
      pdf((page) => {
        page.fontSize(9);
        const columns = [40, 70, 100, 132, 400, 470];
        const rows = [
          head,
          ['1', 'm3', '683.86', 'Excavate', '1.00', '683.86'],
          ['2', 'm3', '400.00', 'Backfill', '5.00', '2,000.00'],
          ['3', 'SF', '604.34', '8" CMU walls', '2.00', '1,208.68'],
          ['4', 'm3', '250.00', 'Concrete', '100.00', '25,000.00'],
        ];
        pdfRows(page, columns, [below], 111);
        pdfRows(page, columns, rows, 100, 30);
      });
    const headers = [
      [['No', 'Per', 'Bid Qty', 'Name of item', 'Unit Price', 'Amount'], ['']],
      [
        ['No', 'Unit', 'Approx.', 'Description', 'Unit Price', 'Amount'],
        ['', '', 'Quantity'],
      ],
    ];
    for (const [head = [], below = []] of headers) {
      const { tables } = await read('bill.pdf', await made(head, below));
      expect(shown(tables[0])?.map(([, ...line]) => line)).toEqual([
        ['Excavate', '683.86', 'm3', '1', '683.86'],
        ['Backfill', '400', 'm3', '5', '2000'],
        ['8" CMU walls', '604.34', 'SF', '2', '1208.68'],
        ['Concrete', '250', 'm3', '100', '25000'],
      ]);
    }
  });

  it('keep the first line of a header that stands at the top edge of every page', async () => {
    const bytes = await pdf((page) => {
      page.fontSize(9);
      for (const number of [1, 2, 3]) {
        if (number > 1) page.addPage();
        pdfRows(page, lefts, [['#', 'Name of item', 'Estimated']], 60);
        pdfRows(page, lefts, [['', '', 'quantity', 'UOM', 'Unit Cost', 'Price']], 71);
        pdfRows(page, lefts, [[String(number), `Excavate pit ${number}`, '2', 'm3', '5.00', '10.00']], 90);
      }
    });
    const { tables } = await read('bill.pdf', bytes);
    expect(tables).toHaveLength(1);
    expect(shown(tables[0])?.[2]).toEqual(['3', 'Excavate pit 3', '2', 'm3', '5', '10']);
  });

  it('have headings of narrow columns that nearly touch, and headings of two lines', async () => {
    const columns = [40, 78, 310, 370, 430, 490];
    const bytes = await pdf((page: Pdf) => {
      page.fontSize(9);
      pdfRows(page, columns, [['Item No', 'Activity', 'Unit', 'Approx.', 'Bid Unit', 'Bid']], 100);
      pdfRows(page, columns, [['', '', '', 'Quantity', 'Price', 'Amount']], 111);
      const rows = [
        ['1', 'Excavate', 'm3', '10', '5.00', '50.00'],
        ['2', 'Backfill', 'm3', '4', '5.00', '20.00'],
        ['3', 'Concrete', 'm3', '2', '100.00', '200.00'],
      ];
      pdfRows(page, columns, rows, 130, 20);
    });
    const { tables } = await read('bill.pdf', bytes);
    expect(shown(tables[0])?.[1]).toEqual(['2', 'Backfill', '4', 'm3', '5', '20']);
  });
});
