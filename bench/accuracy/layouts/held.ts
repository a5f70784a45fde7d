// Held: layouts that are only scored. Nobody looks at what goes wrong in them while improving.

import Big from 'big.js';
import { sheetJs, text, word, workbook } from '../../../test/documents/files.ts';
import { linesOf, numberItems } from '../bill.ts';
import { type PdfColumn, type PdfRow, pdfTable } from '../files/pdf-table.ts';
import { withSlips } from './checks.ts';
import { type Cell, cell, type Layout, sound, sumsOf, writer } from './layout.ts';
import { pdfRows, sixColumns } from './pages.ts';
import { csv, merge } from './sheets.ts';

const kenyan: Layout = {
  name: 'Kenyan DOCX, letters, sums carried to a summary',
  difficulty: 'clean',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'uk', lines: 18, sections: 'trade' }), 'letters');
    const { each, all } = sumsOf(sections);
    const write = writer('uk', 'english');
    const rows = [['ITEM', 'DESCRIPTION', 'QTY', 'UNIT', 'RATE', 'KSHS']];
    sections.forEach(({ name, lines }, index) => {
      rows.push(['', name, '', '', '', '']);
      for (const { item, description, quantity, unit, rate, amount } of lines) {
        const figures = [write.count(quantity), write.unit(unit), write.money(rate), write.money(amount)];
        rows.push([item ?? '', description, ...figures]);
      }
      rows.push(['', `Total for ${name} carried to summary`, '', '', '', write.money(each[index] ?? null)]);
    });
    rows.push(['', 'GRAND TOTAL', '', '', '', write.money(all)]);
    const bytes = await word([{ heading: 'BILLS OF QUANTITIES' }, { table: rows }]);
    return sound('boq.docx', bytes, sections, [...each, all]);
  },
};

const spanish: Layout = {
  name: 'Spanish workbook',
  difficulty: 'clean',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'gulf', lines: 18, sections: 'none' }), 'nested');
    const { all } = sumsOf(sections);
    const write = writer('spanish', 'plain');
    const rows: Cell[][] = [
      ['PRESUPUESTO DE OBRA'],
      ['Partida', 'Descripción', 'Ud', 'Cantidad', 'Precio unitario (€)', 'Importe (€)'],
      ...linesOf(sections).map(({ item, description, quantity, unit, rate, amount }): Cell[] => [
        item,
        description,
        write.unit(unit),
        cell(quantity),
        cell(rate),
        cell(amount),
      ]),
      [null, 'TOTAL PRESUPUESTO', null, null, null, cell(all)],
    ];
    return sound('presupuesto.xlsx', await workbook({ Presupuesto: rows }), sections, [all]);
  },
};

const french: Layout = {
  name: 'French CSV with blanks between thousands',
  difficulty: 'clean',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'gulf', lines: 18, sections: 'none' }), 'nested');
    const { all } = sumsOf(sections);
    const write = writer('french', 'french');
    const rows = [
      ['N°', 'Désignation des ouvrages', 'Unité', 'Quantité', 'P.U. HT', 'Montant HT'],
      ...linesOf(sections).map(({ item, description, quantity, unit, rate, amount }) => [
        item ?? '',
        description,
        write.unit(unit),
        write.count(quantity),
        write.money(rate),
        write.money(amount),
      ]),
      ['', 'TOTAL HT', '', '', '', write.money(all)],
    ];
    return sound('dpgf.csv', text(csv(rows, ';')), sections, [all]);
  },
};

const supplied: Layout = {
  name: 'supply and installation in columns of their own',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'gulf', lines: 16, sections: 'none' }), 'running');
    const write = writer('gulf', 'plain');
    const { all } = sumsOf(sections);
    const rows: Cell[][] = [
      ['S/N', 'Description', 'Qty', 'Unit', 'Unit Rate', null, null, 'Total Amount'],
      [null, null, null, null, 'Supply', 'Install', 'Total', null],
    ];
    for (const { item, description, quantity, unit, rate, amount } of linesOf(sections)) {
      const supply = new Big(rate ?? 0).times('0.7').round(2);
      const install = new Big(rate ?? 0).minus(supply);
      const rates = [supply.toNumber(), install.toNumber(), cell(rate)];
      rows.push([item, description, cell(quantity), write.unit(unit), ...rates, cell(amount)]);
    }
    rows.push([null, 'Total', null, null, null, null, null, cell(all)]);
    const bytes = sheetJs({ MEP: rows }, 'xlsx', (book) => {
      for (const sheet of Object.values(book.Sheets)) sheet['!merges'] = [merge(0, 4, 0, 6)];
    });
    return sound('mep.xlsx', bytes, sections, [all]);
  },
};

