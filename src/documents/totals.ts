// Totals: the sums that a table declares, each with the lines that it adds up.
//
// What a total covers is found by trying: the section, the lines since the last total, all lines, the sums so far.
// The first that agrees is taken. When none does, the words decide, and the check counts as failed.

import Big from 'big.js';
import { sumHolds, type Tally } from './arithmetic.ts';
import type { DeclaredTotal, GroupPrice, TableLine } from './document.ts';
import { type Grid, sourceOf, textOf } from './grid.ts';
import type { Sections } from './headings.ts';
import { parseNumber } from './numbers.ts';
import type { RowValues } from './row-values.ts';
import { isPageTotal, lowersSum } from './total-words.ts';

export interface Totals {
  found: DeclaredTotal[];
  tally: Tally;
  add(values: RowValues): void;
  /** Takes a row of a collection, which only repeats a sum from another place; false when it is none. */
  collect(values: RowValues): boolean;
  /** A lone figure below a column: kept only when it is the sum of what stands above. */
  addUnnamed(values: RowValues): void;
}

interface Candidate {
  section: string | null;
  sum: Big;
  addends: number;
}

/**
 * Collects the totals of one table; `lines` and `sections` are read as they are at each call.
 * `priced` tells whether the table has a column of prices.
 */
export function createTotals(
  grid: Grid,
  lines: readonly TableLine[],
  sections: Sections,
  priced: boolean,
): Totals {
  const found: DeclaredTotal[] = [];
  const tally: Tally = { checked: 0, held: 0 };
  /** Lines before it are covered by a total of a section. */
  let covered = 0;
  /** Lines before it are covered by the total of a page. */
  let paged = 0;
  /** Sums of sections that no greater total has taken in yet. */
  let pending: Big[] = [];
  let last: Big | null = null;
  let upon: Big[] = [];
  /** Sum and number of the amounts up to each line. */
  const running: { sum: Big; addends: number }[] = [];

  const candidates = (label: string): Candidate[] => {
    const current = sections.current();
    const around = sections.around();
    const inner = sections.inner();
    const all: Candidate[] = [];
    const add = (section: string | null, from: number) => {
      const { sum, addends } = since(from);
      if (addends > 0) all.push({ section, sum, addends });
    };
    if (inner !== null) add(inner.text, inner.from);
    if (current !== null) add(current.text, current.from);
    if (around !== null && around !== current) add(around.text, around.from);
    add(null, 0);
    if (covered > 0) add(label, covered);
    const open = since(covered).sum;
    if (pending.length > 0)
      all.push({ section: null, sum: total(pending).plus(open), addends: lines.length });
    if (last !== null)
      all.push({ section: null, sum: last.plus(total(upon)).plus(open), addends: upon.length + 1 });
    return all;
  };

  /** Amounts of the lines from this one on; lines that a total has seen do not change any more. */
  function since(from: number): { sum: Big; addends: number } {
    for (let index = running.length; index < lines.length; index += 1) {
      const before = running.at(-1) ?? { sum: new Big(0), addends: 0 };
      const amount = lines[index]?.amount ?? null;
      running.push(amount === null ? before : { sum: before.sum.plus(amount), addends: before.addends + 1 });
    }
    const upTo = running.at(-1) ?? { sum: new Big(0), addends: 0 };
    const before = running[from - 1] ?? { sum: new Big(0), addends: 0 };
    return { sum: upTo.sum.minus(before.sum), addends: upTo.addends - before.addends };
  }

  const record = (values: RowValues, label: string, amount: string, section: string | null) => {
    const prices: GroupPrice[] = values.prices.filter((price) => price.amount !== null);
    const declared: DeclaredTotal = { label, section, amount, source: sourceOf(grid, values.row) };
    found.push(prices.length === 0 ? declared : { ...declared, prices });
  };

  return {
    found,
    tally,
    add(values) {
      // In a sheet of measurements a total is a quantity, which is nobody's sum of money.
      if (values.amount === null && values.rate === null && (values.quantity !== null || !priced)) return;
      const amount = values.amount ?? values.rate ?? lastNumber(values);
      if (amount === null) return;
      const label = labelOf(values);
      const value = new Big(amount);
      if (values.total === 'markup') {
        upon.push(lowersSum(label) ? value.abs().times(-1) : value);
        record(values, label, amount, null);
        return;
      }
      if (isPageTotal(label)) {
        addPage(values, label, amount);
        return;
      }
      const fitting = candidates(label);
      const match = fitting.find(({ sum, addends }) => sumHolds(sum, amount, addends));
      const checkable = fitting.length > 0;
      if (checkable) tally.checked += 1;
      if (match !== undefined) tally.held += 1;
      const section = match === undefined ? guess(label, values) : match.section;
      record(values, label, amount, section);
      if (values.total === 'forward') return;
      if (section === null) pending = [];
      else pending.push(value);
      covered = lines.length;
      last = value;
      upon = [];
    },
    collect(values) {
      const { amount } = values;
      if (amount === null || values.quantity !== null || values.rate !== null || values.unit !== null)
        return false;
      const collected = /^\W*(collection|summary|recapitulation)\b/i.test(sections.current()?.text ?? '');
      const paged = /^\W*(from )?(page|sheet)\W*(no\W*)?\d/i.test(values.text);
      if (!paged && !(collected && found.some((declared) => new Big(declared.amount).eq(amount))))
        return false;
      const label = labelOf(values);
      record(values, label, amount, label);
      return true;
    },
    addUnnamed(values) {
      const { amount } = values;
      if (amount === null) return;
      const match = candidates('Total').find(
        ({ sum, addends }) => addends > 1 && sumHolds(sum, amount, addends),
      );
      if (match === undefined) return;
      tally.checked += 1;
      tally.held += 1;
      record(values, 'Total', amount, match.section);
    },
  };

  /** A page ends anywhere, so its total closes no section and is no part of a greater sum. */
  function addPage(values: RowValues, label: string, amount: string): void {
    const sums = [since(paged), since(Math.max(paged, covered)), since(0)].filter(
      ({ addends }) => addends > 0,
    );
    if (sums.length > 0) tally.checked += 1;
    if (sums.some(({ sum, addends }) => sumHolds(sum, amount, addends))) tally.held += 1;
    record(values, label, amount, label);
    paged = lines.length;
  }

  function guess(label: string, values: RowValues): string | null {
    const current = sections.current();
    if (values.total === 'grand' || current === null) return null;
    // A total right after another one adds up more than the section that is closed already.
    const afterTotal =
      found.some(({ label, section }) => section !== null && !isPageTotal(label)) && covered === lines.length;
    const namesSection =
      label.toLowerCase().includes(bareName(current.text)) || /\bsub|\bsection\b/i.test(label);
    return namesSection || !afterTotal ? current.text : null;
  }
}

function labelOf(values: RowValues): string {
  if (values.text !== '') return values.item === null ? values.text : `${values.item} ${values.text}`;
  const words = values.row.cells.flatMap((cell) =>
    cell !== null && /\p{L}/u.test(cell.text) && cell.number === null ? [cell.text] : [],
  );
  return words.length > 0 ? words.join(' ') : textOf(values.row);
}

/** The rightmost number, for totals that stand outside the amount column. */
function lastNumber(values: RowValues): string | null {
  for (const cell of values.row.cells.toReversed()) {
    const number = cell === null ? null : (cell.number ?? parseNumber(cell.text));
    if (number !== null) return number;
  }
  return null;
}

function bareName(text: string): string {
  return text.toLowerCase().replace(/^[\d.]+\s+/, '');
}

function total(values: readonly Big[]): Big {
  return values.reduce((sum, value) => sum.plus(value), new Big(0));
}
