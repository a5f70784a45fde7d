// Percent questions: asks of what a percentage is taken where the text does not say.

import { placeOf } from '../estimating/bill.ts';
import type { LineAtWork } from '../estimating/estimation.ts';
import { fromMinor, showMoney } from '../estimating/money.ts';
import {
  type PercentBase,
  type PercentLine,
  percentLines,
  withShare,
  wordsOf,
} from '../estimating/percentages.ts';
import { type AgentInput, type AgentReport, ask } from './agent.ts';

const mostQuestions = 4;
/** The option that leaves a line without a price. */
const none = 'none';

/** The lines with those that charge a share of others priced; without an answer it is a share of all lines above. */
export async function* settlePercentages(
  priced: readonly LineAtWork[],
  currency: string,
): AsyncGenerator<AgentReport, LineAtWork[], AgentInput> {
  const lines = [...priced];
  let asked = 0;
  for (const share of percentLines(lines)) {
    const { at, said, covers } = share;
    if (said !== null) {
      lines[at] = withShare(lines, share, said, false, currency);
      continue;
    }
    const usual = covers.has('above') ? 'above' : covers.has('all') ? 'all' : null;
    if (usual === null) continue;
    let chosen: string = usual;
    let guessed = true;
    if (asked < mostQuestions) {
      asked += 1;
      const reply = yield* askBase(lines, share, usual, currency);
      chosen = reply?.values[0] ?? usual;
      guessed = reply?.outcome !== 'answered';
    }
    if (chosen !== none) lines[at] = withShare(lines, share, chosen as PercentBase, guessed, currency);
    else lines[at] = { ...(lines[at] as LineAtWork), price: null, amounts: null, decided: true };
  }
  return lines;
}

function askBase(lines: readonly LineAtWork[], share: PercentLine, usual: PercentBase, currency: string) {
  const { bill } = lines[share.at] as LineAtWork;
  const percent = share.percent.toFixed();
  const likely = (base: PercentBase) => withShare(lines, share, base, true, currency).amounts?.likely ?? 0n;
  const now = likely(usual);
  const delta = (amount: bigint) => ({ amount: fromMinor(amount - now, currency), currency });
  return ask({
    topic: `percent_of:${bill.line.id}`,
    decisionType: 'clarification',
    prompt: `«${bill.line.description}» charges ${percent} % and does not say of what. What is it taken of?`,
    options: [
      ...[...share.covers].map(([base, places]) => ({
        value: base,
        label: capital(
          wordsOf(
            base,
            places.flatMap((place) => lines[place] ?? []),
          ),
        ),
        effect: `Makes ${showMoney(likely(base), currency)}.`,
        costDelta: delta(likely(base)),
      })),
      { value: none, label: 'Leave it out', effect: 'The line counts nothing.', costDelta: delta(0n) },
    ],
    context: { line: placeOf(bill.line), percent },
    defaultOption: usual,
    canSkip: true,
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
