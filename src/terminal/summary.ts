// The closing summary: messages by type, the estimate by trade, what to look at, and where the files are.

import type { ResultQuery } from './generated/graphql.ts';
import { wrap } from './wrap.ts';

export type Result = NonNullable<ResultQuery['workflow']>;

/** The guide's own six; more are welcome, these must work. */
const featured = [
  'manager_thinking',
  'agent_substep',
  'user_decision_needed',
  'workflow_state_change',
  'brain_allocation',
  'error_recovery',
];

export function messageSummary(counts: ReadonlyMap<string, number>): string[] {
  const seen = featured.filter((type) => counts.has(type));
  return [
    '',
    '📈 Streaming Message Summary:',
    ...[...counts]
      .sort(([a], [b]) => order(a) - order(b))
      .map(([type, count]) => `  🔹 ${type}: ${count} message${count === 1 ? '' : 's'}`),
    '',
    `🎯 Overall: ${((seen.length / featured.length) * 100).toFixed(1)}% (${seen.length}/${featured.length} of the guide's message types occurred)`,
  ];
}

const order = (type: string) => (featured.indexOf(type) + 100) % 100;
const grouped = (amount: string) =>
  amount.replace(/\B(?=(?:\d{3}){1,20}(?!\d))/g, ',').replace(/(\.\d*),.*/, '$1');

/** What matters most comes first. */
const gravity: string[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

/** In lines of less than `columns` characters where the words allow it. */
export function estimateSummary({ estimate }: Result, columns: number): string[] {
  if (estimate === null) return [];
  const width = Math.max(18, ...estimate.byTrade.map((one) => one.name.length));
  const row = (name: string, amount: string, note: string) =>
    `  ${name.padEnd(width)} ${grouped(amount).padStart(14)}  ${note}`;
  const shown = estimate.issues
    .toSorted((a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity))
    .slice(0, 8);
  return [
    '',
    `🧾 Estimate by trade (${estimate.currency}, AACE class ${estimate.class}):`,
    ...estimate.byTrade.map((one) =>
      row(
        one.name,
        one.likely.amount,
        `${(one.share * 100).toFixed(1).padStart(5)}%  ${one.lineCount} line${one.lineCount === 1 ? '' : 's'}`,
      ),
    ),
    ...estimate.markups
      .filter((one) => Number(one.amount.amount) !== 0)
      .map((one) =>
        row(`+ ${one.name}`, one.amount.amount, `${one.rate}% of ${grouped(one.base?.amount ?? '')}`),
      ),
    row(
      'Total, likely',
      estimate.likely.amount,
      `from ${grouped(estimate.low.amount)} to ${grouped(estimate.high.amount)}`,
    ),
    ...(shown.length === 0 ? [] : ['', `🔎 To look at (${estimate.issues.length}):`]),
    ...shown.map((one) =>
      wrap(`  · ${one.message}${one.source === null ? '' : ` [${placeOf(one.source)}]`}`, columns - 1, 4),
    ),
    ...(estimate.issues.length > shown.length
      ? [`  · and ${estimate.issues.length - shown.length} more, all in the exports`]
      : []),
  ];
}

function placeOf({
  documentName,
  sheet,
  page,
  row,
}: {
  documentName: string;
  sheet: string | null;
  page: number | null;
  row: number | null;
}): string {
  return [documentName, sheet, page === null ? null : `page ${page}`, row === null ? null : `row ${row}`]
    .filter((one) => one !== null)
    .join(', ');
}
