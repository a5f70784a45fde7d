// Roll-up: the lines summed by trade and as a whole, and the class that the result deserves.

import { type Breather, createBreather } from '../base/breather.ts';
import type { ElementTotal, EstimateLine, TradeTotal } from './estimate.ts';
import { fromMinor, type Minor, sumOf } from './money.ts';
import type { LineAmounts } from './pricing.ts';
import { tradeName, trades } from './trades.ts';
import { elementName, elementOf, elements } from './uniformat.ts';

export interface RolledLine {
  line: EstimateLine;
  amounts: LineAmounts | null;
}

/** Sums by trade in the order of the list of trades, unknown codes last; unpriced lines are counted as lines. */
export function rollUpByTrade(lines: readonly RolledLine[], currency: string): TradeTotal[] {
  const order = trades.map(({ code }) => code);
  return rollUp(lines, ({ trade }) => trade, order, currency).map(({ code, ...sums }) => ({
    trade: code,
    name: tradeName(code),
    ...sums,
  }));
}

/** The same sums by building element, in the order of its list, lines without one last; it pauses between lines. */
export async function rollUpByElement(
  lines: readonly RolledLine[],
  currency: string,
  breather: Breather = createBreather(),
): Promise<ElementTotal[]> {
  const order = elements.map(({ code }) => code);
  const found = new Map<EstimateLine, string>();
  for (const { line } of lines) {
    found.set(line, elementOf(line));
    await breather.breathe();
  }
  return rollUp(lines, (line) => found.get(line) ?? elementOf(line), order, currency).map(
    ({ code, ...sums }) => ({
      code,
      name: elementName(code),
      ...sums,
    }),
  );
}

function rollUp(
  lines: readonly RolledLine[],
  codeOf: (line: EstimateLine) => string,
  codes: readonly string[],
  currency: string,
) {
  const all = totalOf(lines, 'likely');
  const order = new Map(codes.map((code, index) => [code, index]));
  const groups = [...Map.groupBy(lines, ({ line }) => codeOf(line))];
  groups.sort(
    ([a], [b]) => (order.get(a) ?? codes.length) - (order.get(b) ?? codes.length) || (a < b ? -1 : 1),
  );
  return groups.map(([code, same]) => {
    const likely = totalOf(same, 'likely');
    return {
      code,
      lineCount: same.length,
      low: fromMinor(totalOf(same, 'low'), currency),
      likely: fromMinor(likely, currency),
      high: fromMinor(totalOf(same, 'high'), currency),
      share: all === 0n ? 0 : Math.round((Number(likely) / Number(all)) * 10_000) / 10_000,
    };
  });
}

/** The sum of the priced lines. */
export function totalOf(lines: readonly RolledLine[], which: keyof LineAmounts): Minor {
  return sumOf(lines.flatMap(({ amounts }) => (amounts === null ? [] : [amounts[which]])));
}

/** The sums of the priced lines by price basis. */
export function totalByBasis(lines: readonly RolledLine[], which: keyof LineAmounts): Map<string, Minor> {
  const groups = Map.groupBy(lines, ({ line }) => line.priceBasis);
  return new Map([...groups].map(([basis, same]) => [basis, totalOf(same, which)]));
}

/** The AACE class by where the prices come from, and why. Source: AACE 18R-97 calls concept estimates class 5. */
export function estimateClass(lines: readonly RolledLine[]): { class: number; because: string } {
  const byBasis = totalByBasis(lines, 'likely');
  const likely = sumOf(byBasis.values());
  const own = (byBasis.get('document') ?? 0n) + (byBasis.get('user') ?? 0n);
  const unpriced = lines.filter(({ amounts }) => amounts === null).length;
  const share = likely === 0n ? 0 : Number(own) / Number(likely);
  const percent = `${shareOf(share)} of the amount comes from rates of the documents`;
  const gaps =
    unpriced === 0
      ? 'every line is priced'
      : `${unpriced} of ${lines.length} lines ${unpriced === 1 ? 'has' : 'have'} no price`;
  if (share >= 0.9 && unpriced * 20 <= lines.length) return { class: 3, because: `${percent} and ${gaps}` };
  if (share >= 0.5) return { class: 4, because: `${percent} and ${gaps}` };
  return {
    class: 5,
    because: `${share === 0 ? '' : 'only '}${percent}, and built-in prices are concept-level`,
  };
}

/** A little is not nothing, even where it rounds to 0 %. */
function shareOf(share: number): string {
  if (share === 0) return 'none';
  return share < 0.005 ? 'less than 1 %' : `${Math.round(share * 100)} %`;
}
