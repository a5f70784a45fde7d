// Delimiter: what separates the values of a text file, found by which one gives even rows.

import { parse } from 'csv-parse/sync';

const candidates = [',', ';', '\t', '|'] as const;
const probeLines = 60;
const longestLine = 20_000;

export interface DelimiterGuess {
  delimiter: string;
  /** Share of the filled lines that have the most frequent number of values, 0–1. */
  evenness: number;
  columns: number;
}

/** The likeliest delimiter; null when no line has two values under any. */
export function guessDelimiter(text: string): DelimiterGuess | null {
  const head = headOf(text);
  let best: DelimiterGuess | null = null;
  for (const delimiter of candidates) {
    const guess = guessFor(head, delimiter);
    if (guess !== null && (best === null || scoreOf(guess) > scoreOf(best))) best = guess;
  }
  return best;
}

function scoreOf({ evenness, columns }: DelimiterGuess): number {
  return evenness * Math.min(columns, 8);
}

function guessFor(head: string, delimiter: string): DelimiterGuess | null {
  if (!head.includes(delimiter)) return null;
  let rows: string[][];
  try {
    rows = parse(head, { delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true });
  } catch {
    return null;
  }
  const filled = rows.filter((row) => row.some((value) => value.trim() !== ''));
  const counts = new Map<number, number>();
  for (const row of filled) if (row.length > 1) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return most === undefined ? null : { delimiter, columns: most[0], evenness: most[1] / filled.length };
}

function headOf(text: string): string {
  const lines = text.slice(0, probeLines * longestLine).split(/\r\n|\n|\r/, probeLines + 1);
  // The last line of a longer text may be cut inside quotes.
  return lines.slice(0, probeLines).join('\n');
}
