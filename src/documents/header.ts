// Header: the rows that name the columns of a table, found by vocabulary anywhere in a grid.
//
//   H1. One to three stacked rows; a row belongs to the header only when it adds a meaning or names price groups.
//   H2. No row that holds a number is part of a header, unless it is the number of a section at its left edge.
//   H3. A header names something that is described and something that is measured or priced.

import type { ColumnRole } from './document.ts';
import type { Grid, GridRow } from './grid.ts';
import { parseNumber } from './numbers.ts';
import { headsMoney, isUnitWord, normaliseHeading, roleOf } from './vocabulary.ts';

export interface HeaderColumn {
  index: number;
  /** The stacked words, from top to bottom. */
  texts: string[];
  role: ColumnRole | null;
  /** Words above that are no column heading, such as a bidder's name. */
  group: string | null;
}

export interface Header {
  /** Index of its first row in the grid. */
  start: number;
  /** Index of the first row behind it. */
  end: number;
  columns: HeaderColumn[];
}

const mostRows = 3;
const longestText = 80;
/** Written so, a text is a number for `parseNumber` too. */
const plainFigure = /^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;
/** Rows of one layout from which a table without a header is believed. */
const leastImplied = 3;
const measures = new Set<ColumnRole>([
  'quantity',
  'unit',
  'rate',
  'amount',
  'number',
  'length',
  'breadth',
  'depth',
]);
const subjects = new Set<ColumnRole>(['description', 'item', 'code']);

/** All headers of the grid from top to bottom, those repeated on later pages included. */
export function findHeaders(grid: Grid): Header[] {
  const headers: Header[] = [];
  let at = 0;
  while (at < grid.rows.length) {
    const header = headerAt(grid.rows, at, headers.at(-1)?.end ?? 0);
    if (header !== null) headers.push(header);
    at = header === null ? at + 1 : header.end;
  }
  if (headers.length > 0) return headers;
  const implied = impliedHeader(grid.rows);
  return implied === null ? [] : [implied];
}

/** True when both name the same columns, as on a following page. */
export function sameHeader(a: Header, b: Header): boolean {
  return nameOf(a, false) === nameOf(b, false);
}

/** True when both have columns of the same meanings in the same places, whatever the words. */
export function alikeHeader(a: Header, b: Header): boolean {
  return nameOf(a, true) === nameOf(b, true);
}

function nameOf({ columns }: Header, byMeaning: boolean): string {
  const name = ({ role, texts }: HeaderColumn) =>
    byMeaning && role !== null ? role : texts.join(' ').toLowerCase();
  return columns.map((column) => `${column.index}:${name(column)}`).join('|');
}

/** The meanings that the cells of one row would have as a heading; null when the row can be none. */
export function headingRoles(row: GridRow): (ColumnRole | null)[] | null {
  // Most rows of a long table end here, before any word of theirs is looked at.
  if (hasFigures(row)) return null;
  let meant = 0;
  const letters = row.cells.filter((cell) => cell !== null && /^\p{L}[.)]?$/u.test(cell.text)).length;
  const roles = row.cells.map((cell) => {
    if (cell === null || cell.text === '') return null;
    // One letter alone is an item; L, B and D stand together.
    const role = letters === 1 && /^\p{L}[.)]?$/u.test(cell.text) ? null : roleOf(cell.text);
    if (role !== null) meant += 1;
    return role;
  });
  return meant === 0 || !mayHead(row) ? null : roles;
}

/** True when the row alone would do as the header of a table. */
export function headsTable(row: GridRow): boolean {
  return headingRoles(row) !== null && accepted(columnsOf([row]));
}

