// Price search: the lines of a cost book that fit a line of a bill, best first.
//
//   F1. A candidate is of the same trade or one of its alternatives, its unit can be brought to the line's (see
//       unit-bridge.ts), and it does the same thing: builds, removes or adjusts.
//   F2. The score says how well the words and sizes fit; it says nothing of how right the price is.

import Big from 'big.js';
import MiniSearch from 'minisearch';
import { anyTrade, type CostLine, costBook } from './cost-book.ts';
import { plain } from './decimal.ts';
import { regionFactor } from './region.ts';
import { sizesIn } from './sizes.ts';
import { bridgeUnits, type UnitBridge } from './unit-bridge.ts';
import { words } from './words.ts';

/** What is asked for. */
export interface PriceQuery {
  description: string;
  /** The line's trade first, then others it may be. */
  trades: readonly string[];
  /** Canonical unit code. */
  unit: string | null;
  /** Name of a state, or null for the national average. */
  region: string | null;
}

export interface PriceMatch {
  line: CostLine;
  /** 0–1: how well the words fit. */
  score: number;
  /** How a size of the description came into the price, such as «5 in thick»; null where it did not. */
  working: string | null;
  /** Per unit of the query, at the price level of its region. */
  low: string;
  likely: string;
  high: string;
}

export interface PriceFinder {
  /** At most this many candidates, best first. */
  find(query: PriceQuery, limit?: number): PriceMatch[];
}

type Action = CostLine['action'];

const removing =
  /\b(remov(e|ed|al|ing)|demoli\w+|dismantl\w+|strip(ping)? out|tear(ing)? off|tak(e|ing) (down|up)|break(ing)? (up|out)|mill(ing)?|cold plan\w+|dispos(e|al)\b.*\b(debris|rubbish|hazardous|regulated))\b/i;
const adjusting =
  /\b(adjust\w*|reset\w*|relocat\w+|repair\w*|patch\w*|reinstat\w+|refurbish\w*|clean inlet)\b/i;

/** Whether a description builds something, takes it away or changes it in place. */
export function actionOf(description: string): Action {
  if (removing.test(description)) return 'remove';
  return adjusting.test(description) ? 'adjust' : 'new';
}

/** A price of another trade than the line's own has to fit better to win. */
const otherTrade = 0.85;
const otherSize = 0.7;
/** A price that fits the unit as it is goes before one that has to be converted by a size. */
const otherUnit = 0.9;

interface Indexed {
  line: CostLine;
  names: { words: Set<string>; sizes: number[] }[];
}

/** Makes the lines of a book searchable. */
export function createPriceFinder(lines: readonly CostLine[]): PriceFinder {
  const index = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    tokenize: wordsOfWork,
    processTerm: (term) => term,
  });
  const indexed: Indexed[] = lines.map((line) => ({
    line,
    names: [line.description, ...line.synonyms].map((name) => ({
      words: new Set(wordsOfWork(name)),
      sizes: sizesIn(name),
    })),
  }));
  index.addAll(lines.map((line, id) => ({ id, text: [line.description, ...line.synonyms].join(' ') })));
  const weights = weightsOf(indexed);

  return {
    find(query, limit = 3) {
      const { unit } = query;
      if (unit === null) return [];
      const action = actionOf(query.description);
      const asked = new Set(wordsOfWork(query.description));
      const sizes = sizesIn(query.description);
      return index
        .search([...asked].join(' '))
        .flatMap((hit): PriceMatch[] => {
          const entry = indexed[hit.id as number];
          if (entry === undefined || entry.line.action !== action) return [];
          const place = entry.line.trade === anyTrade ? 0 : query.trades.indexOf(entry.line.trade);
          const bridge = place < 0 ? null : bridgeUnits(query.description, unit, entry.line.unit);
          if (bridge === null) return [];
          const fit = fitOf(entry, asked, weights);
          const size = sizesAgree(sizes, entry.names[0]?.sizes ?? []) ? 1 : otherSize;
          const score =
            fit * size * (place === 0 ? 1 : otherTrade) * (bridge.working === null ? 1 : otherUnit);
          return [
            {
              line: entry.line,
              score,
              working: bridge.working,
              ...pricesFor(entry.line, bridge, query.region),
            },
          ];
        })
        .sort((a, b) => b.score - a.score || b.line.confidence - a.line.confidence)
        .slice(0, limit);
    },
  };
}

let builtIn: PriceFinder | null = null;

/** The finder over the built-in book. */
export function builtInPrices(): PriceFinder {
  builtIn ??= createPriceFinder(costBook.lines);
  return builtIn;
}

/** The built-in price that fits best, or null. */
export function findPrice(query: PriceQuery): PriceMatch | null {
  return builtInPrices().find(query, 1)[0] ?? null;
}

function pricesFor(line: CostLine, { ratio }: UnitBridge, region: string | null) {
  const factor = regionFactor(line.source.place, region);
  const priced = (price: string) => {
    const converted = new Big(price).times(ratio).times(factor);
    return plain(converted.round(converted.lt(10) ? 4 : 2, Big.roundHalfUp));
  };
  return { low: priced(line.low), likely: priced(line.likely), high: priced(line.high) };
}

/** Numbers are compared as sizes, not as words. */
function wordsOfWork(text: string): string[] {
  return words(text).filter(
    (word) => !/^\d/.test(word) && !/^(mm|cm|m|in|ft|inch|dia|thick|mtr|sqm|cum)$/.test(word),
  );
}

/** The rarer a word is in the book, the more it says. */
function weightsOf(entries: Indexed[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { names } of entries) {
    for (const word of new Set(names.flatMap((name) => [...name.words])))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return new Map([...counts].map(([word, count]) => [word, Math.log(1 + entries.length / count)]));
}

/** Words that the book does not know tell little, since descriptions of bills are long. */
const unknownWord = 1;

/** One of the names has to be there as a whole; of the words that are asked for, the more the better. */
function fitOf({ names }: Indexed, asked: Set<string>, weights: Map<string, number>): number {
  const weightOf = (found: Iterable<string>) =>
    [...found].reduce((sum, word) => sum + (weights.get(word) ?? unknownWord), 0);
  const all = new Set(names.flatMap((name) => [...name.words]));
  const whole = Math.max(...names.map((name) => weightOf(common(name.words, asked)) / weightOf(name.words)));
  const askedFor = weightOf(asked);
  return askedFor === 0 ? 0 : whole * (0.45 + 0.55 * (weightOf(common(all, asked)) / askedFor));
}

function common(a: Set<string>, b: Set<string>): string[] {
  return [...a].filter((word) => b.has(word));
}

function sizesAgree(asked: number[], offered: number[]): boolean {
  if (asked.length === 0 || offered.length === 0) return true;
  return asked.some((a) => offered.some((b) => Math.abs(a - b) <= 0.15 * Math.max(a, b)));
}
