// Table: a grid of cells taken apart into tables of lines and the words around them.
//
//   T1. Every row of the grid ends up in one place: a header, a line, a total, a heading or a text.
//   T2. A table that goes on below a repeated header, on the next page, is one table.
//   T3. Arithmetic that does not hold lowers the confidence, and a bill that hardly ever adds up is none.

import { checkLines } from './arithmetic.ts';
import { barSchedulesIn } from './bar-schedule.ts';
import { decimalMarkIn, headingOf, isDimension, type SettledColumn, settleColumns } from './columns.ts';
import { currencyOf } from './currency.ts';
import type { Column, Table, TableKind, TextBlock } from './document.ts';
import { placeColumns } from './figure-places.ts';
import { finishSchedulesIn } from './finish-schedule.ts';
import { type Grid, type GridRow, isBlank, textOf } from './grid.ts';
import { alikeHeader, findHeaders, type Header, sameHeader } from './header.ts';
import { readLines, type TableBody } from './lines.ts';
import { parseNumber } from './numbers.ts';
import { type Pricing, pricingOf } from './prices.ts';
import { type RowValues, readRow } from './row-values.ts';
import { gridsBesideEachOther } from './side-by-side.ts';
import { summedTable } from './summed-schedule.ts';
import { textsOf } from './texts.ts';
import { totalKindOf } from './total-words.ts';

/** How far a cell of each kind of source can be trusted. */
const trust = { cell: 0.98, text: 0.9, expression: 0.9, model: 0.95 } as const;
const demotedBelow = 0.3;
const leastChecks = 4;
/** A table without a header is believed less. */
const impliedTrust = 0.8;
/** Below it nobody should count on the columns. */
const leastConfidence = 0.5;
/** Rows above a header in which its title is sought. */
const titleRows = 4;
const longestTitle = 120;

export interface Found {
  tables: Table[];
  texts: TextBlock[];
}

/** The tables of a grid and the words outside of them. `firstTable` is the number that the next table gets, from 1. */
export function tablesIn(grid: Grid, firstTable: number): Found {
  const found: Found = { tables: [], texts: [] };
  const bars = barSchedulesIn(grid);
  const finishes = finishSchedulesIn(bars.rest);
  for (const part of [...bars.parts, ...finishes.parts]) {
    found.tables.push(summedTable(grid, part, `${grid.documentId}-t${firstTable + found.tables.length}`));
  }
  for (const part of gridsBesideEachOther(finishes.rest)) {
    const { tables, texts } = tablesBelow(part, firstTable + found.tables.length);
    found.tables.push(...tables);
    found.texts = found.texts.concat(texts);
  }
  return found;
}

/** The tables of a grid on which they stand below each other. */
function tablesBelow(grid: Grid, firstTable: number): Found {
  const tables: Table[] = [];
  const regions = regionsOf(grid);
  let texts = textsOf(grid, grid.rows.slice(0, regions[0]?.header.start ?? grid.rows.length));
  for (const region of regions) {
    const read = readRegion(grid, region, `${grid.documentId}-t${firstTable + tables.length}`);
    const isTable = read.table.lines.length > 0;
    if (isTable) tables.push(read.table);
    const around = isTable
      ? [...region.aside, ...read.notes]
      : grid.rows.slice(region.header.start, region.end);
    texts = texts.concat(textsOf(grid, around));
  }
  return { tables, texts };
}

interface Region {
  header: Header;
  /** Rows below the header, repeated headers left out. */
  body: GridRow[];
  /** Words between the end of a page's table and the header repeated below, such as a running title. */
  aside: GridRow[];
  /** Index of the first row behind it. */
  end: number;
}

function regionsOf(grid: Grid): Region[] {
  const headers = findHeaders(grid);
  const regions: Region[] = [];
  headers.forEach((header, position) => {
    const end = headers[position + 1]?.start ?? grid.rows.length;
    const rows = grid.rows.slice(header.end, end);
    const former = regions.at(-1);
    if (former !== undefined && continues(former, grid, header)) {
      former.aside.push(...takeAside(former.body, grid.rows[header.start]?.page ?? null));
      for (const row of rows) former.body.push(row);
      former.end = end;
    } else regions.push({ header, body: rows, aside: [], end });
  });
  return regions;
}

