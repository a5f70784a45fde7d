// Estimation: the pricing of a whole bill, from the results of the agents before to the estimate.
//
//   begin ──▶ price line by line ──▶ (a person may choose other prices) ──▶ finish (finish-estimation.ts)
//
//   E1. Every bill line is in the estimate once, priced or not; what counts nothing has an issue that says why.

import Big from 'big.js';
import type { Source } from '../documents/document.ts';
import type { ExtractedTables } from '../documents/extracted-tables.ts';
import {
  type BillLine,
  billTables,
  currencyOf,
  ownAmount,
  ownRate,
  tradedLines,
  withoutReading,
} from './bill.ts';
import { costBook } from './cost-book.ts';
import { isPricedElsewhere, outsideBase } from './cues.ts';
import { toDecimal } from './decimal.ts';
import type { Estimate, ScopeReport, Takeoff, TradeLine, TradeMap } from './estimate.ts';
import type { Markup } from './markups.ts';
import { minorDigits } from './money.ts';
import { builtInPrices, createPriceFinder, type PriceFinder, type PriceMatch } from './price-search.ts';
import {
  amountsOf,
  bookMatches,
  documentPrice,
  doubtfulMatch,
  type LineAmounts,
  type LinePrice,
  priceOfMatch,
} from './pricing.ts';
import { stateOf } from './region.ts';
import { unitOf } from './units.ts';
import { userBook } from './user-book.ts';

export interface EstimationInput {
  tables: ExtractedTables;
  trades: TradeMap;
  takeoff: Takeoff;
  scope: ScopeReport;
  earlier: Estimate | null;
  /** What the instruction sets. */
  currency: string;
  region: string | null;
  markups: readonly Markup[];
  /** Whether alternates count. */
  countAlternates: boolean;
  /** How missing work was decided, by trade; null while nobody answered. */
  missingAnswers: ReadonlyMap<string, string | null>;
}

export interface LineAtWork {
  bill: BillLine;
  trade: string;
  /** What else it may be, best first. */
  tradeGuess: TradeLine | null;
  quantity: Big | null;
  /** Canonical code, or as the document writes it. */
  unit: string;
  /** Null where it has no quantity, and for a lump sum that none stands for. */
  quantitySource: Source | null;
  price: LinePrice | null;
  amounts: LineAmounts | null;
  /** From the books, best first; empty where the document prices the line. */
  matches: PriceMatch[];
  /** Why it counts nothing although it may have a price; null when it counts. */
  outside: 'excluded' | 'alternate' | 'rate only' | 'priced elsewhere' | null;
  /** A person chose the price. */
  decided: boolean;
  /** Where it charges a percentage: of what, in words, whether nobody said so, and how many of those lines have no price. */
  share?: { words: string; guessed: boolean; unpriced: number };
}

export interface Estimation {
  currency: string;
  region: string | null;
  lines: BillLine[];
  /** Prices a line of `lines`. */
  price(bill: BillLine): LineAtWork;
  /** The line with another price; null takes its price away. */
  choose(line: LineAtWork, match: PriceMatch | null): LineAtWork;
  /** The line with the price that a model chose of its matches, as sure as that was, and saying so. */
  chooseByModel(line: LineAtWork, match: PriceMatch, brain: string, confidence: number): LineAtWork;
}

/** Gathers what the pricing of the lines needs. @throws INVALID_INPUT for an unknown region or currency. */
export function beginEstimation(input: EstimationInput): Estimation {
  const { tables, trades, takeoff } = input;
  const bills = billTables(tables);
  const currency = currencyOf(bills, input.currency);
  minorDigits(currency);
  const region = stateOf(input.region ?? input.earlier?.settings.region ?? null);
  const guesses = new Map(trades.lines.map((guess) => [guess.lineId, guess]));
  const quantities = new Map(takeoff.lines.map((line) => [line.lineId, line]));
  const ownBook = userBook(tables, currency);
  const books = {
    user: ownBook.length === 0 ? null : createPriceFinder(ownBook),
    builtIn: costBook.lines.some((line) => line.currency === currency) ? builtInPrices() : null,
  };

  return {
    currency,
    region,
    lines: tradedLines(tables, trades),
    price(bill) {
      const { line } = bill;
      const measured = quantities.get(line.id);
      const guess = guesses.get(line.id) ?? null;
      const trade = guess?.trade ?? 'general';
      const marked = outsideBase(line) ?? (isPricedElsewhere(line) ? 'priced elsewhere' : null);
      const base: LineAtWork = {
        bill,
        trade,
        tradeGuess: guess,
        quantity: toDecimal(measured?.net ?? null),
        unit: measured?.unit ?? line.unit?.trim() ?? '',
        quantitySource: measured === undefined ? null : withoutReading(measured.source),
        price: null,
        amounts: null,
        matches: [],
        outside: marked === 'alternate' && input.countAlternates ? null : marked,
        decided: false,
      };
      const own = isForeign(bill, currency) ? null : documentPrice(line, base.quantity);
      if (own !== null) {
        const lump = own.lump ? { quantity: new Big(1), unit: 'ls', quantitySource: null } : {};
        return withPrice({ ...base, ...lump }, own.price, currency);
      }
      if (base.outside !== null || isForeign(bill, currency)) return base;
      const matches = matchesOf(base, books, region);
      const [best] = matches;
      const price = best === undefined || best.score < doubtfulMatch ? null : priceOfMatch(best, region);
      return withPrice({ ...base, matches }, price, currency);
    },
    chooseByModel(line, match, brain, confidence) {
      const price = priceOfMatch(match, region);
      const source = `${price.source}, chosen by ${brain}`;
      return withPrice(line, { ...price, confidence, source }, currency);
    },
    choose(line, match) {
      return withPrice(
        { ...line, decided: true },
        match === null ? null : priceOfMatch(match, region),
        currency,
      );
    },
  };
}

function withPrice(line: LineAtWork, price: LinePrice | null, currency: string): LineAtWork {
  const amounts = price === null || line.quantity === null ? null : amountsOf(line.quantity, price, currency);
  return { ...line, price, amounts };
}

function matchesOf(
  { bill, trade, tradeGuess, unit }: LineAtWork,
  books: { user: PriceFinder | null; builtIn: PriceFinder | null },
  region: string | null,
): PriceMatch[] {
  const trades = [trade, ...(tradeGuess?.alternatives.map((other) => other.trade) ?? [])];
  return bookMatches(
    {
      description: bill.line.description,
      section: bill.line.section,
      trades,
      unit: unitOf(unit)?.code ?? null,
      region,
    },
    books,
  );
}

/** Priced in another currency than the estimate: a sum of both would mean nothing. */
export function isForeign({ table, line }: BillLine, currency: string): boolean {
  const priced = ownRate(line) !== null || ownAmount(line) !== null;
  return priced && table.currency !== null && table.currency !== currency;
}
