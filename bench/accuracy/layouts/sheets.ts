// Sheets: bills in workbooks and delimited text, one table each.

import { sheetJs, text, workbook } from '../../../test/documents/files.ts';
import { linesOf, numberItems } from '../bill.ts';
import { type Cell, cell, type Layout, sound, sumsOf, writer } from './layout.ts';

const plain: Layout = {
  name: 'UK workbook with sections',
  difficulty: 'clean',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'uk', lines: 22, sections: 'element' }), 'nested');
    const { each, all } = sumsOf(sections);
    const write = writer('uk', 'plain');
    const rows: Cell[][] = [['Proposed extension to village hall'], ['Bill of Quantities'], []];
    rows.push(['Item', 'Description', 'Quantity', 'Unit', 'Rate', 'Amount (£)']);
    sections.forEach(({ name, lines }, index) => {
      rows.push([String(index + 1), name]);
      for (const { item, description, quantity, unit, rate, amount } of lines)
        rows.push([item, description, cell(quantity), write.unit(unit), cell(rate), cell(amount)]);
      rows.push([null, `Total ${name}`, null, null, null, cell(each[index] ?? null)], []);
    });
    rows.push([null, 'Grand total', null, null, null, cell(all)]);
    return sound('boq.xlsx', await workbook({ Bill: rows }), sections, [...each, all]);
  },
};

const bidSchedule: Layout = {
  name: 'US bid schedule',
  difficulty: 'clean',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'us', lines: 24, sections: 'none' }), 'running');
    const { all } = sumsOf(sections);
    const write = writer('us', 'plain');
    const rows: Cell[][] = [
      ['City of Springfield', null, null, null, null, null],
      ['Bid Item No.', 'Item Description', 'Unit', 'Est. Qty', 'Unit Price', 'Total Price'],
      ...linesOf(sections).map(({ item, description, quantity, unit, rate, amount }) => [
        Number(item),
        description,
        write.unit(unit),
        cell(quantity),
        cell(rate),
        cell(amount),
      ]),
      [null, 'TOTAL BASE BID', null, null, null, cell(all)],
    ];
    return sound('bid.xlsx', await workbook({ 'Bid Schedule': rows }), sections, [all]);
  },
};

const lakh: Layout = {
  name: 'Indian CSV with lakh grouping and a row of column numbers',
  difficulty: 'clean',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'india', lines: 20, sections: 'trade' }), 'running');
    const { each, all } = sumsOf(sections);
    const write = writer('india', 'lakh');
    const rows = [
      ['Sl. No.', 'Description of Item', 'Qty.', 'Unit', 'Rate (Rs.)', 'Amount (Rs.)'],
      ['1', '2', '3', '4', '5', '6'],
    ];
    sections.forEach(({ name, lines }, index) => {
      rows.push(['', name, '', '', '', '']);
      for (const { item, description, quantity, unit, rate, amount } of lines) {
        const figures = [write.count(quantity), write.unit(unit), write.money(rate), write.money(amount)];
        rows.push([item ?? '', description, ...figures]);
      }
      rows.push(['', 'Sub Total', '', '', '', write.money(each[index] ?? null)]);
    });
    rows.push(['', 'Grand Total', '', '', '', write.money(all)]);
    return sound('estimate.csv', text(csv(rows, ',')), sections, [...each, all]);
  },
};

const german: Layout = {
  name: 'German CSV with decimal commas',
  difficulty: 'clean',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'gulf', lines: 18, sections: 'none' }), 'nested');
    const { all } = sumsOf(sections);
    const write = writer('german', 'german');
    const rows = [
      ['Pos.', 'Kurztext', 'Menge', 'ME', 'EP in EUR', 'GP in EUR'],
      ...linesOf(sections).map(({ item, description, quantity, unit, rate, amount }) => [
        item ?? '',
        description,
        write.count(quantity),
        write.unit(unit),
        write.money(rate),
        write.money(amount),
      ]),
      ['', 'Gesamtsumme', '', '', '', write.money(all)],
    ];
    return sound('lv.csv', text(csv(rows, ';')), sections, [all]);
  },
};