/** A table without a header, told by rows that have words, a unit and a figure in the same columns. */
function impliedHeader(rows: GridRow[]): Header | null {
  const layouts = new Map<string, { columns: HeaderColumn[]; times: number; first: number }>();
  rows.forEach((row, index) => {
    const columns = impliedColumns(row);
    if (columns === null) return;
    const key = columns.map((column) => `${column.index}${column.role}`).join();
    const layout = layouts.get(key) ?? { columns, times: 0, first: index };
    layout.times += 1;
    layouts.set(key, layout);
  });
  const [most] = [...layouts.values()].sort((a, b) => b.times - a.times || a.first - b.first);
  if (most === undefined || most.times < leastImplied) return null;
  return { start: 0, end: 0, columns: most.columns };
}

function impliedColumns(row: GridRow): HeaderColumn[] | null {
  const text = (index: number) => row.cells[index]?.text ?? '';
  const unit = row.cells.findIndex((cell) => cell !== null && isUnitWord(cell.text));
  if (unit < 1) return null;
  const figure = (index: number) => (row.cells[index]?.number ?? parseNumber(text(index))) !== null;
  // «12 | m3 | 5.00 | 60.00»: what stands behind the unit of a quantity is its price.
  const quantity = figure(unit - 1) ? unit - 1 : figure(unit + 1) ? unit + 1 : -1;
  const before = Math.min(unit, quantity);
  let description = -1;
  for (let index = 0; index < before; index += 1) {
    if (/\p{L}{2}/u.test(text(index)) && text(index).length > text(description).length) description = index;
  }
  if (quantity < 0 || description < 0) return null;
  const column = (index: number, role: ColumnRole): HeaderColumn => ({ index, texts: [], role, group: null });
  const item = description > 0 ? [column(description - 1, 'item')] : [];
  const measured = [column(unit, 'unit'), column(quantity, 'quantity')].sort((a, b) => a.index - b.index);
  return [...item, column(description, 'description'), ...measured];
}

function headerAt(rows: GridRow[], start: number, floor: number): Header | null {
  const first = rows[start];
  if (first === undefined || headingRoles(first) === null) return null;
  let best: { columns: HeaderColumn[]; height: number; meanings: number } | null = null;
  for (let height = 1; height <= mostRows; height += 1) {
    const stack = rows.slice(start, start + height);
    const last = stack.at(-1);
    if (stack.length < height || last === undefined || !mayHead(last)) break;
    if (height > 1 && !mostlyMeant(stack)) break;
    const columns = columnsOf(stack);
    const meanings = meaningsOf(columns).size;
    if (
      accepted(columns) &&
      (best === null || meanings > best.meanings || pairsOf(columns) > pairsOf(best.columns))
    ) {
      best = { columns, height, meanings };
    }
  }
  if (best === null) return null;
  // A title that happens to hold a known word adds nothing: let the header begin below it.
  const below = columnsOf(rows.slice(start + 1, start + best.height));
  if (best.height > 1 && accepted(below) && meaningsOf(below).size >= best.meanings) {
    const alone = new Set(below.filter(({ role }) => role !== null).map(({ index }) => index));
    if (best.columns.every(({ index, role }) => role === null || alone.has(index))) return null;
  }
  const end = endOf(rows, start + best.height, best.columns);
  const settled = new Map(best.columns.map(({ index, role }) => [index, role]));
  const columns = columnsOf(rows.slice(start, end)).map((column) => ({
    ...column,
    role: settled.get(column.index) ?? column.role,
  }));
  return withGroupsAbove(rows, { start, end, columns }, floor);
}

/** A row of units, currencies or the second words of headings under the header; no more than one. */
function endOf(rows: GridRow[], from: number, columns: HeaderColumn[]): number {
  const row = rows[from];
  if (row === undefined || !mayHead(row)) return from;
  const roles = new Map(columns.map(({ index, role }) => [index, role]));
  const filled = row.cells.flatMap((cell, index) =>
    cell === null || cell.text === '' ? [] : [{ cell, index }],
  );
  const fits = filled.every(({ cell, index }) => {
    const above = roles.get(index) ?? null;
    // In a describing column only a heading word, such as «No.», goes on with the header.
    return cell.text.length <= 24 && (above === null || !subjects.has(above) || roleOf(cell.text) === above);
  });
  // A single word under the header is as likely a unit of the first line.
  return fits && filled.length >= 2 ? from + 1 : from;
}

