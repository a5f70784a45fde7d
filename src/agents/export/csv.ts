// CSV: the lines of an estimate, one a row, with the place each was read from.

import { stringify } from 'csv-stringify/sync';
import { toDecimal } from '../../estimating/decimal.ts';
import type { EstimateLine } from '../../estimating/estimate.ts';
import { tradeName } from '../../estimating/trades.ts';
import type { ExportMaterial } from './material.ts';

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
  'Currency',
  'Price basis',
  'Price source',
  'Match confidence',
  'Document',
  'Sheet',
  'Page',
  'Row',
  'Quote',
  'Method',
  'Source confidence',
];

/** UTF-8 with a byte order mark, so that spreadsheets read it as such; RFC 4180 with a header. */
export function estimateCsv(material: ExportMaterial): Uint8Array {
  const { currency, lines } = material.estimate;
  const rows = [titles, ...lines.map((line) => lineRow(line, currency))];
  return new TextEncoder().encode(stringify(rows, { bom: true, record_delimiter: 'windows' }));
}

function lineRow(line: EstimateLine, currency: string): string[] {
  const { source } = line;
  return [
    words(line.item),
    words(line.section),
    words(line.trade),
    words(tradeName(line.trade)),
    words(line.description),
    decimal(line.quantity),
    words(line.unit),
    decimal(line.unitPrice),
    decimal(line.low),
    decimal(line.amount),
    decimal(line.high),
    words(currency),
    words(line.priceBasis),
    words(line.priceSource),
    String(line.confidence),
    words(source.documentName),
    words(source.sheet),
    count(source.page),
    count(source.row),
    words(source.quote),
    words(source.method),
    String(source.confidence),
  ];
}

/** A leading apostrophe keeps a spreadsheet from taking text for a formula. Source: OWASP, «CSV Injection». */
function words(value: string | null): string {
  if (value === null) return '';
  return /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
}

/** A number may be negative; anything else is treated as text. */
function decimal(value: string | null): string {
  return value !== null && toDecimal(value) !== null ? value.trim() : words(value);
}

function count(value: number | null): string {
  return value === null ? '' : String(value);
}
