// Checks: what does not add up in a bill, found line by line and over a whole table.
//
//   K1. A difference counts only beyond what rounding of the shown figures explains.
//   K2. A check that finds the same many times in one table says so once, with the number.

import type Big from 'big.js';
import type { Source, Table, TableLine } from '../documents/document.ts';
import {
  type BillTable,
  currencyOf,
  impliedQuantity,
  ownAmount,
  ownRate,
  placeOf,
  unitOfLine,
} from './bill.ts';
import { checkTotal, sumOfLines } from './check-totals.ts';
import { outsideBase } from './cues.ts';
import { plain, relativeDifference, toDecimal } from './decimal.ts';
import type { EstimateIssue } from './estimate.ts';
import { foundIssue, shownMoney } from './found-issue.ts';
import { numberGaps } from './item-numbers.ts';
import { groupThousands } from './money.ts';
import { percentOf } from './percentages.ts';
import { roundingIn, roundingOf } from './rounding.ts';
import { unitOf } from './units.ts';
import { fingerprint } from './words.ts';

/** How often a code is told line by line in one table before it is told as a number. */
const tellEach = 12;

/** What stands in place of a price for work that is to cost nothing by itself. */
const answeredInWords = /\b(incl|included|inclusive|nil|no charge|free of charge|n\/c|not required)\b/i;

/** Checks of single lines. */
export function checkLine({ table, system }: BillTable, line: TableLine, priced: boolean): EstimateIssue[] {
  const issues: EstimateIssue[] = [];
  const at = placeOf(line);
  const label = labelOf(line);
  const unit = unitOfLine(line, system);
  const quantity = toDecimal(line.quantity);
  const lump = unitOf(unit?.unit ?? null)?.dimension === 'lump';
  const outside = outsideBase(line);
  // What charges a share of others is priced by them, and its percentage is all that it has to state.
  const charges = percentOf(line, unit?.unit ?? line.unit?.trim() ?? '') !== null;

  issues.push(...checkProduct(line, at, table));
  if (quantity === null && !lump && !charges && ownAmount(line) === null && outside === null) {
    issues.push(foundIssue('medium', 'MISSING_QUANTITY', `${label} states no quantity.`, at));
  }
  if (quantity === null && outside === null)
    issues.push(...checkUnmeasuredAmount(line, unit?.unit ?? null, at, table.currency));
  if ((line.unit ?? '').trim() === '') {
    if (quantity !== null && !charges)
      issues.push(foundIssue('medium', 'MISSING_UNIT', `${label} has a quantity but no unit.`, at));
  } else if (unit === null) {
    issues.push(
      foundIssue('medium', 'UNKNOWN_UNIT', `${label}: «${line.unit}» is not a unit that is known.`, at),
    );
  } else if (unit.ambiguous && unit.unit !== 'percent') {
    const name = unitOf(unit.unit)?.name ?? unit.unit;
    issues.push(
      foundIssue(
        'medium',
        'AMBIGUOUS_UNIT',
        `${label}: «${line.unit}» was read as ${name} unless a person said otherwise; it can mean something else.`,
        at,
      ),
    );
  }
  const told = answeredInWords.test(line.remark ?? '');
  if (
    priced &&
    unit?.unit !== 'percent' &&
    !charges &&
    ownRate(line) === null &&
    ownAmount(line) === null &&
    outside === null &&
    !told
  ) {
    issues.push(
      foundIssue(
        'low',
        'MISSING_RATE',
        `${label} has no rate, although most lines of its table have one.`,
        at,
      ),
    );
  }
  return issues;
}

