import { describe, expect, it } from 'vitest';
import { billTables, tradedLines } from '../../src/estimating/bill.ts';
import { cueOf, outsideBase } from '../../src/estimating/cues.ts';
import type { ScopeReport } from '../../src/estimating/estimate.ts';
import { numberGaps } from '../../src/estimating/item-numbers.ts';
import { createScopeCollector } from '../../src/estimating/scope.ts';
import { type LineFields, makeDocument, makeTable, makeTables } from './make-bill.ts';

type Extra = {
  totals?: Parameters<typeof makeTable>[1] extends infer F
    ? F extends { totals?: infer T }
      ? T
      : never
    : never;
  currency?: string;
  texts?: { text: string; heading?: string }[];
  trade?: string;
};

async function analyse(lines: LineFields[], extra: Extra = {}): Promise<ScopeReport> {
  const table = makeTable(lines, {
    ...(extra.totals ? { totals: extra.totals } : {}),
    currency: extra.currency ?? 'USD',
  });
  const tables = makeTables(table, [makeDocument('spec', [], extra.texts ?? [])]);
  const trade = (id: string) => ({
    lineId: id,
    tableId: table.id,
    trade: extra.trade ?? 'concrete',
    confidence: 1,
    method: 'person',
    alternatives: [],
  });
  const map = { lines: table.lines.map(({ id }) => trade(id)), questionsAsked: 0 };
  const collector = createScopeCollector();
  for (const document of tables.documents) collector.addTexts(document, 0, 1000);
  const bills = billTables(tables);
  for (const bill of bills) {
    collector.addLines(bill, 0, 1000);
    collector.finishTable(bill);
  }
  return await collector.report({
    tables: bills,
    others: [],
    traded: tradedLines(tables, map),
    currency: 'USD',
  });
}
const codes = (report: ScopeReport) => report.issues.map(({ code }) => code);
const steel: LineFields = {
  item: '1',
  description: 'Handrail',
  quantity: '10',
  unit: 'm',
  rate: '20.00',
  amount: '200.00',
};

