// Summaries: tables that repeat the totals of other tables of the same document, and lists of rates beside a bill.

import Big from 'big.js';
import type { ReadDocument, Table } from './document.ts';

const called = /\b(summary|abstract|collection|recapitulation|recap|zusammenstellung|résumé|resumen)\b/i;
/** A table whose arithmetic holds less often is not taken for a bill (table.ts). */
const addsUp = 0.3;

/**
 * Turns bills with rates but neither quantities nor amounts into `other` where the document has a bill with quantities:
 * such a list holds the prices that the bill was made with. Says so in the notes. Changes the document.
 */
function demoteRateLists(document: ReadDocument): void {
  const bills = document.tables.filter(({ kind }) => kind === 'bill');
  if (!bills.some(hasQuantities)) return;
  for (const table of bills) {
    if (hasQuantities(table) || table.lines.some(({ amount }) => amount !== null && Number(amount) !== 0))
      continue;
    if (!table.lines.some(({ rate }) => rate !== null)) continue;
    table.kind = 'other';
    document.notes.push(`${placeOf(table)} lists rates without quantities and is not counted.`);
  }
}

/**
 * Turns bills without quantities that repeat the totals of the document's other bills into `other`, so that
 * nothing is counted twice, and says so in the notes; the same for lists of rates. Changes the document.
 */
export function demoteSummaries(document: ReadDocument): void {
  tellNoBills(document);
  demoteRateLists(document);
  const bills = document.tables.filter(({ kind }) => kind === 'bill');
  const measured = bills.filter(hasQuantities);
  if (measured.length === 0) return;
  const sums = new Set(measured.flatMap(sumsOf));
  for (const table of bills) {
    if (hasQuantities(table)) continue;
    const amounts = table.lines.flatMap(({ amount }) =>
      amount === null || Number(amount) === 0 ? [] : [amount],
    );
    const repeated = amounts.filter((amount) => sums.has(new Big(amount).toFixed(2))).length;
    const named = called.test(`${table.title ?? ''} ${table.sheet ?? ''}`);
    if (named || (amounts.length > 0 && repeated * 2 >= amounts.length)) {
      table.kind = 'other';
      document.notes.push(`${placeOf(table)} sums up other tables and is not counted.`);
    }
  }
}

/** Says of tables that look like bills and do not add up why they are none. */
function tellNoBills(document: ReadDocument): void {
  for (const table of document.tables) {
    const share = table.arithmeticShare;
    if (table.kind !== 'other' || share === null || share >= addsUp) continue;
    const percent = Math.round(share * 100);
    document.notes.push(`${placeOf(table)} is no bill: ${percent} % of its products and sums hold.`);
  }
}

function hasQuantities(table: Table): boolean {
  return table.lines.some(({ quantity }) => quantity !== null);
}

/** The declared totals, the sum of the lines, and the sum of each section. */
function sumsOf(table: Table): string[] {
  const bySection = Map.groupBy(table.lines, ({ section }) => section);
  const groups = [table.lines, ...bySection.values()];
  const sums = groups.map((lines) => lines.reduce((sum, { amount }) => sum.plus(amount ?? 0), new Big(0)));
  return [...table.totals.map(({ amount }) => new Big(amount)), ...sums].map((sum) => sum.toFixed(2));
}

function placeOf(table: Table): string {
  return table.sheet === null ? `The table on page ${table.page ?? 1}` : `Sheet «${table.sheet}»`;
}
