// Arithmetic: whether figures that belong together agree, up to the rounding of what is shown.

import Big from 'big.js';
import type { TableLine } from './document.ts';

/** How many checks could be made and how many of them held. */
export interface Tally {
  checked: number;
  held: number;
}

/** True when quantity × rate is the amount, up to half a unit of the last digit shown of any of them. */
export function productHolds(quantity: string, rate: string, amount: string): boolean {
  const q = new Big(quantity);
  const a = new Big(amount);
  const difference = q.times(rate).minus(a).abs();
  const hidden = q
    .abs()
    .times(halfStep(rate, 2))
    .plus(new Big(rate).abs().times(hiddenOf(quantity)));
  const share = a.abs().times('0.005');
  return difference.lte(halfStep(amount, wholeIsRounded(amount)).plus(hidden.lt(share) ? hidden : share));
}

/** What the rounding of a quantity may hide; a whole number was counted. */
export function hiddenOf(quantity: string): Big {
  return quantity.includes('.') ? halfStep(quantity, 1) : new Big(0);
}

/** Amounts without a fraction may be rounded to whole units. */
function wholeIsRounded(amount: string): number {
  return amount.includes('.') ? 2 : 0;
}

/** True when the sum is what is declared, up to the rounding of as many addends. */
export function sumHolds(sum: Big, declared: string, addends: number): boolean {
  const slack = halfStep(declared, 2).times(addends + 1);
  return sum.minus(declared).abs().lte(slack);
}

/** Products of the dimensions that are given, or null when there is only one. */
export function dimensionsProduct(dimensions: NonNullable<TableLine['dimensions']>): Big | null {
  const given = [dimensions.number, dimensions.length, dimensions.breadth, dimensions.depth].flatMap(
    (value) => (value === null ? [] : [new Big(value)]),
  );
  return given.length < 2 ? null : given.reduce((product, value) => product.times(value));
}

/** Quantity × rate = amount and No × L × B × D = quantity over the lines. */
export function checkLines(lines: readonly TableLine[]): Tally {
  const tally: Tally = { checked: 0, held: 0 };
  for (const line of lines) {
    if (line.quantity !== null && line.rate !== null && line.amount !== null) {
      tally.checked += 1;
      if (productHolds(line.quantity, line.rate, line.amount)) tally.held += 1;
    }
    const product = line.dimensions === null ? null : dimensionsProduct(line.dimensions);
    if (product !== null && line.quantity !== null) {
      tally.checked += 1;
      const stated = new Big(line.quantity);
      if (stated.minus(product).abs().lte(product.abs().times('0.01').plus('0.005'))) tally.held += 1;
    }
  }
  return tally;
}

/** By digits behind the point; a document knows few of them. */
const halfSteps: Big[] = [];

function halfStep(shown: string, least: number): Big {
  const places = Math.max(least, shown.split('.')[1]?.length ?? 0);
  halfSteps[places] ??= new Big(10).pow(-places).times('0.5');
  return halfSteps[places];
}
