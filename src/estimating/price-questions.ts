// Price questions: which doubtful prices are worth a person's time.
//
//   Q1. Largest amounts first, equal lines together, at most five questions.
//   Q2. No more once the doubtful lines left are together below 5 % of the total.

import { type Minor, sumOf } from './money.ts';
import { fingerprint } from './words.ts';

const mostQuestions = 5;
const smallShare = 20n;

export interface Doubtful {
  lineId: string;
  description: string;
  unit: string;
  /** What the best candidate makes of the line. */
  amount: Minor;
}

/** Groups of equal lines to ask about, in the order of asking. `total` is the sum of all lines with a price. */
export function worthAsking<Line extends Doubtful>(doubtful: readonly Line[], total: Minor): Line[][] {
  const groups = [
    ...Map.groupBy(doubtful, ({ description, unit }) => `${fingerprint(description)} ${unit}`).values(),
  ]
    .map((lines) => ({ lines, amount: sizeOf(lines) }))
    .sort((a, b) => (a.amount > b.amount ? -1 : a.amount < b.amount ? 1 : 0));
  let rest = sumOf(groups.map(({ amount }) => amount));
  const asked: Line[][] = [];
  for (const { lines, amount } of groups) {
    if (asked.length === mostQuestions || rest * smallShare < total) break;
    asked.push(lines);
    rest -= amount;
  }
  return asked;
}

function sizeOf(lines: readonly Doubtful[]): Minor {
  const sum = sumOf(lines.map(({ amount }) => amount));
  return sum < 0n ? -sum : sum;
}
