// Lines sheet: every line of the estimate, its amount as a formula, beside what the documents state.

import Big from 'big.js';
import { toDecimal } from '../../estimating/decimal.ts';
import type { EstimateLine } from '../../estimating/estimate.ts';
import { extend, fromMinor } from '../../estimating/money.ts';
import { tradeName } from '../../estimating/trades.ts';
import { elementOf } from '../../estimating/uniformat.ts';
import type { ExportMaterial } from './material.ts';
import { nearPlace } from './place.ts';
import {
  bold,
  type Cell,
  columnName,
  fittingFormat,
  formula,
  headerRow,
  number,
  numberFormat,
  plainNumber,
  type Sheet,
  text,
  wrapped,
} from './sheet.ts';

const titles = [
  'Item',
  'Section',
  'Trade',
  'Trade name',
  'Description',
  'Quantity',
  'Unit',
  'Rate',
  'Low',
  'Amount',
  'High',
  'Price basis',
  'Price source',
  'Match confidence',
  'Place',
  'Element',
  'Stated quantity',
  'Stated rate',
  'Stated amount',
  'Note',
];

const numericTitles = titles.filter((title) =>
  /^(quantity|rate|low|amount|high|match confidence|stated .*)$/i.test(title),
);

/** Letters of the columns that other sheets count on. */
export const lineColumns = {
  trade: letterOf('Trade'),
  low: letterOf('Low'),
  likely: letterOf('Amount'),
  high: letterOf('High'),
  basis: letterOf('Price basis'),
  element: letterOf('Element'),
} as const;

/** The cells of a column over all lines, such as `Lines!$J$2:$J$46`. */
export function lineRange(material: ExportMaterial, column: string): string {
  const last = Math.max(2, material.estimate.lines.length + 1);
  return `Lines!$${column}$2:$${column}$${last}`;
}

export function linesSheet(material: ExportMaterial): Sheet {
  const { lines } = material.estimate;
  return {
    name: 'Lines',
    widths: [8, 18, 14, 18, 50, 11, 7, 12, 14, 14, 14, 12, 40, 11, 14, 9, 11, 11, 13, 40],
    sticky: 1,
    rows: [
      headerRow(titles, numericTitles),
      ...lines.map((line, index) => lineRow(material, line, index + 2)),
      // The total never stands in the range that it sums.
      ...(lines.length === 0 ? [[]] : []),
      totalRow(material),
    ],
  };
}

function lineRow(material: ExportMaterial, line: EstimateLine, row: number): Cell[] {
  const stated = material.stated.get(line.id) ?? null;
  const money = numberFormat(material.digits);
  return [
    text(line.item),
    text(line.section, wrapped),
    text(line.trade),
    text(tradeName(line.trade), wrapped),
    text(line.description, wrapped),
    number(line.quantity, fittingFormat(line.quantity)),
    text(line.unit),
    number(line.unitPrice, fittingFormat(line.unitPrice, material.digits)),
    number(line.low, money),
    isProduct(material, line)
      ? formula(`ROUND(F${row}*H${row},${material.digits})`, new Big(line.amount!), money)
      : number(line.amount, money),
    number(line.high, money),
    text(line.priceBasis),
    text(line.priceSource, wrapped),
    plainNumber(line.confidence, '0.00'),
    text(nearPlace(line.source)),
    text(elementOf(line)),
    number(stated?.quantity ?? null, fittingFormat(stated?.quantity ?? null)),
    number(stated?.rate ?? null, fittingFormat(stated?.rate ?? null, material.digits)),
    number(stated?.amount ?? null, money),
    text(noteOn(material, line), wrapped),
  ];
}

/** Whether quantity × rate, rounded, is the amount; a lump sum or a price with hidden digits may differ. */
function isProduct(material: ExportMaterial, line: EstimateLine): boolean {
  const product = productOf(material, line);
  return product !== null && line.amount !== null && new Big(product).eq(line.amount);
}

function productOf(material: ExportMaterial, line: EstimateLine): string | null {
  const quantity = toDecimal(line.quantity);
  const rate = toDecimal(line.unitPrice);
  if (quantity === null || rate === null) return null;
  const { currency } = material.estimate;
  return fromMinor(extend(quantity, rate, currency), currency);
}

function noteOn(material: ExportMaterial, line: EstimateLine): string | null {
  if (line.amount === null) {
    return line.unitPrice === null
      ? 'No price was found for this line.'
      : 'This line counts nothing in the total.';
  }
  if (isProduct(material, line)) return null;
  const product = productOf(material, line);
  return product === null
    ? 'The amount is a sum without a rate.'
    : `The amount was kept; quantity × rate comes to ${product}.`;
}

function totalRow(material: ExportMaterial): Cell[] {
  const sum = (column: string, amounts: (string | null)[]) => {
    const result = amounts.reduce((total, amount) => total.plus(amount ?? 0), new Big(0));
    return formula(`SUM(${lineRange(material, column)})`, result, numberFormat(material.digits), bold);
  };
  const { lines } = material.estimate;
  const row: Cell[] = titles.map(() => null);
  row[titles.indexOf('Description')] = text('Total before mark-ups', bold);
  row[titles.indexOf('Low')] = sum(
    lineColumns.low,
    lines.map((line) => line.low),
  );
  row[titles.indexOf('Amount')] = sum(
    lineColumns.likely,
    lines.map((line) => line.amount),
  );
  row[titles.indexOf('High')] = sum(
    lineColumns.high,
    lines.map((line) => line.high),
  );
  return row;
}

function letterOf(title: string): string {
  return columnName(titles.indexOf(title));
}
