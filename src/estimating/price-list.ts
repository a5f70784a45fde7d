// Price list: a table of rates without quantities, read row by row, with the reason for each row that gives no price.
//
//   L1. A table with rates and units, and with neither quantities nor amounts anywhere, is a price list, not a bill.
//   L2. Every row is either a price or left with a reason; of rows for the same work the first one counts.

import Big from 'big.js';
import { currencyIn } from '../documents/currency.ts';
import type { Table, TableLine } from '../documents/document.ts';
import { unitOfLine } from './bill.ts';
import { toDecimal } from './decimal.ts';
import { phraseScores, tradesOfHeading } from './trade-rules.ts';
import { systemOf } from './units.ts';
import { fingerprint } from './words.ts';

/** Why a row of a price list gives no price. */
export const leftReasons = {
  NO_DESCRIPTION: 'no description',
  NO_RATE: 'no rate',
  ZERO_RATE: 'a rate of 0',
  NEGATIVE_RATE: 'a negative rate',
  ABSURD_RATE: 'a rate that nobody can mean',
  NO_UNIT: 'no unit',
  UNKNOWN_UNIT: 'a unit that is not known',
  OTHER_CURRENCY: 'another currency',
  OTHER_PRICE: 'another price for work that is listed before',
  REPEATED: 'the same price again',
} as const;

export type LeftReason = keyof typeof leftReasons;

export interface ListedPrice {
  line: TableLine;
  /** Canonical code. */
  unit: string;
  /** Where the list gives one price only, all three are that price. */
  low: Big;
  likely: Big;
  high: Big;
}

export interface LeftRow {
  line: TableLine;
  reason: LeftReason;
  /** The reason in plain words, with what stands there. */
  because: string;
}

export interface PriceListReading {
  /** ISO 4217; null where neither the list nor the caller names one. */
  currency: string | null;
  taken: ListedPrice[];
  left: LeftRow[];
}

/** In no currency does one unit of work cost this much. */
const absurd = new Big('1e10');

export function isAbsurd(rate: Big): boolean {
  return rate.abs().gte(absurd);
}

export function isPriceList({ lines }: Table): boolean {
  if (!lines.every(({ quantity, amount }) => quantity === null && amount === null)) return false;
  const rated = lines.filter((line) => toDecimal(line.rate) !== null && line.unit !== null);
  return rated.length > 0 && rated.length * 2 > lines.length;
}

/** Reads a price list. `currency`: of the prices where the list names none. */
export function readPriceList(table: Table, currency: string | null = null): PriceListReading {
  const inUse = currencyOfList(table, currency);
  const system = systemOf(table.lines.map(({ unit }) => unit));
  const before = new Map<string, ListedPrice>();
  const reading: PriceListReading = { currency: inUse, taken: [], left: [] };
  for (const line of table.lines) {
    const left = (reason: LeftReason, because: string = leftReasons[reason]) =>
      reading.left.push({ line, reason, because });
    const prices = pricesOf(line);
    const unit = unitOfLine(line, system);
    const other = otherCurrency(line, inUse);
    if (!/\p{L}/u.test(line.description)) left('NO_DESCRIPTION');
    else if (prices === null)
      left('NO_RATE', line.remark === null ? leftReasons.NO_RATE : `no rate, but «${line.remark}»`);
    else if (prices.low.lt(0)) left('NEGATIVE_RATE', `a negative rate, ${prices.low.toFixed()}`);
    else if (prices.likely.eq(0)) left('ZERO_RATE');
    else if (isAbsurd(prices.high))
      left('ABSURD_RATE', `a rate that nobody can mean, ${prices.high.toFixed()}`);
    else if (other !== null) left('OTHER_CURRENCY', `a price in ${other}, the others being in ${inUse}`);
    else if ((line.unit ?? '').trim() === '') left('NO_UNIT');
    else if (unit === null) left('UNKNOWN_UNIT', `«${line.unit}» is not a unit that is known`);
    else {
      const key = `${line.section ?? ''}|${fingerprint(line.description)}|${unit.unit}`;
      const first = before.get(key);
      if (first === undefined) {
        const price = { line, unit: unit.unit, ...prices };
        before.set(key, price);
        reading.taken.push(price);
      } else if (first.likely.eq(prices.likely)) left('REPEATED');
      else
        left(
          'OTHER_PRICE',
          `another price, ${prices.likely.toFixed()}; ${placeWords(first.line)} gives ${first.likely.toFixed()}, which counts`,
        );
    }
  }
  return reading;
}

