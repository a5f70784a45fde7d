import { type CellObject, read, utils, type WorkBook } from '@e965/xlsx';
import Big from 'big.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Estimate, EstimateIssue, ScopeReport, Takeoff } from '../../../src/estimating/estimate.ts';
import { bytesOf, contextOf, drive, line, place, smallEstimate, workbookOf } from './fixture.ts';
import { evaluate } from './formula.ts';

const sheetNames = ['Summary', 'Lines', 'Take-off', 'Assumptions', 'Issues', 'Sources'];

const cellsOf = (workbook: WorkBook, sheet: string): [address: string, cell: CellObject][] =>
  Object.entries(workbook.Sheets[sheet]!).filter(([address]) => !address.startsWith('!'));

const rowsOf = (workbook: WorkBook, sheet: string): unknown[][] =>
  utils.sheet_to_json(workbook.Sheets[sheet]!, { header: 1, defval: null });

/** Low, likely and high in the row of this name. */
const levelsOf = (workbook: WorkBook, name: string) =>
  rowsOf(workbook, 'Summary')
    .find((row) => row[1] === name)
    ?.slice(3, 6);

/** Works out every formula again and compares it with what is stored; returns how many there were. */
function checkFormulas(workbook: WorkBook): number {
  let formulas = 0;
  for (const sheet of workbook.SheetNames) {
    for (const [address, cell] of cellsOf(workbook, sheet)) {
      if (cell.f === undefined) continue;
      formulas += 1;
      expect(evaluate(workbook, sheet, cell.f), `${sheet}!${address} = ${cell.f}`).toBeCloseTo(
        cell.v as number,
        6,
      );
    }
  }
  return formulas;
}

describe('the workbook of a small estimate', () => {
  let workbook: WorkBook;

  beforeAll(async () => {
    workbook = await workbookOf({ estimate: smallEstimate() });
  });

  it('has the sheets in order', () => {
    expect(workbook.SheetNames).toEqual(sheetNames);
  });

  it('works the amount out of quantity and rate', () => {
    expect(workbook.Sheets.Lines).toMatchObject({
      F2: { v: 2.5 },
      H2: { v: 10.1 },
      J2: { f: 'ROUND(F2*H2,2)', v: 25.25 },
      J3: { f: 'ROUND(F3*H3,2)', v: 22 },
    });
  });

  it('keeps a sum without a rate as it is, and says so', () => {
    const cell: CellObject = workbook.Sheets.Lines!.J4;
    expect(cell.f).toBeUndefined();
    expect(cell.v).toBe(100);
    expect(rowsOf(workbook, 'Lines')[3]).toContain('The amount is a sum without a rate.');
  });

  it('leaves the amount of a line without a price empty, and says so', () => {
    expect(workbook.Sheets.Lines!.J5).toBeUndefined();
    expect(rowsOf(workbook, 'Lines')[4]).toContain('No price was found for this line.');
  });

  it('says of a line with a rate that counts nothing that it does', async () => {
    const lines = [line('1', { low: null, amount: null, high: null })];
    const rows = rowsOf(await workbookOf({ estimate: smallEstimate({ lines }) }), 'Lines');
    expect(rows[1]).toContain('This line counts nothing in the total.');
  });

  it('sums by trade, adds the mark-ups in order and comes to the total', () => {
    expect(rowsOf(workbook, 'Summary').find((row) => row[0] === 'concrete')).toEqual([
      ...['concrete', 'Concrete', 2, 30, 47.25, 70],
      expect.closeTo(0.3209, 4),
    ]);
    expect(levelsOf(workbook, 'Net')).toEqual([90, 147.25, 200]);
    expect(levelsOf(workbook, 'Overhead')).toEqual([9, 14.73, 20]);
    expect(levelsOf(workbook, 'Profit')).toEqual([4.95, 8.1, 11]);
    expect(levelsOf(workbook, 'Total')).toEqual([103.95, 170.08, 231]);
    expect(levelsOf(workbook, 'Difference')).toEqual([0, 0, 0]);
  });

  it('stores with every formula what it comes to', () => {
    // Two amounts, three sums of lines; per trade five, net 3, mark-ups 6, total 3, difference 3.
    expect(checkFormulas(workbook)).toBe(2 + 3 + 2 * 5 + 3 + 6 + 3 + 3);
  });
});

