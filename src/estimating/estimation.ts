// Estimation: the pricing of a whole bill, from the results of the agents before to the estimate.
//
//   begin ──▶ price line by line ──▶ (a person may choose other prices) ──▶ finish
//
//   E1. Every bill line is in the estimate once, priced or not; what counts nothing has an issue that says why.
//   E2. The sums are sums of the rounded lines.

import Big from 'big.js';
import type { Source } from '../documents/document.ts';
import type { ExtractedTables } from '../documents/extracted-tables.ts';
import { assumptionsOf } from './assumptions.ts';
import {
  type BillLine,
  billTables,
  currencyOf,
  ownAmount,
  ownRate,
  placeOf,
  tradedLines,
  withoutReading,
} from './bill.ts';
import { condense } from './checks.ts';
import { companionQuantity, companionWords } from './companions.ts';
import { costBook } from './cost-book.ts';
import { outsideBase } from './cues.ts';
import { toDecimal } from './decimal.ts';
import type { Estimate, EstimateIssue, ScopeReport, Takeoff, TradeLine, TradeMap } from './estimate.ts';
import type { IssueCode } from './issues.ts';
import { applyMarkups, defaultMarkups, isContained, type Markup, mergeMarkups } from './markups.ts';
import { fromMinor, minorDigits } from './money.ts';
import { isAbsurd } from './price-list.ts';
import {
  builtInPrices,
  createPriceFinder,
  findPrice,
  type PriceFinder,
  type PriceMatch,
} from './price-search.ts';
import {
  amountsOf,
  bookMatches,
  documentPrice,
  doubtfulMatch,
  estimateLine,
  isDoubtful,
  type LineAmounts,
  type LinePrice,
  priceOfMatch,
  sureMatch,
} from './pricing.ts';
import { stateOf } from './region.ts';
import {
  estimateClass,
  type RolledLine,
  rollUpByElement,
  rollUpByTrade,
  totalByBasis,
  totalOf,
} from './rollup.ts';
import { tradeName } from './trades.ts';
import { unitOf } from './units.ts';
import { unknownsOf } from './unknowns.ts';
import { userBook, userBookIssues } from './user-book.ts';

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
  outside: 'excluded' | 'alternate' | 'rate only' | null;
  /** A person chose the price. */
  decided: boolean;
}

export interface Estimation {
  currency: string;
  region: string | null;
  lines: BillLine[];
  /** Prices a line of `lines`. */
  price(bill: BillLine): LineAtWork;
  /** The line with another price; null takes its price away. */
  choose(line: LineAtWork, match: PriceMatch | null): LineAtWork;
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
      const marked = outsideBase(line);
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
    choose(line, match) {
      return withPrice(
        { ...line, decided: true },
        match === null ? null : priceOfMatch(match, region),
        currency,
      );
    },
  };
}