/** The trade that the heading over a row names clearly; null where it names none or several. */
export function tradeOfHeading({ section }: Pick<TableLine, 'section'>): string | null {
  const [trade, ...others] = tradesOfHeading(section);
  return trade === undefined || others.length > 0 ? null : trade;
}

/** The trade that a row seems to belong to, by its heading or else by its words. */
export function guessTrade(line: Pick<TableLine, 'section' | 'description'>): string | null {
  const scores = [...phraseScores(line.description)].sort(([, a], [, b]) => b - a);
  return tradeOfHeading(line) ?? scores[0]?.[0] ?? null;
}

const levelWords = [
  ['low', /\b(low\w*|min\w*)\b/i],
  ['high', /\b(high\w*|max\w*)\b/i],
  ['likely', /\b(likely|mean|average|avg|typical|median|mid|expected)\b/i],
] as const;

function levelOf(heading: string): 'low' | 'likely' | 'high' | null {
  return levelWords.find(([, pattern]) => pattern.test(heading))?.[0] ?? null;
}

/** Columns of low, likely and high prices where the list has them; of several suppliers the first one counts. */
function pricesOf(line: TableLine): Pick<ListedPrice, 'low' | 'likely' | 'high'> | null {
  const named = [
    ...(line.prices ?? []).map(({ group, rate }) => ({ level: levelOf(group), price: toDecimal(rate) })),
    ...besides(line.remark),
  ];
  const at = (level: 'low' | 'likely' | 'high' | null) =>
    named.find((one) => one.level === level && one.price !== null)?.price ?? null;
  const ranged = at('low') !== null || at('high') !== null;
  const grouped = ranged ? (at('likely') ?? at(null)) : null;
  const only = line.prices === undefined ? toDecimal(line.rate) : null;
  const likely = grouped ?? only ?? (ranged ? middle(at('low'), at('high')) : toDecimal(line.rate));
  if (likely === null) return null;
  const all = [at('low') ?? likely, likely, at('high') ?? likely].sort((a, b) => a.cmp(b));
  return { low: all[0] ?? likely, likely, high: all[2] ?? likely };
}

function middle(low: Big | null, high: Big | null): Big | null {
  if (low === null || high === null) return low ?? high;
  return low.plus(high).div(2);
}

/** Columns without a known meaning stand in the remark, as «Low: 120; High: 170». */
function besides(remark: string | null): { level: 'low' | 'high'; price: Big | null }[] {
  return (remark ?? '').split('; ').flatMap((part) => {
    const found = /^([^:]{1,40}): {0,9}([\p{Sc}\d., ]+)$/u.exec(part);
    const level = levelOf(found?.[1] ?? '');
    if (found === null || level === null || level === 'likely') return [];
    return [{ level, price: toDecimal((found[2] ?? '').replace(/[\p{Sc}, ]/gu, '')) }];
  });
}

/** A few rows in another currency do not make that of the list, where its headings do not name it. */
function currencyOfList(table: Table, wanted: string | null): string | null {
  const { currency, columns, title, lines } = table;
  if (currency === null || wanted === null || currency === wanted) return currency ?? wanted;
  const named = [title ?? '', ...columns.map(({ header }) => header)].some(
    (text) => currencyIn(text) === currency,
  );
  const rows = lines.filter((line) => signsIn(line).includes(currency)).length;
  return !named && rows > 0 && rows * 2 <= lines.length ? wanted : currency;
}

/** A sign or code beside a figure of the row, where it is not that of the list. */
function otherCurrency(line: TableLine, inUse: string | null): string | null {
  if (inUse === null) return null;
  const others = signsIn(line).filter((found) => found !== inUse && !(found === 'USD' && isDollar(inUse)));
  return others[0] ?? null;
}

/** The currencies of the signs and codes that stand beside figures of a row. */
function signsIn({ source }: TableLine): string[] {
  const beside = /(?:\b[A-Z]{3}|[A-Z]{0,2}\p{Sc})\s?\d|\d\s?(?:\p{Sc}|[A-Z]{3}\b)/gu;
  return [...(source.quote ?? '').matchAll(beside)].flatMap(
    ([found]) => currencyIn(found.replace(/\d/g, ' ')) ?? [],
  );
}

/** A bare «$» is the sign of many dollars. */
function isDollar(currency: string): boolean {
  return /^(AUD|CAD|NZD|HKD|SGD|TWD|MXN|ARS|CLP|COP)$/.test(currency);
}

function placeWords({ source }: TableLine): string {
  return source.row === null ? `page ${source.page ?? 1}` : `row ${source.row}`;
}
