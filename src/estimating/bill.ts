// Bill: the lines that count, with the table and the document around them.

import type Big from 'big.js';
import type { Provenance, ReadDocument, Source, Table, TableLine } from '../documents/document.ts';
import type { ExtractedTables } from '../documents/extracted-tables.ts';
import { decimalPlaces, plain, toDecimal } from './decimal.ts';
import type { TradeMap } from './estimate.ts';
import { normalizeUnit, systemOf, type UnitReading, type UnitSystem } from './units.ts';

export interface BillTable {
  table: Table;
  document: ReadDocument;
  /** The system of units that its lines use, where that is clear. */
  system: UnitSystem | null;
}

export interface BillLine extends BillTable {
  line: TableLine;
}

/** The selected tables, in the order of the documents. */
export function billTables(tables: ExtractedTables): BillTable[] {
  const selected = new Set(tables.selectedTableIds);
  const found = allTables(tables).filter(({ table }) => selected.has(table.id));
  const everywhere = systemOf(found.flatMap(({ table }) => table.lines.map((line) => line.unit)));
  return found.map((entry) => ({
    ...entry,
    system: systemOf(entry.table.lines.map((line) => line.unit)) ?? everywhere,
  }));
}

/** The lines of the selected tables, in the order of the documents. */
export function billLines(tables: ExtractedTables): BillLine[] {
  return billTables(tables).flatMap((entry) => entry.table.lines.map((line) => ({ ...entry, line })));
}

/** The bill lines with the trade that the map gives them. */
export function tradedLines(tables: ExtractedTables, map: TradeMap): (BillLine & { trade: string })[] {
  const trades = new Map(map.lines.map(({ lineId, trade }) => [lineId, trade]));
  return billLines(tables).map((bill) => ({ ...bill, trade: trades.get(bill.line.id) ?? 'general' }));
}

/** All tables with their documents. */
export function allTables(tables: ExtractedTables): { table: Table; document: ReadDocument }[] {
  return tables.documents.flatMap((document) => document.tables.map((table) => ({ table, document })));
}

/** The line's unit, read by the system of its table. */
export function unitOfLine(line: TableLine, system: UnitSystem | null): UnitReading | null {
  return normalizeUnit(line.unit, system);
}

/** The document's own rate; a rate of 0 is no price. */
export function ownRate(line: TableLine): Big | null {
  const rate = toDecimal(line.rate);
  return rate === null || rate.eq(0) ? null : rate;
}

/** What stands in the amount column without a rate: the price of a lump sum, or of the whole quantity. */
export function ownAmount(line: TableLine): Big | null {
  const amount = toDecimal(line.amount);
  return amount === null || amount.eq(0) ? null : amount;
}

/** More digits than this come of rounding, not of measuring. */
const digitsOfQuantity = 4;

/** The quantity that a line with a rate and an amount leaves unsaid; null when it states one or none comes out even. */
export function impliedQuantity(line: TableLine): Big | null {
  const [rate, amount] = [ownRate(line), ownAmount(line)];
  if (toDecimal(line.quantity) !== null || rate === null || amount === null) return null;
  const quantity = amount.div(rate);
  return decimalPlaces(plain(quantity)) <= digitsOfQuantity ? quantity : null;
}

/**
 * The estimate's currency, since amounts cannot be converted: the one that all priced bills name; of several the one
 * that was asked for, or that most lines are in; otherwise the one that was asked for.
 */
export function currencyOf(tables: readonly BillTable[], wanted: string): string {
  const named = new Set(tables.flatMap(({ table }) => table.currency ?? []));
  if (named.size === 0 || named.has(wanted)) return wanted;
  const linesIn = (currency: string) =>
    tables.reduce((sum, { table }) => sum + (table.currency === currency ? table.lines.length : 0), 0);
  return [...named].sort((a, b) => linesIn(b) - linesIn(a) || (a < b ? -1 : 1))[0] ?? wanted;
}

/** Where a figure of the line stands, down to its cell; its words are quoted where they are those of the line. */
export function placeOfFigure(
  { source, figures }: Pick<TableLine, 'source' | 'figures'>,
  figure: 'quantity' | 'rate' | 'amount',
): Provenance {
  const { cell: _cell, ...place } = source;
  if (figures === undefined) return place;
  const { page, row } = figures;
  const cell = figures[figure];
  const quote = page === source.page && row === source.row ? source.quote : null;
  return { ...place, page, row, quote, ...(cell === null ? {} : { cell }) };
}

/** The line's place, without how it was read. */
export function placeOf(line: Pick<TableLine, 'source'>): Source {
  return withoutReading(line.source);
}

export function withoutReading(provenance: Provenance): Source {
  const { method: _method, confidence: _confidence, ...source } = provenance;
  return source;
}
