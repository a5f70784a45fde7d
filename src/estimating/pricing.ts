// Pricing: what a line costs and where that price comes from.
//
//   R1. The document's own rate wins, then the user's price list, then the built-in book. Where it states no
//       quantity, its amount counts whatever the rate would make.
//   R2. A line without a price has no amount; it is never 0.
//   R3. Built-in prices are used only where the estimate is in their currency: nothing is converted.

import Big from 'big.js';
import type { Source, TableLine } from '../documents/document.ts';
import { ownAmount, ownRate, placeOfFigure, withoutReading } from './bill.ts';
import { decimalPlaces, plain, toDecimal } from './decimal.ts';
import type { EstimateLine } from './estimate.ts';
import { extend, fromMinor, type Minor } from './money.ts';
import type { PriceFinder, PriceMatch } from './price-search.ts';
import { regionFactor } from './region.ts';

/** From here on a match is taken without a word; from the lower one on it is taken and marked. */
export const sureMatch = 0.6;
export const doubtfulMatch = 0.5;

export interface LinePrice {
  basis: 'document' | 'public-bid' | 'composed' | 'user';
  unitPrice: Big;
  low: Big;
  high: Big;
  /** 0–1: how sure it is that the price belongs to the line. */
  confidence: number;
  source: string;
  /** Where a document states it; null for built-in prices. */
  place: Source | null;
}

/** A line with all that is needed to make an estimate line of it. */
export interface LineToPrice {
  id: string;
  line: Pick<TableLine, 'item' | 'description' | 'section' | 'source'>;
  trade: string;
  quantity: Big | null;
  unit: string;
  quantitySource?: Source | null;
}

/** A second candidate that fits nearly as well matters when its price differs by more than this factor. */
const closeSecond = 0.9;
const otherPrice = 2;

/** Amounts of a line in the smallest unit of the currency. */
export interface LineAmounts {
  low: Minor;
  likely: Minor;
  high: Minor;
}

/** The document's price of a line; for an amount without a usable rate the line becomes one lump sum. */
export function documentPrice(
  line: TableLine,
  quantity: Big | null,
): { price: LinePrice; lump: boolean } | null {
  const [rate, amount] = [ownRate(line), ownAmount(line)];
  if (
    rate !== null &&
    (amount === null || toDecimal(line.quantity) !== null || comesTo(amount, rate, quantity))
  )
    return { price: atDocumentRate(line, rate, 'rate'), lump: false };
  if (amount === null) return null;
  // A rate times a quantity that nobody stated is not the money that the document asks for.
  if (rate !== null) return { price: atDocumentRate(line, amount, 'amount'), lump: true };
  if (quantity === null || quantity.eq(0))
    return { price: atDocumentRate(line, amount, 'amount'), lump: true };
  const each = amount.div(quantity);
  const exact = decimalPlaces(plain(each)) <= 4;
  return { price: atDocumentRate(line, exact ? each : amount, 'amount'), lump: !exact };
}

/** Within half a cent, so that the rounded product is the amount. */
function comesTo(amount: Big, rate: Big, quantity: Big | null): boolean {
  return quantity?.times(rate).minus(amount).abs().lte('0.005') ?? false;
}

/** Candidates of the books for a line, the user's first when it fits. */
export function bookMatches(
  query: Parameters<PriceFinder['find']>[0],
  books: { user: PriceFinder | null; builtIn: PriceFinder | null },
): PriceMatch[] {
  const users = books.user?.find(query) ?? [];
  const builtIn = books.builtIn?.find(query) ?? [];
  const [best] = users;
  // A price of the user that would be taken by itself goes before any other, however well that fits.
  if (best !== undefined && best.score >= doubtfulMatch) return [...users, ...builtIn].slice(0, 3);
  return [...users, ...builtIn].sort((a, b) => b.score - a.score).slice(0, 3);
}

/** Whether the best candidate may be the wrong one: it fits poorly, or another fits as well at quite another price. */
export function isDoubtful([best, second]: readonly PriceMatch[]): boolean {
  if (best === undefined) return false;
  if (best.score < sureMatch) return true;
  if (second === undefined || second.score < best.score * closeSecond) return false;
  // That the built-in price is another one is no doubt of the user's.
  if (best.line.basis === 'user' && second.line.basis !== 'user') return false;
  const [one, other] = [new Big(best.likely), new Big(second.likely)];
  return one.gt(other.times(otherPrice)) || other.gt(one.times(otherPrice));
}

/** The price that a candidate makes. */
export function priceOfMatch(
  { line, score, working, low, likely, high }: PriceMatch,
  region: string | null,
): LinePrice {
  return {
    basis: line.basis,
    unitPrice: new Big(likely),
    low: new Big(low),
    high: new Big(high),
    confidence: Math.round(score * 100) / 100,
    source: sourceOfMatch(line, working, region),
    place: line.listed ?? null,
  };
}

/** Amounts of a priced quantity; the sum of rounded lines is the total, to the cent. */
export function amountsOf(quantity: Big, price: LinePrice, currency: string): LineAmounts {
  const low = extend(quantity, price.low, currency);
  const likely = extend(quantity, price.unitPrice, currency);
  const high = extend(quantity, price.high, currency);
  return low <= high ? { low, likely, high } : { low: high, likely, high: low };
}

/** The line as it stands in the estimate; without a price or a quantity its amounts are null. */
export function estimateLine(
  { id, line, trade, quantity, unit, quantitySource }: LineToPrice,
  price: LinePrice | null,
  amounts: LineAmounts | null,
  currency: string,
): EstimateLine {
  return {
    id,
    item: line.item,
    description: line.description,
    section: line.section,
    trade,
    quantity: plain(quantity ?? new Big(0)),
    unit,
    unitPrice: price === null ? null : plain(price.unitPrice),
    low: amounts === null ? null : fromMinor(amounts.low, currency),
    amount: amounts === null ? null : fromMinor(amounts.likely, currency),
    high: amounts === null ? null : fromMinor(amounts.high, currency),
    confidence: price?.confidence ?? 0,
    priceBasis: price?.basis ?? 'none',
    priceSource: price?.source ?? null,
    source: line.source,
    quantitySource: quantitySource ?? null,
    priceReference: price?.place ?? null,
  };
}

function atDocumentRate(line: TableLine, rate: Big, figure: 'rate' | 'amount'): LinePrice {
  const { documentName, sheet, page, row } = line.source;
  const place = [
    documentName,
    sheet,
    page === null ? null : `page ${page}`,
    row === null ? null : `row ${row}`,
  ];
  return {
    basis: 'document',
    unitPrice: rate,
    low: rate,
    high: rate,
    confidence: line.source.confidence,
    source: place.filter((part) => part !== null).join(', '),
    place: withoutReading(placeOfFigure(line, figure)),
  };
}

function sourceOfMatch(line: PriceMatch['line'], working: string | null, region: string | null): string {
  const { name, date, place, bids } = line.source;
  const factor = regionFactor(place, region);
  const parts = [
    `«${line.description}»`,
    name,
    place,
    date,
    bids === null ? null : `${bids} bids`,
    working === null ? null : `per ${line.unit}, ${working}`,
    factor.eq(1) ? null : `× ${factor.toFixed(3)} for the price level of ${region ?? 'the United States'}`,
  ];
  return parts.filter((part) => part !== null).join('; ');
}
