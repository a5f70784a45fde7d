// Percentages: lines that charge a share of other lines, such as «Add 10 % of items 1 to 4» or «Contingency, 5 %».
//
//   P1. A line has a percentage where its unit is one, or where it is a sum whose words give one; a price of its own wins.
//   P2. Its words may say of what: items, all above, its section, all. A profit on a prime cost sum is taken of the sum
//       before it. Otherwise nobody knows, and a person is asked.
//   P3. Lines are settled from first to last, so a later percentage may be taken of an earlier one.

import Big from 'big.js';
import type { TableLine } from '../documents/document.ts';
import { ownAmount, ownRate, withoutReading } from './bill.ts';
import { plain, toDecimal } from './decimal.ts';
import type { LineAtWork } from './estimation.ts';
import { fromMinor, sumOf } from './money.ts';
import { amountsOf, type LineAmounts } from './pricing.ts';
import { normalizeUnit, unitOf } from './units.ts';

/** What a percentage can be taken of. */
export type PercentBase = 'items' | 'above' | 'section' | 'all';

export interface PercentLine {
  /** Its place among the lines. */
  at: number;
  percent: Big;
  /** What its words say; null when they do not. */
  said: PercentBase | null;
  /** Places of the lines that each base covers; those that cover none are left out. */
  covers: Map<PercentBase, number[]>;
}

const anyPercent = /((?<![\d.,])\d{1,9}(?:[.,]\d{1,9})?)\s{0,9}(?:%|per ?cent\b)/i;
const addsShare =
  /\b(add|allow\w*|contingenc\w*|overheads?|profits?|attendance|prelim\w*|escalation|margin|fees?|levy|mark[- ]?up|insurances?|supervision|design reserve)\b/i;
const ofItems =
  /\b(?:of|on|to)\s+(?:the\s+)?(?:amounts?\s+of\s+|total\s+of\s+|sum\s+of\s+)?(?:items?|lines?|nos?\.?|s\.?\s?nos?\.?)\s*((?:[a-z]?\d[\w.]*|[a-z])(?:\s*(?:,|&|and|to|thru|through|[-–])\s*(?:items?\s+)?(?:[a-z]?\d[\w.]*|[a-z])\b)*)/i;
const ofAbove =
  /\b(?:of|on|to|for)\s+(?:all\s+)?(?:of\s+)?(?:the\s+)?(?:total\s+)?(?:above|foregoing|preceding|previous|sub[- ]?totals?)\b|\babove (?:items|works?|total|sub[- ]?total|amounts?|sum)\b/i;
const ofSection =
  /\b(?:of|on) (?:the )?(?:total of )?(?:(?:this|the) )?(?:section|bill|element|trade)(?: (?:total|sum|above))?$/i;
const ofAll =
  /\b(?:of|on)\s+(?:the\s+)?(?:(?:total|whole|entire|net|overall|estimated|construction|contract|project|tender|building|works?|direct)\s+)+(?:costs?|sums?|amounts?|values?|price|estimate|works?|total)?\b|\b(?:of|on)\s+(?:the\s+)?(?:total|grand total)\b/i;
const primeCost = /\b(p\.?\s?c\.?\s+(sum|rate)|prime cost|provisional sum|nominated)\b/i;
const onPrimeCost = /\b(profit|attendance|oncost|on[- ]cost|handling)\b/i;

/** The lines whose price is a share of others, in their order. */
export function percentLines(lines: readonly LineAtWork[]): PercentLine[] {
  const percents = lines.map(percentOfLine);
  return percents.flatMap((percent, at) => {
    if (percent === null) return [];
    const covers = coversOf(lines, percents, at);
    const said = saidBase(lines[at] as LineAtWork, covers);
    return [{ at, percent, said, covers }];
  });
}

function percentOfLine({ bill, unit, outside }: LineAtWork): Big | null {
  return outside === null ? percentOf(bill.line, unit) : null;
}

/** How many percent a line of this unit charges, empty for none; null for lines that charge none or have their amount. */
export function percentOf(line: TableLine, unit: string): Big | null {
  if (ownAmount(line) !== null) return null;
  const [quantity, rate] = [toDecimal(line.quantity), ownRate(line)];
  const inWords = toDecimal(anyPercent.exec(line.description)?.[1]?.replace(',', '.') ?? null);
  // A line that was not measured has its unit as it is written.
  if (normalizeUnit(unit)?.unit === 'percent') {
    // A quantity of one beside a percentage in words counts the line, not the share.
    if (quantity !== null && rate === null) return quantity.eq(1) ? (inWords ?? quantity) : quantity;
    return quantity === null ? (rate ?? inWords) : null;
  }
  if (rate !== null || inWords === null || inWords.lte(0)) return null;
  if (![addsShare, ofAbove, ofItems].some((pattern) => pattern.test(line.description))) return null;
  const sum = unit === '' || unitOf(unit)?.dimension === 'lump';
  return sum && (quantity === null || quantity.eq(1)) ? inWords : null;
}