const deep: Layout = {
  name: 'merged two-row header at row 12, first column empty, blank rows',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'gulf', lines: 20, sections: 'element' }), 'letters');
    const { each, all } = sumsOf(sections);
    const write = writer('gulf', 'plain');
    const rows: Cell[][] = [
      [null, 'PROJECT: Warehouse and offices, Plot 12'],
      [null, 'EMPLOYER: Example Holding'],
      [null, 'Tender date: 3 March 2026'],
      [],
      [null, 'Rates to include all taxes and duties'],
      [],
      [null, 'BILL NO. 3'],
      [],
      [],
      [null, 'All measurements are net.'],
      [],
      [null, 'ITEM', 'DESCRIPTION OF WORKS', 'UNIT', 'QTY', 'PRICE (AED)', null, 'REMARKS'],
      [null, null, null, null, null, 'RATE', 'AMOUNT', null],
    ];
    sections.forEach(({ name, lines }, index) => {
      rows.push([], [null, null, name], []);
      for (const { item, description, quantity, unit, rate, amount } of lines) {
        rows.push([null, item, description, write.unit(unit), cell(quantity), cell(rate), cell(amount)]);
        if (shop.random(3) === 0) rows.push([]);
      }
      rows.push([null, null, 'Carried to summary', null, null, null, cell(each[index] ?? null)]);
    });
    rows.push([], [null, null, 'TOTAL BILL NO. 3', null, null, null, cell(all)]);
    const bytes = sheetJs({ 'Bill 3': rows }, 'xlsx', (book) => {
      const merges = [merge(11, 5, 11, 6), ...[1, 2, 3, 4, 7].map((column) => merge(11, column, 12, column))];
      for (const sheet of Object.values(book.Sheets)) sheet['!merges'] = merges;
    });
    return sound('bill-3.xlsx', bytes, sections, [...each, all]);
  },
};

const threeRows: Layout = {
  name: 'three header rows with merged groups',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'australia', lines: 18, sections: 'trade' }), 'nested');
    const { each, all } = sumsOf(sections);
    const write = writer('australia', 'plain');
    const rows: Cell[][] = [
      ['Trade breakdown'],
      ['Ref', 'Description', 'Measure', null, 'Price', null],
      [null, null, 'Qty', 'Unit', 'Rate', 'Total'],
      [null, null, null, null, '($)', '($)'],
    ];
    sections.forEach(({ name, lines }, index) => {
      rows.push([String(index + 1), name]);
      for (const { item, description, quantity, unit, rate, amount } of lines)
        rows.push([item, description, cell(quantity), write.unit(unit), cell(rate), cell(amount)]);
      rows.push([null, 'Subtotal', null, null, null, cell(each[index] ?? null)]);
    });
    rows.push([null, 'TOTAL (excl. GST)', null, null, null, cell(all)]);
    const bytes = sheetJs({ Trades: rows }, 'xlsx', (book) => {
      for (const sheet of Object.values(book.Sheets))
        sheet['!merges'] = [merge(1, 2, 1, 3), merge(1, 4, 1, 5)];
    });
    return sound('trades.xlsx', bytes, sections, [...each, all]);
  },
};

const measured: Layout = {
  name: 'Indian sheet with No, L, B, D beside quantity, rate and amount',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'india', lines: 16, sections: 'trade' }), 'running');
    const write = writer('india', 'plain');
    const rows: Cell[][] = [
      ['Sr No', 'Particulars of work', 'Nos', 'L', 'B', 'D', 'Quantity', 'Unit', 'Rate', 'Amount'],
    ];
    for (const { name, lines } of sections) {
      rows.push([null, name]);
      for (const line of lines) {
        const { number, length, breadth, depth } = dimensionsFor(line.unit, shop.random);
        if (length !== null) {
          const product = (number ?? 1) * length * (breadth ?? 1) * (depth ?? 1);
          line.quantity = String(Math.round(product * 1000) / 1000);
          line.amount = String(Math.round(Number(line.quantity) * Number(line.rate) * 100) / 100);
        }
        const { item, description, quantity, unit, rate, amount } = line;
        const sizes = length === null ? [null, null, null, null] : [number, length, breadth, depth];
        const figures = [cell(quantity), write.unit(unit), cell(rate), cell(amount)];
        rows.push([item, description, ...sizes, ...figures]);
      }
    }
    const { all } = sumsOf(sections);
    rows.push([null, 'Total', null, null, null, null, null, null, null, cell(all)]);
    return sound('measured.xlsx', await workbook({ Estimate: rows }), sections, [all]);
  },
};

