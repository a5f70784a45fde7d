// Checks: what does not add up in a bill, found line by line and over a whole table.
//
//   K1. A difference counts only beyond what rounding of the shown figures explains.
//   K2. A check that finds the same many times in one table says so once, with the number.

import Big from 'big.js';
import type { DeclaredTotal, Source, Table, TableLine } from '../documents/document.ts';
import { isMarkup, isPageTotal, lowersSum, totalKindOf } from '../documents/total-words.ts';
import { type BillTable, impliedQuantity, ownAmount, ownRate, placeOf, unitOfLine } from './bill.ts';
import { outsideBase } from './cues.ts';
import { decimalPlaces, plain, relativeDifference, toDecimal } from './decimal.ts';
import type { EstimateIssue } from './estimate.ts';
import type { IssueCode } from './issues.ts';
import { numberGaps } from './item-numbers.ts';
import { groupThousands, showMoney, toMinor } from './money.ts';
import { unitOf } from './units.ts';
import { fingerprint } from './words.ts';

/** How often a code is told line by line in one table before it is told as a number. */
const tellEach = 12;

/** Checks of single lines. */
export function checkLine({ table, system }: BillTable, line: TableLine, priced: boolean): EstimateIssue[] {
  const issues: EstimateIssue[] = [];
  const at = placeOf(line);
  const label = labelOf(line);
  const unit = unitOfLine(line, system);
  const quantity = toDecimal(line.quantity);
  const lump = unitOf(unit?.unit ?? null)?.dimension === 'lump';
  const outside = outsideBase(line);

  issues.push(...checkProduct(line, at, table.currency));
  if (quantity === null && !lump && ownAmount(line) === null && outside === null) {
    issues.push(issue('medium', 'MISSING_QUANTITY', `${label} has no quantity.`, at));
  }
  if (quantity === null && outside === null)
    issues.push(...checkUnmeasuredAmount(line, unit?.unit ?? null, at, table.currency));
  if ((line.unit ?? '').trim() === '') {
    if (quantity !== null)
      issues.push(issue('medium', 'MISSING_UNIT', `${label} has a quantity but no unit.`, at));
  } else if (unit === null) {
    issues.push(issue('medium', 'UNKNOWN_UNIT', `${label}: «${line.unit}» is not a unit that is known.`, at));
  } else if (unit.ambiguous) {
    const name = unitOf(unit.unit)?.name ?? unit.unit;
    issues.push(
      issue(
        'medium',
        'AMBIGUOUS_UNIT',
        `${label}: «${line.unit}» was read as ${name}; it can mean something else.`,
        at,
      ),
    );
  }
  if (priced && ownRate(line) === null && ownAmount(line) === null && outside === null) {
    issues.push(
      issue('low', 'MISSING_RATE', `${label} has no rate, although most lines of its table have one.`, at),
    );
  }
  return issues;
}

/** Checks of a whole table: totals, duplicates, gaps. */
export function checkTable({ table }: BillTable): EstimateIssue[] {
  return [
    ...table.totals.flatMap((total, index) => checkTotal(total, index, table)),
    ...checkDuplicates(table),
    ...checkGaps(table),
  ];
}

/** True when most lines of the table carry a rate or an amount. */
export function isPriced(table: Table): boolean {
  const priced = table.lines.filter((line) => ownRate(line) !== null || ownAmount(line) !== null);
  return table.lines.length > 0 && priced.length * 2 >= table.lines.length;
}

/** Currencies that do not go together, or are not the one that was asked for. */
export function checkCurrencies(tables: readonly BillTable[], wanted: string): EstimateIssue[] {
  const named = [...new Set(tables.flatMap(({ table }) => table.currency ?? []))].sort();
  const [only] = named;
  if (named.length > 1) {
    const text = `The bills are priced in ${named.join(', ')}; their sums mean nothing together.`;
    return [issue('critical', 'MIXED_CURRENCIES', text, null)];
  }
  if (only === undefined || only === wanted) return [];
  const text = `The bills are priced in ${only}, so the estimate is in ${only} and not in ${wanted}; nothing was converted.`;
  return [issue('medium', 'OTHER_CURRENCY', text, null)];
}

