// Several: documents with more than one table, of which not all count.

import { workbook } from '../../../test/documents/files.ts';
import { linesOf, numberItems, type Section, type Workshop } from '../bill.ts';
import type { Made, TrueLine, TrueTable } from '../truth.ts';
import { billTable, type Cell, cell, type Layout, sound, sumsOf, writer } from './layout.ts';

const header = ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'];
type Write = ReturnType<typeof writer>;

/** The lines as rows of the usual six columns. */
export function rowsOf(lines: readonly TrueLine[], write: Write, priced = true): Cell[][] {
  return lines.map(({ item, description, quantity, unit, rate, amount }) => [
    item,
    description,
    cell(quantity),
    write.unit(unit),
    priced ? cell(rate) : null,
    priced ? cell(amount) : null,
  ]);
}

/** A table that must not be counted. Its lines are not compared. */
const aside = (kind: TrueTable['kind'], lines: TrueLine[] = []): TrueTable => ({
  kind,
  counts: false,
  lines,
  totals: [],
});

async function packages(shop: Workshop, wrong: number | null): Promise<Made> {
  const sections = numberItems(shop.bill({ hand: 'australia', lines: 24, sections: 'element' }), 'running');
  const write = writer('australia', 'plain');
  const { each, all } = sumsOf(sections);
  const stated = each.map((sum, index) => (index === wrong ? String(Number(sum) + 1250) : sum));
  const book: Record<string, Cell[][]> = {
    Summary: [
      ['Tender summary'],
      ['Trade', 'Amount'],
      ...sections.map(({ name }, index): Cell[] => [titleOf(name), cell(stated[index] ?? null)]),
      ['Total', stated.reduce((sum, amount) => sum + Number(amount), 0)],
    ],
  };
  sections.forEach(({ name, lines }, index) => {
    book[titleOf(name)] = [
      [`${titleOf(name)} package`],
      header,
      ...rowsOf(lines, write),
      [null, 'Total', null, null, null, cell(each[index] ?? null)],
    ];
  });
  const tables = sections.map((section, index) => billTable([unsectioned(section)], [each[index] ?? '0']));
  return {
    files: [{ name: 'packages.xlsx', bytes: await workbook(book) }],
    tables,
    slips: wrong === null ? [] : [{ code: 'ABSTRACT_DIFFERS', at: titleOf(sections[wrong]?.name ?? '') }],
    asks: [],
    sum: all,
  };
}

function titleOf(name: string): string {
  return name.slice(0, 1) + name.slice(1).toLowerCase().replaceAll(',', '');
}

function unsectioned(section: Section): Section {
  return { ...section, lines: section.lines.map((line) => ({ ...line, section: null })) };
}

const agreeing: Layout = {
  name: 'Australian trade packages on sheets of their own, with a summary',
  difficulty: 'clean',
  make: (shop) => packages(shop, null),
};

const disagreeing: Layout = {
  name: 'trade packages with a summary that disagrees',
  difficulty: 'hard',
  make: (shop) => packages(shop, shop.random(3)),
};

const beside: Layout = {
  name: 'two bills side by side on one sheet',
  difficulty: 'hard',
  async make(shop) {
    const sections = shop.bill({ hand: 'uk', lines: 20, sections: 'none' });
    const all = linesOf(sections);
    const halves = [all.slice(0, 11), all.slice(11)].map((lines, half) =>
      lines.map((line, index) => ({ ...line, item: `${half + 1}.${index + 1}` })),
    );
    const write = writer('uk', 'plain');
    const [left = [], right = []] = halves;
    const length = Math.max(left.length, right.length);
    const of = (lines: TrueLine[]) => [{ name: '', lines }];
    const total = (lines: TrueLine[]): Cell[] => [
      null,
      'Total',
      null,
      null,
      null,
      cell(sumsOf(of(lines)).all),
    ];
    const blank: Cell[] = [null, null, null, null, null, null];
    const pad = (lines: TrueLine[]) => {
      const rows = [...rowsOf(lines, write), total(lines)];
      while (rows.length <= length) rows.push(blank);
      return rows;
    };
    const rights = pad(right);
    const rows: Cell[][] = [
      ['House type A', null, null, null, null, null, null, 'House type B'],
      [...header, null, ...header],
      ...pad(left).map((row, index) => [...row, null, ...(rights[index] ?? blank)]),
    ];
    return {
      files: [{ name: 'houses.xlsx', bytes: await workbook({ Houses: rows }) }],
      tables: halves.map((lines) => billTable(of(lines), [sumsOf(of(lines)).all])),
      slips: [],
      asks: [],
      sum: sumsOf(sections).all,
    };
  },
};

const stacked: Layout = {
  name: 'two bills, a door schedule and notes under each other on one sheet',
  difficulty: 'hard',
  async make(shop) {
    const sections = shop.bill({ hand: 'gulf', lines: 16, sections: 'none' });
    const all = linesOf(sections);
    const first = numberItems([{ name: '', lines: all.slice(0, 9) }], 'running');
    const second = numberItems([{ name: '', lines: all.slice(9) }], 'running');
    const write = writer('gulf', 'plain');
    const rows: Cell[][] = [
      ['Building works'],
      header,
      ...rowsOf(linesOf(first), write),
      [null, 'Total', null, null, null, cell(sumsOf(first).all)],
      [],
      ['Notes: rates include fixing.'],
      [],
      ['Door schedule'],
      ['Mark', 'Type', 'Width', 'Height', 'Fire rating'],
      ['X1', 'Single leaf', 900, 2100, 'FD30'],
      ['X2', 'Double leaf', 1800, 2100, 'FD60'],
      ['X3', 'Single leaf', 800, 2100, 'none'],
      [],
      ['Services'],
      ['No.', 'Particulars', 'U.O.M.', 'Quantity', 'Unit Rate', 'Total'],
      ...linesOf(second).map(({ item, description, quantity, unit, rate, amount }): Cell[] => [
        item,
        description,
        write.unit(unit),
        cell(quantity),
        cell(rate),
        cell(amount),
      ]),
      [null, 'Total', null, null, null, cell(sumsOf(second).all)],
    ];
    return {
      files: [{ name: 'works.xlsx', bytes: await workbook({ Works: rows }) }],
      tables: [
        billTable(first, [sumsOf(first).all]),
        aside('schedule'),
        billTable(second, [sumsOf(second).all]),
      ],
      slips: [],
      asks: [],
      sum: sumsOf(sections).all,
    };
  },
};

