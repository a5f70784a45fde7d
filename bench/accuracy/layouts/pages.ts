// Pages: bills as PDFs over several pages.

import { numberItems, type Section } from '../bill.ts';
import { type PdfColumn, type PdfRow, pdfTable } from '../files/pdf-table.ts';
import { type Layout, sound, sumsOf, writer } from './layout.ts';

type Write = ReturnType<typeof writer>;

/** Rows in the order item, description, quantity, unit, rate, amount. */
export function pdfRows(
  sections: readonly Section[],
  write: Write,
  total: ((name: string) => string) | null,
  numbered = false,
): PdfRow[] {
  return sections.flatMap(({ name, lines }, index) => {
    const rows: PdfRow[] = lines.map(({ item, description, quantity, unit, rate, amount }) => ({
      cells: [
        item ?? '',
        description,
        write.count(quantity),
        write.unit(unit),
        write.money(rate),
        write.money(amount),
      ],
      amount,
    }));
    if (name !== '') rows.unshift({ cells: [numbered ? String(index + 1) : '', name], bold: true });
    if (total !== null) {
      const sum = write.money(sumsOf([{ name, lines }]).all);
      rows.push({ cells: ['', total(name), '', '', '', sum], bold: true });
    }
    return rows;
  });
}

/** The usual six columns. */
export function sixColumns(headings: string[]): PdfColumn[] {
  const widths = [34, 238, 56, 40, 66, 86];
  const aligns = ['left', 'left', 'right', 'center', 'right', 'right'] as const;
  return headings.map((heading, index) => ({
    heading,
    width: widths[index] ?? 50,
    align: aligns[index] ?? 'left',
  }));
}

const collection: Layout = {
  name: 'UK PDF, figures on the last line, pages carried to a collection',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'uk', lines: 26, sections: 'trade' }), 'letters');
    const write = writer('uk', 'english');
    const { all } = sumsOf(sections);
    const rows = pdfRows(sections, write, null);
    const pages: string[] = [];
    const collected = (sum: string): PdfRow[] => {
      pages.push(sum);
      return [{ cells: ['', 'Carried to Collection', '', '', '£', write.money(sum)] }];
    };
    const style = {
      columns: sixColumns(['', 'Description', 'Qty', 'Unit', 'Rate', '£']),
      titles: ['Bill No. 4', 'Measured work'],
      figuresOn: 'last' as const,
      ruled: false,
      doubled: false,
      gap: 9,
      rowsPerPage: 11,
      carry: { end: (_: string, page: string) => collected(page), begin: () => [] },
    };
    // The last page is collected as well, so the pages are counted in a first drawing.
    await pdfTable(rows, style);
    const before = pages.splice(0).reduce((sum, page) => sum + Number(page), 0);
    const last = (Number(all) - before).toFixed(2);
    rows.push({ cells: ['', 'Carried to Collection', '', '', '£', write.money(last)] });
    rows.push({ cells: ['', 'Carried to Summary', '', '', '£', write.money(all)], bold: true });
    return sound('bill-4.pdf', await pdfTable(rows, style), sections, [all]);
  },
};

const carried: Layout = {
  name: 'Gulf PDF, ruled, carried and brought forward on every page',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'gulf', lines: 30, sections: 'trade' }), 'nested');
    const write = writer('gulf', 'english');
    const { each, all } = sumsOf(sections);
    const rows = pdfRows(sections, write, (name) => `Total ${name}`, true);
    rows.push({ cells: ['', 'GRAND TOTAL', '', '', '', write.money(all)], bold: true });
    const bytes = await pdfTable(rows, {
      columns: sixColumns(['Item', 'Description', 'Qty', 'Unit', 'Rate (QAR)', 'Amount (QAR)']),
      titles: ['Contract 17 / Volume 3 / Bills of Quantities'],
      figuresOn: 'first',
      ruled: true,
      doubled: false,
      gap: 4,
      rowsPerPage: 13,
      carry: {
        end: (sum) => [{ cells: ['', 'Carried forward', '', '', '', write.money(sum)] }],
        begin: (sum) => [{ cells: ['', 'Brought forward', '', '', '', write.money(sum)] }],
      },
    });
    return sound('boq-volume-3.pdf', bytes, sections, [...each, all]);
  },
};

const doubled: Layout = {
  name: 'Indian PDF, bold drawn twice, figures on the first line, lakh grouping',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'india', lines: 24, sections: 'trade' }), 'running');
    const write = writer('india', 'lakh');
    const { each, all } = sumsOf(sections);
    const rows = pdfRows(sections, write, () => 'Sub-Total');
    rows.push({ cells: ['', 'Grand Total Rs.', '', '', '', write.money(all)], bold: true });
    const bytes = await pdfTable(rows, {
      columns: sixColumns(['S.No', 'Description of work', 'Qty', 'Unit', 'Rate', 'Amount']),
      titles: ['Name of work: Construction of primary school building'],
      figuresOn: 'first',
      ruled: false,
      doubled: true,
      gap: 6,
      rowsPerPage: 14,
      carry: null,
    });
    return sound('schedule-a.pdf', bytes, sections, [...each, all]);
  },
};

const close: Layout = {
  name: 'US PDF with rows as close as wrapped lines',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'us', lines: 30, sections: 'none' }), 'running');
    const write = writer('us', 'english');
    const { all } = sumsOf(sections);
    const rows = pdfRows(sections, write, null);
    rows.push({ cells: ['', 'TOTAL BID', '', '', '', `$${write.money(all)}`] });
    const bytes = await pdfTable(rows, {
      columns: sixColumns(['No.', 'Item', 'Quantity', 'Unit', 'Unit Price', 'Extended Amount']),
      titles: ['BID FORM'],
      figuresOn: 'first',
      ruled: false,
      doubled: false,
      gap: 0,
      rowsPerPage: 40,
      carry: null,
    });
    return sound('bid-form.pdf', bytes, sections, [all]);
  },
};

export const pageLayouts: readonly Layout[] = [collection, carried, doubled, close];