/** Names of bidders that stand in the row above repeated price columns; the header then begins there. */
function withGroupsAbove(rows: GridRow[], header: Header, floor: number): Header {
  const { start, columns } = header;
  const above = rows[start - 1];
  const prices = columns.filter(({ role }) => role === 'rate' || role === 'amount');
  const repeated = (['rate', 'amount'] as const).some(
    (role) => prices.filter((price) => price.role === role).length > 1,
  );
  if (!repeated || above === undefined || start - 1 < floor || prices.some(({ group }) => group !== null))
    return header;
  const names = spread(above, Math.max(...columns.map(({ index }) => index)) + 1);
  const filled = above.cells.filter((cell) => cell !== null && cell.text !== '').length;
  if (filled < 2 || !mayHead(above)) return header;
  let carried: string | null = null;
  const named = columns.map((column) => {
    const own = names[column.index] ?? '';
    if (own !== '') carried = own;
    const price = column.role === 'rate' || column.role === 'amount';
    if (!price && own === '') carried = null;
    return price ? { ...column, group: carried } : column;
  });
  return { ...header, start: start - 1, columns: named };
}

/** True when at least two cells are figures beyond doubt, so that H2 lets no such row into a header. */
function hasFigures(row: GridRow): boolean {
  let figures = 0;
  for (const cell of row.cells) {
    if (cell === null || cell.text === '') continue;
    if (cell.number !== null || plainFigure.test(cell.text)) figures += 1;
    if (figures === 2) return true;
  }
  return false;
}

function mayHead(row: GridRow): boolean {
  const filled = row.cells.filter((cell) => cell !== null && cell.text !== '');
  if (filled.length === 0 || filled.some((cell) => (cell?.text.length ?? 0) > longestText)) return false;
  const figures = filled.filter((cell) => cell?.number != null || parseNumber(cell?.text ?? '') !== null);
  if (figures.length === 0) return true;
  // The first section may stand in the header: «1 | Earthwork | Unit | Qty | Rate».
  const named = filled.filter((cell) => measures.has(roleOf(cell?.text ?? '') ?? 'other')).length;
  return figures.length === 1 && figures[0] === filled[0] && named >= 3;
}

/** True when most cells of the last row mean something, alone or with what stands above them. */
function mostlyMeant(stack: GridRow[]): boolean {
  const last = stack.at(-1);
  if (last === undefined) return false;
  const filled = last.cells.flatMap((cell, index) => (cell === null || cell.text === '' ? [] : [index]));
  const columns = columnsOf(stack);
  const meant = filled.filter((index) => {
    const text = last.cells[index]?.text ?? '';
    return (
      text.length <= 40 &&
      (roleOf(text) !== null || columns.find((column) => column.index === index)?.role != null)
    );
  });
  const roles = headingRoles(last);
  const alone = filled.filter((index) => roles?.[index] != null);
  return meant.length * 2 > filled.length && alone.length > 0;
}

function columnsOf(stack: GridRow[]): HeaderColumn[] {
  const width = Math.max(0, ...stack.map((row) => row.cells.length));
  const lines = stack.map((row, position) =>
    position === stack.length - 1 ? row.cells.map((cell) => cell?.text ?? '') : spread(row, width),
  );
  const columns: HeaderColumn[] = [];
  const carried = carriedNames(lines);
  for (let index = 0; index < width; index += 1) {
    const texts = lines.map((line) => line[index] ?? '').filter((text) => text !== '');
    if (texts.length > 0) columns.push(columnOf(index, texts, carried[index] ?? null));
  }
  return withLevels(columns);
}

const levels =
  /^(low(est)?|min(imum)?|(most )?likely|mid|average|avg|mean|median|typical|expected|high(est)?|max(imum)?)$/;

