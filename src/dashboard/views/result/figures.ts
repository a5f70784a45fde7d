// Figures: what an estimate says, as people read it. Money is counted in decimals, never in floats.

import Big from 'big.js';
import { inWords, type Money, percent } from '../../components/words.ts';
import type { Severity } from '../../generated/graphql.ts';
import type { Tone } from '../../session/status.ts';

const language = 'en';
const exactNumber = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
const onePlace = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });

/** Of a decimal in a string, to its last figure; what is no number stays as it came. */
export function numberOf(decimal: string): string {
  return /^-?\d+(\.\d+)?$/.test(decimal) ? exactNumber.format(decimal as `${number}`) : decimal;
}

/** For the axis of a chart, where the place is small: «$15K»; without a sign where Intl knows no such currency. */
export function shortOf(value: number, currency: string): string {
  const money = /^[A-Z]{3}$/.test(currency) ? ({ style: 'currency', currency } as const) : {};
  return new Intl.NumberFormat(language, {
    ...money,
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  }).format(value);
}

/** From 0 to 1: «22%»; what is there is never nothing. */
export const shareOf = (share: number) => (share > 0 && share < 0.005 ? '< 1%' : percent(share));

const units: Record<string, string> = {
  each: 'each',
  h: 'hours',
  lump: 'lump sum',
  ls: 'lump sum',
};

/** `yd2` → «yd²». */
export const unitOf = (unit: string) =>
  units[unit] ?? unit.replace(/^([a-z]+)([23])$/i, (_, name, power) => name + (power === '2' ? '²' : '³'));

/** Digits that a unit price needs: its own, from two to four. */
export function priceDigits({ amount }: Money): number {
  const own = amount.split('.')[1]?.replace(/0+$/, '').length ?? 0;
  return Math.min(4, Math.max(2, own));
}

/** @throws never; what is no number counts nothing */
export function sumOf(amounts: readonly Money[], currency: string): Money {
  const sum = amounts.reduce((all, one) => all.plus(bigOf(one)), new Big(0));
  return { amount: sum.toFixed(2), currency };
}

export interface Range {
  low: Money;
  likely: Money;
  high: Money;
}

/** How far low and high are from likely, as people say it: «−1.8%», «+5.9%»; null when there is nothing to compare, or no distance. */
export function spread({ low, likely, high }: Range): { below: string; above: string } | null {
  const middle = bigOf(likely);
  if (middle.lte(0) || bigOf(low).eq(bigOf(high))) return null;
  const part = (one: Money) => Number(bigOf(one).minus(middle).abs().div(middle));
  return { below: `−${onePlace.format(part(low))}`, above: `+${onePlace.format(part(high))}` };
}

/** Where likely stands between low and high, from 0 to 1; in the middle when there is no range. */
export function placeOfLikely({ low, likely, high }: Range): number {
  const width = bigOf(high).minus(bigOf(low));
  if (width.lte(0)) return 0.5;
  return Math.min(1, Math.max(0, Number(bigOf(likely).minus(bigOf(low)).div(width))));
}

/** The larger amount first. */
export function byLikely(a: { likely: Money }, b: { likely: Money }): number {
  return bigOf(b.likely).cmp(bigOf(a.likely));
}

function bigOf({ amount }: Money): Big {
  try {
    return new Big(amount);
  } catch {
    return new Big(0);
  }
}

const classes: Record<number, string> = {
  5: 'a first concept',
  4: 'a study',
  3: 'good for a budget',
  2: 'good for a bid',
  1: 'definitive',
};

/** Of an AACE class. */
export const classWords = (number: number) => `class ${number}, ${classes[number] ?? 'of its own kind'}`;

/** How sure it is that a price belongs to its line. */
export function confidenceWords(confidence: number): { words: string; tone: Tone } {
  if (confidence >= 0.9) return { words: 'Sure', tone: 'good' };
  if (confidence >= 0.7) return { words: 'Fairly sure', tone: 'none' };
  return confidence >= 0.4 ? { words: 'Unsure', tone: 'asks' } : { words: 'A guess', tone: 'bad' };
}

const bases: Record<string, { words: string; meaning: string }> = {
  document: { words: 'Your document', meaning: 'The rate stands in the document itself.' },
  'public-bid': { words: 'Public bids', meaning: 'What bidders asked for such work in public lettings.' },
  composed: { words: 'Composed', meaning: 'Hours and wages, with material and equipment.' },
  user: { words: 'Your answer', meaning: 'A person gave this price.' },
  none: { words: 'No price', meaning: 'No price was found, so the line counts nothing.' },
};

export const basisOf = (basis: string) => bases[basis] ?? { words: inWords(basis), meaning: '' };

export const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const satisfies readonly Severity[];

export const severityWords: Record<Severity, { words: string; meaning: string; tone: Tone }> = {
  CRITICAL: {
    words: 'Critical',
    meaning: 'The result cannot be trusted without acting on it.',
    tone: 'bad',
  },
  HIGH: { words: 'High', meaning: 'Changes the result noticeably.', tone: 'bad' },
  MEDIUM: { words: 'Medium', meaning: 'Worth a look.', tone: 'asks' },
  LOW: { words: 'Low', meaning: 'Good to know.', tone: 'none' },
};
