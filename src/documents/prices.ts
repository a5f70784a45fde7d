// Prices: which of a table's columns hold the quantity, the rate and the amount, when there are several of a kind.
//
//   P1. Columns that fit quantity × rate = amount are taken before others.
//   P2. Supply and installation, labour and material are parts of one price and are added.
//   P3. What remains are bidders side by side.

import Big from 'big.js';
import { productHolds } from './arithmetic.ts';
import { headingOf, type SettledColumn } from './columns.ts';
import type { GridRow } from './grid.ts';
import { type DecimalMark, parseNumber, parseQuantity } from './numbers.ts';
import { namesComponent } from './vocabulary.ts';

/** One price: the sums of these columns. */
export interface PriceChoice {
  name: string | null;
  rates: number[];
  amounts: number[];
}

export interface Pricing {
  quantity: number | null;
  /** One, or one per bidder; empty when the table has no price columns. */
  choices: PriceChoice[];
}

const sampleRows = 300;
const fits = 0.5;
/** Rows, and the share of them, that have to agree before a column without a heading is taken for a price. */
const leastFitting = 3;
const surelyFits = 0.8;
/** Two products that come out exactly are no chance. */
const leastProducts = 2;

/** The number in a cell, or null. */
export function numberIn(row: GridRow, index: number, mark: DecimalMark): string | null {
  const cell = row.cells[index];
  if (cell == null) return null;
  return cell.number ?? parseNumber(cell.text, mark);
}

/** The sum of the numbers in these cells; null when none holds one. */
export function sumIn(row: GridRow, indexes: readonly number[], mark: DecimalMark): string | null {
  const values = indexes.flatMap((index) => numberIn(row, index, mark) ?? []);
  if (values.length < 2) return values[0] ?? null;
  return values.reduce((sum, value) => sum.plus(value), new Big(0)).toFixed();
}

/** Settles the price columns of a table. */
export function pricingOf(
  columns: readonly SettledColumn[],
  body: readonly GridRow[],
  mark: DecimalMark,
): Pricing {
  const sample = body.slice(0, sampleRows);
  const given = columns.filter(({ role }) => role === 'quantity').map(({ index }) => index);
  const pairs = withMissing(pairsOf(columns), columns, sample, mark);
  const quantities = given.length > 0 ? given : missingQuantity(pairs, columns, sample, mark);
  const score = (quantity: number | null, choice: PriceChoice) => fitOf(sample, quantity, choice, mark).share;
  const choices = choose(pairs, (choice) =>
    Math.max(0, ...quantities.map((quantity) => score(quantity, choice))),
  );
  const [first] = choices;
  const quantity =
    first === undefined || quantities.length < 2
      ? quantities[0]
      : quantities.toSorted((a, b) => score(b, first) - score(a, first))[0];
  return { quantity: quantity ?? null, choices };
}

/** A column without a known heading is the missing rate or amount when it makes the arithmetic of most rows hold. */
function withMissing(
  pairs: PriceChoice[],
  columns: readonly SettledColumn[],
  sample: readonly GridRow[],
  mark: DecimalMark,
): PriceChoice[] {
  const [only] = pairs;
  const quantity = columns.find(({ role }) => role === 'quantity')?.index;
  if (only === undefined || pairs.length > 1 || quantity === undefined) return pairs;
  if (only.rates.length > 0 && only.amounts.length > 0) return pairs;
  for (const { role, index } of columns) {
    if (role !== 'other') continue;
    const whole = only.rates.length === 0 ? { ...only, rates: [index] } : { ...only, amounts: [index] };
    const { share, checked } = fitOf(sample, quantity, whole, mark);
    if (checked >= leastFitting && share >= surelyFits) return [whole];
  }
  return pairs;
}

/** A column such as «Area» is the quantity when the rate times it is the amount in all rows. */
function missingQuantity(
  pairs: readonly PriceChoice[],
  columns: readonly SettledColumn[],
  sample: readonly GridRow[],
  mark: DecimalMark,
): number[] {
  const [only] = pairs;
  if (only === undefined || pairs.length > 1 || only.rates.length === 0 || only.amounts.length === 0)
    return [];
  const found = columns.find(({ role, index }) => {
    if (role !== 'other' && role !== 'number' && role !== 'length') return false;
    const { share, checked } = fitOf(sample, index, only, mark);
    return checked >= leastProducts && share === 1;
  });
  return found === undefined ? [] : [found.index];
}