/** Checks of a whole table: totals, duplicates, gaps. */
export function checkTable({ table, document }: BillTable): EstimateIssue[] {
  const beside = document.tables.filter(({ kind }) => kind === 'bill');
  return [
    ...table.totals.flatMap((total, index) => checkTotal(total, index, table, beside)),
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
    const text = `The bills are priced in ${named.join(', ')}; nothing was converted, so the estimate counts those in ${currencyOf(tables, wanted)} only.`;
    return [foundIssue('critical', 'MIXED_CURRENCIES', text, null)];
  }
  if (only === undefined || only === wanted) return [];
  const text = `The bills are priced in ${only}, so the estimate is in ${only} and not in ${wanted}; nothing was converted.`;
  return [foundIssue('medium', 'OTHER_CURRENCY', text, null)];
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
    return [foundIssue('high', 'ABSTRACT_DIFFERS', text, placeOf(line))];
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

function checkProduct(line: TableLine, at: Source, table: Table): EstimateIssue[] {
  const { currency } = table;
  const places = roundingIn(table);
  const quantity = toDecimal(line.quantity);
  const rate = toDecimal(line.rate);
  const amount = toDecimal(line.amount);
  if (quantity === null || rate === null || amount === null) return [];
  const product = quantity.times(rate);
  const hidden = quantity
    .abs()
    .times(roundingOf(line.rate ?? ''))
    .plus(rate.abs().times(places.hidden(line)));
  const slack = places.of(line.amount).plus(smaller(hidden, amount.abs().times('0.005')));
  const difference = product.minus(amount).abs();
  if (difference.lte(slack)) return [];
  // A rate of 0 is no price, so the amount is all that there is to count.
  const used = ownRate(line) === null ? amount : product;
  const counted =
    outsideBase(line) === null
      ? ` The estimate uses ${shownMoney(used, currency)}${used === product ? ', quantity × rate' : ''}.`
      : '';
  const text = `${labelOf(line)}: ${groupThousands(plain(quantity))} × ${groupThousands(plain(rate))} = ${shownMoney(product, currency)}, the document says ${shownMoney(amount, currency)}.${counted}`;
  return [
    foundIssue(
      relativeDifference(product, amount) > 0.01 ? 'high' : 'medium',
      'QUANTITY_TIMES_RATE',
      text,
      at,
    ),
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
  // A percentage beside its amount is what was counted.
  if (unit === 'percent' && rate !== null) return [];
  const implied = impliedQuantity(line);
  const lump = unit === null ? (line.unit ?? '').trim() === '' : unitOf(unit)?.dimension === 'lump';
  if (lump && (rate === null || implied?.eq(1))) return [];
  const counts =
    implied === null || rate === null
      ? 'counts as a lump sum'
      : `counts, ${groupThousands(plain(implied))} × the rate of ${shownMoney(rate, currency)}`;
  const text = `${labelOf(line)} states no quantity; its amount of ${shownMoney(amount, currency)} ${counts}.`;
  return [foundIssue('medium', 'MISSING_QUANTITY', text, at)];
}

const known = new WeakMap<TableLine, string>();

/** The words of the line for comparing it with others, worked out once. */
export function wordsOfLine(line: TableLine): string {
  const found = known.get(line) ?? fingerprint(line.description);
  known.set(line, found);
  return found;
}

function checkDuplicates(table: Table): EstimateIssue[] {
  const groups = Map.groupBy(table.lines, (line) =>
    [line.section ?? '', wordsOfLine(line), line.unit ?? ''].join('\u0000'),
  );
  return [...groups.values()].flatMap((same) => {
    const [first, second] = same;
    if (first === undefined || second === undefined || wordsOfLine(first) === '') return [];
    const equal = same.every((line) => line.quantity === first.quantity);
    const text = `${labelOf(second)} stands in the bill ${same.length} times${equal ? ' with the same quantity' : ''}.`;
    return [foundIssue(equal ? 'medium' : 'low', 'DUPLICATE_ITEM', text, placeOf(second))];
  });
}

function checkGaps(table: Table): EstimateIssue[] {
  return numberGaps(table.lines.map((line) => line.item)).map(({ missing, after }) => {
    const line = table.lines[after];
    const text = `Item ${missing.length === 1 ? 'number' : 'numbers'} ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`;
    return foundIssue('low', 'ITEM_NUMBER_GAP', text, line === undefined ? null : placeOf(line));
  });
}

function smaller(a: Big, b: Big): Big {
  return a.lt(b) ? a : b;
}

function labelOf(line: TableLine): string {
  const words = line.description.length > 60 ? `${line.description.slice(0, 57)}…` : line.description;
  return line.item === null ? `«${words}»` : `Item ${line.item} «${words}»`;
}
