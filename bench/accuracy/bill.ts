// Bill: a known bill of quantities made of labelled lines, with quantities and rates from a seed.

import Big from 'big.js';
import type { Random } from '../../test/support/random.ts';
import type { Hand, LabelledLine } from './lines/labelled-line.ts';
import type { TrueLine } from './truth.ts';

export interface Section {
  name: string;
  lines: TrueLine[];
}

export interface BillWish {
  hand: Hand;
  lines: number;
  /** `trade` names sections as a trade contractor would, `element` as a cost planner would. */
  sections: 'trade' | 'element' | 'none';
}

/** What a layout works with: the same seed and lines give the same bill. */
export interface Workshop {
  random: Random;
  bill(wish: BillWish): Section[];
}

const tradeNames: Record<string, string> = {
  general: 'PRELIMINARIES',
  demolition: 'DEMOLITION AND ALTERATIONS',
  earthwork: 'EXCAVATION AND EARTHWORK',
  piling: 'PILING',
  concrete: 'CONCRETE WORKS',
  masonry: 'MASONRY',
  steel: 'STRUCTURAL STEEL AND METALWORK',
  carpentry: 'CARPENTRY AND JOINERY',
  insulation: 'WATERPROOFING AND INSULATION',
  roofing: 'ROOFING',
  doors_windows: 'DOORS AND WINDOWS',
  finishes: 'PLASTERING AND CEILINGS',
  flooring: 'FLOOR AND WALL TILING',
  painting: 'PAINTING AND DECORATING',
  specialties: 'SPECIALTIES',
  equipment: 'EQUIPMENT',
  furnishings: 'FURNITURE',
  conveying: 'LIFTS',
  fire_protection: 'FIRE FIGHTING',
  plumbing: 'PLUMBING AND SANITARY',
  hvac: 'MECHANICAL SERVICES',
  electrical: 'ELECTRICAL INSTALLATIONS',
  communications: 'COMMUNICATIONS AND SECURITY',
  roads: 'ROADS AND PAVINGS',
  traffic: 'TRAFFIC WORKS',
  landscaping: 'LANDSCAPING',
  site_utilities: 'DRAINAGE',
};

const elements: [string, string[]][] = [
  ['PRELIMINARIES', ['general']],
  ['DEMOLITION', ['demolition']],
  ['SUBSTRUCTURE', ['earthwork', 'piling']],
  ['SUPERSTRUCTURE', ['concrete', 'masonry', 'steel', 'carpentry', 'insulation', 'roofing']],
  ['FINISHES', ['finishes', 'flooring', 'painting']],
  ['DOORS, WINDOWS AND FITTINGS', ['doors_windows', 'specialties', 'equipment', 'furnishings']],
  ['BUILDING SERVICES', ['conveying', 'fire_protection', 'plumbing', 'hvac', 'electrical', 'communications']],
  ['EXTERNAL WORKS', ['roads', 'traffic', 'landscaping', 'site_utilities']],
];

/** Units that every hand here can spell. */
const usual = new Set([
  'm',
  'm2',
  'm3',
  'kg',
  't',
  'each',
  'ls',
  'set',
  'ft',
  'ft2',
  'yd2',
  'yd3',
  'lb',
  'ton',
]);

/** A workshop whose lines come from this pool. */
export function createWorkshop(pool: readonly LabelledLine[], random: Random): Workshop {
  return { random, bill: (wish) => makeBill(pool, wish, random) };
}

function makeBill(pool: readonly LabelledLine[], wish: BillWish, random: Random): Section[] {
  const rest = pool.filter(({ hand, unit }) => hand === wish.hand && usual.has(unit));
  const chosen: LabelledLine[] = [];
  while (chosen.length < wish.lines && rest.length > 0) chosen.push(...rest.splice(random(rest.length), 1));
  const headings = wish.sections === 'element' ? elements.map(([name]) => name) : Object.values(tradeNames);
  const groups = Map.groupBy(chosen, ({ trade }) => headingOf(trade, wish.sections));
  return (wish.sections === 'none' ? [''] : headings).flatMap((name) => {
    const lines = groups.get(name) ?? [];
    if (lines.length === 0) return [];
    const section = name === '' ? null : name;
    return [{ name, lines: lines.map((line) => priced(line, section, random)) }];
  });
}

function headingOf(trade: string, by: BillWish['sections']): string {
  if (by === 'none') return '';
  if (by === 'trade') return tradeNames[trade] ?? trade;
  return elements.find(([, trades]) => trades.includes(trade))?.[0] ?? trade;
}

function priced(
  { trade, unit, description }: LabelledLine,
  section: string | null,
  random: Random,
): TrueLine {
  const counted = unit === 'each' || unit === 'set';
  const quantity = unit === 'ls' ? '1' : counted ? String(1 + random(60)) : decimal(1 + random(90_000), 2);
  const rate = unit === 'ls' ? decimal(100_000 + random(5_000_000), 2) : decimal(150 + random(90_000), 2);
  const amount = new Big(quantity).times(rate).round(2, Big.roundHalfUp).toFixed();
  return { item: null, description, section, quantity, unit, rate, amount, trade };
}

function decimal(value: number, places: number): string {
  return new Big(value).div(new Big(10).pow(places)).toFixed();
}

/** All lines in their order. */
export function linesOf(sections: readonly Section[]): TrueLine[] {
  return sections.flatMap(({ lines }) => lines);
}

/** What the amounts of the lines come to. */
export function sumOf(lines: readonly TrueLine[]): string {
  return lines.reduce((sum, { amount }) => sum.plus(amount ?? 0), new Big(0)).toFixed();
}

/** Numbers the lines: 1, 2, 3 … over all, 1.1, 1.2 … by section, or A, B, C … anew in each section. */
export function numberItems(
  sections: readonly Section[],
  style: 'running' | 'nested' | 'letters',
): Section[] {
  let running = 0;
  sections.forEach((section, place) => {
    section.lines.forEach((line, index) => {
      running += 1;
      if (style === 'running') line.item = String(running);
      if (style === 'nested') line.item = `${place + 1}.${index + 1}`;
      if (style === 'letters') line.item = String.fromCharCode(65 + (index % 26));
    });
  });
  return [...sections];
}