/** The estimate of the lines as they were priced. @throws INVALID_INPUT for a percentage that is none. */
export function finishEstimation(
  input: EstimationInput,
  { currency, region }: Estimation,
  lines: readonly LineAtWork[],
): Estimate {
  const companions = includedCompanions(input, currency, region);
  const rolled: RolledLine[] = [
    ...lines.map((line) => {
      const amounts = line.outside === null ? line.amounts : null;
      return {
        line: estimateLine(
          { ...line, id: line.bill.line.id, line: line.bill.line },
          line.price,
          amounts,
          currency,
        ),
        amounts,
      };
    }),
    ...companions.map(({ rolled }) => rolled),
  ];
  const generalInBill = rolled.some(({ line, amounts }) => line.trade === 'general' && amounts !== null);
  const before =
    input.earlier?.settings.markups ??
    defaultMarkups.filter(({ name }) => !(generalInBill && isGeneral(name)));
  const markups = mergeMarkups(before, input.markups);
  const totals = (['low', 'likely', 'high'] as const).map((which) => ({
    net: totalOf(rolled, which),
    ...applyMarkups(markups, totalByBasis(rolled, which), currency),
  }));
  const [low, likely, high] = totals.map(({ net, total }) => ({
    net: fromMinor(net, currency),
    total: fromMinor(total, currency),
  }));
  const quality = estimateClass(rolled);
  const estimateLines = rolled.map(({ line }) => line);
  return {
    currency,
    class: quality.class,
    region,
    lines: estimateLines,
    byTrade: rollUpByTrade(rolled, currency),
    byElement: rollUpByElement(rolled, currency),
    net: { low: low?.net ?? '0', likely: likely?.net ?? '0', high: high?.net ?? '0' },
    markups: totals[1]?.applied ?? [],
    low: low?.total ?? '0',
    likely: likely?.total ?? '0',
    high: high?.total ?? '0',
    issues: [
      ...input.scope.issues,
      ...input.takeoff.issues,
      ...pricingIssues(lines, currency),
      ...userBookIssues(input.tables, currency),
      ...companions.flatMap(({ issue }) => issue ?? []),
    ],
    assumptions: assumptionsOf({
      class: quality.class,
      classBecause: quality.because,
      currency,
      region,
      markups,
      generalInBill: generalInBill && !markups.some(({ name }) => isGeneral(name)),
      lines: estimateLines,
      unknowns: unknownsOf(lines, currency),
      scope: input.scope,
      missingAnswers: input.missingAnswers,
      included: companions.map(({ assumption }) => assumption),
    }),
    settings: { region, markups },
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

/** What counts nothing or may be priced wrongly, and why. */
function pricingIssues(lines: readonly LineAtWork[], currency: string): EstimateIssue[] {
  const inUse = costBook.lines.some((line) => line.currency === currency);
  const issues = lines.flatMap((line): EstimateIssue[] => {
    const { bill, quantity, price, outside, matches, decided, tradeGuess } = line;
    const label =
      bill.line.item === null
        ? `«${bill.line.description}»`
        : `Item ${bill.line.item} «${bill.line.description}»`;
    const tell = (severity: EstimateIssue['severity'], code: IssueCode, message: string): EstimateIssue[] => [
      { severity, code, message: `${label} ${message}`, source: placeOf(bill.line) },
    ];
    if (outside !== null) return tell('low', 'NOT_COUNTED', `counts nothing: ${reasons[outside]}.`);
    if (quantity === null) return tell('high', 'NO_QUANTITY', 'counts nothing, since it has no quantity.');
    if (price === null) {
      const why = isForeign(bill, currency)
        ? `the document prices it in ${bill.table.currency}, and nothing is converted`
        : unitOf(line.unit) === null
          ? 'its unit is not known'
          : inUse
            ? 'no price fits it'
            : `there are no built-in prices in ${currency}`;
      return tell('high', 'NO_PRICE', `has no price: ${why}. It counts nothing.`);
    }
    if (price.basis === 'document')
      return quantity.eq(0) || !isAbsurd(price.unitPrice)
        ? []
        : tell(
            'high',
            'ABSURD_RATE',
            `counts at ${price.unitPrice.toFixed()} a unit, which nobody can mean.`,
          );
    const guessed =
      tradeGuess !== null && tradeGuess.confidence < sureMatch && tradeGuess.method !== 'person';
    return [
      ...(guessed
        ? tell('low', 'UNSURE_TRADE', `was priced as ${tradeName(line.trade)}, which is a guess.`)
        : []),
      ...(!decided && isDoubtful(matches)
        ? tell('medium', 'UNSURE_PRICE', `was priced as ${price.source}, which may be other work.`)
        : []),
    ];
  });
  return condense(issues, 'the bill');
}

const reasons = {
  excluded: 'the documents leave it out',
  alternate: 'it is an alternate to the base job',
  'rate only': 'it is there for its rate only',
} as const;

/** Missing work that a person wants in: an allowance, or a line without a price where none can be made. */
function includedCompanions(input: EstimationInput, currency: string, region: string | null) {
  const traded = tradedLines(input.tables, input.trades);
  const wanted = input.scope.missing.filter(({ trade }) => input.missingAnswers.get(trade) === 'include');
  return wanted.map((companion) => {
    const { topic, trade, description, source } = companion;
    const caller = traded.find(
      ({ line }) => line.source.row === source?.row && line.source.documentId === source?.documentId,
    );
    const measured = companionQuantity(topic, traded);
    const quantity = toDecimal(measured?.quantity ?? null);
    const unit = measured?.unit ?? 'ls';
    const match =
      measured === null
        ? null
        : findPrice({ description: companionWords(companion), trades: [trade], unit, region });
    const price = match === null || match.line.currency !== currency ? null : priceOfMatch(match, region);
    const amounts = price === null || quantity === null ? null : amountsOf(quantity, price, currency);
    const line = {
      item: null,
      description: `Allowance: ${description}`,
      section: null,
      source: {
        documentId: source?.documentId ?? caller?.line.source.documentId ?? '',
        documentName: source?.documentName ?? caller?.line.source.documentName ?? '',
        sheet: source?.sheet ?? null,
        page: source?.page ?? null,
        row: source?.row ?? null,
        quote: source?.quote ?? null,
        method: 'expression' as const,
        confidence: 0.3,
      },
    };
    const rolled: RolledLine = {
      line: estimateLine(
        { id: `missing:${topic}`, line, trade, quantity: quantity ?? new Big(1), unit },
        price,
        amounts,
        currency,
      ),
      amounts,
    };
    const allowed = measured === null ? 'it is not measured yet' : `a rough allowance of ${measured.working}`;
    const issue: EstimateIssue | null =
      amounts === null
        ? {
            severity: 'high',
            code: 'NO_PRICE',
            message: `${description} was asked for but has no price: it counts nothing.`,
            source,
          }
        : null;
    return {
      rolled,
      issue,
      assumption: `${tradeName(trade)}: ${description} is included as instructed; ${allowed}.`,
    };
  });
}

/** Priced in another currency than the estimate: a sum of both would mean nothing. */
function isForeign({ table, line }: BillLine, currency: string): boolean {
  const priced = ownRate(line) !== null || ownAmount(line) !== null;
  return priced && table.currency !== null && table.currency !== currency;
}

function isGeneral(name: string): boolean {
  return isContained(name) && /general|prelim/i.test(name);
}