function choose(pairs: PriceChoice[], score: (choice: PriceChoice) => number): PriceChoice[] {
  if (pairs.length < 2) return pairs;
  const rated = pairs.filter(({ rates }) => rates.length > 0);
  const amounted = pairs.filter(({ amounts }) => amounts.length > 0);
  const rates = pairs.flatMap((pair) => pair.rates);
  const amounts = pairs.flatMap((pair) => pair.amounts);
  if (amounts.length === 0 || rates.length === 0) {
    // «Unit cost | Price», «Total | Amount»: two headings of one meaning, of which the second is the product.
    const alike = [...rates, ...amounts];
    const products = alike.flatMap((rate) =>
      alike.flatMap((amount) => (amount === rate ? [] : [{ name: null, rates: [rate], amounts: [amount] }])),
    );
    const best = products.toSorted((a, b) => score(b) - score(a))[0];
    if (best !== undefined && score(best) >= surelyFits) return [best];
  }
  if (rated.length < 2 || amounted.length < 2) {
    const single = (rates.length === 0 ? [[]] : rates.map((rate) => [rate])).flatMap((rate) =>
      (amounts.length === 0 ? [[]] : amounts.map((amount) => [amount])).map((amount) => ({
        name: null,
        rates: rate,
        amounts: amount,
      })),
    );
    const added = { name: null, rates, amounts: amounts.slice(0, 1) };
    const best = [...single, ...(rates.length > 1 ? [added] : [])].toSorted((a, b) => score(b) - score(a))[0];
    if (best !== undefined && score(best) >= fits) return [best];
    if (rates.length > 1 && rated.every(({ name }) => namesComponent(name ?? ''))) return [added];
    if (amounts.length === 0) return rated.every(({ name }) => name !== null) ? rated : rated.slice(0, 1);
    return single.slice(0, 1);
  }
  const parts = pairs.filter(({ name }) => namesComponent(name ?? ''));
  if (parts.length >= 2) {
    const whole = pairs.find((pair) => !parts.includes(pair));
    if (whole !== undefined && whole.rates.length > 0) return [{ ...whole, name: null }];
    const partRates = parts.flatMap((pair) => pair.rates);
    return [
      { name: null, rates: partRates, amounts: whole?.amounts ?? parts.flatMap((pair) => pair.amounts) },
    ];
  }
  const complete = pairs.filter((pair) => pair.rates.length > 0 && pair.amounts.length > 0);
  const bidders = complete.length >= 2 ? complete : pairs;
  const names = new Set(bidders.map(({ name }) => name));
  const told = names.size === bidders.length && !names.has(null);
  return bidders.map((pair, position) => (told ? pair : { ...pair, name: `Prices ${position + 1}` }));
}

/** Rate and amount that belong together, by the name above them or by their order. */
function pairsOf(columns: readonly SettledColumn[]): PriceChoice[] {
  const prices = columns.filter(({ role }) => role === 'rate' || role === 'amount');
  const named = prices.length > 0 && prices.every(({ group }) => group !== null);
  const pairs: PriceChoice[] = [];
  for (const column of prices) {
    const kind = column.role === 'rate' ? 'rates' : 'amounts';
    let pair = named ? pairs.find(({ name }) => name === column.group) : pairs.at(-1);
    const taken =
      pair === undefined || pair[kind].length > 0 || (kind === 'rates' && pair.amounts.length > 0 && !named);
    const apart = pair !== undefined && !named && column.group !== null && column.group !== pair.name;
    if (pair === undefined || taken || apart) {
      pair = { name: column.group ?? (headingOf(column) || null), rates: [], amounts: [] };
      pairs.push(pair);
    }
    pair[kind].push(column.index);
  }
  return pairs;
}

/** The share of rows in which quantity × rate = amount, of those that have all three. */
function fitOf(
  rows: readonly GridRow[],
  quantity: number | null,
  choice: PriceChoice,
  mark: DecimalMark,
): { share: number; checked: number } {
  let checked = 0;
  let held = 0;
  for (const row of rows) {
    const cell = quantity === null ? null : row.cells[quantity];
    const count = cell == null ? null : (cell.number ?? parseQuantity(cell.text, mark)?.quantity ?? null);
    const rate = sumIn(row, choice.rates, mark);
    const amount = sumIn(row, choice.amounts, mark);
    if (count === null || rate === null || amount === null) continue;
    checked += 1;
    if (productHolds(count, rate, amount)) held += 1;
  }
  return { share: checked === 0 ? 0 : held / checked, checked };
}