describe('building elements', () => {
  const element = { low: '0', likely: '0', high: '0', lineCount: 0, share: 0 };
  const byElement = ['B10', 'C10'].map((code) => ({ ...element, code, name: `Element ${code}` }));
  const lines = [
    line('1', { trade: 'concrete', amount: '25.25', unitPrice: '10.10', quantity: '2.5' }),
    line('2', { trade: 'doors_windows', amount: '2.00', quantity: '2' }),
    line('3', { trade: 'doors_windows', amount: '3.00', quantity: '3' }),
  ];

  it('are a second table of formulas over the lines', async () => {
    const workbook = await workbookOf({ estimate: smallEstimate({ lines, byElement }) });
    const rows = rowsOf(workbook, 'Summary');
    const at = rows.findIndex((row) => row[0] === 'Element');
    expect(rows[at]!.slice(1, 3)).toEqual(['UNIFORMAT II', 'Lines']);
    expect(rows.slice(at + 1).map((row) => [row[0], row[1], row[2], row[4]])).toEqual([
      ['B10', 'Element B10', 1, 25.25],
      ['C10', 'Element C10', 2, 5],
    ]);
    expect(workbook.Sheets.Summary![`E${at + 2}`].f).toMatch(/^SUMIF\(Lines!/);
    checkFormulas(workbook);
  });

  it('are left out where the estimate has none', async () => {
    const rows = rowsOf(await workbookOf({ estimate: smallEstimate({ lines }) }), 'Summary');
    expect(rows.some((row) => row[0] === 'Element')).toBe(false);
  });
});

describe('live formulas', () => {
  it('follow a changed quantity up to the total', async () => {
    const workbook = await workbookOf({ estimate: smallEstimate() });
    workbook.Sheets.Lines!.F2.v = 12.5;
    // 126.25 + 22.00 + 100.00 = 248.25; + 24.83 = 273.08; 5 % is 13.654, so 13.65; total 286.73.
    const total = cellsOf(workbook, 'Summary').find(([, cell]) => cell.v === 'Total')![0];
    const cell: CellObject = workbook.Sheets.Summary![total.replace('B', 'E')];
    expect(evaluate(workbook, 'Summary', cell.f!)).toBeCloseTo(286.73, 6);
  });

  it('come to what is stored, and to the net sum, for any lines', async () => {
    const amount = fc
      .integer({ min: -500_000, max: 5_000_000 })
      .map((cents) => new Big(cents).div(100).toFixed(2));
    const estimateLine = fc.record({
      quantity: fc
        .integer({ min: 0, max: 99_999 })
        .map((thousandths) => new Big(thousandths).div(1000).toFixed()),
      unitPrice: amount,
      low: amount,
      high: amount,
      trade: fc.constantFrom('concrete', 'Concrete', '03', '3', 'A*', '>5', 'roads'),
      priceBasis: fc.constantFrom('document', 'public-bid', 'composed', 'user', 'none'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(estimateLine, { maxLength: 12 }), async (drawn) => {
        const lines = drawn.map((changes, index) => {
          const product = new Big(changes.quantity)
            .times(changes.unitPrice)
            .round(2, Big.roundHalfUp)
            .toFixed(2);
          return line(`${index}`, { ...changes, amount: changes.priceBasis === 'none' ? null : product });
        });
        const trades = [...new Set(lines.map(({ trade }) => trade))];
        const byTrade = trades.map((trade) => ({
          ...{ trade, name: trade, lineCount: 0, low: '0', likely: '0', high: '0', share: 0 },
        }));
        const workbook = await workbookOf({ estimate: smallEstimate({ lines, byTrade, markups: [] }) });
        checkFormulas(workbook);
        const net = lines.reduce((sum, { amount }) => sum.plus(amount ?? 0), new Big(0));
        expect(levelsOf(workbook, 'Net')![1]).toBeCloseTo(net.toNumber(), 6);
        const inTrades = trades.map(
          (trade) => rowsOf(workbook, 'Summary').find((row) => row[0] === trade)![4],
        );
        expect(inTrades.reduce<number>((sum, value) => sum + Number(value), 0)).toBeCloseTo(
          net.toNumber(),
          6,
        );
      }),
      { numRuns: 15 },
    );
  });

  it('are worked out again by the program that opens the file', async () => {
    const { result } = await drive(contextOf({ estimate: smallEstimate() }));
    const opened = read(bytesOf(result.outputs, 'export_xlsx'), { bookFiles: true }) as WorkBook & {
      files: Record<string, { content: Uint8Array }>;
    };
    const xml = new TextDecoder().decode(opened.files['xl/workbook.xml']?.content);
    expect(xml).toContain('<calcPr fullCalcOnLoad="1"/>');
  });

  it('do without a currency’s cents where it has none', async () => {
    const lines = [line('1', { quantity: '3', unitPrice: '33.5', low: '90', amount: '101', high: '120' })];
    const workbook = await workbookOf({
      estimate: smallEstimate({ currency: 'JPY', lines, byTrade: [], markups: [] }),
    });
    expect(workbook.Sheets.Lines!.J2).toMatchObject({ f: 'ROUND(F2*H2,0)', v: 101 });
  });

  it('stay out of the way of an estimate without lines', async () => {
    const workbook = await workbookOf({ estimate: smallEstimate({ lines: [], byTrade: [], markups: [] }) });
    expect(levelsOf(workbook, 'Total')).toEqual([0, 0, 0]);
    expect(checkFormulas(workbook)).toBe(3 + 3 + 3 + 3);
  });
});

describe('mark-ups', () => {
  // Lines by basis: document 25.25, composed 22.00, public-bid 100.00.
  const markups: Estimate['markups'] = [
    { name: 'Overhead', percent: '10', amount: '2.20', base: '22.00', leavesOut: ['public-bid', 'document'] },
    { name: 'Profit', percent: '5', amount: '2.47', base: '49.45', leavesOut: ['public-bid'] },
    { name: 'Contingency', percent: '7.5', amount: '11.39', base: '151.92' },
  ];

  it('are taken of the lines they apply to and of the mark-ups before', async () => {
    // 10 % of 22.00; 5 % of 25.25 + 22.00 + 2.20 is 2.4725; 7.5 % of 147.25 + 2.20 + 2.47 is 11.394.
    const workbook = await workbookOf({ estimate: smallEstimate({ markups }) });
    expect(markups.map(({ name }) => levelsOf(workbook, name)![1])).toEqual([2.2, 2.47, 11.39]);
    expect(levelsOf(workbook, 'Total')![1]).toBe(163.31);
    expect(checkFormulas(workbook)).toBe(2 + 3 + 2 * 5 + 3 + 9 + 3 + 3);
  });

  it('are taken of low and high prices in the same way', async () => {
    // Low: composed 10.00, document 20.00. High: composed 30.00, document 40.00.
    const workbook = await workbookOf({ estimate: smallEstimate({ markups: markups.slice(0, 2) }) });
    expect(levelsOf(workbook, 'Overhead')).toEqual([1, 2.2, 3]);
    expect(levelsOf(workbook, 'Profit')).toEqual([1.55, 2.47, 3.65]);
  });

  it('show a difference when lines and mark-ups do not come to the approved total', async () => {
    const workbook = await workbookOf({ estimate: smallEstimate({ likely: '171.08' }) });
    expect(levelsOf(workbook, 'Difference')).toEqual([0, -1, 0]);
  });
});

describe('text', () => {
  const hostile = ['=1+1', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://example.org","x")'];

  it('never becomes a formula, wherever it stands', async () => {
    const lines = hostile.map((words, index) =>
      line(`${index}`, {
        ...{ item: words, description: words, section: words, trade: words, unit: words, priceSource: words },
        source: { ...place(index + 2), documentName: words, sheet: words, quote: words },
      }),
    );
    const issues: EstimateIssue[] = hostile.map((message) => ({
      severity: 'low',
      code: 'X',
      message,
      source: null,
    }));
    const estimate = smallEstimate({ lines, issues, assumptions: hostile });
    const workbook = await workbookOf({ estimate });
    for (const sheet of sheetNames) {
      for (const [address, cell] of cellsOf(workbook, sheet)) {
        if (typeof cell.v !== 'string') continue;
        expect(cell.t, `${sheet}!${address}`).toBe('s');
        expect(cell.f, `${sheet}!${address}`).toBeUndefined();
        // The text format keeps it text when a person edits the cell.
        if (/^[=+\-@\t\r]/.test(cell.v)) expect(cell.z, `${sheet}!${address}`).toBe('@');
      }
    }
    const quotes = rowsOf(workbook, 'Sources').map((row) => row[11]);
    expect(quotes).toContain('=HYPERLINK("http://example.org","x")');
  });

  it('survives names that programs use themselves', async () => {
    const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
    const workbook = await workbookOf({ estimate: smallEstimate({ assumptions: names }) });
    const written = rowsOf(workbook, 'Assumptions').map((row) => String(row[1]).trim());
    expect(written).toEqual(expect.arrayContaining(names));
  });

  it('is cut at what a cell can hold', async () => {
    const workbook = await workbookOf({ estimate: smallEstimate({ assumptions: ['a'.repeat(40_000)] }) });
    expect(String(rowsOf(workbook, 'Assumptions')[1]![1])).toHaveLength(32_767);
  });
});

describe('what the estimate rests on', () => {
  const takeoff: Takeoff = {
    lines: [
      {
        ...{ lineId: '1.01', unit: 'yd3', net: '2.4', waste: '0.1', gross: '2.5', method: 'model' },
        ...{ working: '2.4 from the model', source: place(9, 'model.ifc') },
      },
      {
        ...{ lineId: '1.02', unit: 'yd3', net: '3', waste: '0', gross: '3', method: 'stated' },
        ...{ working: null, source: place(3) },
      },
    ],
    issues: [{ severity: 'low', code: 'QUANTITY_CONFLICT', message: 'Two quantities.', source: place(9) }],
  };
  const note = { cue: 'by others', trade: 'hvac', source: place(12, 'spec.docx') };
  const scope: ScopeReport = {
    inclusions: [],
    exclusions: [{ ...note, text: 'Heating by others.' }],
    qualifications: [{ ...note, text: 'Provisional sum of $38,000.', cue: 'provisional sum', trade: null }],
    issues: [{ severity: 'critical', code: 'SUBTOTAL', message: 'A subtotal is wrong.', source: null }],
    missing: [
      {
        topic: 'hardware',
        trade: 'openings',
        description: 'Door hardware',
        because: 'there are doors',
        source: null,
      },
    ],
  };
  const stated = {
    skipped: [
      { documentId: 'd9', name: 'addendum.xlsx', code: 'DOCUMENT_CORRUPT', message: 'The file is cut off.' },
    ],
    documents: [
      {
        tables: [
          {
            lines: [
              { id: '1.01', quantity: '2.5', rate: '10.10', amount: '52.25' },
              { id: 'other', quantity: '1', rate: '1', amount: '1' },
            ],
          },
        ],
      },
    ],
  };
  let workbook: WorkBook;

  beforeAll(async () => {
    workbook = await workbookOf({
      estimate: smallEstimate(),
      takeoff,
      scope_report: scope,
      extracted_tables: stated,
    });
  });

  it('stands beside the line: what the document states', () => {
    const [titles, first, second] = rowsOf(workbook, 'Lines');
    const at = titles!.indexOf('Stated quantity');
    expect(first!.slice(at, at + 3)).toEqual([2.5, 10.1, 52.25]);
    expect(second!.slice(at, at + 3)).toEqual([null, null, null]);
  });

  it('has net and waste added up to gross', () => {
    expect(workbook.Sheets['Take-off']!.F2).toMatchObject({ f: 'D2+E2', v: 2.5 });
    expect(rowsOf(workbook, 'Take-off')[1]).toEqual([
      ...['1.01', 'Work 1.01', 'yd3', 2.4, 0.1, 2.5, 'model', '2.4 from the model'],
      ...['model.ifc', 'Bill', null, 9, 'B9'],
    ]);
  });

  it('lists assumptions, exclusions, qualifications, what may be missing and what was not read', () => {
    expect(rowsOf(workbook, 'Assumptions').map((row) => row.slice(0, 2))).toEqual([
      ['Kind', 'Text'],
      ['Assumption', 'Work is done in normal hours.'],
      ['Exclusion', 'Heating by others.'],
      ['Qualification', 'Provisional sum of $38,000.'],
      ['Possibly missing', 'Door hardware (there are doors)'],
      ['Not read', 'The file is cut off.'],
    ]);
    expect(rowsOf(workbook, 'Assumptions').at(-1)).toContain('addendum.xlsx');
  });

  it('lists the issues of all agents, the gravest first', () => {
    const codes = rowsOf(workbook, 'Issues').map((row) => row.slice(0, 2));
    expect(codes.slice(1)).toEqual([
      ['critical', 'SUBTOTAL'],
      ['low', 'QUANTITY_CONFLICT'],
    ]);
  });

  it('names the cells of what the document states, and the place of a price that another document states', async () => {
    const lines = [line('1.01', { priceReference: place(7, 'prices.xlsx') })];
    const figures = { page: null, row: 2, quantity: 'D2', rate: 'F2+G2', amount: 'H2' };
    const tables = [{ kind: 'bill', title: null, lines: [{ id: '1.01', figures }] }];
    const told = await workbookOf({
      estimate: smallEstimate({ lines }),
      extracted_tables: { documents: [{ tables }], skipped: [] },
    });
    expect(rowsOf(told, 'Sources').map((row) => [...row.slice(2, 4), ...row.slice(6, 11)])).toEqual([
      ['Of', 'Document', 'Row', 'Cell', 'Quantity cell', 'Rate cell', 'Amount cell'],
      ['Line', 'bill.xlsx', 2, 'B2', 'D2', 'F2+G2', 'H2'],
      ['Price', 'prices.xlsx', 7, 'B7', null, null, null],
    ]);
    const [titles, first] = rowsOf(told, 'Lines');
    expect(first![titles!.indexOf('Place')]).toBe('B2');
  });

  it('names the place of every line, and of its quantity where that is another', () => {
    const places = rowsOf(workbook, 'Sources').map((row) => [row[0], row[2], row[3], row[6], row[11]]);
    expect(places.slice(1)).toEqual([
      ['1.01', 'Line', 'bill.xlsx', 2, 'words of row 2'],
      ['1.01', 'Quantity', 'model.ifc', 9, 'words of row 9'],
      ['1.02', 'Line', 'bill.xlsx', 3, 'words of row 3'],
      ['2.01', 'Line', 'bill.xlsx', 4, 'words of row 4'],
      ['2.02', 'Line', 'bill.xlsx', 5, 'words of row 5'],
    ]);
  });
});
