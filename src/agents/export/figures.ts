// Figures: sums over the lines of an estimate and its mark-ups, as the formulas of the workbook come to.

import Big from 'big.js';
import { toDecimal } from '../../estimating/decimal.ts';
import type { Estimate, EstimateLine } from '../../estimating/estimate.ts';
import { percentOf, toBig, toMinor } from '../../estimating/money.ts';
import { elementOf } from '../../estimating/uniformat.ts';

export type Level = 'low' | 'likely' | 'high';
export const levels: Level[] = ['low', 'likely', 'high'];
export type PerLevel<Value> = Record<Level, Value>;

export interface Figures {
  /** Sums of all lines. */
  net: PerLevel<Big>;
  /** In the order of the estimate. */
  byTrade: { lineCount: number; sums: PerLevel<Big> }[];
  /** By element, in the order of the estimate; empty where it has no elements. */
  byElement: { lineCount: number; sums: PerLevel<Big> }[];
  /** In the order of the estimate; each of the lines it applies to and of the mark-ups before it. */
  markups: PerLevel<Big>[];
  /** Net and mark-ups. */
  totals: PerLevel<Big>;
}

export function figuresOf(estimate: Estimate): Figures {
  const net = sumsOf(estimate.lines);
  const linesByTrade = Map.groupBy(estimate.lines, (line) => line.trade);
  const byTrade = estimate.byTrade.map(({ trade }) => {
    const lines = linesByTrade.get(trade) ?? [];
    return { lineCount: lines.length, sums: sumsOf(lines) };
  });
  const linesByElement = Map.groupBy(estimate.lines, elementOf);
  const byElement = (estimate.byElement ?? []).map(({ code }) => {
    const lines = linesByElement.get(code) ?? [];
    return { lineCount: lines.length, sums: sumsOf(lines) };
  });
  const totals = { ...net };
  const markups = estimate.markups.map(({ percent, leavesOut = [] }) => {
    const without = sumsOf(estimate.lines.filter((line) => leavesOut.includes(line.priceBasis)));
    const amounts = perLevel((level) => {
      const base = totals[level].minus(without[level]);
      return toBig(percentOf(toMinor(base, estimate.currency), new Big(percent)), estimate.currency);
    });
    for (const level of levels) totals[level] = totals[level].plus(amounts[level]);
    return amounts;
  });
  return { net, byTrade, byElement, markups, totals };
}

function sumsOf(lines: readonly EstimateLine[]): PerLevel<Big> {
  return perLevel((level) =>
    lines.reduce((sum, line) => sum.plus(toDecimal(amountOf(line, level)) ?? 0), new Big(0)),
  );
}

function amountOf(line: EstimateLine, level: Level): string | null {
  return level === 'likely' ? line.amount : line[level];
}

function perLevel<Value>(value: (level: Level) => Value): PerLevel<Value> {
  return { low: value('low'), likely: value('likely'), high: value('high') };
}
