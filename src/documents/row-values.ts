// Row values: one row of a table, taken apart by its columns and told what sort of row it is.

import type { SettledColumn } from './columns.ts';
import { headingOf, isDimension } from './columns.ts';
import type { GroupPrice, TableLine } from './document.ts';
import { type GridRow, isBlank, textOf } from './grid.ts';
import { inOneUnit, type Length, parseLength, unitOfHeading } from './measures.ts';
import { type DecimalMark, parseQuantity, tidy } from './numbers.ts';
import { isOrdinals } from './ordinals.ts';
import { numberIn, type Pricing, sumIn } from './prices.ts';
import { isTotalOnly, type TotalKind, totalKindOf } from './total-words.ts';

/** `line` has figures; `text` has words only; `ordinals` counts the columns; `empty` is left out. */
export type RowSort = 'line' | 'text' | 'total' | 'ordinals' | 'empty';

export interface RowValues {
  row: GridRow;
  sort: RowSort;
  total: TotalKind | null;
  item: string | null;
  code: string | null;
  /** The description, or the other words of the row where it has none. */
  text: string;
  quantity: string | null;
  unit: string | null;
  rate: string | null;
  amount: string | null;
  prices: GroupPrice[];
  dimensions: TableLine['dimensions'];
  remark: string | null;
  bold: boolean;
  /** Whether an empty row stands before it. */
  apart: boolean;
}

/** How the columns of one table are read. */
export interface Reading {
  columns: readonly SettledColumn[];
  pricing: Pricing;
  mark: DecimalMark;
}

const figured = new Set<SettledColumn['role']>(['quantity', 'rate', 'amount', 'number']);
const longestItem = 16;
const longestRemark = 300;

/** Takes one row apart; `apart` tells whether an empty row stands before it. */
export function readRow(row: GridRow, reading: Reading, apart: boolean): RowValues {
  const { columns, pricing, mark } = reading;
  const words = (role: SettledColumn['role']) =>
    tidy(
      columns
        .flatMap((column) => (column.role === role ? (row.cells[column.index]?.text ?? '') : []))
        .join(' '),
    );
  const described = words('description');
  const itemText = words('item');
  const isItem = itemText.length <= longestItem || (described !== '' && itemText.length <= 40);
  const quantity = quantityIn(row, pricing.quantity, mark);
  const prices = pricing.choices.map((choice) => priceIn(row, choice, mark));
  const dimensions = dimensionsIn(row, columns, mark);
  const unitText = words('unit');
  // A lump sum is often called so where its quantity would stand.
  const instead = quantity === null ? lumpIn(row, pricing.quantity) : null;
  const unit = (unitText === '' || numberLike(unitText) ? null : unitText) ?? quantity?.unit ?? instead;
  const [first] = prices;
  const rate = first?.rate ?? null;
  // A formula without a rate shows 0, which is no price.
  const unpriced = rate === null && quantity !== null && pricing.choices[0]?.rates.length !== 0;
  const amount = first?.amount == null || (unpriced && Number(first.amount) === 0) ? null : first.amount;
  const values: RowValues = {
    row,
    sort: 'text',
    total: null,
    item: isItem && itemText !== '' ? itemText : null,
    code: words('code') || null,
    text: described !== '' ? described : isItem ? otherWords(row, columns) : itemText,
    quantity: quantity?.quantity ?? null,
    unit,
    rate,
    amount,
    prices: prices.length > 1 ? prices : [],
    dimensions,
    remark: remarkIn(row, columns, instead),
    bold: row.cells.some((cell) => cell?.bold === true),
    apart,
  };
  return { ...values, ...sortOf(row, values, reading) };
}

function sortOf(
  row: GridRow,
  values: RowValues,
  reading: Reading,
): { sort: RowSort; total: TotalKind | null } {
  if (isBlank(row)) return { sort: 'empty', total: null };
  if (isOrdinals(row)) return { sort: 'ordinals', total: null };
  const label = values.text === '' ? textOf(row) : values.text;
  const total =
    totalKindOf(label) ?? (values.item === null ? null : totalKindOf(`${values.item} ${values.text}`));
  if (isShareToPrice(label, values, reading)) return { sort: 'line', total: null };
  if (total !== null && standsAsTotal(label, values, reading)) return { sort: 'total', total };
  const measured =
    values.dimensions !== null && Object.values(values.dimensions).some((value) => value !== null);
  const figures = values.quantity !== null || values.rate !== null || values.amount !== null || measured;
  const named = values.item !== null || values.text !== '';
  if (figures) return { sort: 'line', total: null };
  if (values.unit !== null && named && values.text !== '') return { sort: 'line', total: null };
  return { sort: named || values.remark !== null ? 'text' : 'empty', total: null };
}

const shareToPrice =
  /^\W*(add\b\W*)?(\w+\W+){0,4}(contingenc\w*|overheads?|profit|escalation|mark-?\s?up|attendance)\b[^%]*\d\s*%|^\W*(add|allow)\b[^%]*\d\s*%/i;
const longestShare = 100;

