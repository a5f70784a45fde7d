// Unsure columns: headings over figures that the rules do not know, for somebody else to say what they mean.

import type { ColumnRole, Table, UnsureColumns } from './document.ts';
import type { Cell, Grid, GridRow } from './grid.ts';
import { parseNumber } from './numbers.ts';
import { figureRoles } from './told-columns.ts';
import { roleOf } from './vocabulary.ts';

/** What is told of one document at most. */
export const mostUnsure = 10;
const sampleRows = 3;
const mostColumns = 30;
const longestHeading = 80;
const longestSample = 80;
/** Rows from the top in which headings are sought where no table was found. */
const rowsSought = 200;
/** Rows of figures below a row of words that make it look like headings, among so many. */
const leastBelow = 3;
const rowsBelow = 8;

/** Null where the rules know enough. */
export function unsureIn(grid: Grid, index: number, tables: readonly Table[]): UnsureColumns | null {
  // What is recognised in a picture is not sure enough to build on.
  if (grid.recognised === true) return null;
  const headed = tables.filter(({ columns }) => columns.some(({ header }) => header !== ''));
  const table = headed.find((one) => lacksFigures(one) && hasUnknownFigures(grid, one));
  const found = table !== undefined ? ofTable(grid, table) : headed.length === 0 ? ofRows(grid) : null;
  return found === null ? null : { grid: index, sheet: grid.sheet, ...found };
}

type Headings = Pick<UnsureColumns, 'page' | 'columns' | 'samples'>;

function lacksFigures({ columns, sums, kind }: Table): boolean {
  const has = (role: ColumnRole) => columns.some((column) => column.role === role);
  if (sums !== undefined) return false;
  // A schedule of sizes or counts has no prices to look for.
  if (kind === 'schedule' && (has('number') || has('length') || has('breadth') || has('depth'))) return false;
  return figureRoles.some((role) => !has(role));
}

function hasUnknownFigures(grid: Grid, table: Table): boolean {
  const rows = rowsOf(grid, table, 20);
  return table.columns.some(({ index, header, role }) => {
    if (role !== 'other' || header === '' || roleOf(header) !== null) return false;
    const filled = rows.flatMap(({ cells }) => cells[index] ?? []).filter(({ text }) => text !== '');
    return filled.length * 2 > rows.length && filled.filter(isFigure).length * 10 >= filled.length * 8;
  });
}

function rowsOf(grid: Grid, { lines }: Table, most: number): GridRow[] {
  const places = new Set(lines.slice(0, most).map(({ source }) => `${source.page}:${source.row}`));
  return grid.rows.filter(({ page, row }) => places.has(`${page}:${row}`)).slice(0, most);
}

function ofTable(grid: Grid, table: Table): Headings {
  const columns = table.columns.filter(({ header }) => header !== '').slice(0, mostColumns);
  return {
    page: table.page,
    columns: columns.map(({ header, role }) => ({
      heading: header,
      role: role === 'other' && roleOf(header) === null ? null : role,
    })),
    samples: samplesOf(
      rowsOf(grid, table, sampleRows),
      columns.map(({ index }) => index),
    ),
  };
}

/** The first row of words with rows of figures below it. */
function ofRows(grid: Grid): Headings | null {
  const rows = grid.rows.slice(0, rowsSought);
  for (const [at, row] of rows.entries()) {
    const indexes = row.cells.flatMap((cell, index) => (cell === null || cell.text === '' ? [] : [index]));
    const headings = indexes.map((index) => row.cells[index]!);
    if (headings.length < 3 || headings.some((one) => isFigure(one) || one.text.length > longestHeading))
      continue;
    const below = grid.rows.slice(at + 1, at + 1 + rowsBelow).filter((one) => isItem(one, indexes));
    if (below.length < leastBelow) continue;
    const kept = indexes.slice(0, mostColumns);
    return {
      page: row.page,
      columns: kept.map((index) => {
        const heading = row.cells[index]!.text;
        return { heading, role: roleOf(heading) };
      }),
      samples: samplesOf(below.slice(0, sampleRows), kept),
    };
  }
  return null;
}

/** Something with words and two figures below the headings. */
function isItem({ cells }: GridRow, indexes: readonly number[]): boolean {
  const filled = indexes.flatMap((index) => cells[index] ?? []);
  return filled.filter(isFigure).length >= 2 && filled.some(({ text }) => /\p{L}{3}/u.test(text));
}

const isFigure = ({ text, number }: Cell) => number !== null || parseNumber(text) !== null;

const samplesOf = (rows: readonly GridRow[], indexes: readonly number[]) =>
  rows.map(({ cells }) => indexes.map((index) => (cells[index]?.text ?? '').slice(0, longestSample)));
