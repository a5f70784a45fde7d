// Cost book: the built-in prices and regions, checked when they are loaded.
//
//   C1. Public-bid prices are contractors' all-in prices of Indiana; composed ones are direct cost at national wages.
//   C2. A price moves to another state by the ratio of the states' general price levels (BEA), which is no index of
//       construction cost.

import { z } from 'zod';
import type { Source } from '../documents/document.ts';
import book from './book/cost-book.json' with { type: 'json' };

const decimal = z.string().regex(/^\d+(\.\d+)?$/);

export const costLineSchema = z.object({
  id: z.string(),
  trade: z.string(),
  description: z.string(),
  synonyms: z.array(z.string()),
  /** Canonical unit code. */
  unit: z.string(),
  basis: z.enum(['public-bid', 'composed', 'user']),
  /** What is done to the thing: built, taken away, or changed in place. */
  action: z.enum(['new', 'remove', 'adjust']),
  source: z.object({
    name: z.string(),
    date: z.string().nullable(),
    /** Where the price holds: a state, or the whole country. */
    place: z.string().nullable(),
    licence: z.string().nullable(),
    /** How many bids stand behind it; null where there were none. */
    bids: z.int().nullable(),
  }),
  /** ISO 4217. */
  currency: z.string(),
  low: decimal,
  likely: decimal,
  high: decimal,
  split: z.object({ labour: decimal, material: decimal, equipment: decimal }).nullable(),
  /** Percent of material lost, already in the price. */
  waste: decimal,
  /** 0–1: how far the price itself can be trusted. */
  confidence: z.number().min(0).max(1),
});

export const costBookSchema = z.object({
  /** General price level by state, the United States being 100. */
  regions: z.record(z.string(), decimal),
  lines: z.array(costLineSchema),
});

/** `listed`: the place in a document that a user's price was read from. */
export type CostLine = z.output<typeof costLineSchema> & { listed?: Source };
export type CostBook = z.output<typeof costBookSchema>;

/** The built-in book. */
export const costBook: CostBook = costBookSchema.parse(book);

/** Stands for a trade in books that do not say which. */
export const anyTrade = 'any';