function coversOf(
  lines: readonly LineAtWork[],
  percents: readonly (Big | null)[],
  at: number,
): Map<PercentBase, number[]> {
  const own = lines[at]?.bill;
  const covers = new Map<PercentBase, number[]>();
  if (own === undefined) return covers;
  const places = (wanted: (line: LineAtWork, place: number) => boolean) =>
    lines.flatMap((line, place) => (place !== at && wanted(line, place) ? [place] : []));
  const before = places(({ bill }, place) => place < at && bill.table.id === own.table.id);
  const add = (base: PercentBase, found: number[]) => {
    if (found.length > 0) covers.set(base, found);
  };
  add(
    'items',
    itemsIn(own.line.description, lines, before) ?? sumBefore(lines, before, own.line.description),
  );
  add('above', before);
  const { section } = own.line;
  if (section !== null)
    add(
      'section',
      before.filter((place) => lines[place]?.bill.line.section === section),
    );
  add(
    'all',
    places((_line, place) => percents[place] === null),
  );
  return covers;
}

/** The items that the words name: one, several, or from one to another. Null where they name none. */
function itemsIn(text: string, lines: readonly LineAtWork[], before: readonly number[]): number[] | null {
  const named = ofItems.exec(text)?.[1];
  if (named === undefined) return null;
  const placeOf = (item: string) =>
    before.findLast((place) => bare(lines[place]?.bill.line.item ?? '') === bare(item));
  const found = new Set<number>();
  for (const part of named.split(/\s{0,9}(?:,|&|\band\b)\s{0,9}/i)) {
    const [from = '', to = from] = part
      .replace(/^items?\s+/i, '')
      .split(/\s{0,9}(?:\bto\b|\bthru\b|\bthrough\b|[-–])\s{0,9}(?:items?\s{1,9})?/i);
    const [first, last] = [placeOf(from), placeOf(to)];
    if (first === undefined || last === undefined || last < first) return [];
    for (const place of before) if (place >= first && place <= last) found.add(place);
  }
  return [...found].sort((a, b) => a - b);
}

/** «Add for profit» behind a prime cost sum is meant of that sum. */
function sumBefore(lines: readonly LineAtWork[], before: readonly number[], text: string): number[] {
  if (!onPrimeCost.test(text)) return [];
  const last = before.findLast((place) => !onPrimeCost.test(lines[place]?.bill.line.description ?? ''));
  return last !== undefined && primeCost.test(lines[last]?.bill.line.description ?? '') ? [last] : [];
}

function saidBase({ bill }: LineAtWork, covers: ReadonlyMap<PercentBase, number[]>): PercentBase | null {
  const text = `${bill.line.description} ${bill.line.remark ?? ''}`.replace(/\s+/g, ' ').trim();
  const said: PercentBase | null = covers.has('items')
    ? 'items'
    : ofItems.test(text)
      ? null
      : ofAbove.test(text)
        ? 'above'
        : ofSection.test(text)
          ? 'section'
          : ofAll.test(text)
            ? 'all'
            : null;
  return said !== null && covers.has(said) ? said : null;
}

function bare(item: string): string {
  return item.toLowerCase().replace(/(?<![().\s])[().\s]+$|^[(\s]+/g, '');
}

/** The line with its share of the lines of a base as its price; `guessed` when nobody said of what. */
export function withShare(
  lines: readonly LineAtWork[],
  { at, percent, covers }: PercentLine,
  base: PercentBase,
  guessed: boolean,
  currency: string,
): LineAtWork {
  const line = lines[at] as LineAtWork;
  const covered = (covers.get(base) ?? []).flatMap((place) => lines[place] ?? []);
  const sum = sumOfLines(covered);
  const each = (which: keyof LineAmounts) => new Big(fromMinor(sum[which], currency)).div(100);
  const words = `${plain(percent)} % of ${wordsOf(base, covered)}, ${fromMinor(sum.likely, currency)}`;
  const price = {
    basis: 'document' as const,
    unitPrice: each('likely'),
    low: each('low'),
    high: each('high'),
    confidence: guessed ? 0.5 : line.bill.line.source.confidence,
    source: words,
    place: withoutReading(line.bill.line.source),
  };
  return {
    ...line,
    quantity: percent,
    unit: 'percent',
    price,
    amounts: amountsOf(percent, price, currency),
    share: { words, guessed, unpriced: covered.filter(({ amounts }) => amounts === null).length },
  };
}

function sumOfLines(lines: readonly LineAtWork[]): LineAmounts {
  const counted = lines.flatMap(({ amounts, outside }) =>
    amounts === null || outside !== null ? [] : [amounts],
  );
  return {
    low: sumOf(counted.map(({ low }) => low)),
    likely: sumOf(counted.map(({ likely }) => likely)),
    high: sumOf(counted.map(({ high }) => high)),
  };
}

/** A base in words, such as «items 1 to 4». */
export function wordsOf(base: PercentBase, covered: readonly LineAtWork[]): string {
  const items = covered.flatMap(({ bill }) => bill.line.item ?? []);
  const [first, last] = [items[0], items.at(-1)];
  switch (base) {
    case 'items':
      if (first === undefined || last === undefined) return 'the sum before it';
      return first === last ? `item ${first}` : `items ${first} to ${last}`;
    case 'above':
      return 'all lines above it';
    case 'section':
      return 'the lines above it in its section';
    case 'all':
      return 'all other lines';
  }
}