/** A header repeated on a later page goes on with the table; in one sheet it does so unless a total closed the former. */
function continues(former: Region, grid: Grid, header: Header): boolean {
  const before = grid.rows[former.header.start];
  const after = grid.rows[header.start];
  if (before === undefined || after === undefined) return false;
  if (before.page !== after.page) return alikeHeader(former.header, header);
  return sameHeader(former.header, header) && !former.body.some((row) => totalKindOf(textOf(row)) !== null);
}

/** Removes and returns the words at the end of the body that stand on the page of the repeated header already. */
function takeAside(body: GridRow[], page: number | null): GridRow[] {
  const aside: GridRow[] = [];
  while (page !== null) {
    const row = body.at(-1);
    if (row === undefined || row.page !== page) break;
    const filled = row.cells.filter((cell) => cell !== null && cell.text !== '').length;
    if (filled > 2 || totalKindOf(textOf(row)) !== null) break;
    aside.unshift(row);
    body.pop();
  }
  return aside;
}

function readRegion(grid: Grid, region: Region, tableId: string): { table: Table; notes: GridRow[] } {
  const { header, body } = region;
  const columns = settleColumns(header, body);
  const mark = decimalMarkIn(columns, body);
  const pricing = pricingOf(columns, body, mark);
  // A price found by its arithmetic is a price from here on.
  for (const column of columns) {
    if (pricing.choices.some(({ rates }) => rates.includes(column.index))) column.role = 'rate';
    if (pricing.choices.some(({ amounts }) => amounts.includes(column.index))) column.role = 'amount';
    if (pricing.quantity === column.index) column.role = 'quantity';
  }
  let apart = false;
  let former: GridRow | null = null;
  const rows: RowValues[] = [];
  for (const row of body) {
    // A sheet leaves rows without any cell out.
    if (grid.sheet !== null && former !== null && row.row > former.row + 1) apart = true;
    former = row;
    if (isBlank(row)) {
      apart = true;
      continue;
    }
    rows.push(readRow(row, { columns, pricing, mark }, apart));
    apart = false;
  }
  const sure = trust[grid.method];
  const places = placeColumns(columns, pricing);
  const read = readLines(grid, rows, { tableId, sure, priced: pricing.choices.length > 0, places });
  const tally = checkLines(read.lines);
  const checked = tally.checked + read.sums.checked;
  const arithmeticShare = checked === 0 ? null : round((tally.held + read.sums.held) / checked);
  const guessed = kindOf(columns, pricing, read, arithmeticShare, checked);
  const sureness = confidenceOf(guessed, columns, pricing, body, arithmeticShare, sure);
  const confidence = header.end > header.start ? sureness : round(sureness * impliedTrust);
  const kind = confidence < leastConfidence ? 'other' : guessed;
  const title = titleOf(grid, header);
  const table: Table = {
    id: tableId,
    title,
    sheet: grid.sheet,
    page: grid.rows[header.start]?.page ?? null,
    kind,
    columns: columnsOf(columns, pricing),
    currency: currencyOf(moneyWords(grid, region, columns)),
    lines: read.lines,
    totals: read.totals,
    arithmeticShare,
    confidence,
  };
  return { table, notes: read.notes };
}