/** Totals in a summary table that differ from the sum of the table that they stand for. */
export function checkAbstract(abstract: Table, tables: readonly BillTable[]): EstimateIssue[] {
  return abstract.lines.flatMap((line) => {
    const stated = ownAmount(line);
    if (stated === null || toDecimal(line.quantity) !== null || toDecimal(line.rate) !== null) return [];
    const wanted = fingerprint(line.description);
    const found = tables.filter(({ table }) =>
      [table.title, table.sheet].some(
        (name) => name !== null && wanted !== '' && fingerprint(name) === wanted,
      ),
    );
    const [only] = found;
    if (only === undefined || found.length > 1) return [];
    const sum = sumOfLines(only.table.lines);
    const slack = roundingOf(line.amount ?? '').times(only.table.lines.length + 1);
    if (sum === null || sum.minus(stated).abs().lte(slack)) return [];
    const text = `The summary gives ${plain(stated)} for «${line.description}», its lines add up to ${plain(sum)}.`;
    return [issue('high', 'ABSTRACT_DIFFERS', text, placeOf(line))];
  });
}

/** Says once what is found many times in a table. */
export function condense(issues: readonly EstimateIssue[], where: string): EstimateIssue[] {
  const byCode = Map.groupBy(issues, ({ code }) => code);
  return [...byCode.values()].flatMap((same) => {
    if (same.length <= tellEach) return same;
    const [first] = same;
    if (first === undefined) return [];
    const text = `${first.message} The same holds for ${same.length - 1} more lines of ${where}.`;
    return [{ ...first, message: text }];
  });
}

function checkProduct(line: TableLine, at: Source, currency: string | null): EstimateIssue[] {
  const quantity = toDecimal(line.quantity);
  const rate = toDecimal(line.rate);
  const amount = toDecimal(line.amount);
  if (quantity === null || rate === null || amount === null) return [];
  const product = quantity.times(rate);
  const hidden = quantity.abs().times(roundingOf(line.rate ?? ''));
  const slack = roundingOf(line.amount ?? '').plus(smaller(hidden, amount.abs().times('0.005')));
  const difference = product.minus(amount).abs();
  if (difference.lte(slack)) return [];
  // A rate of 0 is no price, so the amount is all that there is to count.
  const used = ownRate(line) === null ? amount : product;
  const counted =
    outsideBase(line) === null
      ? ` The estimate uses ${shown(used, currency)}${used === product ? ', quantity × rate' : ''}.`
      : '';
  const text = `${labelOf(line)}: ${groupThousands(plain(quantity))} × ${groupThousands(plain(rate))} = ${shown(product, currency)}, the document says ${shown(amount, currency)}.${counted}`;
  return [
    issue(relativeDifference(product, amount) > 0.01 ? 'high' : 'medium', 'QUANTITY_TIMES_RATE', text, at),
  ];
}

/** An amount counts although no quantity is stated; for a lump sum that is as it should be. */
function checkUnmeasuredAmount(
  line: TableLine,
  unit: string | null,
  at: Source,
  currency: string | null,
): EstimateIssue[] {
  const amount = ownAmount(line);
  const rate = ownRate(line);
  if (amount === null) return [];
  const implied = impliedQuantity(line);
  const lump = unit === null ? (line.unit ?? '').trim() === '' : unitOf(unit)?.dimension === 'lump';
  if (lump && (rate === null || implied?.eq(1))) return [];
  const counts =
    implied === null || rate === null
      ? 'counts as a lump sum'
      : `counts, ${groupThousands(plain(implied))} × the rate of ${shown(rate, currency)}`;
  const text = `${labelOf(line)} states no quantity; its amount of ${shown(amount, currency)} ${counts}.`;
  return [issue('medium', 'MISSING_QUANTITY', text, at)];
}

/** Sums with tax or the like in them are not the sum of lines. */
const notASum =
  /\b(tax|vat|gst|discount|contingenc\w+|carried|brought|c\/f|b\/f|forward|grand|round\w*|overheads?|profit)\b/i;

