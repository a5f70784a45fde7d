// Checks: bills with slips that have to be found, and bills whose rounding is no slip.

import Big from 'big.js';
import { text, workbook } from '../../../test/documents/files.ts';
import { linesOf, numberItems, type Workshop } from '../bill.ts';
import type { Made, Slip } from '../truth.ts';
import { type Cell, cell, type Layout, sound, sumsOf, writer } from './layout.ts';
import { rowsOf } from './several.ts';
import { csv } from './sheets.ts';

const header = ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'];

/** One slip of each kind in its own line; the declared sums fit the amounts as they are written. */
export async function withSlips(shop: Workshop, hand: 'uk' | 'gulf'): Promise<Made> {
  const sections = numberItems(shop.bill({ hand, lines: 24, sections: 'trade' }), 'running');
  const lines = linesOf(sections);
  const slips: Slip[] = [];
  const free = lines.filter(({ unit }) => unit !== 'ls');
  const take = () => free.splice(shop.random(free.length), 1)[0];
  const note = (code: Slip['code'], line: (typeof lines)[number] | undefined) => {
    if (line !== undefined) slips.push({ code, at: line.description });
    return line;
  };
  const product = note('QUANTITY_TIMES_RATE', take());
  if (product !== undefined) product.amount = new Big(product.amount ?? 0).plus(90).toFixed();
  const unit = note('MISSING_UNIT', take());
  if (unit !== undefined) unit.unit = null;
  const rate = note('MISSING_RATE', take());
  if (rate !== undefined) Object.assign(rate, { rate: null, amount: null });
  const quantity = note('MISSING_QUANTITY', take());
  if (quantity !== undefined) Object.assign(quantity, { quantity: null, amount: null });
  const gap = 2 + shop.random(lines.length - 4);
  for (const [index, line] of lines.entries()) if (index >= gap) line.item = String(index + 2);
  slips.push({ code: 'ITEM_NUMBER_GAP', at: String(gap + 1) });
  const { each, all } = sumsOf(sections);
  const longest = sections.findIndex(({ lines: some }) => some.length >= 2);
  const stated = each.map((sum, index) => (index === longest ? new Big(sum).plus(1000).toFixed() : sum));
  slips.push({ code: 'SUBTOTAL_DIFFERS', at: `Total ${sections[longest]?.name ?? ''}` });
  const write = writer(hand, 'plain');
  const rows: Cell[][] = [header];
  sections.forEach(({ name, lines: some }, index) => {
    rows.push([null, name], ...rowsOf(some, write));
    rows.push([null, `Total ${name}`, null, null, null, cell(stated[index] ?? null)]);
  });
  const grand = new Big(all).plus(500).toFixed();
  slips.push({ code: 'SUBTOTAL_DIFFERS', at: 'Grand total' });
  rows.push([null, 'Grand total', null, null, null, cell(grand)]);
  const made = sound('checked.xlsx', await workbook({ Bill: rows }), sections, [...stated, grand]);
  return { ...made, slips };
}

const slips: Layout = {
  name: 'slips: product, sum, gap, missing unit, rate and quantity',
  difficulty: 'clean',
  make: (shop) => withSlips(shop, 'uk'),
};

/** Rates with hidden digits: quantity × shown rate is off by what the rounding explains. */
const hidden: Layout = {
  name: 'rounding: rates shown with two of four places',
  difficulty: 'clean',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'gulf', lines: 20, sections: 'trade' }), 'running');
    for (const line of linesOf(sections)) {
      const exact = new Big(line.rate ?? 0).plus(new Big(shop.random(99) - 49).div(10_000));
      line.amount = new Big(line.quantity ?? 0).times(exact).round(2, Big.roundHalfUp).toFixed();
    }
    const { each, all } = sumsOf(sections);
    const write = writer('gulf', 'plain');
    const rows: Cell[][] = [header];
    sections.forEach(({ name, lines }, index) => {
      rows.push([null, name], ...rowsOf(lines, write));
      rows.push([null, `Total ${name}`, null, null, null, cell(each[index] ?? null)]);
    });
    rows.push([null, 'Grand total', null, null, null, cell(all)]);
    return sound('rounded.xlsx', await workbook({ Bill: rows }), sections, [...each, all]);
  },
};

/** Amounts in whole rupees, sums of the exact amounts, so that sums differ by some rupees. */
const whole: Layout = {
  name: 'rounding: amounts and sums in whole units, each rounded by itself',
  difficulty: 'clean',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'india', lines: 20, sections: 'trade' }), 'running');
    const write = writer('india', 'lakh');
    const rows = [header.map((name) => (name === 'Amount' ? 'Amount (Rs.)' : name))];
    const totals: string[] = [];
    let all = new Big(0);
    for (const { name, lines } of sections) {
      rows.push(['', name, '', '', '', '']);
      let exact = new Big(0);
      for (const line of lines) {
        exact = exact.plus(new Big(line.quantity ?? 0).times(line.rate ?? 0));
        line.amount = new Big(line.quantity ?? 0)
          .times(line.rate ?? 0)
          .round(0, Big.roundHalfUp)
          .toFixed();
        const { item, description, quantity, unit, rate, amount } = line;
        const figures = [write.count(quantity), write.unit(unit), write.money(rate), write.count(amount)];
        rows.push([item ?? '', description, ...figures]);
      }
      all = all.plus(exact);
      totals.push(exact.round(0, Big.roundHalfUp).toFixed());
      rows.push(['', 'Sub Total', '', '', '', write.count(totals.at(-1) ?? null)]);
    }
    totals.push(all.round(0, Big.roundHalfUp).toFixed());
    rows.push(['', 'Grand Total', '', '', '', write.count(totals.at(-1) ?? null)]);
    return sound('whole.csv', text(csv(rows, ',')), sections, totals);
  },
};

export const checkLayouts: readonly Layout[] = [slips, hidden, whole];
