// User book: the price lists among the documents, which go before the built-in prices.
//
//   B1. A list in another currency than the estimate is not used: nothing is converted.
//   B2. Of every list it is said how many prices were taken and which rows were not, and why.

import type { ReadDocument, Table } from '../documents/document.ts';
import type { ExtractedTables } from '../documents/extracted-tables.ts';
import { allTables, placeOf, placeOfFigure, withoutReading } from './bill.ts';
import { anyTrade, type CostLine } from './cost-book.ts';
import { plain } from './decimal.ts';
import type { EstimateIssue } from './estimate.ts';
import { foundIssue } from './found-issue.ts';
import {
  isPriceList,
  type LeftRow,
  type ListedPrice,
  leftReasons,
  type PriceListReading,
  readPriceList,
  tradeOfHeading,
} from './price-list.ts';
import { actionOf } from './price-search.ts';

interface UserList {
  table: Table;
  document: ReadDocument;
  reading: PriceListReading;
}

/** How many rows of one reason are named. */
const mostRows = 5;

/** The prices of all lists in this currency that are not part of the bill. */
export function userBook(tables: ExtractedTables, currency: string): CostLine[] {
  return userLists(tables, currency)
    .filter(({ reading }) => reading.currency === currency)
    .flatMap(({ table, document, reading }) =>
      reading.taken.map((price) => costLine(price, placeName(table, document), currency)),
    );
}

/** One issue for every list: what was taken of it, and what was not. */
export function userBookIssues(tables: ExtractedTables, currency: string): EstimateIssue[] {
  return userLists(tables, currency).map(({ table, document, reading }) => {
    const { taken, left } = reading;
    const name = `«${placeName(table, document)}»`;
    const first = left[0]?.line ?? table.lines[0];
    const source = first === undefined ? null : placeOf(first);
    if (reading.currency !== currency) {
      const text = `${name} was not used: its ${count(taken.length, 'price')} are in ${reading.currency}, the estimate is in ${currency}, and nothing is converted.`;
      return foundIssue('medium', 'PRICE_LIST', text, source);
    }
    const text = `${name}: ${count(taken.length, 'price')} taken${left.length === 0 ? '' : `, ${count(left.length, 'row')} not: ${leftWords(left)}`}.`;
    return foundIssue(severityOf(reading), 'PRICE_LIST', text, source);
  });
}

/** The reasons with their numbers and rows, the most frequent first: «2 with no rate (rows 4, 9)». */
export function leftWords(left: readonly LeftRow[]): string {
  const byReason = [...Map.groupBy(left, ({ reason }) => reason)].sort(([, a], [, b]) => b.length - a.length);
  return byReason
    .map(([reason, same]) => {
      const rows = same.flatMap(({ line }) => line.source.row ?? []);
      const more = rows.length > mostRows ? ' …' : '';
      const places =
        rows.length === 0
          ? ''
          : ` (row${rows.length === 1 ? '' : 's'} ${rows.slice(0, mostRows).join(', ')}${more})`;
      return `${same.length} with ${leftReasons[reason]}${places}`;
    })
    .join('; ');
}

function userLists(tables: ExtractedTables, currency: string): UserList[] {
  const selected = new Set(tables.selectedTableIds);
  return allTables(tables)
    .filter(({ table }) => !selected.has(table.id) && isPriceList(table))
    .map((entry) => ({ ...entry, reading: readPriceList(entry.table, currency) }));
}

function severityOf({ taken, left }: PriceListReading): EstimateIssue['severity'] {
  if (taken.length === 0) return 'high';
  return left.length === 0 ? 'low' : 'medium';
}

function costLine({ line, unit, low, likely, high }: ListedPrice, name: string, currency: string): CostLine {
  return {
    id: `user-${line.id}`,
    trade: tradeOfHeading(line) ?? anyTrade,
    description: line.description,
    synonyms: line.code === null ? [] : [line.code],
    unit,
    basis: 'user',
    action: actionOf(line.description),
    source: { name, date: null, place: null, licence: null, bids: null },
    currency,
    low: plain(low),
    likely: plain(likely),
    high: plain(high),
    split: null,
    waste: '0',
    confidence: 0.9,
    listed: withoutReading(placeOfFigure(line, 'rate')),
  };
}

function placeName(table: Table, document: ReadDocument): string {
  return table.sheet === null ? document.name : `${document.name}, ${table.sheet}`;
}

function count(number: number, name: string): string {
  return `${number} ${name}${number === 1 ? '' : 's'}`;
}
