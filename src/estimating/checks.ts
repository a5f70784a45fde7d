// Checks: what does not add up in a bill, found line by line and over a whole table.
//
//   K1. A difference counts only beyond what rounding of the shown figures explains.
//   K2. A check that finds the same many times in one table says so once, with the number.

import Big from 'big.js';
import type { DeclaredTotal, Source, Table, TableLine } from '../documents/document.ts';
import { type BillTable, ownAmount, ownRate, placeOf, unitOfLine } from './bill.ts';
import { outsideBase } from './cues.ts';
import { decimalPlaces, plain, relativeDifference, toDecimal } from './decimal.ts';
import type { EstimateIssue } from './estimate.ts';
import type { IssueCode } from './issues.ts';
import { numberGaps } from './item-numbers.ts';
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
    ...table.totals.flatMap((total) => checkTotal(total, table)),
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
  const money = currency === null ? '' : ` ${currency}`;
  const text = `${labelOf(line)}: ${plain(quantity)} × ${plain(rate)} = ${product.toFixed(2)}${money}, the document says ${amount.toFixed(2)}.`;
  return [
    issue(relativeDifference(product, amount) > 0.01 ? 'high' : 'medium', 'QUANTITY_TIMES_RATE', text, at),
  ];
}

/** Sums with tax or the like in them are not the sum of lines. */
const notASum =
  /\b(tax|vat|gst|discount|contingenc\w+|carried|brought|c\/f|b\/f|forward|grand|round\w*|overheads?|profit)\b/i;

function checkTotal(total: DeclaredTotal, table: Table): EstimateIssue[] {
  if (notASum.test(total.label)) return [];
  const stated = toDecimal(total.amount);
  const lines =
    total.section === null ? table.lines : table.lines.filter(({ section }) => section === total.section);
  const sum = sumOfLines(lines);
  if (stated === null || sum === null) return [];
  const slack = roundingOf(total.amount).times(lines.length + 1);
  if (sum.minus(stated).abs().lte(slack)) return [];
  const of = total.section === null ? 'the table' : `«${total.section}»`;
  const text = `«${total.label}» says ${stated.toFixed(2)}, the amounts of ${of} add up to ${sum.toFixed(2)}.`;
  return [
    issue(relativeDifference(sum, stated) > 0.01 ? 'high' : 'medium', 'SUBTOTAL_DIFFERS', text, total.source),
  ];
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
