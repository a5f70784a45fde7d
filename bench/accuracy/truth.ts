// Truth: what a made document holds, for comparing with what the agents read and say.

import type { TableKind } from '../../src/documents/document.ts';
import type { IssueCode } from '../../src/estimating/issues.ts';

/** Numbers are plain decimal strings; the unit is a canonical code. */
export interface TrueLine {
  item: string | null;
  description: string;
  section: string | null;
  quantity: string | null;
  unit: string | null;
  rate: string | null;
  amount: string | null;
  trade: string;
}

export interface TrueTable {
  kind: TableKind;
  /** Whether its lines count when every question is closed with its default. */
  counts: boolean;
  lines: TrueLine[];
  /** Amounts of the sums that it declares. */
  totals: string[];
}

/** A fault that was put in on purpose. */
export interface Slip {
  code: IssueCode;
  /** Words that the issue's message or quote contains. */
  at: string;
}

/** What a layout makes of a bill. */
export interface Made {
  files: { name: string; bytes: Uint8Array }[];
  tables: TrueTable[];
  slips: Slip[];
  /** Types of the questions about tables and prices that have to be asked. */
  asks: ('sheet_selection' | 'price_column')[];
  /** What the counted lines come to; null where nothing is priced. */
  sum: string | null;
}

/** How much is expected: on a `clean` one everything, on a `hard` one 98 % of the lines. */
export type Difficulty = 'clean' | 'hard';
