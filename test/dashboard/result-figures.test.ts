// The figures and the search of the result, without a browser.

import { expect, test } from 'vitest';
import { formatOf, grouped } from '../../src/dashboard/components/artifact-kinds.ts';
import { nearOf } from '../../src/dashboard/components/near.ts';
import type { ArtifactKind } from '../../src/dashboard/generated/graphql.ts';
import {
  byLikely,
  numberOf,
  placeOfLikely,
  priceDigits,
  shareOf,
  shortOf,
  spread,
  sumOf,
  unitOf,
} from '../../src/dashboard/views/result/figures.ts';
import {
  bySeverity,
  type Issue,
  issuesOf,
  type Line,
  linesWith,
  severityCounts,
} from '../../src/dashboard/views/result/search.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const range = (low: string, likely: string, high: string) => ({
  low: usd(low),
  likely: usd(likely),
  high: usd(high),
});

test('a sum of money is exact where floats are not', () => {
  const parts = ['0.10', '0.20', '9007199254740993.01'].map(usd);
  expect(sumOf(parts, 'USD')).toEqual(usd('9007199254740993.31'));
});

test('the axis of a chart names its money, and a share that is there is never nothing', () => {
  expect([shortOf(15_000, 'USD'), shortOf(0, 'GBP'), shortOf(1_250_000, 'INR')]).toEqual([
    '$15K',
    '£0',
    '₹1.3M',
  ]);
  expect(shortOf(15_000, 'gold')).toBe('15K');
  expect([shareOf(0), shareOf(0.004), shareOf(0.22)]).toEqual(['0%', '< 1%', '22%']);
});

test('a quantity keeps all its figures, and what is no number stays as it came', () => {
  expect(numberOf('1234567.125')).toBe('1,234,567.125');
  expect(numberOf('12345678901234567890')).toBe('12,345,678,901,234,567,890');
  expect(numberOf('<b>7</b>')).toBe('<b>7</b>');
});

test('low and high are told as distances from likely; without a likely amount or a range there are none', () => {
  expect(spread(range('90', '100', '125.5'))).toEqual({ below: '−10%', above: '+25.5%' });
  expect(spread(range('0', '0', '0'))).toBeNull();
  expect(spread(range('7', '7.00', '7'))).toBeNull();
});

test('likely stands where it belongs between low and high, in the middle without a range, and never outside', () => {
  expect(placeOfLikely(range('100', '125', '200'))).toBe(0.25);
  expect(placeOfLikely(range('5', '5', '5'))).toBe(0.5);
  expect(placeOfLikely(range('100', '90', '200'))).toBe(0);
});

test('the larger amount comes first, by its size and not by its letters', () => {
  const trades = ['900.00', '10000.00', '95.5'].map((amount) => ({ likely: usd(amount) }));
  expect(trades.sort(byLikely).map(({ likely }) => likely.amount)).toEqual(['10000.00', '900.00', '95.5']);
});

test('a unit price has the digits it needs, from two to four', () => {
  expect(['3', '3.4', '0.855', '0.0855', '0.123456'].map((amount) => priceDigits(usd(amount)))).toEqual([
    2, 2, 3, 4, 4,
  ]);
});

test('powers of a unit are written as powers', () => {
  expect(['yd2', 'm3', 'ft', 'lump'].map(unitOf)).toEqual(['yd²', 'm³', 'ft', 'lump sum']);
});

const source = {
  ...{ documentId: 'd', documentName: 'bill.xlsx', sheet: 'Bill', page: null, row: 7 },
  ...{ cell: null, quote: null },
};

const line = (id: string, more: Partial<Line> = {}): Line => ({
  id,
  item: null,
  description: '',
  section: null,
  trade: 'concrete',
  quantity: '1',
  unit: 'm3',
  unitPrice: usd('1'),
  amount: usd('1'),
  low: null,
  high: null,
  confidence: 1,
  priceBasis: 'document',
  priceSource: null,
  source,
  quantitySource: null,
  priceReference: null,
  ...more,
});

const issue = (severity: Issue['severity'], code: string, more: Partial<Issue> = {}): Issue => ({
  severity,
  code,
  message: code,
  source: null,
  ...more,
});

