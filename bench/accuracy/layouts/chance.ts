// Chance: bills whose headings, order of columns, wrapping, labels of sums and rows in between are drawn from a seed.

import { sheetJs, text } from '../../../test/documents/files.ts';
import { linesOf, numberItems, type Section, type Workshop } from '../bill.ts';
import { type PdfColumn, type PdfRow, pdfTable } from '../files/pdf-table.ts';
import type { TrueLine } from '../truth.ts';
import type { Figures } from '../writing.ts';
import { type Cell, cell, type Layout, sound, sumsOf, writer } from './layout.ts';
import { csv } from './sheets.ts';

type Part = 'item' | 'description' | 'quantity' | 'unit' | 'rate' | 'amount';

const headings: Record<Part, string[]> = {
  item: [
    'Item',
    'No.',
    'Ref',
    'S/N',
    'Sr. No.',
    'Line',
    'Pos.',
    'Item No',
    '#',
    'BOQ Ref',
    'Item Ref.',
    'Sl. No.',
    'Line Item',
    'ID',
  ],
  description: [
    'Description',
    'Particulars',
    'Item Description',
    'Work Description',
    'Description of Works',
    'Details',
    'Specification',
    'Activity',
    'Scope of work',
    'Description of item',
    'Item of work',
    'Work item',
    'DESCRIPTION OF MATERIALS AND WORK',
    'Name of item',
    'Item and description',
  ],
  quantity: [
    'Qty',
    'Quantity',
    'Est. Qty',
    'Quant.',
    'Total Qty',
    'BOQ Qty',
    'Approx. Quantity',
    'QTY.',
    'Estimated quantity',
    'Bid Qty',
    'Qty (net)',
    "Q'ty",
    'Plan quantity',
  ],
  unit: [
    'Unit',
    'UOM',
    'U/M',
    'Units',
    'Unit of measure',
    'U.O.M.',
    'Measure',
    'UNIT',
    'Unit of Measurement',
    'Per',
  ],
  rate: [
    'Rate',
    'Unit Price',
    'Unit Rate',
    'Price',
    'Unit Cost',
    'Rate (USD)',
    'Price per unit',
    'U. Price',
    'Cost per unit',
    'Price/Unit',
    'Rate in figures',
    'Unit rate excl. VAT',
    'Bid Unit Price',
  ],
  amount: [
    'Amount',
    'Total',
    'Total Price',
    'Extended Price',
    'Extension',
    'Value',
    'Total Cost',
    'Net Amount',
    'Total Amount (USD)',
    'Line Total',
    'Extended Cost',
    'Bid Amount',
    'Sum',
    'Total value',
    'Item total',
  ],
};

const orders: Part[][] = [
  ['item', 'description', 'quantity', 'unit', 'rate', 'amount'],
  ['item', 'description', 'unit', 'quantity', 'rate', 'amount'],
  ['item', 'quantity', 'unit', 'description', 'rate', 'amount'],
  ['item', 'unit', 'quantity', 'description', 'rate', 'amount'],
  ['description', 'quantity', 'unit', 'rate', 'amount'],
  ['item', 'description', 'unit', 'rate', 'quantity', 'amount'],
];

const sums = [
  (_: string) => 'Sub-total',
  (name: string) => `Total ${name}`,
  (name: string) => `TOTAL FOR ${name}`,
  (_: string) => 'Section total',
  (_: string) => 'Carried to Summary',
  (name: string) => `Sub total of ${name}:`,
  (_: string) => 'Total carried to summary',
  (name: string) => `${name} - TOTAL`,
  (_: string) => 'Amount carried to General Summary',
];
const ends = [
  'Grand Total',
  'TOTAL',
  'Total Bid Price',
  'Overall total',
  'Contract total',
  'Total (excl. VAT)',
  'Net total',
];
const between = ['Page 2 of 7', 'All rates are firm.', 'Note: see drawing A-101.', '(continued)'];
const hands = ['uk', 'us', 'india', 'gulf', 'australia'] as const;

function draw(shop: Workshop) {
  const pick = <T>(some: readonly T[]): T => some[shop.random(some.length)] as T;
  const hand = pick(hands);
  const order = pick(orders);
  const named = order.map((part) => pick(headings[part]));
  const sections = shop.bill({ hand, lines: 20, sections: pick(['trade', 'element', 'none'] as const) });
  numberItems(sections, pick(['running', 'nested', 'letters'] as const));
  if (!order.includes('item')) for (const { lines } of sections) for (const line of lines) line.item = null;
  return { pick, hand, order, named, sections, sumLabel: pick(sums), endLabel: pick(ends) };
}

type Drawn = ReturnType<typeof draw>;

/** The rows below the header, figures as text, words in the describing column. */
function rowsBelow({ order, hand, sections, sumLabel, endLabel }: Drawn, figures: Figures): string[][] {
  const write = writer(hand, figures);
  const row = (parts: Partial<Record<Part, string>>) => order.map((part) => parts[part] ?? '');
  const { each, all } = sumsOf(sections);
  const rows = sections.flatMap(({ name, lines }: Section, index) => [
    ...(name === '' ? [] : [row({ description: name })]),
    ...lines.map((line: TrueLine) =>
      row({
        item: line.item ?? '',
        description: line.description,
        quantity: write.count(line.quantity),
        unit: write.unit(line.unit),
        rate: write.money(line.rate),
        amount: write.money(line.amount),
      }),
    ),
    ...(name === '' ? [] : [row({ description: sumLabel(name), amount: write.money(each[index] ?? null) })]),
  ]);
  return [...rows, row({ description: endLabel, amount: write.money(all) })];
}

function totalsOf({ sections }: Drawn): string[] {
  const { each, all } = sumsOf(sections);
  return sections.length === 1 && sections[0]?.name === '' ? [all] : [...each, all];
}

