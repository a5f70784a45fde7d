// Side by side: a sheet on which several tables stand beside each other, cut into one grid for each.
//
//   B1. Tables stand side by side where a header names a description and a measure, and then the same again in the same
//       order. Bidders repeat prices only, and stay one table.
//   B2. Every cell ends up in one grid, and keeps its row and column.

import type { Grid, GridRow } from './grid.ts';
import { findHeaders, type Header, type HeaderColumn } from './header.ts';

/** Rows above a header that may hold the names of its tables. */
const titleRows = 2;

/** The grid itself, or its parts from left to right where tables stand side by side. */
export function gridsBesideEachOther(grid: Grid): Grid[] {
  const headers = findHeaders(grid);
  const places = headers.map((header) => ({ header, border: borderOf(header) }));
  if (places.every(({ border }) => border === null)) return [grid];
  const left: GridRow[] = [];
  const right: GridRow[] = [];
  let next = 0;
  grid.rows.forEach((row, index) => {
    while (next + 1 < places.length && index >= startOf(places[next + 1]?.header)) next += 1;
    const place = places[next];
    const inside = place !== undefined && index >= startOf(place.header);
    const border = inside ? (place?.border ?? null) : null;
    if (border === null) {
      left.push(row);
      return;
    }
    left.push({ ...row, cells: row.cells.slice(0, border) });
    right.push({ ...row, cells: row.cells.map((cell, column) => (column < border ? null : cell)) });
  });
  return [{ ...grid, rows: left }, ...gridsBesideEachOther({ ...grid, rows: right })];
}

function startOf(header: Header | undefined): number {
  return header === undefined ? 0 : Math.max(0, header.start - titleRows);
}

/** The column where the second table begins; null when the header is that of one table. */
function borderOf({ columns }: Header): number | null {
  const described = columns.filter(({ role }) => role === 'description');
  if (described.length < 2) return null;
  for (let size = 3; size * 2 <= columns.length; size += 1) {
    const first = columns.slice(0, size);
    const second = columns.slice(size, size * 2);
    const same = first.every((column, index) => wordsOf(column) === wordsOf(second[index]));
    const whole = ['description', 'unit', 'quantity'].filter((wanted) =>
      first.some(({ role }) => role === wanted),
    );
    if (same && first.some(({ role }) => role === 'description') && whole.length >= 2)
      return second[0]?.index ?? null;
  }
  return null;
}

function wordsOf(column: HeaderColumn | undefined): string {
  return column === undefined ? '' : column.texts.join(' ').toLowerCase();
}
