// Grid: cells in rows and columns with their place, what every reader makes of a file before tables are sought in it.

import type { Method, Source } from './document.ts';

export interface Cell {
  /** As shown, on one line. */
  text: string;
  /** The value as a plain decimal where the file itself holds a number; null for text. */
  number: string | null;
  bold: boolean;
  /** Columns that it covers, 1 or more. */
  span: number;
}

export interface GridRow {
  /** From 1, as a person counts it: a sheet row, a line of the file, a line of the page. */
  row: number;
  page: number | null;
  /** By column, from 0; null where there is nothing. */
  cells: (Cell | null)[];
  /** True when it stands so close below the row before that it reads as its next line; null when that cannot be seen. */
  joins: boolean | null;
}

export interface Grid {
  documentId: string;
  documentName: string;
  sheet: string | null;
  /** Of the first row, in paged documents. */
  page: number | null;
  title: string | null;
  method: Exclude<Method, 'ocr'>;
  /** Whether its words were recognised in pictures, so that every one of them may be wrong. */
  recognised?: boolean;
  /** How its cells are named: those of a sheet as D14, those of a table in a text as «row 3, column 2». */
  named?: 'sheet' | 'table';
  rows: GridRow[];
}

export const longestQuote = 200;

/** Cells beyond this column are not read. */
export const mostColumns = 256;

/** The text cells of a row joined, as a person would read it. */
export function textOf(row: GridRow): string {
  return row.cells.flatMap((cell) => (cell === null || cell.text === '' ? [] : [cell.text])).join(' ');
}

/** True when no cell of the row holds anything. */
export function isBlank(row: GridRow): boolean {
  return row.cells.every((cell) => cell === null || cell.text === '');
}

/** The place of a row, with its words cut to `longestQuote`; its cell is the first filled one if no other is told. */
export function sourceOf(grid: Grid, row: GridRow, cell: string | null = firstCell(grid, row)): Source {
  const quote = textOf(row);
  return {
    documentId: grid.documentId,
    documentName: grid.documentName,
    sheet: grid.sheet,
    page: row.page,
    row: row.row,
    ...(cell === null ? {} : { cell }),
    quote: quote === '' ? null : quote.slice(0, longestQuote),
  };
}

function firstCell(grid: Grid, row: GridRow): string | null {
  return cellName(
    grid,
    row,
    row.cells.findIndex((cell) => cell !== null && cell.text !== ''),
  );
}

/** Such as D14, or «row 3, column 2»; null where cells have no names or this one is empty. Columns count from 0. */
export function cellName(grid: Grid, row: GridRow, column: number | null | undefined): string | null {
  return column == null ? null : cellNames(grid, row, [column]);
}

/** The names of those that are filled, such as F14+H14 or «row 3, columns 4 + 5»; null when there is none. */
export function cellNames(grid: Grid, row: GridRow, columns: readonly number[]): string | null {
  if (grid.named === undefined) return null;
  const filled = columns.filter((column) => (row.cells[column]?.text ?? '') !== '');
  if (filled.length === 0) return null;
  if (grid.named === 'sheet') return filled.map((column) => `${letters(column)}${row.row}`).join('+');
  const numbers = filled.map((column) => column + 1).join(' + ');
  return `row ${row.row}, ${filled.length === 1 ? 'column' : 'columns'} ${numbers}`;
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

/** A cell of text; null when there is none, for sparse rows. */
export function textCell(text: string, bold = false, span = 1): Cell | null {
  return text === '' ? null : { text, number: null, bold, span };
}