const dollars: Layout = {
  name: 'US PDF, unit before quantity, dollar signs, bold drawn twice',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'us', lines: 26, sections: 'none' }), 'running');
    const write = writer('us', 'english');
    const { all } = sumsOf(sections);
    const widths = [40, 46, 66, 216, 72, 84];
    const headings = ['Line', 'Unit', 'Approx. Quantity', 'Description', 'Unit Bid Price', 'Bid Amount'];
    const columns = headings.map(
      (heading, index): PdfColumn => ({
        heading,
        width: widths[index] ?? 50,
        align: index === 3 || index === 0 ? 'left' : index === 1 ? 'center' : 'right',
      }),
    );
    const rows: PdfRow[] = linesOf(sections).map(({ item, description, quantity, unit, rate, amount }) => ({
      cells: [
        item ?? '',
        write.unit(unit),
        write.count(quantity),
        description,
        `$${write.money(rate)}`,
        `$${write.money(amount)}`,
      ],
    }));
    rows.push({ cells: ['', '', '', 'Total Bid', '', `$${write.money(all)}`], bold: true });
    const style = { figuresOn: 'first', ruled: false, doubled: true, gap: 5, rowsPerPage: 20 } as const;
    const bytes = await pdfTable(rows, { columns, titles: ['SCHEDULE OF PRICES'], carry: null, ...style });
    return sound('prices.pdf', bytes, sections, [all]);
  },
};

const together: Layout = {
  name: 'DOCX with quantity and unit in one cell',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'australia', lines: 14, sections: 'none' }), 'running');
    const write = writer('australia', 'english');
    const { all } = sumsOf(sections);
    const rows = [
      ['No.', 'Work', 'Quantity', 'Rate', 'Cost'],
      ...linesOf(sections).map(({ item, description, quantity, unit, rate, amount }) => [
        item ?? '',
        description,
        `${write.count(quantity)} ${write.unit(unit)}`,
        write.money(rate),
        write.money(amount),
      ]),
      ['', 'Total', '', '', write.money(all)],
    ];
    const bytes = await word([{ text: 'We are pleased to offer as follows.' }, { table: rows }]);
    return sound('quote.docx', bytes, sections, [all]);
  },
};

const values: Layout = {
  name: 'schedule of values without quantities',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'us', lines: 14, sections: 'none' }), 'running');
    const { all } = sumsOf(sections);
    const lines = linesOf(sections);
    for (const line of lines) Object.assign(line, { quantity: null, unit: null, rate: null });
    const rows: Cell[][] = [
      ['Schedule of values'],
      ['Item No.', 'Description of Work', 'Scheduled Value'],
      ...lines.map(({ item, description, amount }): Cell[] => [item, description, cell(amount)]),
      [null, 'Contract total', cell(all)],
    ];
    return sound('sov.xlsx', await workbook({ SOV: rows }), sections, [all]);
  },
};

const pageTotals: Layout = {
  name: 'PDF with page totals, figures on the last line, rows as close as wrapped lines',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'india', lines: 26, sections: 'trade' }), 'nested');
    const write = writer('india', 'english');
    const { each, all } = sumsOf(sections);
    const rows = pdfRows(sections, write, (name) => `Total ${name}`, true);
    rows.push({ cells: ['', 'GRAND TOTAL', '', '', '', write.money(all)], bold: true });
    const bytes = await pdfTable(rows, {
      columns: sixColumns(['Ref', 'Particulars', 'Quantity', 'Unit', 'Rate', 'Amount']),
      titles: ['BILL OF QUANTITIES'],
      figuresOn: 'last',
      ruled: false,
      doubled: false,
      gap: 2,
      rowsPerPage: 14,
      carry: {
        end: (_, page) => [{ cells: ['', 'Page total', '', '', '', write.money(page)] }],
        begin: () => [],
      },
    });
    return sound('pages.pdf', bytes, sections, [...each, all]);
  },
};

