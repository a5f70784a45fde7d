// CSV: the lines of an estimate, one a row, with the place each was read from.

import { stringify } from 'csv-stringify/sync';
import type { Source } from '../../documents/document.ts';
import { toDecimal } from '../../estimating/decimal.ts';
import type { EstimateLine } from '../../estimating/estimate.ts';
import { tradeName } from '../../estimating/trades.ts';
import { isFormulaLike } from './formula-words.ts';
import type { ExportMaterial } from './material.ts';
import { nearPlace } from './place.ts';

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
  'Cell',
  'Quantity from',
  'Price from',
  'Quote',
  'Method',
  'Source confidence',
];

/** Some programs end a row at a lone one too; in quotes none does. */
const lineBreak = /[\r\n]/;

/** UTF-8 with a byte order mark, so that spreadsheets read it as such; RFC 4180 with a header. */
export function estimateCsv(material: ExportMaterial): Uint8Array {
  const { currency, lines } = material.estimate;
  const rows = [titles, ...lines.map((line) => lineRow(line, currency))];
  return new TextEncoder().encode(
    stringify(rows, { bom: true, record_delimiter: 'windows', quoted_match: lineBreak }),
  );
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
    words(source.cell ?? null),
    words(from(line.quantitySource, line)),
    words(from(line.priceReference, line)),
    words(source.quote),
    words(source.method),
    String(source.confidence),
  ];
}

/** Its place, with the document where that is another than the line's. */
function from(source: Source | null | undefined, line: EstimateLine): string | null {
  if (source == null) return null;
  if (source.documentId === line.source.documentId && source.sheet === line.source.sheet)
    return nearPlace(source);
  return [source.documentName, source.sheet, nearPlace(source)].filter((part) => part !== null).join(', ');
}

/** A leading apostrophe keeps a spreadsheet from taking text for a formula. Source: OWASP, «CSV Injection». */
function words(value: string | null): string {
  if (value === null) return '';
  return isFormulaLike(value) ? `'${value}` : value;
}

/** A number may be negative; anything else is treated as text. */
function decimal(value: string | null): string {
  return value !== null && toDecimal(value) !== null ? value.trim() : words(value);
}

function count(value: number | null): string {
  return value === null ? '' : String(value);
}
