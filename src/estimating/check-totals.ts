// Check totals: whether the sums that a bill declares are those of its lines, pages or sheets.

import Big from 'big.js';
import type { DeclaredTotal, Source, Table, TableLine } from '../documents/document.ts';
import { isMarkup, isPageTotal, lowersSum, totalKindOf } from '../documents/total-words.ts';
import { relativeDifference, toDecimal } from './decimal.ts';
import type { EstimateIssue } from './estimate.ts';
import { foundIssue, shownMoney } from './found-issue.ts';
import { roundingIn } from './rounding.ts';

/** Sums with tax or the like in them are not the sum of lines. */
const notASum =
  /\b(tax|vat|gst|discount|contingenc\w+|carried|brought|c\/f|b\/f|forward|round\w*|overheads?|profit)\b/i;

/** `bills` are those of the same document, of which a grand total may be the sum. */
export function checkTotal(
  total: DeclaredTotal,
  index: number,
  table: Table,
  bills: readonly Table[],
): EstimateIssue[] {
  const stated = toDecimal(total.amount);
  if (stated === null) return [];
  if (isMarkup(total.label)) return notTakenOver(total, stated, table);
  const page = isPageTotal(total.label);
  if (isForward(total.label)) return [];
  const lines =
    page || total.section === null
      ? table.lines
      : table.lines.filter(({ section }) => section === total.section);
  const sum = page ? pageSum(total, index, table) : sumOfLines(lines);
  if (sum === null) return [];
  const slack = roundingIn(table)
    .of(total.amount)
    .times(lines.length + 1);
  const holds = (candidate: Big) => candidate.minus(stated).abs().lte(slack);
  const above = page || total.section === null ? runningSums(total, table) : [];
  if (page) above.push(...sumSinceAny(total, index, table));
  if (!page && total.section === null) above.push(...sumsOfBills(table, bills));
  if (holds(sum) || above.some(holds)) return [];
  if (!page && withMarkups(sum, index, table).some(holds)) return [containsMarkups(total, stated, table)];
  if (!page && notASum.test(total.label)) return [];
  const of = page ? 'the page' : total.section === null ? 'the table' : `«${total.section}»`;
  const text = `«${total.label}» says ${shownMoney(stated, table.currency)}, the amounts of ${of} add up to ${shownMoney(sum, table.currency)}.`;
  return [
    foundIssue(
      relativeDifference(sum, stated) > 0.01 ? 'high' : 'medium',
      'SUBTOTAL_DIFFERS',
      text,
      total.source,
    ),
  ];
}

/** The estimate counts lines and its own mark-ups, so a reader has to be told what the document adds besides. */
function notTakenOver(total: DeclaredTotal, stated: Big, { currency }: Table): EstimateIssue[] {
  if (stated.eq(0)) return [];
  const text = `«${total.label}», ${shownMoney(stated, currency)}, is in the document, not in the estimate.`;
  return [foundIssue('medium', 'NOT_IN_ESTIMATE', text, total.source)];
}

function containsMarkups({ label, source }: DeclaredTotal, stated: Big, { currency }: Table): EstimateIssue {
  const text = `«${label}», ${shownMoney(stated, currency)}, contains what the document adds to its lines and the estimate does not.`;
  return foundIssue('low', 'NOT_IN_ESTIMATE', text, source);
}

/** The lines since the last page total, whatever sub-totals stand between; null where the places do not tell what stands before what. */
function pageSum(total: DeclaredTotal, index: number, table: Table): Big | null {
  return sumSince(
    total,
    table.totals.slice(0, index).findLast(({ label }) => isPageTotal(label)),
    table,
  );
}

/** The same since the last sum of any kind. */
function sumSinceAny(total: DeclaredTotal, index: number, table: Table): Big[] {
  const before = table.totals.slice(0, index);
  const from = before.findLast(({ label }) => !isForward(label) && !isMarkup(label));
  return [sumSince(total, from, table)].filter((sum) => sum !== null);
}

function sumSince(total: DeclaredTotal, from: DeclaredTotal | undefined, table: Table): Big | null {
  const lines = linesBefore(total.source, table);
  const before = from === undefined ? [] : linesBefore(from.source, table);
  return lines === null || before === null ? null : sumOfLines(lines.slice(before.length));
}

function runningSums(total: DeclaredTotal, table: Table): Big[] {
  const sum = sumOfLines(linesBefore(total.source, table) ?? []);
  return sum === null ? [] : [sum];
}

/** What all bills of the document come to, and those up to this one. */
function sumsOfBills(table: Table, bills: readonly Table[]): Big[] {
  const some = [bills, bills.slice(0, bills.indexOf(table) + 1)].filter(({ length }) => length > 1);
  return some.flatMap((several) => sumOfLines(several.flatMap(({ lines }) => lines)) ?? []);
}

function linesBefore(place: Source, { lines }: Table): TableLine[] | null {
  if (place.row === null || lines.some(({ source }) => source.row === null)) return null;
  const [page, row] = [place.page ?? 0, place.row];
  return lines.filter(({ source }) => {
    const own = source.page ?? 0;
    return own < page || (own === page && (source.row ?? 0) < row);
  });
}

/** What a total may come to that contains the taxes and percentages declared before it. */
function withMarkups(sum: Big, index: number, table: Table): Big[] {
  const before = table.totals.slice(0, index);
  const last = before.findLastIndex(({ label }) => !isMarkup(label) && !isForward(label));
  const upon = addedBy(before.slice(last + 1));
  if (upon === null) return [];
  const previous = toDecimal(before[last]?.amount ?? null);
  return [
    sum.plus(upon),
    sum.plus(addedBy(before) ?? 0),
    ...(previous === null ? [] : [previous.plus(upon)]),
  ];
}

function addedBy(totals: readonly DeclaredTotal[]): Big | null {
  const amounts = totals.flatMap(({ label, amount }) => {
    const value = isMarkup(label) ? toDecimal(amount) : null;
    return value === null ? [] : [lowersSum(label) ? value.abs().times(-1) : value];
  });
  return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum.plus(amount), new Big(0));
}

function isForward(label: string): boolean {
  return totalKindOf(label) === 'forward';
}

/** Amounts as the document states them; null when none is stated. */
export function sumOfLines(lines: readonly TableLine[]): Big | null {
  const amounts = lines.flatMap((line) => toDecimal(line.amount) ?? []);
  return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum.plus(amount), new Big(0));
}
