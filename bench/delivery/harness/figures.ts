// Figures: medians, ratios and tables.

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How many times cheaper the second is than the first: the median of the ratios of each round. */
export function timesCheaper(than: readonly number[], own: readonly number[]): number {
  return median(own.map((value, round) => than[round]! / value));
}

/** Three digits that count, thousands apart. */
export function figure(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export const whole = (value: number) => Math.round(value).toLocaleString('en');

export const times = (ratio: number) => `${figure(ratio)} ×`;

export const percent = (share: number) => `${Math.round(share * 100)} %`;

/** Markdown; the first column is of words, the others of figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  );
}

/** What was promised and what was measured. */
export interface Target {
  what: string;
  promised: string;
  measured: string;
  met: boolean;
}

export function targetTable(targets: readonly Target[]): string {
  return table(
    ['target', 'promised', 'measured', ''],
    targets.map(({ what, promised, measured, met }) => [
      what,
      promised,
      measured,
      met ? 'met' : '**missed**',
    ]),
  );
}
