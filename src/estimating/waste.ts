// Waste: what has to be bought over what is built in.
//
//   W1. Net is the work as measured; gross = net + waste is what has to be bought.
//   W2. Money is always figured on net. Rates of a document and public bids are paid on measured work and cover
//       waste; composed prices have it in their material. So waste never counts twice.

import Big from 'big.js';
import { actionOf } from './price-search.ts';
import { unitOf } from './units.ts';

type Rule = [pattern: RegExp, percent: string];

/** Percent of the net quantity by trade, the first matching words deciding. Allowances of this project. */
const rulesByTrade: Record<string, Rule[]> = {
  concrete: [
    [/\b(form ?works?|shuttering|centr?e?ring|finish\w*|curing|joints?)\b/i, '0'],
    [/\b(mesh|fabric|welded wire)\b/i, '10'],
    [/\b(reinforc(ing|ement)|rebars?|tmt|bars?)\b/i, '5'],
    [/./, '5'],
  ],
  masonry: [
    [/\b(pointing|repoint\w*)\b/i, '0'],
    [/./, '5'],
  ],
  steel: [[/./, '2']],
  carpentry: [[/./, '8']],
  insulation: [[/./, '5']],
  roofing: [
    [/\b(gutters?|downspouts?|pipes?)\b/i, '5'],
    [/./, '7'],
  ],
  finishes: [[/./, '8']],
  flooring: [
    [/\b(tiles?|stone|marble|granite)\b/i, '10'],
    [/./, '8'],
  ],
  painting: [[/./, '5']],
  plumbing: [[/./, '5']],
  hvac: [[/./, '8']],
  electrical: [[/./, '5']],
  communications: [[/./, '5']],
  roads: [
    [/\b(mark\w*|seal\w*|saw\w*|joints?)\b/i, '0'],
    [/./, '3'],
  ],
  landscaping: [[/./, '5']],
  site_utilities: [[/\b(pipes?|ducts?)\b/i, '2']],
};

/** Percent of waste for a line; 0 for pieces, lump sums, time, earth, and what is removed or changed in place. */
export function wastePercent(trade: string, description: string, unit: string | null): Big {
  const dimension = unitOf(unit)?.dimension;
  const measured =
    dimension === 'length' || dimension === 'area' || dimension === 'volume' || dimension === 'mass';
  if (!measured || actionOf(description) !== 'new') return new Big(0);
  const rule = rulesByTrade[trade]?.find(([pattern]) => pattern.test(description));
  return new Big(rule?.[1] ?? '0');
}
