// Bill: the bill of quantities of the sample job, as a workbook of the priced sheet and its blank form.

import Big from 'big.js';
import writeWorkbook, { type Cell, type Row } from 'write-excel-file/node';
import { withZipDates } from '../../src/agents/export/zip-dates.ts';
import { type BillItem, billSections } from './bill-lines.ts';
import { project } from './project.ts';

const moneyFormat = '#,##0.00';
const columns = [{ width: 8 }, { width: 66 }, { width: 11 }, { width: 7 }, { width: 12 }, { width: 14 }];

/** XLSX; sums are sums of the written amounts, the wrong one included. */
export async function makeBill(): Promise<Uint8Array> {
  const sheet = (name: string, data: Row[]) => ({ data, sheet: name, columns, stickyRowsCount: 5 });
  const bytes = await writeWorkbook(
    [sheet('Bill of Quantities', pricedRows()), sheet('Bid Form', blankRows())],
    { fontFamily: 'Calibri', fontSize: 11 },
  ).toBuffer();
  return withZipDates(bytes, project.date);
}

function pricedRows(): Row[] {
  const rows: Row[] = [
    [bold(`${project.name} – Bill of Quantities`)],
    [`Revision B, March 2026. Owner: ${project.owner}. Location: ${project.place}.`],
    ['All rates and amounts in US dollars (USD). Items without a rate are to be priced by the bidder.'],
    [],
    ['Item', 'Description', 'Quantity', 'Unit', 'Rate', 'Amount'].map(bold),
  ];
  let total = new Big(0);
  for (const section of billSections) {
    rows.push([bold(section.number), bold(section.title)]);
    let subtotal = new Big(0);
    for (const item of section.items) {
      rows.push(itemRow(item));
      subtotal = subtotal.plus(amountOf(item) ?? 0);
    }
    rows.push([null, bold(`Subtotal ${section.number} ${section.title}`), null, null, null, money(subtotal)]);
    total = total.plus(subtotal);
  }
  rows.push([], [null, bold('TOTAL'), null, null, null, money(total)]);
  return rows;
}

/** What other bidders fill in: the same items, without a price. */
function blankRows(): Row[] {
  return [
    [bold(`${project.name} – Bid Form`)],
    [`Revision B, March 2026. Owner: ${project.owner}. Location: ${project.place}.`],
    ['To be filled in by the bidder in US dollars (USD).'],
    [],
    ['Item', 'Description', 'Quantity', 'Unit', 'Rate', 'Amount'].map(bold),
    ...billSections.flatMap((section) => [
      [bold(section.number), bold(section.title)],
      ...section.items.map((item) => itemRow({ ...item, rate: null, wrongAmount: null })),
    ]),
  ];
}

function itemRow(item: BillItem): Row {
  const amount = amountOf(item);
  return [
    { value: item.number, type: String, format: '@' },
    item.description,
    { value: Number(item.quantity), type: Number, format: item.quantity.includes('.') ? '#,##0.0' : '#,##0' },
    item.unit,
    item.rate === null ? null : { value: Number(item.rate), type: Number, format: moneyFormat },
    amount === null ? null : { value: amount.toNumber(), type: Number, format: moneyFormat },
  ];
}

function amountOf(item: BillItem): Big | null {
  if (item.wrongAmount !== null) return new Big(item.wrongAmount);
  return item.rate === null ? null : new Big(item.quantity).times(item.rate).round(2);
}

function money(value: Big): Cell {
  return { value: value.toNumber(), type: Number, format: moneyFormat, fontWeight: 'bold' };
}

function bold(text: string): Cell {
  return { value: text, type: String, fontWeight: 'bold' };
}