describe('checks of a bill', () => {
  it('find nothing wrong with a sound bill', async () => {
    const report = await analyse([steel, { ...steel, item: '2', description: 'Ladder' }], {
      trade: 'steel',
      totals: [{ label: 'Total', section: null, amount: '400.00' }],
    });
    expect(report.issues).toEqual([]);
  });

  it('find an amount that is not quantity × rate, and say both figures and which one counts', async () => {
    const report = await analyse([{ ...steel, amount: '220.00' }], { trade: 'steel' });
    expect(report.issues).toMatchObject([
      { code: 'QUANTITY_TIMES_RATE', severity: 'high', source: { row: 2, sheet: 'Bill' } },
    ]);
    expect(report.issues[0]?.message).toBe(
      'Item 1 «Handrail»: 10 × 20 = USD 200.00, the document says USD 220.00. The estimate uses USD 200.00, quantity × rate.',
    );
  });

  it('let pass what the rounding of the shown rate explains', async () => {
    expect(
      codes(
        await analyse([{ ...steel, quantity: '33.333', rate: '12.35', amount: '411.58' }], {
          trade: 'steel',
        }),
      ),
    ).toEqual([]);
    expect(
      codes(
        await analyse([{ ...steel, quantity: '33.333', rate: '12.35', amount: '412.68' }], {
          trade: 'steel',
        }),
      ),
    ).toEqual(['QUANTITY_TIMES_RATE']);
  });

  it('let pass amounts in whole units and quantities cut to the shown digits, and nothing beyond them', async () => {
    const whole = (amounts: string[]) =>
      amounts.map((amount, index) => ({
        ...steel,
        item: String(index + 1),
        description: `Rail ${'ABCD'[index]}`,
        quantity: '57.82',
        rate: '67.2',
        amount,
      }));
    const totals = [{ label: 'Total', section: null, amount: '11657' }];
    const rounded = await analyse(whole(['3886', '3885', '3885']), { trade: 'steel', totals });
    expect(codes(rounded)).toEqual([]);
    expect(codes(await analyse(whole(['3886', '3885', '3888']), { trade: 'steel' }))).toEqual([
      'QUANTITY_TIMES_RATE',
    ]);
    expect(
      codes(await analyse([{ ...steel, quantity: '12.3', amount: '246.90' }], { trade: 'steel' })),
    ).toEqual([]);
    expect(
      codes(await analyse([{ ...steel, quantity: '12.3', amount: '248.00' }], { trade: 'steel' })),
    ).toEqual(['QUANTITY_TIMES_RATE']);
  });

  it('take a total for that of the lines above it where others stand below', async () => {
    const alternate = { ...steel, item: 'A1', description: 'Ladder', section: 'ALTERNATES' };
    const report = await analyse([steel, alternate], { trade: 'steel' });
    const table = makeTable([steel, alternate]);
    expect(report.issues).toEqual([]);
    const place = table.lines[0]?.source;
    const below = {
      label: 'Total base bid',
      section: null,
      amount: '200.00',
      source: { ...place, row: 2.5 },
    };
    const bill = { ...table, totals: [below] } as typeof table;
    const collector = createScopeCollector();
    const [entry] = billTables(makeTables(bill, []));
    if (entry === undefined) throw new Error('no table');
    collector.addLines(entry, 0, 10);
    collector.finishTable(entry);
    const wider = await collector.report({ tables: [entry], others: [], traded: [], currency: 'USD' });
    expect(wider.issues).toEqual([]);
  });

  it('miss no rate where words stand in its place', async () => {
    const unpriced = { ...steel, item: '9', description: 'Earth bonding', rate: null, amount: null };
    const issuesWith = async (remark: string | null) =>
      codes(await analyse([steel, { ...unpriced, remark }], { trade: 'steel' }));
    expect(await issuesWith(null)).toEqual(['MISSING_RATE']);
    for (const remark of ['Amount: Included', 'Amount: Nil', 'Rate: n/c', 'Qty: Rate only'])
      expect([remark, await issuesWith(remark)]).toEqual([remark, []]);
  });

  it('find a declared sum that is not the sum of its section, and leave sums with tax alone', async () => {
    const lines = [
      { ...steel, section: 'A' },
      { ...steel, item: '2', description: 'Ladder', section: 'B' },
    ];
    const totals = [
      { label: 'Total A', section: 'A', amount: '200.00' },
      { label: 'Total B', section: 'B', amount: '250.00' },
      { label: 'Grand total incl. tax', section: null, amount: '472.00' },
    ];
    const report = await analyse(lines, { trade: 'steel', totals });
    expect(report.issues.map(({ code, message }) => [code, message])).toEqual([
      ['SUBTOTAL_DIFFERS', '«Total B» says USD 250.00, the amounts of «B» add up to USD 200.00.'],
    ]);
  });

  it('find duplicates, missing quantities and units, and units that are none or two', async () => {
    expect(codes(await analyse([steel, { ...steel, item: '2' }], { trade: 'steel' }))).toEqual([
      'DUPLICATE_ITEM',
    ]);
    expect(codes(await analyse([{ description: 'Rail', unit: 'm' }], { trade: 'steel' }))).toEqual([
      'MISSING_QUANTITY',
    ]);
    expect(codes(await analyse([{ description: 'Rail', quantity: '5' }], { trade: 'steel' }))).toEqual([
      'MISSING_UNIT',
    ]);
    expect(
      codes(await analyse([{ description: 'Rail', quantity: '5', unit: 'furlong' }], { trade: 'steel' })),
    ).toEqual(['UNKNOWN_UNIT']);
    expect(
      codes(await analyse([{ description: 'Rail', quantity: '5', unit: 'T' }], { trade: 'steel' })),
    ).toEqual(['AMBIGUOUS_UNIT']);
    expect(codes(await analyse([{ description: 'Mobilization', unit: 'LS' }], { trade: 'steel' }))).toEqual(
      [],
    );
  });

  it('tell how an amount counts that stands there without a quantity', async () => {
    const told = async (line: LineFields) =>
      (await analyse([line], { trade: 'steel' })).issues.flatMap(({ code, message }) =>
        code === 'MISSING_QUANTITY' ? [message] : [],
      );
    const rail = { description: 'Rail', unit: 'm', rate: '52.00', amount: '4446.00' };
    expect(await told(rail)).toEqual([
      '«Rail» states no quantity; its amount of USD 4,446.00 counts, 85.5 × the rate of USD 52.00.',
    ]);
    expect(await told({ ...rail, amount: '4446.01' })).toEqual([
      '«Rail» states no quantity; its amount of USD 4,446.01 counts as a lump sum.',
    ]);
    expect(await told({ description: 'Mobilization', unit: 'LS', rate: '500', amount: '500' })).toEqual([]);
    expect(await told({ description: 'Mobilization', amount: '500' })).toEqual([]);
  });

  it('find a bill in another currency', async () => {
    expect(codes(await analyse([steel], { trade: 'steel', currency: 'INR' }))).toEqual(['OTHER_CURRENCY']);
  });

  it('tell a fault of hundreds of lines once, with the number', async () => {
    const lines = Array.from({ length: 300 }, (_, index) => ({
      description: `Rail ${index}`,
      quantity: '1',
    }));
    const report = await analyse(lines, { trade: 'steel' });
    expect(codes(report)).toEqual(['MISSING_UNIT']);
    expect(report.issues[0]?.message).toContain('299 more lines');
  });
});