test('a search finds lines that have every word somewhere, whatever the case, and text that looks like a pattern', () => {
  const lines = [
    line('1', { item: '2.01', description: 'Concrete slab (5 in.)' }),
    line('2', { description: 'Slab', section: 'CONCRETE' }),
    line('3', { description: 'Door' }),
  ];
  const found = (text: string) => linesWith(lines, text, false).map(({ id }) => id);
  expect(found('  slab concrete ')).toEqual(['1', '2']);
  expect(found('(5')).toEqual(['1']);
  expect(found('.*')).toEqual([]);
  expect(found('')).toEqual(['1', '2', '3']);
});

test('a search finds where a price was taken from, but no row by its number', () => {
  const lines = [
    line('1', { priceBasis: 'document', priceSource: 'bill.xlsx, row 1105' }),
    line('2', { priceBasis: 'public-bid', priceSource: 'Indiana, pay item 1105' }),
  ];
  expect(linesWith(lines, '1105', false).map(({ id }) => id)).toEqual(['2']);
});

test('lines that count nothing can be looked at alone', () => {
  const lines = [line('1'), line('2', { unitPrice: null }), line('3', { amount: null })];
  expect(linesWith(lines, '', true).map(({ id }) => id)).toEqual(['2', '3']);
});

test('the most severe issue comes first, others stay in their order, and only what occurs is counted', () => {
  const issues = [issue('LOW', 'a'), issue('CRITICAL', 'b'), issue('LOW', 'c'), issue('HIGH', 'd')];
  expect(bySeverity(issues).map(({ code }) => code)).toEqual(['b', 'd', 'a', 'c']);
  expect(severityCounts(issues)).toEqual([
    { severity: 'CRITICAL', count: 1 },
    { severity: 'HIGH', count: 1 },
    { severity: 'LOW', count: 2 },
  ]);
});

test('the nearest place is the cell, else the page and row, else the sheet or the document', () => {
  expect(nearOf({ ...source, cell: 'D14' })).toBe('Cell D14');
  expect(nearOf(source)).toBe('Row 7');
  expect(nearOf({ ...source, sheet: null, page: 2 })).toBe('Page 2, row 7');
  expect(nearOf({ ...source, row: null })).toBe('Bill');
});

test('an issue belongs to a line when it was found in the same row of the same sheet', () => {
  const here = issue('HIGH', 'here', { source });
  const issues = [
    here,
    issue('HIGH', 'other row', { source: { ...source, row: 8 } }),
    issue('HIGH', 'other sheet', { source: { ...source, sheet: 'Two' } }),
    issue('HIGH', 'other document', { source: { ...source, documentId: 'e' } }),
    issue('HIGH', 'nowhere'),
  ];
  expect(issuesOf(line('1'), issues)).toEqual([here]);
  expect(issuesOf(line('1', { source: { ...source, row: null } }), issues)).toEqual([]);
});

test('finished files of the newest run come first, earlier ones apart, and what led to them last', () => {
  const artifact = (id: string, kind: ArtifactKind, createdAt: string) => ({
    id,
    kind,
    createdAt,
    name: `${id}.bin`,
    mediaType: '',
    byteSize: 1,
    agentName: '',
    url: '',
  });
  const [before, after] = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'];
  const { files, earlier, between } = grouped(
    [
      artifact('old', 'EXPORT_XLSX', before),
      artifact('estimate', 'ESTIMATE', after),
      artifact('json', 'EXPORT_JSON', after),
      artifact('xlsx', 'EXPORT_XLSX', after),
    ],
    '2026-01-01T12:00:00.000Z',
  );
  expect([files, earlier, between].map((group) => group.map(({ id }) => id))).toEqual([
    ['xlsx', 'json'],
    ['old'],
    ['estimate'],
  ]);
});

test('the format of a file is the end of its name', () => {
  expect(['a.b.xlsx', 'README', 'x.<script>'].map((name) => formatOf({ name }))).toEqual([
    'XLSX',
    'FILE',
    'FILE',
  ]);
});
