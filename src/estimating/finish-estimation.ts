// Finish estimation: the estimate of lines that were priced, with missing work that a person wants in.
//
//   E2. The sums are sums of the rounded lines.

import { type Breather, createBreather } from '../base/breather.ts';
import { assumptionsOf } from './assumptions.ts';
import type { Estimate } from './estimate.ts';
import type { Estimation, EstimationInput, LineAtWork } from './estimation.ts';
import { includedCompanions } from './included-companions.ts';
import { applyMarkups, defaultMarkups, isContained, mergeMarkups } from './markups.ts';
import { fromMinor } from './money.ts';
import { estimateLine } from './pricing.ts';
import { pricingIssues } from './pricing-issues.ts';
import {
  estimateClass,
  type RolledLine,
  rollUpByElement,
  rollUpByTrade,
  totalByBasis,
  totalOf,
} from './rollup.ts';
import { unknownsOf } from './unknowns.ts';
import { userBookIssues } from './user-book.ts';

/**
 * The estimate of the lines as they were priced; it pauses between pieces of the work.
 * @throws INVALID_INPUT for a percentage that is none.
 */
export async function finishEstimation(
  input: EstimationInput,
  { currency, region }: Estimation,
  lines: readonly LineAtWork[],
  breather: Breather = createBreather(),
): Promise<Estimate> {
  const companions = await includedCompanions(input, currency, region, breather);
  const rolled: RolledLine[] = [];
  for (const line of lines) {
    rolled.push(rolledLine(line, currency));
    await breather.breathe();
  }
  rolled.push(...companions.map((companion) => companion.rolled));
  const generalInBill = rolled.some(({ line, amounts }) => line.trade === 'general' && amounts !== null);
  const before =
    input.earlier?.settings.markups ??
    defaultMarkups.filter(({ name }) => !(generalInBill && isGeneral(name)));
  const markups = mergeMarkups(before, input.markups);
  const totals = [];
  for (const which of ['low', 'likely', 'high'] as const) {
    totals.push({
      net: totalOf(rolled, which),
      ...applyMarkups(markups, totalByBasis(rolled, which), currency),
    });
    await breather.breathe();
  }
  const [low, likely, high] = totals.map(({ net, total }) => ({
    net: fromMinor(net, currency),
    total: fromMinor(total, currency),
  }));
  const quality = estimateClass(rolled);
  const estimateLines = rolled.map(({ line }) => line);
  await breather.breathe();
  const byTrade = rollUpByTrade(rolled, currency);
  await breather.breathe();
  const byElement = await rollUpByElement(rolled, currency, breather);
  const ofPrices = await pricingIssues(lines, currency, breather);
  const unknowns = await unknownsOf(lines, currency, breather);
  return {
    currency,
    class: quality.class,
    region,
    lines: estimateLines,
    byTrade,
    byElement,
    net: { low: low?.net ?? '0', likely: likely?.net ?? '0', high: high?.net ?? '0' },
    markups: totals[1]?.applied ?? [],
    low: low?.total ?? '0',
    likely: likely?.total ?? '0',
    high: high?.total ?? '0',
    issues: [
      ...input.scope.issues,
      ...input.takeoff.issues,
      ...ofPrices,
      ...userBookIssues(input.tables, currency),
      ...companions.flatMap(({ issue }) => issue ?? []),
    ],
    assumptions: assumptionsOf({
      class: quality.class,
      classBecause: quality.because,
      currency,
      region,
      markups,
      generalInBill: generalInBill && !markups.some(({ name }) => isGeneral(name)),
      lines: estimateLines,
      unknowns,
      scope: input.scope,
      missingAnswers: input.missingAnswers,
      included: companions.map(({ assumption }) => assumption),
    }),
    settings: { region, markups },
  };
}

function rolledLine(line: LineAtWork, currency: string): RolledLine {
  const amounts = line.outside === null ? line.amounts : null;
  const own = { ...line, id: line.bill.line.id, line: line.bill.line };
  return { line: estimateLine(own, line.price, amounts, currency), amounts };
}

function isGeneral(name: string): boolean {
  return isContained(name) && /general|prelim/i.test(name);
}