function kindOf(
  columns: readonly SettledColumn[],
  pricing: Pricing,
  body: TableBody,
  share: number | null,
  checked: number,
): TableKind {
  const roles = new Set(columns.map(({ role }) => role));
  const { lines } = body;
  if (lines.length === 0 || (share !== null && share < demotedBelow && checked >= leastChecks))
    return 'other';
  const described = lines.filter(({ description, item }) =>
    /\p{L}/u.test(description === '' ? (item ?? '') : description),
  ).length;
  if (described * 2 < lines.length) return 'other';
  const dimensions = columns.filter(({ role }) => isDimension(role)).length;
  const priced = pricing.choices.length > 0;
  const quantified = lines.some(({ quantity }) => quantity !== null);
  if (dimensions >= 2 && !priced) return 'schedule';
  // Headings of dimensions over rows that carry none of the figures of a bill: a design sheet.
  if (dimensions >= 2 && !quantified) return 'other';
  if (priced && (roles.has('quantity') || roles.has('unit') || lines.some(({ amount }) => amount !== null)))
    return 'bill';
  if (roles.has('quantity') && roles.has('unit')) return dimensions > 0 ? 'schedule' : 'bill';
  if (roles.has('quantity') || roles.has('number') || dimensions > 0) return 'schedule';
  return 'other';
}

/** The named parts: what the header names, whether figures stand where figures belong, and whether they add up. */
function confidenceOf(
  kind: TableKind,
  columns: readonly SettledColumn[],
  pricing: Pricing,
  body: readonly GridRow[],
  share: number | null,
  sure: number,
): number {
  const roles = new Set(columns.map(({ role }) => role));
  const measured =
    roles.has('quantity') || roles.has('number') || columns.some(({ role }) => isDimension(role));
  const wanted =
    kind === 'schedule'
      ? [roles.has('description') || roles.has('item'), measured]
      : [roles.has('description'), roles.has('quantity'), roles.has('unit'), pricing.choices.length > 0];
  const named = wanted.filter(Boolean).length / wanted.length;
  const figures = columns.filter(({ role }) => role === 'quantity' || role === 'rate' || role === 'amount');
  let filled = 0;
  let numbers = 0;
  for (const row of body) {
    for (const { index } of figures) {
      const cell = row.cells[index];
      if (cell == null || cell.text === '') continue;
      filled += 1;
      if (cell.number !== null || parseNumber(cell.text) !== null || /^[\d.,\s]+\p{L}/u.test(cell.text))
        numbers += 1;
    }
  }
  const clean = filled === 0 ? 1 : numbers / filled;
  const parts = share === null ? [named, clean] : [named, clean, share];
  return round(sure * (parts.reduce((sum, part) => sum + part, 0) / parts.length));
}

function columnsOf(columns: readonly SettledColumn[], pricing: Pricing): Column[] {
  return columns.map((column) => {
    const choice =
      pricing.choices.length < 2
        ? undefined
        : pricing.choices.find(
            ({ rates, amounts }) => rates.includes(column.index) || amounts.includes(column.index),
          );
    return { index: column.index, header: headingOf(column), role: column.role, group: choice?.name ?? null };
  });
}

/** Headings, prices as shown and the words above: wherever a currency may be named. */
function* moneyWords(grid: Grid, region: Region, columns: readonly SettledColumn[]): Generator<string> {
  const prices = columns.filter(({ role }) => role === 'rate' || role === 'amount');
  for (const column of prices) yield headingOf(column);
  for (const row of grid.rows.slice(Math.max(0, region.header.start - 8), region.header.start))
    yield textOf(row);
  for (const row of region.body.slice(0, 200)) {
    for (const { index } of prices) yield row.cells[index]?.text ?? '';
  }
}

/** The nearest short words above the header, or what the grid is called. */
function titleOf(grid: Grid, header: Header): string | null {
  for (let index = header.start - 1; index >= Math.max(0, header.start - titleRows); index -= 1) {
    const row = grid.rows[index];
    if (row === undefined || isBlank(row)) continue;
    const text = textOf(row);
    const cells = row.cells.filter((cell) => cell !== null && cell.text !== '');
    const labelled = /^[\p{L} .]{2,30}:\s/u.test(text);
    if (
      cells.length === 1 &&
      !labelled &&
      text.length <= longestTitle &&
      /\p{L}{3}/u.test(text) &&
      !/[.:]$/.test(text)
    )
      return text;
  }
  return grid.title ?? grid.sheet;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
