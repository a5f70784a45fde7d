// Earlier bill: revision A of the bill, which revision B took the place of.

import Big from 'big.js';
import { stringify } from 'csv-stringify/sync';
import { billSections } from './bill-lines.ts';
import { project } from './project.ts';

/** Items that revision B brought. */
const added = new Set(['1.07', '2.08', '5.06', '9.01', '9.02']);

/** Quantities and rates that revision B changed. */
const changed: Record<string, { quantity?: string; rate?: string }> = {
  '2.04': { rate: '5.60' },
  '3.01': { rate: '16.90' },
  '4.04': { quantity: '820' },
  '6.04': { quantity: '6' },
  '7.01': { quantity: '1640' },
  '7.05': { quantity: '96' },
};

/** CSV; every amount is quantity × rate. */
export function makeEarlierBill(): Uint8Array {
  const rows: string[][] = [
    [`${project.name} – Bill of Quantities`],
    ['Revision A, January 2026. All rates and amounts in US dollars (USD).'],
    [],
    ['Item', 'Description', 'Quantity', 'Unit', 'Rate', 'Amount'],
  ];
  let total = new Big(0);
  for (const { number, title, items } of billSections) {
    const old = items
      .filter((item) => !added.has(item.number))
      .map((item) => ({ ...item, ...changed[item.number] }));
    if (old.length > 0) rows.push([number, title, '', '', '', '']);
    for (const { number: item, description, quantity, unit, rate } of old) {
      const amount = rate === null ? null : new Big(quantity).times(rate);
      rows.push([item, description, quantity, unit, rate ?? '', amount?.toFixed(2) ?? '']);
      total = total.plus(amount ?? 0);
    }
  }
  rows.push(['', 'TOTAL', '', '', '', total.toFixed(2)]);
  return Buffer.from(stringify(rows, { record_delimiter: 'windows' }));
}
