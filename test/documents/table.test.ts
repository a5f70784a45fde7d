import { describe, expect, it } from 'vitest';
import type { Table } from '../../src/documents/document.ts';
import type { Cell, Grid } from '../../src/documents/grid.ts';
import { tablesIn } from '../../src/documents/table.ts';
import type { Grid as Values } from './files.ts';

/** A grid as a sheet reader would hand it over; rows count from 1. */
function grid(values: Values, spans: Record<string, number> = {}): Grid {
  return {
    documentId: 'document_1',
    documentName: 'bill.xlsx',
    sheet: 'Bill',
    page: null,
    title: null,
    method: 'cell',
    rows: values.map((row, index) => ({
      row: index + 1,
      page: null,
      joins: null,
      cells: row.map((value, column): Cell | null =>
        value === null || value === ''
          ? null
          : {
              text: String(value),
              number: typeof value === 'number' ? String(value) : null,
              bold: false,
              span: spans[`${index + 1}:${column}`] ?? 1,
            },
      ),
    })),
  };
}

function only(values: Values, spans?: Record<string, number>): Table {
  const { tables } = tablesIn(grid(values, spans), 1);
  expect(tables).toHaveLength(1);
  return tables[0] as Table;
}

const header = ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'];
const shown = (table: Table) =>
  table.lines.map(({ item, section, description, quantity, unit, rate, amount }) => [
    item,
    section,
    description,
    quantity,
    unit,
    rate,
    amount,
  ]);

