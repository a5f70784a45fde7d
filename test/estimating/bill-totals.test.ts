import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/documents/read.ts';
import { isMarkup, isPageTotal, totalKindOf } from '../../src/documents/total-words.ts';
import { checkTable } from '../../src/estimating/checks.ts';
import { file, text, workbook } from '../documents/files.ts';

const header = 'Item,Description,Qty,Unit,Rate,Amount';
const pages = [
  '1,Excavate trenches,10,m3,100,1000',
  '2,Concrete in footings,100,m3,100,10000',
  ',Page total,,,,11000',
  ',Carried forward,,,,11000',
  ',Brought forward,,,,11000',
  '3,Brick wall,120,m2,100,12000',
];
const ending = [
  ',Sub-total,,,,23000',
  ',VAT 5%,,,,1150',
  ',Contingency 10%,,,,2300',
  ',Grand total including VAT,,,,26450',
];

async function issuesOf(rows: string[]) {
  const bytes = text([header, ...rows].join('\n'));
  const document = await readDocument(file('bill.csv', bytes), { signal: new AbortController().signal });
  expect(document.tables).toHaveLength(1);
  const table = document.tables[0]!;
  const issues = checkTable({ table, document, system: null }).map(({ code, message }) => [code, message]);
  return { table, issues };
}
const told = [
  ['NOT_IN_ESTIMATE', '«VAT 5%», 1,150.00, is in the document, not in the estimate.'],
  ['NOT_IN_ESTIMATE', '«Contingency 10%», 2,300.00, is in the document, not in the estimate.'],
];
const contains = (label: string) => [
  'NOT_IN_ESTIMATE',
  `«${label}», 26,450.00, contains what the document adds to its lines and the estimate does not.`,
];

describe('totals of a bill', () => {
  it('that are right by page, with tax and contingency, are not called wrong, and what they add is told', async () => {
    const { table, issues } = await issuesOf([...pages, ...ending]);
    expect(table.lines.map(({ amount }) => amount)).toEqual(['1000', '10000', '12000']);
    expect(table.arithmeticShare).toBe(1);
    expect(issues).toEqual([...told, contains('Grand total including VAT')]);
  });

  it('may repeat a page without figures', async () => {
    const bare = pages.map((row) => (/forward/.test(row) ? row.replace('11000', '') : row));
    expect((await issuesOf([...bare, ...ending])).issues).toEqual([
      ...told,
      contains('Grand total including VAT'),
    ]);
  });

  it('of a later page may be the sum of that page or of all lines so far, and nothing else', async () => {
    const second = async (amount: string) =>
      (await issuesOf([...pages, `,Page total,,,,${amount}`, ...ending.slice(0, 1)])).issues;
    expect(await second('12000')).toEqual([]);
    expect(await second('23000')).toEqual([]);
    expect(await second('12500')).toEqual([
      ['SUBTOTAL_DIFFERS', '«Page total» says 12,500.00, the amounts of the page add up to 12,000.00.'],
    ]);
  });

  it('of a page may stand behind sub-totals of the same page', async () => {
    const rows = (page: string) => [
      '0,Clear the site,5,m2,100,500',
      ',Page total,,,,500',
      ',EARTHWORK,,,,',
      '1,Excavate trenches,10,m3,100,1000',
      ',Total EARTHWORK,,,,1000',
      ',CONCRETE,,,,',
      '2,Footings,100,m3,100,10000',
      '3,Slabs,10,m3,100,1000',
      `,Page total,,,,${page}`,
      '4,Columns,10,m3,100,1000',
      ',Total CONCRETE,,,,12000',
    ];
    const { table, issues } = await issuesOf(rows('12000'));
    expect(table.arithmeticShare).toBe(1);
    expect(issues).toEqual([]);
    expect((await issuesOf(rows('12700'))).issues.map(([code]) => code)).toEqual(['SUBTOTAL_DIFFERS']);
  });

  it('of all are told with both figures where they differ, and may be the sum of several sheets', async () => {
    const { issues } = await issuesOf([...pages.slice(0, 2), ',Grand total,,,,12000']);
    expect(issues).toEqual([
      ['SUBTOTAL_DIFFERS', '«Grand total» says 12,000.00, the amounts of the table add up to 11,000.00.'],
    ]);
    const sheet = (rows: (string | number | null)[][]) => [header.split(','), ...rows];
    const bytes = await workbook({
      A: sheet([['1', 'Excavate', 10, 'm3', 100, 1000]]),
      B: sheet([
        ['1', 'Paint', 10, 'm2', 20, 200],
        [null, 'Grand total', null, null, null, 1200],
      ]),
    });
    const document = await readDocument(file('bill.xlsx', bytes), { signal: new AbortController().signal });
    expect(document.tables.flatMap((table) => checkTable({ table, document, system: null }))).toEqual([]);
  });

  it('of a page leave the sum of the section that goes on as it is', async () => {
    const { table, issues } = await issuesOf([
      ',EARTHWORK,,,,',
      ...pages.map((row) => row.replace('Brick wall', 'Backfill')),
      ',Sub-total,,,,23000',
    ]);
    expect(issues).toEqual([]);
    expect(table.totals.at(-1)).toMatchObject({ label: 'Sub-total', section: 'EARTHWORK' });
  });

  it('without a word for tax may contain it, and a discount is taken off', async () => {
    const plain = [...ending.slice(0, 3), ',Total,,,,26450'];
    expect((await issuesOf([...pages, ...plain])).issues).toEqual([...told, contains('Total')]);
    const less = [',Sub-total,,,,23000', ',Less discount 10%,,,,2300', ',Total,,,,20700'];
    expect((await issuesOf([...pages, ...less])).issues.map(([code]) => code)).toEqual([
      'NOT_IN_ESTIMATE',
      'NOT_IN_ESTIMATE',
    ]);
  });

  it('that agree with nothing are still found', async () => {
    const { issues } = await issuesOf([...pages, ...ending.slice(0, 3), ',Total,,,,27000']);
    expect(issues).toContainEqual([
      'SUBTOTAL_DIFFERS',
      '«Total» says 27,000.00, the amounts of the table add up to 23,000.00.',
    ]);
  });
});

describe('words of totals', () => {
  it('tell a tax from a sum that contains it', () => {
    expect(totalKindOf('Grand total including 5% VAT')).toBe('grand');
    expect(totalKindOf('Total incl. VAT 5%')).toBe('sum');
    expect(['VAT 5%', '7.1 VAT 5%', '5% VAT', 'Overheads 10%'].map(isMarkup)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(isMarkup('Total incl. VAT 5%')).toBe(false);
  });

  it('tell the total of a page', () => {
    expect(['Page total', 'Total of this page', 'Total for page 3'].map(isPageTotal)).toEqual([
      true,
      true,
      true,
    ]);
    expect(isPageTotal('Sub-total')).toBe(false);
  });
});
