// Columns: the meaning of each column of one table, settled by its header and by what stands in it.

import type { ColumnRole } from './document.ts';
import type { GridRow } from './grid.ts';
import type { Header, HeaderColumn } from './header.ts';
import { type DecimalMark, decimalMarkOf, parseNumber, parseQuantity } from './numbers.ts';
import { headsItemsOrCounts, isUnitWord } from './vocabulary.ts';

export interface SettledColumn extends HeaderColumn {
  role: ColumnRole;
}

/** What stands in a column of the table's body. */
interface Content {
  filled: number;
  numbers: number;
  letters: number;
  length: number;
  /** Up to two different texts. */
  different: Set<string>;
}

/** Rows that are looked at to learn what a column holds. */
const sampleRows = 400;
const numeric = new Set<ColumnRole>(['quantity', 'rate', 'amount', 'number']);

/** One meaning for every column that has a heading or text in it. */
export function settleColumns(header: Header, body: readonly GridRow[]): SettledColumn[] {
  const sample = body.slice(0, sampleRows);
  const contents = contentsOf(sample);
  const columns = withUnheaded(header.columns, contents).map(
    (column): SettledColumn => ({ ...column, role: column.role ?? 'other' }),
  );
  settleCounts(columns);
  settleTotals(columns);
  settleCosts(columns, sample);
  settleDescription(columns, contents);
  settleItems(columns, contents);
  for (const column of columns) {
    const content = contents[column.index];
    // A column of words under a heading of figures, such as rates spelled out.
    if (
      content !== undefined &&
      numeric.has(column.role) &&
      content.filled >= 3 &&
      content.numbers * 10 < content.filled * 3
    ) {
      if (columns.some((other) => other !== column && other.role === column.role)) column.role = 'other';
    }
  }
  keepOne(columns, 'item', 'code');
  keepOne(columns, 'code', 'other');
  keepOne(columns, 'unit', 'other');
  for (const role of ['number', 'length', 'breadth', 'depth', 'remark'] as const)
    keepOne(columns, role, 'other');
  return columns;
}

/** The decimal mark of the figures in the numeric columns. */
export function decimalMarkIn(columns: readonly SettledColumn[], rows: readonly GridRow[]): DecimalMark {
  const indexes = columns
    .filter(({ role }) => numeric.has(role) || isDimension(role))
    .map(({ index }) => index);
  return decimalMarkOf(textsIn(rows, indexes));
}

/** True for the columns of a measurement beside the count. */
export function isDimension(role: ColumnRole): boolean {
  return role === 'length' || role === 'breadth' || role === 'depth';
}

function* textsIn(rows: readonly GridRow[], indexes: number[]): Generator<string> {
  for (const row of rows) {
    for (const index of indexes) {
      const cell = row.cells[index];
      if (cell != null && cell.number === null) yield cell.text;
    }
  }
}

/** Text columns without a heading count as columns when something stands in them. */
function withUnheaded(columns: readonly HeaderColumn[], contents: (Content | undefined)[]): HeaderColumn[] {
  const headed = new Map(columns.map((column) => [column.index, column]));
  const width = Math.max(contents.length, ...columns.map(({ index }) => index + 1));
  const all: HeaderColumn[] = [];
  for (let index = 0; index < width; index += 1) {
    const column = headed.get(index);
    if (column !== undefined) all.push(column);
    else if ((contents[index]?.filled ?? 0) > 0) all.push({ index, texts: [], role: null, group: null });
  }
  return all;
}

/** «No.» heads item numbers at the left edge and counts among dimensions. */
function settleCounts(columns: SettledColumn[]): void {
  const measured = columns.filter(({ role }) => isDimension(role)).length;
  if (measured < 2) return;
  const either = columns.filter(({ texts }) => headsItemsOrCounts(texts.at(-1) ?? ''));
  for (const column of either) {
    const first = columns[0] === column;
    if (!first && !columns.some(({ role }) => role === 'number')) column.role = 'number';
  }
}

/** A total beside units and without any price is a quantity over several places. */
function settleTotals(columns: SettledColumn[]): void {
  const has = (role: ColumnRole) => columns.some((column) => column.role === role);
  if (!has('unit') || has('quantity') || has('rate')) return;
  const totals = columns.filter(({ role }) => role === 'amount');
  const [only] = totals;
  if (only !== undefined && totals.length === 1 && /^totals?$/i.test(only.texts.join(' ').trim()))
    only.role = 'quantity';
}