describe('tables', () => {
  it('finds the header anywhere and keeps where every line comes from', () => {
    const table = only([
      ['Project Alpha'],
      [null],
      ['Bill of quantities'],
      [null, 'ITEM NO.', 'PARTICULARS', "Q'TY", 'U.O.M', 'UNIT PRICE (USD)', 'TOTAL PRICE'],
      [null, '1.1', 'Excavate trenches', 12, 'm3', 5, 60],
    ]);
    expect(shown(table)).toEqual([['1.1', null, 'Excavate trenches', '12', 'm3', '5', '60']]);
    expect(table).toMatchObject({
      kind: 'bill',
      title: 'Bill of quantities',
      currency: 'USD',
      arithmeticShare: 1,
    });
    expect(table.lines[0]?.source).toMatchObject({
      sheet: 'Bill',
      row: 5,
      method: 'cell',
      quote: '1.1 Excavate trenches 12 m3 5 60',
    });
  });

  it('takes the total of material and labour for the rate where the quantity times it is the amount', () => {
    const table = only([
      ['Description', 'Unit', 'Qty', 'Mat.', 'Lab.', 'Total', 'Amount'],
      ['Cut off piles', 'No.', 6, 30, 70, 100, 600],
      ['Remove pile heads', 'No.', 4, 20, 30, 50, 200],
      ['Cast slab', 'm3', 3, 90, 10, 100, 300],
    ]);
    expect(table.lines.map(({ rate, amount }) => [rate, amount])).toEqual([
      ['100', '600'],
      ['50', '200'],
      ['100', '300'],
    ]);
    expect(table.arithmeticShare).toBe(1);
  });

  it('reads a header among many columns of floors and levels', () => {
    const floors = Array.from({ length: 14 }, (_, floor) => `Fl. ${floor}`);
    const shares = floors.map((_, floor) => (floor === 0 ? 6 : null));
    const table = only([
      ['WBS', 'Description', 'Unit', ...floors, 'Qty', 'Amount'],
      ['Piles', 'Cut off piles', 'No.', ...shares, 6, 600],
      ['Piles', 'Remove pile heads', 'No.', ...shares, 6, 300],
      ['Slabs', 'Cast slab', 'm3', ...shares, 6, 900],
    ]);
    expect(table.lines.map(({ description, quantity, amount }) => [description, quantity, amount])).toEqual([
      ['Cut off piles', '6', '600'],
      ['Remove pile heads', '6', '300'],
      ['Cast slab', '6', '900'],
    ]);
  });

  it('reads two stacked header rows with a row of column numbers below', () => {
    const table = only([
      ['Sl.', 'Description of work', 'Quantity', 'Unit', 'Rate', null, 'Amount'],
      ['No.', null, null, null, 'in figures', 'in words', '(Rs.)'],
      ['1', '2', '3', '4', '5', '6', '7'],
      ['1', 'Steel', '1,500.5', 'kg', '1,00,000.00', 'One lakh', '15,00,50,000.00'],
    ]);
    expect(table.columns.map(({ role }) => role)).toEqual([
      'item',
      'description',
      'quantity',
      'unit',
      'rate',
      'other',
      'amount',
    ]);
    expect(shown(table)).toEqual([['1', null, 'Steel', '1500.5', 'kg', '100000', '150050000']]);
    expect(table.currency).toBe('INR');
  });

  it('puts lines under their headings and sums under what they add up', () => {
    const table = only([
      header,
      ['A', 'EARTHWORK'],
      ['A1', 'Excavate', 10, 'm3', 5, 50],
      ['A2', 'Backfill', 4, 'm3', 5, 20],
      [null, 'Total A', null, null, null, 70],
      [null, 'Section B: Concrete'],
      ['B1', 'Footings', 2, 'm3', 100, 200],
      [null, 'Sub-total', null, null, null, 200],
      [null, 'Grand total', null, null, null, 270],
      [null, 'VAT 10%', null, null, null, 27],
    ]);
    expect(table.lines.map(({ section }) => section)).toEqual([
      'A EARTHWORK',
      'A EARTHWORK',
      'Section B: Concrete',
    ]);
    expect(
      table.totals.map(({ label, section, amount, source }) => [label, section, amount, source.row]),
    ).toEqual([
      ['Total A', 'A EARTHWORK', '70', 5],
      ['Sub-total', 'Section B: Concrete', '200', 8],
      ['Grand total', null, '270', 9],
      ['VAT 10%', null, '27', 10],
    ]);
    expect(table.arithmeticShare).toBe(1);
  });

  it('counts what does not add up', () => {
    const table = only([
      header,
      ['1', 'Excavate', 10, 'm3', 5, 50],
      ['2', 'Backfill', 10, 'm3', 5, 60],
      [null, 'Total', null, null, null, 999],
    ]);
    expect(table.arithmeticShare).toBe(0.33);
    expect(table.kind).toBe('bill');
  });

  it('puts wrapped descriptions together, with the figures on the first or the last line', () => {
    const table = only([
      header,
      ['1', 'Excavation in all kinds of', 10, 'm3', 5, 50],
      [null, 'soil including disposal'],
      ['2', 'Plain cement concrete'],
      [null, 'laid in foundations', 2, 'm3', 100, 200],
    ]);
    expect(shown(table)).toEqual([
      ['1', null, 'Excavation in all kinds of soil including disposal', '10', 'm3', '5', '50'],
      ['2', null, 'Plain cement concrete laid in foundations', '2', 'm3', '100', '200'],
    ]);
    expect(table.lines[1]?.source.row).toBe(4);
  });

  it('puts a clause before all lines that share it, and before no other', () => {
    const table = only([
      header,
      ['1', 'Reinforced concrete of grade M25 in the following parts of the building, complete:'],
      ['a)', 'Footings', 2, 'm3', 100, 200],
      ['b)', 'Columns', 3, 'm3', 100, 300],
      ['2', 'Formwork', 5, 'm2', 10, 50],
    ]);
    expect(table.lines.map(({ description }) => description)).toEqual([
      'Reinforced concrete of grade M25 in the following parts of the building, complete: Footings',
      'Reinforced concrete of grade M25 in the following parts of the building, complete: Columns',
      'Formwork',
    ]);
  });

  it('reads side by side bidders, by merged cells or by a row above', () => {
    const rows: Values = [
      ['No', 'Description', 'Unit', 'Qty', 'Acme', null, 'Beta', null],
      [null, null, null, null, 'Rate', 'Amount', 'Rate', 'Amount'],
      ['1', 'Paving', 'm2', 10, 5, 50, 6, 60],
      [null, 'Total', null, null, null, 50, null, 60],
    ];
    for (const table of [only(rows), only(rows, { '1:4': 2, '1:6': 2 })]) {
      expect(table.columns.map(({ group }) => group)).toEqual([
        null,
        null,
        null,
        null,
        'Acme',
        'Acme',
        'Beta',
        'Beta',
      ]);
      expect(table.lines[0]?.prices).toEqual([
        { group: 'Acme', rate: '5', amount: '50' },
        { group: 'Beta', rate: '6', amount: '60' },
      ]);
      expect(table.lines[0]).toMatchObject({ rate: '5', amount: '50' });
      expect(table.totals[0]?.prices?.map(({ amount }) => amount)).toEqual(['50', '60']);
    }
  });

  it('adds supply and installation up to one price', () => {
    const table = only([
      ['No', 'Description', 'Unit', 'Qty', 'Supply', null, 'Installation', null],
      [null, null, null, null, 'Rate', 'Amount', 'Rate', 'Amount'],
      ['1', 'Pump', 'nos', 2, 100, 200, 10, 20],
    ]);
    expect(table.lines[0]).toMatchObject({ rate: '110', amount: '220' });
    expect(table.lines[0]?.prices).toBeUndefined();
  });

  it('takes a sheet of measurements for a schedule and a design sheet for no bill', () => {
    const measured = only([
      ['No', 'Description', 'Nos', 'L', 'B', 'D', 'Qty'],
      ['1', 'Footing F1', 4, 2.5, 2, 1.5, 30],
      [null, 'Total', null, null, null, null, 30],
    ]);
    expect(measured.kind).toBe('schedule');
    expect(measured.lines).toHaveLength(1);
    expect(measured.lines[0]?.dimensions).toEqual({ number: '4', length: '2.5', breadth: '2', depth: '1.5' });
    expect(measured.totals).toEqual([]);
    const design = only([
      ['No', 'Mark', 'L', 'B', 'Depth', 'Load'],
      [1, 'S1', 3.2, 2.1, 0.12, 5],
      [2, 'S2', 4.2, 2.1, 0.12, 5],
    ]);
    expect(design.kind).not.toBe('bill');
  });

  it('demotes a bill that hardly ever adds up', () => {
    const rows = [1, 2, 3, 4, 5].map((n) => [String(n), `Beam ${'ABCDE'[n]}`, n, 'm', 7, 1234]);
    expect(only([header, ...rows]).kind).toBe('other');
  });

  it('does not take the zero of an unpriced formula for a price, and keeps words in place of figures', () => {
    const table = only([
      header,
      ['1', 'Excavate', 10, 'm3', null, 0],
      ['2', 'Dewatering', 'Item', null, null, 500],
      ['3', 'Rock', null, 'm3', 'rate only', null],
    ]);
    expect(shown(table)).toEqual([
      ['1', null, 'Excavate', '10', 'm3', null, null],
      ['2', null, 'Dewatering', null, 'Item', null, '500'],
      ['3', null, 'Rock', null, 'm3', null, null],
    ]);
    expect(table.lines[2]?.remark).toBe('Rate: rate only');
  });

  it('splits a unit from its quantity where there is no column for it', () => {
    const table = only([
      ['Description', 'Quantity', 'Price', 'Total'],
      ['Excavate', '12 m3', 5, 60],
    ]);
    expect(shown(table)).toEqual([[null, null, 'Excavate', '12', 'm3', '5', '60']]);
  });

  it('finds several tables in one sheet and keeps the words around them', () => {
    const { tables, texts } = tablesIn(
      grid([
        ['Intro'],
        header,
        ['1', 'Excavate', 10, 'm3', 5, 50],
        [null, 'Total', null, null, null, 50],
        [null],
        ['Mark', 'Width', 'Height', 'Qty'],
        ['D1', 900, 2100, 4],
        ['All sizes are to be checked on site.'],
      ]),
      3,
    );
    expect(tables.map(({ id, kind, lines }) => [id, kind, lines.length])).toEqual([
      ['document_1-t3', 'bill', 1],
      ['document_1-t4', 'schedule', 1],
    ]);
    expect(texts.map(({ text, source }) => [text, source.row])).toEqual([
      ['Intro', 1],
      ['All sizes are to be checked on site.', 8],
    ]);
  });

  it('never makes a line of a collection that repeats sums', () => {
    const table = only([
      header,
      [null, 'Section A: Earthwork'],
      ['1', 'Excavate', 10, 'm3', 5, 50],
      [null, 'Carried to collection', null, null, null, 50],
      [null, 'COLLECTION'],
      [null, 'Page 1', null, null, null, 50],
      [null, 'Total carried to summary', null, null, null, 50],
    ]);
    expect(table.lines).toHaveLength(1);
    expect(table.totals).toHaveLength(3);
  });

  it('leaves a sheet of prose as texts', () => {
    const { tables, texts } = tablesIn(
      grid([['GENERAL CONDITIONS'], ['The contractor pays for water.'], ['Total cover is included.']]),
      1,
    );
    expect(tables).toEqual([]);
    expect(texts).toMatchObject([
      { text: 'GENERAL CONDITIONS', headingLevel: 2, heading: null },
      { text: 'The contractor pays for water.', headingLevel: null, heading: 'GENERAL CONDITIONS' },
      { text: 'Total cover is included.' },
    ]);
  });

  it('believes a table without a header when several rows have words, a unit and a figure in the same columns', () => {
    const rows: Values = [
      ['11', 'THERMAL INSULATION'],
      ['11.1', '50 mm thick', 'Sqm.', 2500],
      ['11.2', '32 mm thick', 'Sqm.', 9000],
      ['11.3', '25 mm thick', 'Sqm.', 42000],
    ];
    const table = only(rows);
    expect(shown(table)).toEqual([
      ['11.1', '11 THERMAL INSULATION', '50 mm thick', '2500', 'Sqm.', null, null],
      ['11.2', '11 THERMAL INSULATION', '32 mm thick', '9000', 'Sqm.', null, null],
      ['11.3', '11 THERMAL INSULATION', '25 mm thick', '42000', 'Sqm.', null, null],
    ]);
    expect(table.confidence).toBeLessThan(0.8);
    expect(tablesIn(grid(rows.slice(0, 3)), 1).tables).toEqual([]);
  });

  it('takes a column without a readable heading for the rate when the arithmetic says so', () => {
    const rows = [1, 2, 3].map((n) => [String(n), `Panel ${'ABC'[n - 1]}`, n, 'm2', n + 10, n * (n + 10)]);
    const table = only([['Item', 'Description', 'Quantity', 'Unit', 'Rat', 'Amount'], ...rows]);
    expect(table.lines.map(({ rate }) => rate)).toEqual(['11', '12', '13']);
    expect(table.columns[4]?.role).toBe('rate');
    expect(table.lines[0]?.remark).toBeNull();
  });

  it('reads headings whose words a narrow cell broke', () => {
    const table = only([
      ['Item', 'Description', 'Quan tity', 'Un it', 'Rat e', 'Amou nt'],
      ['1', 'Excavate', 10, 'm3', 5, 50],
    ]);
    expect(shown(table)).toEqual([['1', null, 'Excavate', '10', 'm3', '5', '50']]);
  });

  it('takes the words before the figures for the description, not those of a supplier behind them', () => {
    const table = only([
      ['E', 'THERMAL INSULATION', 'UOM', 'Qty', 'Rate', 'Value', 'Material description'],
      ['1.1', 'Insulation of ducts, 19 mm', 'm2', 12, 10, 120, 'Brand X sheet'],
      ['1.2', 'Insulation of pipes, 25 mm', 'm', 10, 10, 100, 'Brand X tube'],
    ]);
    expect(table.lines.map(({ item, description }) => [item, description])).toEqual([
      ['1.1', 'Insulation of ducts, 19 mm'],
      ['1.2', 'Insulation of pipes, 25 mm'],
    ]);
  });

  it('reads German short headings and «How many»', () => {
    const german = only([
      ['Nr.', 'Bezeichnung', 'Mg.', 'Einh.', 'EP €', 'GP €'],
      ['1', 'Mauerwerk 24 cm', '85,5', 'm²', '52,00', '4.446,00'],
      ['2', 'Innentuer', '12', 'Stk', '480,00', '5.760,00'],
    ]);
    expect(shown(german)).toEqual([
      ['1', null, 'Mauerwerk 24 cm', '85.5', 'm²', '52', '4446'],
      ['2', null, 'Innentuer', '12', 'Stk', '480', '5760'],
    ]);
    const english = only([
      ['Item', 'Description', 'How many', 'Unit', 'Rate', 'Amount'],
      ['1', 'Brick wall', 85.5, 'm2', 52, 4446],
    ]);
    expect(shown(english)).toEqual([['1', null, 'Brick wall', '85.5', 'm2', '52', '4446']]);
  });
});
