// Builds src/estimating/book/cost-book.json from the CSV files beside it: `node scripts/build-cost-book.ts`.
//
//   B1. Public-bid lines take the quartiles and the median of real bids as they are: overhead and profit included.
//   B2. Composed lines are direct cost: hours × mean wage × burden + material × (1 + waste) + equipment.
//   B3. The same sources give the same bytes; test/estimating/cost-book.test.ts compares them with the file.

import { readFileSync, writeFileSync } from 'node:fs';
import Big from 'big.js';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type CostBook, type CostLine, costBookSchema } from '../src/estimating/cost-book.ts';
import { normalizeUnit } from '../src/estimating/units.ts';

const folder = new URL('../src/estimating/book/', import.meta.url);

/**
 * What an hour costs the employer over the wage: payroll taxes, insurance and benefits. An allowance of this project.
 */
const burden = new Big('1.45');
/** How far a composed price may be off, downwards and upwards. An allowance of this project. */
const composedLow = new Big('0.75');
const composedHigh = new Big('1.35');
/** A price seen in fewer bids, or whose quartiles lie further apart, says too little. */
const leastBids = 4;
const widestSpread = new Big(8);

const decimal = z.string().regex(/^\d+(\.\d+)?$/);
const pick = z.object({
  pay_item: z.string(),
  source_description: z.string(),
  trade: z.string(),
  action: z.enum(['new', 'remove', 'adjust']),
  description: z.string(),
  synonyms: z.string(),
});
const bids = z.object({
  pay_item: z.string(),
  description: z.string(),
  unit: z.string(),
  bids: decimal,
  contracts: decimal,
  median: decimal,
  p25: decimal,
  p75: decimal,
});
const recipe = z.object({
  trade: z.string(),
  action: z.enum(['new', 'remove', 'adjust']),
  unit: z.string(),
  description: z.string(),
  synonyms: z.string(),
  labour_hours: z.string().regex(/^\d\d-\d{4}:[\d.]+( \d\d-\d{4}:[\d.]+)*$/),
  material: decimal,
  equipment: decimal,
  waste_percent: decimal,
});
const wage = z.object({ soc: z.string(), mean_hourly: decimal });
const parity = z.object({ state: z.string(), all_items_rpp_2023: decimal });

function read<T>(file: string, row: z.ZodType<T>): T[] {
  return z.array(row).parse(parse(readFileSync(new URL(file, folder)), { columns: true }));
}

/** The cost book as the sources beside the file give it. */
export function buildCostBook(): CostBook {
  const regions = read('sources/bea_rpp_state_2023.csv', parity);
  return costBookSchema.parse({
    regions: Object.fromEntries(regions.map((row) => [row.state, row.all_items_rpp_2023])),
    lines: [...publicBidLines(), ...composedLines()],
  });
}

function publicBidLines(): CostLine[] {
  const items = read('sources/indot_unit_prices_2026-04.csv', bids);
  return read('public-bid.csv', pick).map((row) => {
    const found = items.find(
      (item) => item.pay_item === row.pay_item && item.description === row.source_description,
    );
    if (found === undefined)
      throw new Error(`${row.pay_item} «${row.source_description}» is not in the bids.`);
    const count = Number(found.bids);
    if (count < leastBids || new Big(found.p75).gt(new Big(found.p25).times(widestSpread))) {
      throw new Error(`${row.pay_item} «${row.source_description}» is seen too seldom or spread too wide.`);
    }
    return {
      id: `in-${row.pay_item}`,
      trade: row.trade,
      description: row.description,
      synonyms: row.synonyms.split(';'),
      unit: canonical(found.unit),
      basis: 'public-bid',
      action: row.action,
      source: {
        name: `Indiana Department of Transportation, unit tab results, pay item ${row.pay_item}`,
        date: '2026-04-08',
        place: 'Indiana',
        licence: 'Statistics computed from public records',
        bids: count,
      },
      currency: 'USD',
      low: money(found.p25),
      likely: money(found.median),
      high: money(found.p75),
      split: null,
      waste: '0',
      confidence: count >= 20 && Number(found.contracts) >= 5 ? 0.8 : count >= 8 ? 0.7 : 0.6,
    };
  });
}

function composedLines(): CostLine[] {
  const wages = new Map(
    read('sources/bls_oews_2024_construction.csv', wage).map((row) => [row.soc, row.mean_hourly]),
  );
  return read('composed.csv', recipe).map((row) => {
    let labour = new Big(0);
    for (const part of row.labour_hours.split(' ')) {
      const [soc = '', hours = ''] = part.split(':');
      const hourly = wages.get(soc);
      if (hourly === undefined) throw new Error(`${row.description}: no wage for occupation ${soc}.`);
      labour = labour.plus(new Big(hours).times(hourly).times(burden));
    }
    const material = new Big(row.material).times(new Big(100).plus(row.waste_percent).div(100));
    const likely = labour.plus(material).plus(row.equipment);
    return {
      id: `own-${row.description
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/-$/, '')}`,
      trade: row.trade,
      description: row.description,
      synonyms: row.synonyms.split(';'),
      unit: canonical(row.unit),
      basis: 'composed',
      action: row.action,
      source: {
        name: 'Composed: hours × mean wage (BLS OEWS) × burden + material and equipment allowance',
        date: '2024-05',
        place: 'United States',
        licence: 'Wages: U.S. government work; allowances: this project',
        bids: null,
      },
      currency: 'USD',
      low: money(likely.times(composedLow)),
      likely: money(likely),
      high: money(likely.times(composedHigh)),
      split: { labour: money(labour), material: money(material), equipment: money(row.equipment) },
      waste: row.waste_percent,
      confidence: 0.4,
    };
  });
}

/** Small prices keep four digits, so that a price per pound still says something. */
function money(value: Big.BigSource): string {
  const amount = new Big(value);
  return amount.lt(10) && amount.gt(0) ? amount.toFixed(4) : amount.toFixed(2);
}

function canonical(unit: string): string {
  const found = normalizeUnit(unit, 'us');
  if (found === null) throw new Error(`«${unit}» is not a unit.`);
  return found.unit;
}

/** The file's text. */
export function printCostBook(book: CostBook): string {
  const lines = book.lines.map((line) => `    ${JSON.stringify(line)}`).join(',\n');
  return `{\n  "regions": ${JSON.stringify(book.regions)},\n  "lines": [\n${lines}\n  ]\n}\n`;
}

if (import.meta.main) {
  writeFileSync(new URL('cost-book.json', folder), printCostBook(buildCostBook()));
}
