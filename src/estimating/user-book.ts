// User book: a price list among the documents, which goes before the built-in prices.
//
//   P1. A table with rates and units and no quantity anywhere is a price list, not a bill.

import type { ReadDocument, Table } from '../documents/document.ts';
import type { ExtractedTables } from '../documents/extracted-tables.ts';
import { allTables, ownRate, unitOfLine } from './bill.ts';
import { anyTrade, type CostLine } from './cost-book.ts';
import { plain } from './decimal.ts';
import { actionOf } from './price-search.ts';
import { systemOf } from './units.ts';

/** The lines of all price lists in this currency that are not part of the bill. */
export function userBook(tables: ExtractedTables, currency: string): CostLine[] {
  const selected = new Set(tables.selectedTableIds);
  return allTables(tables)
    .filter(
      ({ table }) =>
        !selected.has(table.id) && isPriceList(table) && (table.currency ?? currency) === currency,
    )
    .flatMap(({ table, document }) => linesOf(table, document, currency));
}

function isPriceList(table: Table): boolean {
  const rated = table.lines.filter((line) => ownRate(line) !== null && line.unit !== null);
  return (
    rated.length > 0 &&
    rated.length * 2 > table.lines.length &&
    table.lines.every((line) => line.quantity === null)
  );
}

function linesOf(table: Table, document: ReadDocument, currency: string): CostLine[] {
  const system = systemOf(table.lines.map((line) => line.unit));
  return table.lines.flatMap((line): CostLine[] => {
    const rate = ownRate(line);
    const unit = unitOfLine(line, system);
    if (rate === null || rate.lt(0) || unit === null) return [];
    const price = plain(rate);
    return [
      {
        id: `user-${line.id}`,
        trade: anyTrade,
        description: line.description,
        synonyms: line.code === null ? [] : [line.code],
        unit: unit.unit,
        basis: 'user',
        action: actionOf(line.description),
        source: { name: placeName(table, document), date: null, place: null, licence: null, bids: null },
        currency,
        low: price,
        likely: price,
        high: price,
        split: null,
        waste: '0',
        confidence: 0.9,
      },
    ];
  });
}

function placeName(table: Table, document: ReadDocument): string {
  return table.sheet === null ? document.name : `${document.name}, ${table.sheet}`;
}
