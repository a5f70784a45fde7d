// Report: the scores as Markdown.

import { type Measure, measures, type Tally, unwanted } from './tally.ts';
import { bands, type TradeScore } from './trades.ts';

export interface Part {
  name: string;
  documents: number;
  tally: Tally;
}

/** One column for each part. */
export function scoreTable(parts: readonly Part[]): string {
  const rows = Object.entries(measures).map(([measure, meaning]) => {
    const cells = parts.map(({ tally }) => cellOf(tally, measure as Measure));
    return `| ${meaning} | ${cells.join(' | ')} |`;
  });
  return [
    `| | ${parts.map(({ name }) => name).join(' | ')} |`,
    `|---|${parts.map(() => '---:').join('|')}|`,
    `| documents | ${parts.map(({ documents }) => documents).join(' | ')} |`,
    ...rows,
  ].join('\n');
}

/** One row for each layout, worst first: lines, sums, slips, what should not be there. */
export function layoutTable(parts: readonly Part[]): string {
  const head: Measure[] = ['tables', 'lines', 'sums', 'counted', 'questions', 'slips', 'extra', 'alarms'];
  const names = ['tables', 'lines', 'sums', 'right sum', 'questions', 'slips', 'extra lines', 'false alarms'];
  return [
    `| layout | ${names.join(' | ')} |`,
    `|---|${names.map(() => '---:').join('|')}|`,
    ...parts.map(
      ({ name, tally }) => `| ${name} | ${head.map((measure) => cellOf(tally, measure)).join(' | ')} |`,
    ),
  ].join('\n');
}

export function tradeTable(parts: readonly { name: string; score: TradeScore }[]): string {
  const row = (name: string, cell: (score: TradeScore) => string) =>
    `| ${name} | ${parts.map(({ score }) => cell(score)).join(' | ')} |`;
  const from = (score: TradeScore, least: number) => {
    const above = [...score.bands].filter(([low]) => low >= least).map(([, band]) => band);
    const all = above.reduce((sum, band) => sum + band.all, 0);
    const right = above.reduce((sum, band) => sum + band.right, 0);
    return { all, right };
  };
  return [
    `| | ${parts.map(({ name }) => name).join(' | ')} |`,
    `|---|${parts.map(() => '---:').join('|')}|`,
    row('lines', ({ lines }) => String(lines)),
    row('first guess right', ({ top1, lines }) => share(top1, lines)),
    row('among the first three', ({ top3, lines }) => share(top3, lines)),
    row('confidence ≥ 0.6: right', (score) => share(from(score, 0.6).right, from(score, 0.6).all)),
    row('confidence ≥ 0.6: so many of all', (score) => share(from(score, 0.6).all, score.lines)),
    ...bands.map((low, index) =>
      row(`confidence ${low}–${bands[index - 1] ?? 1}: right`, (score) => {
        const band = score.bands.get(low) ?? { right: 0, all: 0 };
        return share(band.right, band.all);
      }),
    ),
  ].join('\n');
}

function cellOf(tally: Tally, measure: Measure): string {
  const { right, all } = tally.counts.get(measure) ?? { right: 0, all: 0 };
  return unwanted.has(measure) ? String(all - right) : share(right, all);
}

function share(right: number, all: number): string {
  if (all === 0) return '–';
  const percent = (100 * right) / all;
  const shown = right === all ? '100' : Math.min(99.9, percent).toFixed(1);
  return `${shown} % (${right}/${all})`;
}
