// Price search: the lines of a cost book that fit a line of a bill, best first.
//
//   F1. A candidate is of the same trade or one of its alternatives, its unit can be brought to the line's (see
//       unit-bridge.ts), and it does the same thing: builds, removes or adjusts.
//   F2. The score says how well the words and sizes fit; it says nothing of how right the price is. It is never 1
//       where a figure of the one could not be compared with the other.
//   F3. A candidate for special work (see narrowing.ts) fits worse where neither the line nor its section names it.

import Big from 'big.js';
import MiniSearch from 'minisearch';
import { anyTrade, type CostLine, costBook } from './cost-book.ts';
import { plain } from './decimal.ts';
import { narrowingIn } from './narrowing.ts';
import { regionFactor } from './region.ts';
import { figuresIn, sizesIn } from './sizes.ts';
import { unassigned } from './trades.ts';
import { bridgeUnits, type UnitBridge } from './unit-bridge.ts';
import { words } from './words.ts';

/** What is asked for. */
export interface PriceQuery {
  description: string;
  /** The heading that the line stands under, which may say what kind of work it is. */
  section?: string | null;
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
  /\b(remov(e|ed|al|ing)|demoli\w+|dismantl\w+|strip(ping)? out|tear(ing)? off|tak(e|ing) (down|up)|break(ing)? (up|out)|mill(ing)?|cold plan\w+|dispos(e|al)\b.{0,400}\b(debris|rubbish|hazardous|regulated))\b/i;
const adjusting =
  /\b(adjust\w*|reset\w*|relocat\w+|repair\w*|patch\w*|reinstat\w+|refurbish\w*|clean inlet)\b/i;

/** Whether a description builds something, takes it away or changes it in place. */
export function actionOf(description: string): Action {
  if (removing.test(description)) return 'remove';
  return adjusting.test(description) ? 'adjust' : 'new';
}

/** A price of another trade than the line's own has to fit better to win. */
const otherTrade = 0.7;
/** Below this a price of another trade is no choice beside one of the line's own. */
const otherTradeAtLeast = 0.5;
/** A user's price under the heading of another trade is still the user's; the same words under the right one go first. */
const otherHeading = 0.85;
const otherSize = 0.7;
/** A price for bridges, veneer and the like is seldom that of plain work, and often a multiple of it. */
const otherKind = 0.7;
/** The most that words alone can say while a figure was not compared. */
const uncompared = 0.95;
/** A price that fits the unit as it is goes before one that has to be converted by a size. */
const otherUnit = 0.9;

interface Indexed {
  line: CostLine;
  names: Name[];
  /** The special work that the price is for. */
  narrowing: ReadonlySet<string>;
}

interface Name {
  text: string;
  words: Set<string>;
  sizes: number[];
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
      text: name,
      words: new Set(wordsOfWork(name)),
      sizes: sizesIn(name),
    })),
    narrowing: narrowingIn(line.description, line.trade),
  }));
  index.addAll(lines.map((line, id) => ({ id, text: [line.description, ...line.synonyms].join(' ') })));
  const weights = weightsOf(indexed);

  return {
    find(query, limit = 3) {
      const { unit } = query;
      if (unit === null) return [];
      const action = actionOf(query.description);
      const asked = new Set(wordsOfWork(query.description));
      const kinds = narrowingIn(`${query.description} ${query.section ?? ''}`);
      const found = index.search([...asked].join(' ')).flatMap((hit) => {
        const entry = indexed[hit.id as number];
        if (entry === undefined || entry.line.action !== action) return [];
        const users = entry.line.basis === 'user';
        const own = users || entry.line.trade === anyTrade || query.trades[0] === unassigned;
        const place = own ? 0 : query.trades.indexOf(entry.line.trade);
        const bridge = place < 0 ? null : bridgeUnits(query.description, unit, entry.line.unit);
        if (bridge === null) return [];
        const { fit, name } = fitOf(entry, asked, weights);
        const sized = compareSizes(query.description, entry.names[0], name);
        const rank =
          fit *
          (sized === 'differ' ? otherSize : 1) *
          ([...entry.narrowing].every((kind) => kinds.has(kind)) ? 1 : otherKind) *
          (place === 0 ? 1 : otherTrade) *
          (users && isElsewhere(entry.line.trade, query.trades[0]) ? otherHeading : 1) *
          (bridge.working === null ? 1 : otherUnit);
        return [{ entry, bridge, rank, ownTrade: place === 0, compared: sized !== 'unknown' }];
      });
      const ownTrade = found.some((candidate) => candidate.ownTrade);
      return found
        .filter((candidate) => candidate.ownTrade || !ownTrade || candidate.rank >= otherTradeAtLeast)
        .sort((a, b) => b.rank - a.rank || b.entry.line.confidence - a.entry.line.confidence)
        .slice(0, limit)
        .map(
          ({ entry: { line }, bridge, rank, compared }): PriceMatch => ({
            line,
            score: compared ? rank : Math.min(rank, uncompared),
            working: bridge.working,
            ...pricesFor(line, bridge, query.region),
          }),
        );
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

function isElsewhere(trade: string, asked: string | undefined): boolean {
  return trade !== anyTrade && asked !== unassigned && trade !== asked;
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
  // A strength is compared as a figure; its unit would count as a word that the price lacks.
  return words(text.replace(/\b(?:MPa|psi)\b/gi, ' ')).filter(
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
function fitOf(
  { names }: Indexed,
  asked: Set<string>,
  weights: Map<string, number>,
): { fit: number; name: Name | undefined } {
  const weightOf = (found: Iterable<string>) =>
    [...found].reduce((sum, word) => sum + (weights.get(word) ?? unknownWord), 0);
  const all = new Set(names.flatMap((name) => [...name.words]));
  const shares = names.map((name) => weightOf(common(name.words, asked)) / weightOf(name.words));
  const whole = Math.max(...shares);
  const askedFor = weightOf(asked);
  const fit = askedFor === 0 ? 0 : whole * (0.45 + 0.55 * (weightOf(common(all, asked)) / askedFor));
  return { fit, name: names[shares.indexOf(whole)] };
}

function common(a: Set<string>, b: Set<string>): string[] {
  return [...a].filter((word) => b.has(word));
}

/** A price's size stands in its description or else in the name that fits, such as «brick wall 4 in». */
function compareSizes(
  asked: string,
  description: Name | undefined,
  fitting: Name | undefined,
): 'agree' | 'differ' | 'unknown' {
  const name = description?.sizes.length === 0 ? fitting : description;
  const [wanted, offered] = [sizesIn(asked), name?.sizes ?? []];
  if (wanted.length === 0 || offered.length === 0) {
    const same = figuresIn(asked).join(' ') === figuresIn(name?.text ?? '').join(' ');
    return same ? 'agree' : 'unknown';
  }
  const near = wanted.some((a) => offered.some((b) => Math.abs(a - b) <= 0.15 * Math.max(a, b)));
  return near ? 'agree' : 'differ';
}
