// Estimate: what the agents hand to each other after reading, as plain data.
//
//   TradeMap ─┬─▶ ScopeReport ─┐
//             └─▶ Takeoff ─────┴─▶ Estimate
//
// Numbers are decimal strings; money is in the estimate's one currency.

import type { Provenance, Source } from '../documents/document.ts';
import type { Severity } from '../events/shapes.ts';

/** Result of trade_mapper: one entry for every bill line that counts. */
export interface TradeMap {
  lines: TradeLine[];
  /** Line ids by trade code, in the order of the documents. */
  questionsAsked: number;
}

export interface TradeLine {
  /** The table line's id; the same through all results. */
  lineId: string;
  tableId: string;
  trade: string;
  confidence: number;
  /** `code`, `learned`, `heading`, `rules`, `search`, `model` or `person`. */
  method: string;
  alternatives: { trade: string; confidence: number }[];
}

/** Something in the documents that a person should look at. */
export interface EstimateIssue {
  severity: Severity;
  /** Such as QUANTITY_TIMES_RATE or MISSING_UNIT; the list is in issues.ts. */
  code: string;
  message: string;
  source: Source | null;
}

/** Result of scope_analyzer. */
export interface ScopeReport {
  inclusions: ScopeNote[];
  exclusions: ScopeNote[];
  /** Provisional sums, alternates, allowances and things to be decided. */
  qualifications: ScopeNote[];
  issues: EstimateIssue[];
  /** Companion work that seems to be missing and was not excluded. */
  missing: { topic: string; trade: string; description: string; because: string; source: Source | null }[];
}

export interface ScopeNote {
  text: string;
  cue: string;
  trade: string | null;
  source: Source;
}

/** Result of takeoff_calculator: net + waste = gross, for every line. */
export interface Takeoff {
  lines: TakeoffLine[];
  issues: EstimateIssue[];
}

export interface TakeoffLine {
  lineId: string;
  /** Canonical unit code, see units.ts; null when unknown. */
  unit: string | null;
  net: string;
  waste: string;
  gross: string;
  /** `stated`, `dimensions`, `text`, `schedule` or `model`. */
  method: string;
  /** How it was worked out, such as «4 × 2.5 × 3.0». */
  working: string | null;
  source: Provenance;
}

/** Result of estimator. */
export interface Estimate {
  currency: string;
  /** AACE class: 5 (concept) to 1 (definitive). */
  class: number;
  region: string | null;
  lines: EstimateLine[];
  byTrade: TradeTotal[];
  /** By building element; left out in estimates of before. */
  byElement?: ElementTotal[];
  /** Sums of the lines before mark-ups. */
  net: { low: string; likely: string; high: string };
  /** In order. `base` is what the percentage was taken of: the lines it applies to, which are all but those with a
   * price basis in `leavesOut`, and the mark-ups before it. */
  markups: { name: string; percent: string; amount: string; base?: string; leavesOut?: string[] }[];
  /** With mark-ups. */
  low: string;
  likely: string;
  high: string;
  issues: EstimateIssue[];
  assumptions: string[];
  /** Mark-ups and region that were in force, so that a later change starts from them. */
  settings: { region: string | null; markups: { name: string; percent: string; instructed?: boolean }[] };
}

export interface EstimateLine {
  id: string;
  item: string | null;
  description: string;
  section: string | null;
  trade: string;
  quantity: string;
  unit: string;
  unitPrice: string | null;
  low: string | null;
  amount: string | null;
  high: string | null;
  /** 0–1: how sure it is that this price belongs to this line; it says nothing of the price itself. */
  confidence: number;
  /** `document`, `public-bid`, `composed`, `user` or `none`. */
  priceBasis: string;
  /** Where the price comes from: name, place, date, how many bids. */
  priceSource: string | null;
  source: Provenance;
  /** Where its quantity stands or was worked out from; left out in estimates of before, null where it has none. */
  quantitySource?: Source | null;
  /** Where a document or price list states its price; null for other prices. */
  priceReference?: Source | null;
}

/** The sum of a building element of uniformat.ts. */
export type ElementTotal = Omit<TradeTotal, 'trade'> & { code: string };

export interface TradeTotal {
  trade: string;
  name: string;
  lineCount: number;
  low: string;
  likely: string;
  high: string;
  /** 0–1 of the likely sum. */
  share: number;
}