const bracketed: Layout = {
  name: 'XLS with figures as text and omissions in brackets',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'gulf', lines: 16, sections: 'element' }), 'letters');
    const write = writer('gulf', 'english');
    const lines = linesOf(sections);
    const omitted = lines.filter((_, index) => index % 5 === 3);
    for (const line of omitted) line.amount = new Big(line.amount ?? 0).times(-1).toFixed();
    for (const line of omitted) line.quantity = new Big(line.quantity ?? 0).times(-1).toFixed();
    const { each, all } = sumsOf(sections);
    const signed = (shown: string, value: string | null) =>
      value?.startsWith('-') ? `(${shown.slice(1)})` : shown;
    const rows: Cell[][] = [
      [null, 'VARIATION NO. 4'],
      ['Item', 'Description', 'Quantity', 'Unit', 'Rate QAR', 'Amount QAR'],
    ];
    sections.forEach(({ name, lines: some }, index) => {
      rows.push([null, name]);
      for (const { item, description, quantity, unit, rate, amount } of some) {
        const shown = [signed(write.count(quantity), quantity), write.unit(unit), write.money(rate)];
        rows.push([item, description, ...shown, signed(write.money(amount), amount)]);
      }
      const sum = each[index] ?? null;
      rows.push([null, `Total of ${name}`, null, null, null, signed(write.money(sum), sum)]);
    });
    rows.push([null, 'Net total', null, null, null, signed(write.money(all), all)]);
    return sound('variation.xls', sheetJs({ Variation: rows }, 'biff8'), sections, [...each, all]);
  },
};

const clauses: Layout = {
  name: 'CSV with clauses that several lines share',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'india', lines: 15, sections: 'none' }), 'running');
    const { all } = sumsOf(sections);
    const write = writer('india', 'lakh');
    const rows = [['Sl No', 'Description', 'Unit', 'Qty', 'Rate', 'Amount']];
    linesOf(sections).forEach((line, index) => {
      const number = Math.floor(index / 3) + 1;
      line.item = `${number}.${(index % 3) + 1}`;
      const clause =
        'Providing and executing the following items as per drawings and directions, complete in all respects';
      if (index % 3 === 0) rows.push([`${number}`, `${clause}, group ${number}:`, '', '', '', '']);
      const { description, quantity, unit, rate, amount } = line;
      const figures = [write.unit(unit), write.count(quantity), write.money(rate), write.money(amount)];
      rows.push([line.item, description, ...figures]);
    });
    rows.push(['', 'Total', '', '', '', write.money(all)]);
    return sound('clauses.csv', text(csv(rows, ',')), sections, [all]);
  },
};

const slips: Layout = {
  name: 'slips in a Gulf bill',
  difficulty: 'clean',
  make: (shop) => withSlips(shop, 'gulf'),
};

/** Amounts of exact quantities: quantity × rate is off by what the rounding of the quantity explains. */
const shortened: Layout = {
  name: 'rounding: quantities shown with one of three places',
  difficulty: 'clean',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'uk', lines: 18, sections: 'none' }), 'running');
    const write = writer('uk', 'english');
    for (const line of linesOf(sections)) {
      if (!line.quantity?.includes('.')) continue;
      const exact = new Big(line.quantity).plus(new Big(shop.random(99) - 49).div(1000));
      line.quantity = exact.round(1, Big.roundHalfUp).toFixed();
      line.amount = exact
        .times(line.rate ?? 0)
        .round(2, Big.roundHalfUp)
        .toFixed();
    }
    const { all } = sumsOf(sections);
    const rows = [
      ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'],
      ...linesOf(sections).map(({ item, description, quantity, unit, rate, amount }) => [
        item ?? '',
        description,
        quantity ?? '',
        write.unit(unit),
        write.money(rate),
        write.money(amount),
      ]),
      ['', 'Total', '', '', '', write.money(all)],
    ];
    return sound('shortened.csv', text(csv(rows, ',')), sections, [all]);
  },
};

export const heldLayouts: readonly Layout[] = [
  kenyan,
  spanish,
  french,
  supplied,
  dollars,
  together,
  values,
  pageTotals,
  bracketed,
  clauses,
  slips,
  shortened,
];