const anySheet: Layout = {
  name: 'chance: workbook with drawn headings, order, blank rows and columns, notes in between',
  difficulty: 'hard',
  async make(shop) {
    const drawn = draw(shop);
    const { order, named, sections, pick } = drawn;
    const left = shop.random(3);
    const shift = (row: Cell[]): Cell[] => [...Array.from({ length: left }, () => null), ...row];
    const rows: Cell[][] = Array.from({ length: shop.random(9) }, (_, index) =>
      shift([index % 2 === 0 ? `Tender ${index + 1} for a building` : null]),
    );
    rows.push(shift(named));
    for (const row of rowsBelow(drawn, 'plain')) {
      rows.push(
        shift(
          row.map((value, index): Cell => {
            const figure = ['quantity', 'rate', 'amount'].includes(order[index] ?? '');
            return figure ? cell(value === '' ? null : value) : value || null;
          }),
        ),
      );
      if (shop.random(6) === 0) rows.push([]);
      // A note at the side of the lines, and the headings again where a page of the sheet begins.
      if (shop.random(25) === 0)
        rows.push([], shift(order.map((part) => (part === 'description' ? pick(between) : null))), []);
    }
    return sound('any.xlsx', sheetJs({ Sheet1: rows }, 'xlsx'), sections, totalsOf(drawn));
  },
};

const anyText: Layout = {
  name: 'chance: delimited text with drawn headings, order, delimiter and figures',
  difficulty: 'hard',
  async make(shop) {
    const drawn = draw(shop);
    const figures = drawn.pick(['english', 'plain', 'lakh', 'german', 'french'] as const);
    const delimiter = drawn.pick([';', '\t', '|']);
    const rows = [drawn.named, ...rowsBelow(drawn, figures)];
    return sound('any.csv', text(csv(rows, delimiter)), drawn.sections, totalsOf(drawn));
  },
};

const anyPage: Layout = {
  name: 'chance: PDF with drawn headings, order, spacing, rules and figures',
  difficulty: 'hard',
  async make(shop) {
    const drawn = draw(shop);
    const { order, named, sections } = drawn;
    const widths: Record<Part, number> = {
      item: 38,
      description: 220,
      quantity: 62,
      unit: 48,
      rate: 68,
      amount: 82,
    };
    const columns = order.map((part, index): PdfColumn => {
      const align = part === 'description' || part === 'item' ? 'left' : part === 'unit' ? 'center' : 'right';
      return { heading: named[index] ?? '', width: widths[part], align };
    });
    const figures = drawn.pick(['english', 'plain', 'german', 'lakh'] as const);
    const sign = drawn.pick(['', '', '$', '£ ']);
    const amounts = linesOf(sections).values();
    const rows: PdfRow[] = rowsBelow(drawn, figures).map((cells) => {
      const priced = cells[order.indexOf('rate')] !== '';
      const signed = cells.map((value, index) =>
        value !== '' && (order[index] === 'rate' || order[index] === 'amount') ? sign + value : value,
      );
      return { cells: signed, amount: priced ? (amounts.next().value?.amount ?? null) : null };
    });
    const { money } = writer(drawn.hand, figures);
    const row = (label: string, amount: string) => ({
      cells: order.map((part) =>
        part === 'description' ? label : part === 'amount' ? sign + money(amount) : '',
      ),
    });
    const carry = drawn.pick([
      null,
      { end: (_: string, page: string) => [row('Page total', page)], begin: () => [] },
      {
        end: (sum: string) => [row('Carried forward', sum)],
        begin: (sum: string) => [row('Brought forward', sum)],
      },
    ]);
    const bytes = await pdfTable(rows, {
      columns,
      titles: ['Tender document', 'Bill of quantities'],
      figuresOn: drawn.pick(['first', 'last'] as const),
      ruled: shop.random(2) === 0,
      doubled: shop.random(2) === 0,
      gap: drawn.pick([0, 4, 8]),
      rowsPerPage: 8 + shop.random(16),
      carry,
    });
    return sound('any.pdf', bytes, sections, totalsOf(drawn));
  },
};

const wrappedSheet: Layout = {
  name: 'chance: workbook with descriptions over several rows, figures on the first or last of them',
  difficulty: 'hard',
  async make(shop) {
    const drawn = draw(shop);
    const { order, named, sections } = drawn;
    const words = order.indexOf('description');
    const last = shop.random(2) === 0;
    const rows: Cell[][] = [named];
    const asCell = (value: string, index: number): Cell =>
      ['quantity', 'rate', 'amount'].includes(order[index] ?? '')
        ? cell(value === '' ? null : value)
        : value || null;
    for (const row of rowsBelow(drawn, 'plain')) {
      const pieces = (row[words] ?? '').match(/.{1,38}(?:\s|$)/g)?.map((piece) => piece.trim()) ?? [];
      const figured = row.some((value, index) => index !== words && order[index] !== 'item' && value !== '');
      const isLine = row[order.indexOf('rate')] !== '';
      if (pieces.length < 2 || !figured || !isLine || (last && !order.includes('item'))) {
        rows.push(row.map(asCell));
        continue;
      }
      pieces.forEach((piece, at) => {
        const holds = last ? at === pieces.length - 1 : at === 0;
        rows.push(
          row.map((value, index) => {
            if (index === words) return piece;
            if (order[index] === 'item') return at === 0 ? asCell(value, index) : null;
            return holds ? asCell(value, index) : null;
          }),
        );
      });
    }
    return sound('wrapped.xlsx', sheetJs({ Sheet1: rows }, 'xlsx'), sections, totalsOf(drawn));
  },
};

export const chanceLayouts: readonly Layout[] = [anySheet, anyText, anyPage, wrappedSheet];
