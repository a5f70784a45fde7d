// Sheet: cells of a workbook, with what every formula comes to.
//
//   S1. Text from documents is always a text cell; nothing a document says becomes a formula.
//   S2. A formula carries its result, so that programs which do not calculate show it too.
//   S3. A figure of more digits than a spreadsheet reckons with is an exact text rather than a rounded number.

import type Big from 'big.js';
import type { CellObject } from 'write-excel-file/node';
import { decimalPlaces, toDecimal } from '../../estimating/decimal.ts';
import { isFormulaLike } from './formula-words.ts';

/** A cell; null is an empty one. A formula also says its result. */
export type Cell = (CellObject & { result?: string }) | null;

export interface Sheet {
  name: string;
  /** In characters, from the left. */
  widths: number[];
  /** Rows at the top that stay in view. */
  sticky: number;
  rows: Cell[][];
}

/** What a cell may hold, by the file format. */
const longestText = 32_767;

/** Cells of a row begin at one height, however many lines of text one of them has. */
const top = { alignVertical: 'top' } as const satisfies CellObject;

/** A text cell. */
export function text(value: string | null, style: CellObject = {}): Cell {
  if (value === null || value === '') return null;
  const cut = value.length > longestText ? `${value.slice(0, longestText - 1)}…` : value;
  // The writer looks texts up in a plain object, where such names are taken.
  const safe = cut in {} ? `${cut} ` : cut;
  return { ...top, ...style, type: String, value: safe, ...(isFormulaLike(safe) ? { format: '@' } : {}) };
}

/** A number cell from a decimal string; what is no number stays text. */
export function number(value: string | null, format: string, style: CellObject = {}): Cell {
  const decimal = toDecimal(value);
  if (decimal === null) return text(value, style);
  if (isTooLong(decimal)) return text(decimal.toFixed(), { ...style, align: 'right' });
  return { ...top, ...style, type: Number, value: decimal.toNumber(), format };
}

/** A formula, without the equals sign, and what it comes to. */
export function formula(expression: string, result: Big, format: string, style: CellObject = {}): Cell {
  if (isTooLong(result)) return text(result.toFixed(), { ...style, align: 'right' });
  return { ...top, ...style, type: 'Formula', value: expression, result: result.toString(), format };
}

/** Spreadsheets keep so many digits of a number and make the rest zeros. */
const digitsKept = 15;

/** Of a share, or of a small figure with a long fraction, nobody misses the last digits. */
function isTooLong({ c: digits, e: exponent }: Big): boolean {
  return digits.length > digitsKept && exponent >= digitsKept - 4;
}

export const bold = { fontWeight: 'bold' } as const satisfies CellObject;
const headerStyle = { ...bold, backgroundColor: '#E8EDF2', wrap: true } as const satisfies CellObject;
export const wrapped = { wrap: true } as const satisfies CellObject;

/** `numeric`: the titles above numbers, which stand to the right like these. */
export function headerRow(titles: readonly string[], numeric: readonly string[] = []): Cell[] {
  return titles.map((title) =>
    text(title, numeric.includes(title) ? { ...headerStyle, align: 'right' } : headerStyle),
  );
}

/** A count or a share, as it is. */
export function plainNumber(value: number, format: string): Cell {
  return { ...top, type: Number, value, format };
}

/** Such as `#,##0.00`. */
export function numberFormat(digits: number): string {
  return digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`;
}

/** As many digits as the number has, at least so many and at most six. */
export function fittingFormat(value: string | null, atLeast = 0): string {
  const places = value === null ? 0 : decimalPlaces(value);
  return numberFormat(Math.min(6, Math.max(atLeast, places)));
}

/** `A1` for the first column and row; both count from 0. */
export function addressOf(column: number, row: number): string {
  return `${columnName(column)}${row + 1}`;
}

export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