/** «Low | Likely | High» beside units, where no other column is a price or a quantity: the ends of a price. */
function withLevels(columns: HeaderColumn[]): HeaderColumn[] {
  const named = columns.filter(({ texts }) => levels.test(normaliseHeading(texts.at(-1) ?? '')));
  if (named.length < 2 || !columns.some(({ role }) => role === 'unit')) return columns;
  const others = columns.filter((column) => !named.includes(column));
  if (others.some(({ role }) => role === 'quantity' || role === 'rate' || role === 'amount')) return columns;
  return columns.map((column) =>
    named.includes(column) ? { ...column, role: 'rate', group: column.texts.join(' ') } : column,
  );
}

function columnOf(index: number, texts: string[], carried: string | null): HeaderColumn {
  const last = texts.at(-1) ?? '';
  const upper = texts.slice(0, -1);
  const whole = texts.join(' ');
  let role = texts.length === 1 ? roleOf(last) : stackedRole(upper, last, whole);
  // «No.» under «Quantity» counts.
  if (role === 'item' && upper.some((text) => roleOf(text) === 'quantity')) role = 'quantity';
  const named = upper.filter((text) => roleOf(text) === null).join(' ');
  const price = role === 'rate' || role === 'amount';
  return { index, texts, role, group: price ? (named === '' ? carried : named) : null };
}

function stackedRole(upper: string[], last: string, whole: string): ColumnRole | null {
  const above = upper.map(roleOf).find((role) => role !== null) ?? null;
  const own = above !== null && headsMoney(last) ? null : roleOf(last);
  if (own === 'unit' && (above === 'rate' || above === 'amount')) return 'rate';
  if (above === 'unit' && (own === 'rate' || own === 'amount')) return 'rate';
  if (above === 'quantity' && own === 'amount') return 'quantity';
  return own ?? roleOf(whole) ?? above;
}

/** Names over price columns reach to the right until the next name, where no merged cell says so. */
function carriedNames(lines: string[][]): (string | null)[] {
  const [top = []] = lines;
  if (lines.length < 2) return [];
  const last = lines.at(-1) ?? [];
  const carried: (string | null)[] = [];
  let name: string | null = null;
  for (let index = 0; index < last.length; index += 1) {
    const text = top[index] ?? '';
    if (text !== '') name = roleOf(text) === null ? text : null;
    else if ((last[index] ?? '') === '') name = null;
    carried.push(name);
  }
  return carried;
}

/** The texts of a row with those of merged cells over all that they cover. */
function spread(row: GridRow, width: number): string[] {
  const texts = Array.from({ length: width }, () => '');
  row.cells.forEach((cell, index) => {
    if (cell === null) return;
    for (let at = index; at < Math.min(width, index + cell.span); at += 1) texts[at] = cell.text;
  });
  return texts;
}

function meaningsOf(columns: HeaderColumn[]): Set<ColumnRole> {
  return new Set(columns.flatMap(({ role }) => (role === null || role === 'other' ? [] : [role])));
}

function pairsOf(columns: HeaderColumn[]): number {
  return columns.filter(({ role }) => role === 'rate' || role === 'amount').length;
}

function accepted(columns: HeaderColumn[]): boolean {
  const meanings = meaningsOf(columns);
  const named = [...meanings];
  const measured = named.filter((role) => measures.has(role)).length;
  const meant = columns.filter(({ role }) => role !== null).length;
  if (!named.some((role) => subjects.has(role))) return measured >= 3 && meant * 2 >= columns.length;
  if (measured === 0) return false;
  // A bill split by floors has many columns that mean nothing by themselves.
  if (meanings.size >= 4 && meanings.has('quantity') && meanings.has('unit')) return true;
  if (meanings.size >= 3) return meant * 10 >= columns.length * 3;
  const counts = ['amount', 'quantity', 'rate', 'number'] as const;
  return meant * 10 >= columns.length * 6 && counts.some((role) => meanings.has(role)) && columns.length >= 2;
}