describe('item numbers', () => {
  it('have gaps where one is left out', async () => {
    expect(numberGaps(['1.1', '1.2', '1.4', '2.1', '2.2'])).toEqual([{ missing: ['1.3'], after: 1 }]);
    expect(numberGaps(['01', '02', '05'])).toEqual([]);
    expect(numberGaps(['1', '2', '3', '6'])).toEqual([{ missing: ['4', '5'], after: 2 }]);
  });

  it('are in order when they count by ten, start anew, or a heading stands between', async () => {
    expect(numberGaps(['0010', '0020', '0030', '0050'])).toEqual([]);
    expect(numberGaps(['1', '2', '3', '1', '2'])).toEqual([]);
    expect(numberGaps(['1', '2', '3.1', '3.2', '4', '5'])).toEqual([]);
    expect(numberGaps([null, 'A', 'B', 'D'])).toEqual([]);
  });
});

describe('cues', () => {
  it('are told apart', async () => {
    const kinds = {
      'Furniture (N.I.C.)': 'exclusion',
      'Heating is by others.': 'exclusion',
      'Permits are not included.': 'exclusion',
      'All works excluding tiling': 'exclusion',
      'Owner-furnished appliances': 'exclusion',
      'Allow a provisional sum of 5,000 for signage': 'qualification',
      'Colors TBD by the owner': 'qualification',
      'Add alternate no. 2: skylights': 'qualification',
      'The price shall include all taxes': 'inclusion',
    };
    for (const [text, kind] of Object.entries(kinds)) expect([text, cueOf(text)?.kind]).toEqual([text, kind]);
    for (const text of ['Concrete M25', 'Nickel plated handle', 'Picnic bench'])
      expect([text, cueOf(text)]).toEqual([text, null]);
  });

  it('are found in running text with their place, and everything under «Exclusions» is one', async () => {
    const report = await analyse([steel], {
      trade: 'steel',
      texts: [
        { text: 'Window blinds. Loose furniture.', heading: '2. Exclusions' },
        { text: 'Work begins in May.' },
      ],
    });
    expect(report.exclusions.map(({ text, trade }) => [text, trade])).toEqual([
      ['Window blinds.', 'furnishings'],
      ['Loose furniture.', 'furnishings'],
    ]);
    expect(report.exclusions[0]?.source).toMatchObject({ documentName: 'spec', row: 1 });
  });

  it('put a line outside the base job only when the document does not price it', async () => {
    const line = (fields: LineFields) => makeTable([fields]).lines[0]!;
    expect(outsideBase(line({ description: 'Furniture by others' }))).toBe('excluded');
    expect(
      outsideBase(line({ description: 'Connection to main by others, trench only', rate: '12' })),
    ).toBeNull();
    expect(outsideBase(line({ description: 'Brick wall excluding plaster' }))).toBeNull();
    expect(outsideBase(line({ description: 'Alternate 1: skylights', rate: '900' }))).toBe('alternate');
    expect(outsideBase(line({ description: 'Rock excavation, rate only', rate: '90' }))).toBe('rate only');
    expect(outsideBase(line({ description: 'Sign', section: 'Bid alternates', rate: '90' }))).toBe(
      'alternate',
    );
  });
});

describe('companions', () => {
  const footing: LineFields = { description: 'Reinforced concrete footings', quantity: '10', unit: 'm3' };
  const topics = (report: ScopeReport) => report.missing.map(({ topic }) => topic);

  it('are missed when neither the bill nor the exclusions name them', async () => {
    const report = await analyse([footing]);
    expect(topics(report)).toEqual(['formwork', 'reinforcement']);
    expect(codes(report)).toEqual(['MISSING_COMPANION', 'MISSING_COMPANION']);
  });

  it('are not missed when the bill has them or the documents leave them out', async () => {
    const rebar: LineFields = { description: 'TMT bars', quantity: '900', unit: 'kg' };
    expect(topics(await analyse([footing, rebar]))).toEqual(['formwork']);
    expect(
      topics(await analyse([footing, rebar], { texts: [{ text: 'Formwork is supplied by others.' }] })),
    ).toEqual([]);
  });

  it('are not called for by what is taken down', async () => {
    expect(
      topics(
        await analyse([{ description: 'Remove reinforced concrete footings', quantity: '10', unit: 'm3' }]),
      ),
    ).toEqual([]);
  });
});