const design: Layout = {
  name: 'design sheets with dimensions beside a bill',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'india', lines: 12, sections: 'none' }), 'running');
    const write = writer('india', 'plain');
    const { all } = sumsOf(sections);
    const beams: Cell[][] = [
      ['Design of beams'],
      ['Beam', 'Length', 'Breadth', 'Depth', 'Moment kNm', 'Ast mm2', 'Remarks'],
      ...Array.from({ length: 8 }, (_, index): Cell[] => [
        `B${index + 1}`,
        (30 + shop.random(50)) / 10,
        230,
        450 + 50 * shop.random(4),
        20 + shop.random(200),
        400 + shop.random(900),
        'OK',
      ]),
    ];
    const loads: Cell[][] = [
      ['Load calculation'],
      ['Description', 'Quantity', 'Unit', 'Rate', 'Amount'],
      ...Array.from({ length: 7 }, (_, index): Cell[] => [
        `Storey ${index + 1} load`,
        10 + shop.random(90),
        'kN',
        3 + shop.random(9),
        100 + shop.random(900),
      ]),
    ];
    const bill = [header, ...rowsOf(linesOf(sections), write), [null, 'Total', null, null, null, cell(all)]];
    const bytes = await workbook({ Beams: beams, Loads: loads, Abstract: bill });
    const made = sound('design.xlsx', bytes, sections, [all]);
    return { ...made, tables: [aside('other'), aside('other'), ...made.tables] };
  },
};

const blank: Layout = {
  name: 'a priced tab beside its blank form',
  difficulty: 'hard',
  async make(shop) {
    const sections = numberItems(shop.bill({ hand: 'uk', lines: 14, sections: 'none' }), 'running');
    const write = writer('uk', 'plain');
    const { all } = sumsOf(sections);
    const lines = linesOf(sections);
    const bytes = await workbook({
      'Form of tender': [header, ...rowsOf(lines, write, false), [null, 'Total']],
      Priced: [header, ...rowsOf(lines, write), [null, 'Total', null, null, null, cell(all)]],
    });
    const made = sound('tender.xlsx', bytes, sections, [all]);
    const unpriced = lines.map((line) => ({ ...line, rate: null, amount: null }));
    return { ...made, tables: [aside('bill', unpriced), ...made.tables], asks: ['sheet_selection'] };
  },
};

const master: Layout = {
  name: 'a bill beside the master list of rates that it was made from',
  difficulty: 'hard',
  async make(shop) {
    const all = linesOf(shop.bill({ hand: 'australia', lines: 30, sections: 'none' }));
    const used = all.slice(0, 12).map((line, index) => ({ ...line, item: String(index + 1) }));
    const sections = [{ name: '', lines: used }];
    const write = writer('australia', 'plain');
    const sum = sumsOf(sections).all;
    const list: Cell[][] = [
      ['Code', 'Description', 'Unit', 'Rate'],
      ...all.map(({ description, unit, rate }, index): Cell[] => [
        `R${100 + index}`,
        description,
        write.unit(unit),
        cell(rate),
      ]),
    ];
    const bill = [header, ...rowsOf(used, write), [null, 'Total', null, null, null, cell(sum)]];
    const bytes = await workbook({ Rates: list, Bill: bill });
    const made = sound('with-rates.xlsx', bytes, sections, [sum]);
    return { ...made, tables: [aside('bill'), ...made.tables], asks: [] };
  },
};

const alternates: Layout = {
  name: 'alternates below the base bid',
  difficulty: 'hard',
  async make(shop) {
    const all = linesOf(shop.bill({ hand: 'us', lines: 20, sections: 'none' }));
    const base = all.slice(0, 16).map((line, index) => ({ ...line, item: String(index + 1) }));
    const added = all
      .slice(16)
      .map((line, index) => ({ ...line, item: `A${index + 1}`, section: 'ALTERNATES' }));
    const write = writer('us', 'plain');
    const sums = [base, added].map((lines) => sumsOf([{ name: '', lines }]).all);
    const total = (label: string, sum: string | undefined): Cell[] => [
      null,
      label,
      null,
      null,
      null,
      cell(sum ?? null),
    ];
    const rows: Cell[][] = [
      header,
      ...rowsOf(base, write),
      total('TOTAL BASE BID', sums[0]),
      [],
      [null, 'ALTERNATES'],
      ...rowsOf(added, write),
      total('TOTAL ALTERNATES', sums[1]),
    ];
    const sections = [
      { name: '', lines: base },
      { name: 'ALTERNATES', lines: added },
    ];
    const bytes = await workbook({ 'Bid form': rows });
    // Alternates stay in the table; whether they count is asked by scope_analyzer and settled in the estimate.
    return sound('alternates.xlsx', bytes, sections, sums as string[]);
  },
};

export const severalLayouts: readonly Layout[] = [
  agreeing,
  disagreeing,
  beside,
  stacked,
  design,
  blank,
  master,
  alternates,
];