/** «Contingency, 5 % of the above» without any figure, in a table with prices, is still to be reckoned. */
function isShareToPrice(label: string, values: RowValues, { pricing }: Reading): boolean {
  if (label.length > longestShare || pricing.choices.length === 0 || !shareToPrice.test(label)) return false;
  const figures =
    values.quantity ?? values.rate ?? values.amount ?? values.prices.find(({ amount }) => amount !== null);
  return figures == null && !/\bincl|\bexcl/i.test(label);
}

/** A row that is called a total is one unless it has a quantity of its own. */
function standsAsTotal(label: string, values: RowValues, reading: Reading): boolean {
  if (isTotalOnly(label)) return true;
  // A numbered description may end with the word where its cell does.
  if (values.item !== null && values.amount === null && !/^\W*(sub|grand|net|total|sum)/i.test(values.text))
    return false;
  if (values.rate !== null) return false;
  if (values.quantity === null) return values.unit === null || values.amount !== null;
  return (
    reading.pricing.choices.length === 0 &&
    values.item === null &&
    reading.columns.some(({ role }) => isDimension(role))
  );
}

function quantityIn(row: GridRow, index: number | null, mark: DecimalMark): ReturnType<typeof parseQuantity> {
  const cell = index === null ? null : row.cells[index];
  if (cell == null) return null;
  return cell.number === null ? parseQuantity(cell.text, mark) : { quantity: cell.number, unit: null };
}

function lumpIn(row: GridRow, index: number | null): string | null {
  const text = index === null ? '' : (row.cells[index]?.text ?? '');
  return /^(l\.?\s?s\.?|item|sum|lot|job|lump\s?sum|p\.?\s?s\.?|p\.?\s?c\.?|allow(ance)?|psch)$/i.test(text)
    ? text
    : null;
}

function priceIn(row: GridRow, choice: Pricing['choices'][number], mark: DecimalMark): GroupPrice {
  return {
    group: choice.name ?? '',
    rate: sumIn(row, choice.rates, mark),
    amount: sumIn(row, choice.amounts, mark),
  };
}

function dimensionsIn(
  row: GridRow,
  columns: readonly SettledColumn[],
  mark: DecimalMark,
): TableLine['dimensions'] {
  const columnOf = (role: SettledColumn['role']) => columns.find((candidate) => candidate.role === role);
  if (!columns.some(({ role }) => isDimension(role) || role === 'number')) return null;
  const counted = columnOf('number');
  const number = counted === undefined ? null : numberIn(row, counted.index, mark);
  const { values, unit } = inOneUnit(
    (['length', 'breadth', 'depth'] as const).map((role) => {
      const column = columnOf(role);
      return column === undefined ? null : lengthIn(row, column, mark);
    }),
  );
  const [length = null, breadth = null, depth = null] = values;
  if (number === null && values.every((value) => value === null)) return null;
  return { number, length, breadth, depth, ...(unit === null ? {} : { unit }) };
}

function lengthIn(row: GridRow, column: SettledColumn, mark: DecimalMark): Length | null {
  const cell = row.cells[column.index];
  if (cell == null || cell.text === '') return null;
  const headed = unitOfHeading(headingOf(column));
  // A figure that the file itself holds has a point, however it is shown.
  return cell.number === null ? parseLength(cell.text, mark, headed) : parseLength(cell.number, '.', headed);
}

/** Remarks, and what stands in columns of no known meaning, such as a location or a size in feet and inches. */
function remarkIn(row: GridRow, columns: readonly SettledColumn[], used: string | null): string | null {
  const parts = columns.flatMap((column) => {
    const cell = row.cells[column.index];
    if (cell == null || cell.text === '' || cell.text === used) return [];
    if (column.role === 'remark') return [cell.text];
    const figures = isDimension(column.role) || figured.has(column.role);
    const unread =
      figures &&
      cell.number === null &&
      !numberLike(cell.text) &&
      parseQuantity(cell.text, '.') === null &&
      !(isDimension(column.role) && parseLength(cell.text, '.', null) !== null);
    const heading = headingOf(column);
    if (column.role !== 'other' && (!unread || /^\W*(?:n\/?a\W*)?$/i.test(cell.text))) return [];
    return heading === '' || /\bwords\b/i.test(heading) ? [] : [`${heading}: ${cell.text}`];
  });
  return parts.length === 0 ? null : parts.join('; ').slice(0, longestRemark);
}

/** Words outside the describing columns: a heading or the label of a total may stand anywhere. */
function otherWords(row: GridRow, columns: readonly SettledColumn[]): string {
  const skipped = new Set(
    columns.flatMap(({ index, role }) =>
      role === 'item' || role === 'code' || role === 'remark' || role === 'unit' ? [index] : [],
    ),
  );
  return row.cells
    .flatMap((cell, index) =>
      cell === null ||
      cell.number !== null ||
      skipped.has(index) ||
      !/\p{L}{2}/u.test(cell.text) ||
      parseQuantity(cell.text, '.') !== null
        ? []
        : [cell.text],
    )
    .join(' ');
}

function numberLike(text: string): boolean {
  return !/\p{L}|%/u.test(text) && /\d/.test(text) && !/['"′″]/.test(text);
}