function dimensionsFor(unit: string | null, random: (below: number) => number) {
  const size = () => (10 + random(800)) / 100;
  const none = { number: null, length: null, breadth: null, depth: null };
  if (unit === 'm3') return { number: 1 + random(9), length: size(), breadth: size(), depth: size() };
  if (unit === 'm2') return { number: 1 + random(9), length: size(), breadth: size(), depth: null };
  return unit === 'm' ? { number: 1 + random(9), length: size(), breadth: null, depth: null } : none;
}

const bidders: Layout = {
  name: 'three to five bidders side by side',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'us', lines: 16, sections: 'none' }), 'running');
    const write = writer('us', 'plain');
    const names = ['Acme Paving', 'Beta Builders Inc.', 'Delta Site Works', 'Gamma & Sons', 'Omega LLC'];
    const number = 3 + shop.random(3);
    const lowest = shop.random(number);
    const lines = linesOf(sections);
    // Everybody else asks more for everything.
    const ask = (value: string | null, bidder: number) =>
      bidder === lowest ? Number(value) : Math.round(Number(value) * (110 + 7 * bidder)) / 100;
    const round = (value: number) => Math.round(value * 100) / 100;
    const bid = (line: (typeof lines)[number], bidder: number) => {
      if (bidder === lowest) return [cell(line.rate), cell(line.amount)];
      const rate = ask(line.rate, bidder);
      return [rate, round(rate * Number(line.quantity))];
    };
    const each = Array.from({ length: number }, (_, bidder) => bidder);
    const rows: Cell[][] = [
      ['Tabulation of bids'],
      ['Item', 'Description', 'Unit', 'Qty', ...each.flatMap((bidder) => [names[bidder] ?? '', null])],
      [null, null, null, null, ...each.flatMap(() => ['Unit Price', 'Amount'])],
      ...lines.map((line): Cell[] => [
        line.item,
        line.description,
        write.unit(line.unit),
        cell(line.quantity),
        ...each.flatMap((bidder) => bid(line, bidder)),
      ]),
    ];
    const totals = each.map((bidder) =>
      round(lines.reduce((sum, line) => sum + Number(bid(line, bidder)[1]), 0)),
    );
    rows.push([null, 'Total bid', null, null, ...totals.flatMap((total) => [null, total])]);
    const bytes = sheetJs({ Tabulation: rows }, 'xlsx', (book) => {
      for (const sheet of Object.values(book.Sheets))
        sheet['!merges'] = each.map((bidder) => merge(1, 4 + 2 * bidder, 1, 5 + 2 * bidder));
    });
    return {
      ...sound('tabulation.xlsx', bytes, sections, [String(totals[lowest])]),
      asks: ['price_column'],
    };
  },
};

/** A merged area, rows and columns from 0. */
export function merge(top: number, left: number, bottom: number, right: number) {
  return { s: { r: top, c: left }, e: { r: bottom, c: right } };
}

/** Delimited text; what holds the delimiter, a quote or a line break is quoted. */
export function csv(rows: readonly string[][], delimiter: string): string {
  const quote = (value: string) =>
    value.includes(delimiter) || /["\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  return rows.map((row) => `${row.map(quote).join(delimiter)}\n`).join('');
}

export const sheetLayouts: readonly Layout[] = [
  plain,
  bidSchedule,
  lakh,
  german,
  deep,
  threeRows,
  measured,
  bidders,
];