function checkTotal(total: DeclaredTotal, index: number, table: Table): EstimateIssue[] {
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
  const slack = roundingOf(total.amount).times(lines.length + 1);
  const holds = (candidate: Big) => candidate.minus(stated).abs().lte(slack);
  if (holds(sum) || (page && runningSums(total, table).some(holds))) return [];
  if (!page && withMarkups(sum, index, table).some(holds)) return [containsMarkups(total, stated, table)];
  if (!page && notASum.test(total.label)) return [];
  const of = page ? 'the page' : total.section === null ? 'the table' : `«${total.section}»`;
  const text = `«${total.label}» says ${shown(stated, table.currency)}, the amounts of ${of} add up to ${shown(sum, table.currency)}.`;
  return [
    issue(relativeDifference(sum, stated) > 0.01 ? 'high' : 'medium', 'SUBTOTAL_DIFFERS', text, total.source),
  ];
}

/** The estimate counts lines and its own mark-ups, so a reader has to be told what the document adds besides. */
function notTakenOver(total: DeclaredTotal, stated: Big, { currency }: Table): EstimateIssue[] {
  if (stated.eq(0)) return [];
  const text = `«${total.label}», ${shown(stated, currency)}, is in the document, not in the estimate.`;
  return [issue('medium', 'NOT_IN_ESTIMATE', text, total.source)];
}

function containsMarkups({ label, source }: DeclaredTotal, stated: Big, { currency }: Table): EstimateIssue {
  const text = `«${label}», ${shown(stated, currency)}, contains what the document adds to its lines and the estimate does not.`;
  return issue('low', 'NOT_IN_ESTIMATE', text, source);
}

/** The lines since the last page total or sub-total; null where the places do not tell what stands before what. */
function pageSum(total: DeclaredTotal, index: number, table: Table): Big | null {
  const from = table.totals.slice(0, index).findLast(({ label }) => !isForward(label) && !isMarkup(label));
  const lines = linesBefore(total.source, table);
  const before = from === undefined ? [] : linesBefore(from.source, table);
  return lines === null || before === null ? null : sumOfLines(lines.slice(before.length));
}

function runningSums(total: DeclaredTotal, table: Table): Big[] {
  const sum = sumOfLines(linesBefore(total.source, table) ?? []);
  return sum === null ? [] : [sum];
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
function sumOfLines(lines: readonly TableLine[]): Big | null {
  const amounts = lines.flatMap((line) => toDecimal(line.amount) ?? []);
  return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum.plus(amount), new Big(0));
}

function checkDuplicates(table: Table): EstimateIssue[] {
  const groups = Map.groupBy(table.lines, (line) =>
    [line.section ?? '', fingerprint(line.description), line.unit ?? ''].join('\u0000'),
  );
  return [...groups.values()].flatMap((same) => {
    const [first, second] = same;
    if (first === undefined || second === undefined || fingerprint(first.description) === '') return [];
    const equal = same.every((line) => line.quantity === first.quantity);
    const text = `${labelOf(second)} stands in the bill ${same.length} times${equal ? ' with the same quantity' : ''}.`;
    return [issue(equal ? 'medium' : 'low', 'DUPLICATE_ITEM', text, placeOf(second))];
  });
}

function checkGaps(table: Table): EstimateIssue[] {
  return numberGaps(table.lines.map((line) => line.item)).map(({ missing, after }) => {
    const line = table.lines[after];
    const text = `Item ${missing.length === 1 ? 'number' : 'numbers'} ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`;
    return issue('low', 'ITEM_NUMBER_GAP', text, line === undefined ? null : placeOf(line));
  });
}

/** Half of the last digit shown; amounts and rates are taken to have at least two digits after the point. */
function roundingOf(text: string): Big {
  return new Big(10).pow(-Math.max(2, decimalPlaces(text))).times('0.5');
}

/** As other messages show money; a bill that names no currency gets the figure alone. */
function shown(amount: Big, currency: string | null): string {
  return currency === null
    ? groupThousands(amount.toFixed(2))
    : showMoney(toMinor(amount, currency), currency);
}

function smaller(a: Big, b: Big): Big {
  return a.lt(b) ? a : b;
}

function labelOf(line: TableLine): string {
  const words = line.description.length > 60 ? `${line.description.slice(0, 57)}…` : line.description;
  return line.item === null ? `«${words}»` : `Item ${line.item} «${words}»`;
}

function issue(
  severity: EstimateIssue['severity'],
  code: IssueCode,
  message: string,
  source: Source | null,
): EstimateIssue {
  return { severity, code, message, source };
}
