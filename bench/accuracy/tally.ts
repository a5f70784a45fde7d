// Tally: how many of the things looked for were right, by what they are.

/** What is scored, in the order of the report. `aside` counts what should not be there. */
export const measures = {
  tables: 'tables found, of their kind, counted or not as they should be',
  strays: 'tables that are none and would be counted',
  lines: 'lines right in words, item, quantity, unit, rate and amount',
  extra: 'lines that are none',
  quantities: 'quantities',
  units: 'units',
  prices: 'rates and amounts',
  sections: 'headings that lines stand under',
  sums: 'declared sums',
  counted: 'documents whose counted lines come to the right sum',
  takeoff: 'quantities of the take-off',
  questions: 'documents with the right questions about tables and prices',
  slips: 'slips found',
  alarms: 'false alarms',
} as const;

export type Measure = keyof typeof measures;
export const unwanted: ReadonlySet<Measure> = new Set(['strays', 'extra', 'alarms']);

export interface Miss {
  measure: Measure;
  place: string;
  text: string;
}

export interface Tally {
  counts: Map<Measure, { right: number; all: number }>;
  misses: Miss[];
}

export function createTally(): Tally {
  return { counts: new Map(), misses: [] };
}

/** Counts one thing; what was not right is kept with a text that says what it was. */
export function count(tally: Tally, measure: Measure, right: boolean, place: string, text: string): void {
  const entry = tally.counts.get(measure) ?? { right: 0, all: 0 };
  tally.counts.set(measure, entry);
  entry.all += 1;
  if (right) entry.right += 1;
  else tally.misses.push({ measure, place, text });
}

/** Adds the counts of the second to the first. */
export function addTally(sum: Tally, more: Tally): void {
  for (const [measure, { right, all }] of more.counts) {
    const entry = sum.counts.get(measure) ?? { right: 0, all: 0 };
    sum.counts.set(measure, { right: entry.right + right, all: entry.all + all });
  }
  sum.misses.push(...more.misses);
}
