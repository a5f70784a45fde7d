// Region: the states whose price level is known, and how a price moves between them.
//
// The levels are the Regional Price Parities of the U.S. Bureau of Economic Analysis: a general price level, no index
// of construction cost.

import Big from 'big.js';
import { Fault } from '../base/fault.ts';
import { costBook } from './cost-book.ts';

/** The place that stands for the national average. */
export const national = 'United States';

const states = Object.keys(costBook.regions).filter((name) => name !== national);
const byName = new Map(states.map((name) => [name.toLowerCase(), name]));

/** Longer names first, so that West Virginia is not read as Virginia. */
const anyState = new RegExp(`\\b(${[...states].sort((a, b) => b.length - a.length).join('|')})\\b`, 'i');
/** The capital is not the state of the same name. */
const capital = /\bWashington,?\s+D\.?\s?C\b\.?/i;

/** The first state named in a text, as the book spells it; null when there is none. */
export function findState(text: string): string | null {
  if (capital.test(text)) return 'District of Columbia';
  const found = anyState.exec(text)?.[1];
  return found === undefined ? null : (byName.get(found.toLowerCase()) ?? null);
}

/**
 * The state as the book spells it; null stays null, the national average.
 * @throws INVALID_INPUT when it is no state of the USA.
 */
export function stateOf(name: string | null): string | null {
  if (name === null || name.trim().toLowerCase() === national.toLowerCase()) return null;
  const found = byName.get(name.trim().toLowerCase());
  if (found === undefined) {
    throw new Fault('INVALID_INPUT', `There is no price level for «${name}»; give the name of a US state.`);
  }
  return found;
}

/** What a price of one place is multiplied by to hold in a region; 1 for a place without a known level. */
export function regionFactor(place: string | null, region: string | null): Big {
  const from = costBook.regions[place ?? ''];
  const to = costBook.regions[region ?? national];
  return from === undefined || to === undefined ? new Big(1) : new Big(to).div(from);
}
