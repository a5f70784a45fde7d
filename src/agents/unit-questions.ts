// Unit questions: asks what a spelling with two meanings stands for, where the price of a line hangs on it.
//
//   A rate of the document holds for its unit, whatever that is called; only a book's price has to know.

import { type BillLine, ownAmount, ownRate, placeOf } from '../estimating/bill.ts';
import { toDecimal } from '../estimating/decimal.ts';
import { extend, fromMinor, type Minor, showMoney, sumOf } from '../estimating/money.ts';
import { findPrice } from '../estimating/price-search.ts';
import { meaningsOf, normalizeUnit, type UnitSystem, unitOf } from '../estimating/units.ts';
import { type AgentInput, type AgentReport, ask } from './agent.ts';

const mostQuestions = 3;

type Line = BillLine & { trade: string };

/** The lines with the system of units that a person tells for spellings that nothing else explains. */
export async function* askUnitMeanings(
  lines: readonly Line[],
  currency: string,
  region: string | null,
): AsyncGenerator<AgentReport, Line[], AgentInput> {
  const open = lines.filter(
    ({ line, system }) =>
      system === null && meaningsOf(line.unit) !== null && ownRate(line) === null && ownAmount(line) === null,
  );
  const groups = [...Map.groupBy(open, ({ line }) => (line.unit ?? '').trim())]
    .map(([spelling, of]) => ({ spelling, of, sums: sumsOf(of, currency, region) }))
    .sort((a, b) => Number(largest(b.sums) - largest(a.sums)));
  const told = new Map<string, UnitSystem>();
  for (const { spelling, of, sums } of groups.slice(0, mostQuestions)) {
    const [meanings, [first]] = [meaningsOf(spelling), of];
    if (meanings === null || first === undefined) continue;
    const guess = normalizeUnit(spelling)?.unit;
    // A region is a state of the US.
    const usual: UnitSystem = region !== null || guess === meanings.us ? 'us' : 'metric';
    const reply = yield* ask({
      topic: `unit_meaning:${spelling}`,
      decisionType: 'clarification',
      prompt: `«${spelling}» can mean two things, and nothing else in the bill tells which. What does it stand for in ${of.length === 1 ? `«${first.line.description}»` : `${of.length} lines, such as «${first.line.description}»`}?`,
      options: (['metric', 'us'] as const).map((system) => {
        const sum = sums[system];
        const delta = sum === null || sums[usual] === null ? null : sum - sums[usual];
        return {
          value: system,
          label: unitOf(meanings[system])?.name ?? meanings[system],
          effect:
            sum === null
              ? 'No built-in price fits this unit.'
              : `At built-in prices that makes about ${showMoney(sum, currency)}.`,
          costDelta: delta === null ? null : { amount: fromMinor(delta, currency), currency },
        };
      }),
      context: { unit: spelling, region, lines: of.slice(0, 10).map(({ line }) => placeOf(line)) },
      defaultOption: usual,
      canSkip: true,
    });
    const value = reply?.values[0];
    if (value === 'metric' || value === 'us') told.set(spelling, value);
  }
  return lines.map((one) => {
    const system = one.system === null ? told.get((one.line.unit ?? '').trim()) : undefined;
    return system === undefined ? one : { ...one, system };
  });
}

/** What the lines come to at the book's prices in either reading, as far as that is known. */
function sumsOf(
  lines: readonly Line[],
  currency: string,
  region: string | null,
): Record<UnitSystem, Minor | null> {
  const sumIn = (system: UnitSystem) => {
    const amounts = lines.flatMap(({ line, trade }) => {
      const unit = normalizeUnit(line.unit, system)?.unit ?? null;
      const { description, section } = line;
      const match = findPrice({ description, section, trades: [trade], unit, region });
      const [quantity, rate] = [toDecimal(line.quantity), toDecimal(match?.likely ?? null)];
      const fits = match?.line.currency === currency && quantity !== null && rate !== null;
      return fits ? [extend(quantity, rate, currency)] : [];
    });
    return amounts.length === 0 ? null : sumOf(amounts);
  };
  return { metric: sumIn('metric'), us: sumIn('us') };
}

function largest(sums: Record<UnitSystem, Minor | null>): Minor {
  const [metric, us] = [sums.metric ?? 0n, sums.us ?? 0n];
  return metric > us ? metric : us;
}