/** «Cost» beside units and without any quantity is what one unit costs, unless the units are lump sums. */
function settleCosts(columns: SettledColumn[], sample: readonly GridRow[]): void {
  const has = (role: ColumnRole) => columns.some((column) => column.role === role);
  const unit = columns.find(({ role }) => role === 'unit');
  const [only, ...others] = columns.filter(({ role }) => role === 'amount');
  if (unit === undefined || only === undefined || others.length > 0 || has('quantity') || has('rate')) return;
  if (!/^\W*costs?\b[^a-z]*(?:([a-z]{3})\W*)?$/i.test(only.texts.join(' '))) return;
  const units = sample.flatMap(({ cells }) => cells[unit.index]?.text || []);
  const real = units.filter((text) => isUnitWord(text) && !/^(l\.? ?s|lump ?sum|lot|jobs?)\.?$/i.test(text));
  if (real.length * 2 > units.length) only.role = 'rate';
}

/** Short texts at the left edge are item numbers even where their heading is something else. */
function settleItems(columns: SettledColumn[], contents: (Content | undefined)[]): void {
  const item = columns.find(({ role }) => role === 'item');
  const repeated = contents[item?.index ?? -1];
  if (item !== undefined && repeated !== undefined && repeated.filled >= 3 && repeated.different.size === 1) {
    // The same word in every row is no number.
    item.role = columns.some(({ role }) => role === 'unit') ? 'other' : 'unit';
    return;
  }
  const place = columns.findIndex(({ role }) => role === 'description');
  const before = columns[place - 1];
  const content = contents[before?.index ?? -1];
  if (item !== undefined || before === undefined || content === undefined || before.role !== 'other') return;
  if (place === 1 && content.length <= content.filled * 8) before.role = 'item';
}

function settleDescription(columns: SettledColumn[], contents: (Content | undefined)[]): void {
  const wordy = (column: SettledColumn) => {
    const content = contents[column.index];
    return content === undefined || content.filled === 0 ? 0 : content.letters / content.filled;
  };
  const longest = (some: SettledColumn[]) => some.toSorted((a, b) => wordy(b) - wordy(a))[0];
  const described = columns.filter(({ role }) => role === 'description');
  if (described.length > 0) {
    const first = columns.findIndex(({ role }) => role === 'unit' || role === 'quantity');
    const left = columns.filter(({ role }, index) => role === 'other' && index < first);
    const behind = described.every((column) => first >= 0 && columns.indexOf(column) > first);
    // A description behind the figures is a supplier's; the one of the bill stands before them.
    const ahead = behind ? longest(left) : undefined;
    const best = ahead !== undefined && wordy(ahead) >= 8 ? ahead : longest(described);
    if (best !== undefined) best.role = 'description';
    for (const column of described) if (column !== best) column.role = 'other';
    joinUnheaded(columns, best);
    return;
  }
  const candidates = columns.filter(({ role }) => role === 'item' || role === 'other' || role === 'code');
  const best = longest(candidates);
  if (best !== undefined && wordy(best) >= 6) best.role = 'description';
  else {
    const item = columns.find(({ role }) => role === 'item');
    if (item !== undefined && wordy(item) >= 3) item.role = 'description';
  }
}

/** Columns without a heading right behind the description carry on with it, as under a merged heading. */
function joinUnheaded(columns: SettledColumn[], description: SettledColumn | undefined): void {
  if (description === undefined) return;
  for (const column of columns.slice(columns.indexOf(description) + 1)) {
    if (column.texts.length > 0 || column.role !== 'other') return;
    column.role = 'description';
  }
}

function keepOne(columns: SettledColumn[], role: ColumnRole, otherwise: ColumnRole): void {
  const [, ...others] = columns.filter((column) => column.role === role);
  for (const column of others) column.role = otherwise;
}

function contentsOf(rows: readonly GridRow[]): (Content | undefined)[] {
  const contents: (Content | undefined)[] = [];
  for (const row of rows) {
    row.cells.forEach((cell, index) => {
      if (cell === null || cell.text === '') return;
      const content = contents[index] ?? {
        filled: 0,
        numbers: 0,
        letters: 0,
        length: 0,
        different: new Set<string>(),
      };
      contents[index] = content;
      content.filled += 1;
      content.length += cell.text.length;
      if (content.different.size < 2) content.different.add(cell.text);
      if (cell.number !== null || parseNumber(cell.text) !== null || parseQuantity(cell.text, '.') !== null)
        content.numbers += 1;
      content.letters += cell.text.replace(/[^\p{L}]/gu, '').length;
    });
  }
  return contents;
}

/** Fills a header with the words of a column for people; «Column C» where it has none. */
export function headingOf(column: HeaderColumn): string {
  return column.texts.join(' ');
}
