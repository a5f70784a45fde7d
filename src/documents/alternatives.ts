// Alternatives: bills that seem to stand for the same work, and prices that stand side by side.
//
//   A1. Two bills are alternatives when most of the lines of the smaller one are also in the larger one, with the
//       same description, unit and quantity; a bill is in one group at most. Where one of them states no quantity at all,
//       as a list of rates does, the same description and unit are enough.
//   A2. Choosing a price changes rate and amount of lines and totals, and nothing else.

import Big from 'big.js';
import type { Table, TableLine } from './document.ts';

/** Share of equal lines from which two bills stand for the same work. */
const alike = 0.6;
/** Fewer lines may be equal by chance. */
const leastLines = 3;

/** Groups of two or more bills that seem to stand for the same work, in the order of the tables. */
export function alternativesAmong(tables: readonly Table[]): Table[][] {
  const groups: { tables: Table[]; prints: Prints }[] = [];
  for (const table of tables.length > 1 ? tables : []) {
    const own = printsOf(table);
    if (own.whole.size < leastLines) continue;
    const group = groups.find(({ prints }) =>
      own.measured && prints.measured ? isAlike(own.whole, prints.whole) : isAlike(own.words, prints.words),
    );
    if (group === undefined) groups.push({ tables: [table], prints: own });
    else group.tables.push(table);
  }
  return groups.flatMap((group) => (group.tables.length > 1 ? [group.tables] : []));
}

/** The names of the bidders of a table, in the order of the columns; empty when there is one price only. */
export function biddersOf(table: Table): string[] {
  return [...new Set(table.lines.flatMap(({ prices }) => (prices ?? []).map(({ group }) => group)))];
}

/** The sum of what a bidder asks for, and how many lines have a price of his. */
export function bidOf(tables: readonly Table[], group: string): { sum: string; priced: number } {
  let sum = new Big(0);
  let priced = 0;
  for (const line of tables.flatMap(({ lines }) => lines)) {
    const price = line.prices?.find((candidate) => candidate.group === group);
    if (price === undefined || !isPriced(price)) continue;
    priced += 1;
    sum = sum.plus(
      price.amount ?? (line.quantity === null ? 0 : new Big(price.rate ?? 0).times(line.quantity)),
    );
  }
  return { sum: sum.toFixed(2), priced };
}

/** The table with the prices of one bidder; with none at all when the name is null. */
export function withPricesOf(table: Table, group: string | null): Table {
  const chosen = (prices: TableLine['prices']) => prices?.find((price) => price.group === group);
  return {
    ...table,
    lines: table.lines.map((line) => {
      if (line.prices === undefined) return line;
      const price = chosen(line.prices);
      const cells = { rate: price?.cells?.rate ?? null, amount: price?.cells?.amount ?? null };
      return {
        ...line,
        rate: price?.rate ?? null,
        amount: price?.amount ?? null,
        ...(line.figures === undefined ? {} : { figures: { ...line.figures, ...cells } }),
      };
    }),
    totals: table.totals.flatMap((total) => {
      if (total.prices === undefined) return [total];
      const amount = chosen(total.prices)?.amount ?? null;
      return amount === null ? [] : [{ ...total, amount }];
    }),
  };
}

/** The sum of the amounts of a table, and how many lines have a price; a form that was not filled in shows zeros. */
export function pricedIn(table: Table): { sum: string; priced: number } {
  const priced = table.lines.filter(isPriced).length;
  const sum = table.lines.reduce((all, { amount }) => all.plus(amount ?? 0), new Big(0));
  return { sum: sum.toFixed(2), priced };
}

/** How many lines say how their price came about; a list of variations states amounts alone. */
function reckonedIn({ lines }: Table): number {
  return lines.filter((line) => isPriced(line) && line.rate !== null && line.amount !== null).length;
}

function isPriced({ rate, amount }: { rate: string | null; amount: string | null }): boolean {
  const deciding = amount ?? rate;
  return deciding !== null && Number(deciding) !== 0;
}

/**
 * One with quantities before one without, then the one with the most prices, then the one that states the most rates
 * with their amounts, then the surest, then the longest.
 */
export function likeliestBill(group: readonly Table[]): Table {
  return group.reduce((best, table) => {
    const order =
      Number(isMeasured(table)) - Number(isMeasured(best)) ||
      pricedIn(table).priced - pricedIn(best).priced ||
      reckonedIn(table) - reckonedIn(best) ||
      table.confidence - best.confidence ||
      table.lines.length - best.lines.length;
    return order > 0 ? table : best;
  });
}

/** The lowest of those who priced the most lines; an engineer's own estimate only when nobody bids. */
export function usualBid<T extends { name: string; sum: string; priced: number }>(bids: readonly T[]): T {
  const bidders = bids.filter(({ name }) => !/\b(engineer|estimate|budget|owner|client)/i.test(name));
  const some = bidders.length > 0 ? bidders : bids;
  return some.reduce((best, bid) =>
    bid.priced > best.priced || (bid.priced === best.priced && Number(bid.sum) < Number(best.sum))
      ? bid
      : best,
  );
}

function isAlike(a: Set<string>, b: Set<string>): boolean {
  const common = [...a].filter((print) => b.has(print)).length;
  return common >= leastLines && common >= alike * Math.min(a.size, b.size);
}

/** What tells the lines of a table, with their quantities and without. */
interface Prints {
  whole: Set<string>;
  words: Set<string>;
  measured: boolean;
}

function printsOf(table: Table): Prints {
  const words = table.lines.map(printOf);
  return {
    whole: new Set(words.map((print, at) => `${print}|${table.lines[at]?.quantity ?? ''}`)),
    words: new Set(words),
    measured: isMeasured(table),
  };
}

function isMeasured({ lines }: Table): boolean {
  return lines.some(({ quantity }) => quantity !== null && Number(quantity) !== 0);
}

function printOf(line: TableLine): string {
  const words = line.description
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const unit = (line.unit ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
  return `${words}|${unit}`;
}
