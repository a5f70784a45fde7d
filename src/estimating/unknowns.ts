// Unknowns: what an estimate does not know, in whole sentences with how much of it hangs on that.

import type { Breather } from '../base/breather.ts';
import type { LineAtWork } from './estimation.ts';
import { type Minor, showMoney, sumOf } from './money.ts';
import { isDoubtful, sureMatch } from './pricing.ts';

const mostNames = 5;

/** What nobody told: prices, quantities and trades of lines that are part of the base job. */
export async function unknownsOf(
  lines: readonly LineAtWork[],
  currency: string,
  breather: Breather,
): Promise<string[]> {
  const inside = lines.filter(({ outside }) => outside === null);
  const known = inside.filter(({ amounts }) => amounts !== null);
  const total = sumOf(known.map(likelyOf));
  const unmeasured = inside.filter(({ quantity }) => quantity === null);
  const unpriced = inside.filter(({ quantity, price }) => quantity !== null && price === null);
  await breather.breathe();
  const unsureTrades = known.filter(
    ({ tradeGuess }) =>
      tradeGuess !== null && tradeGuess.method !== 'person' && tradeGuess.confidence < sureMatch,
  );
  const unsurePrices = known.filter(
    ({ price, decided, matches }) => price?.basis !== 'document' && !decided && isDoubtful(matches),
  );
  await breather.breathe();
  const worth = (some: readonly LineAtWork[]) => {
    const amount = sumOf(some.map(likelyOf));
    return `${showMoney(amount, currency)}${total > 0n ? `, ${shareOf(amount, total)} of the lines' sum` : ''}`;
  };
  const counts = (some: readonly LineAtWork[]) => (some.length === 1 ? 'counts' : 'count');
  const of = (some: readonly LineAtWork[]) =>
    `${some.length} of ${inside.length} lines, ${percent(some.length / inside.length)}`;
  return [
    ...(unpriced.length === 0
      ? []
      : [
          `Not known: the price of ${of(unpriced)}, which ${counts(unpriced)} nothing: ${namesOf(unpriced)}.`,
        ]),
    ...(unmeasured.length === 0
      ? []
      : [
          `Not known: the quantity of ${of(unmeasured)}, which ${counts(unmeasured)} nothing: ${namesOf(unmeasured)}.`,
        ]),
    ...(unsureTrades.length === 0
      ? []
      : [`A guess: the trade of ${of(unsureTrades)} (${worth(unsureTrades)}): ${namesOf(unsureTrades)}.`]),
    ...(unsurePrices.length === 0
      ? []
      : [
          `A guess that nobody confirmed: the price of ${of(unsurePrices)} (${worth(unsurePrices)}): ${namesOf(unsurePrices)}.`,
        ]),
  ];
}

/** The largest first, as far as they have an amount. */
function namesOf(lines: readonly LineAtWork[]): string {
  const names = [...lines]
    .sort((a, b) => Number(likelyOf(b) - likelyOf(a)))
    .slice(0, mostNames)
    .map(({ bill: { line } }) => {
      const words = line.description.length > 60 ? `${line.description.slice(0, 57)}…` : line.description;
      return line.item === null ? `«${words}»` : `${line.item} «${words}»`;
    });
  const more = lines.length > mostNames ? ` and ${lines.length - mostNames} more` : '';
  return `${names.join(', ')}${more}`;
}

function likelyOf({ amounts }: LineAtWork): Minor {
  return amounts?.likely ?? 0n;
}

function shareOf(part: Minor, whole: Minor): string {
  return percent(Number(part) / Number(whole));
}

function percent(share: number): string {
  return share > 0 && share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`;
}
