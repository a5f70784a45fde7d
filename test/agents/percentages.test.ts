import { describe, expect, it } from 'vitest';
import { type LineFields, makeTable, makeTables } from '../estimating/make-bill.ts';
import { runEstimating } from './estimating-run.ts';

const work: LineFields[] = [
  {
    item: '1',
    description: 'Excavation',
    quantity: '100',
    unit: 'm3',
    rate: '20',
    amount: '2000',
    section: 'A',
  },
  {
    item: '2',
    description: 'Concrete',
    quantity: '10',
    unit: 'm3',
    rate: '200',
    amount: '2000',
    section: 'A',
  },
  { item: '3', description: 'Painting', quantity: '100', unit: 'm2', rate: '5', amount: '500', section: 'B' },
];

/** The amount and unit price of the last line of a bill, the questions about shares, and the issues. */
async function lastOf(lines: LineFields[], answers: Record<string, string> = {}) {
  const { estimate, priced } = await runEstimating(makeTables(makeTable([...work, ...lines])), { answers });
  const last = estimate.lines.find(({ description }) => description === lines.at(-1)?.description);
  return {
    amount: last?.amount ?? null,
    unitPrice: last?.unitPrice ?? null,
    source: last?.priceSource ?? null,
    questions: priced.questions.filter(({ topic }) => topic.startsWith('percent_of:')),
    issues: estimate.issues.filter(({ code }) => code === 'PERCENT_BASIS'),
    net: estimate.net.likely,
  };
}
const percent = (
  description: string,
  quantity: string | null,
  more: Partial<LineFields> = {},
): LineFields => ({
  description,
  quantity,
  unit: '%',
  ...more,
});

describe('a percentage of other lines', () => {
  it('is taken of the items that its words name, and nobody is asked', async () => {
    const of = async (words: string) => {
      const { amount, questions, issues } = await lastOf([percent(words, '10', { item: '4' })]);
      return [amount, questions.length, issues.length];
    };
    expect(await of('Preliminaries, add 10% of items 1 to 2')).toEqual(['400.00', 0, 0]);
    expect(await of('Supervision on items 1 and 3')).toEqual(['250.00', 0, 0]);
    expect(await of('Attendance on item 2')).toEqual(['200.00', 0, 0]);
    expect(await of('Contingency on all of the above')).toEqual(['450.00', 0, 0]);
    expect(await of('Overheads of the total construction cost')).toEqual(['450.00', 0, 0]);
  });

  it('is taken of its own section where its words say so', async () => {
    const { amount, source } = await lastOf([
      percent('Small works, of this section', '10', { section: 'B' }),
    ]);
    expect([amount, source]).toEqual(['50.00', '10 % of the lines above it in its section, 500.00']);
  });

  it('is read from the words of a sum without a price', async () => {
    const { amount, unitPrice } = await lastOf([
      { description: 'Add 2.5% contingency on the above', quantity: null, unit: 'LS' },
    ]);
    expect([amount, unitPrice]).toEqual(['112.50', '45']);
  });

  it('on a prime cost sum is taken of that sum', async () => {
    const { amount } = await lastOf([
      { description: 'P.C. sum for lifts', quantity: null, unit: 'sum', amount: '10000' },
      percent('Add for profit', '5'),
    ]);
    expect(amount).toBe('500.00');
  });

  it('goes on from an earlier percentage', async () => {
    const { amount, net } = await lastOf([
      percent('Overheads on the above', '10'),
      percent('Profit on the above', '10'),
    ]);
    expect([amount, net]).toEqual(['495.00', '5445.00']);
  });

  it('is asked about where the text does not say of what, with what each answer makes', async () => {
    const line = percent('Contingency', '5', { section: 'B' });
    const { amount, questions, issues } = await lastOf([line]);
    expect(amount).toBe('225.00');
    expect(questions[0]?.options.map(({ value, costDelta }) => [value, costDelta?.amount])).toEqual([
      ['above', '0.00'],
      ['section', '-200.00'],
      ['all', '0.00'],
      ['none', '-225.00'],
    ]);
    expect(issues[0]?.message).toContain('does not say what its percentage is taken of');
    const topic = questions[0]?.topic ?? '';
    expect(await lastOf([line], { [topic]: 'section' })).toMatchObject({ amount: '25.00', issues: [] });
    expect(await lastOf([line], { [topic]: 'none' })).toMatchObject({ amount: null, net: '4500.00' });
  });

  it('is told to lack neither quantity nor rate nor unit, since others price it', async () => {
    const lacking = async (line: LineFields) => {
      const { estimate } = await runEstimating(makeTables(makeTable([...work, { item: '4', ...line }])));
      const last = estimate.lines.find(({ item }) => item === '4');
      return [
        last?.amount,
        estimate.issues
          .filter(({ code, message }) => /QUANTITY|RATE|UNIT/.test(code) && message.includes('Item 4'))
          .map(({ code }) => code),
      ];
    };
    expect(await lacking(percent('Add 10% of items 1 to 2', null))).toEqual(['400.00', []]);
    expect(await lacking(percent('Contingency on all of the above', null, { rate: '10' }))).toEqual([
      '450.00',
      [],
    ]);
    const sum = { description: 'Preliminaries, add 10% of items 1 to 2', quantity: '1' };
    expect(await lacking({ ...sum, unit: 'Item' })).toEqual(['400.00', []]);
    expect(await lacking({ ...sum, unit: null })).toEqual(['400.00', []]);
    // What is no share still lacks what it lacks.
    expect(await lacking({ description: 'Painting of doors', quantity: null, unit: 'm2' })).toEqual([
      null,
      expect.arrayContaining(['MISSING_QUANTITY', 'MISSING_RATE']),
    ]);
  });

  it('of items that do not exist is asked about', async () => {
    const { questions } = await lastOf([percent('Add on items 7 to 9', '10')]);
    expect(questions).toHaveLength(1);
  });

  it('keeps the amount that the document gives, and admixtures are no shares', async () => {
    expect((await lastOf([percent('Contingency', '5', { amount: '999' })])).amount).toBe('999.00');
    const { amount } = await lastOf([
      { description: 'Plaster with 10% lime of the above', quantity: '5', unit: 'm2', rate: '7' },
    ]);
    expect(amount).toBe('35.00');
  });
});
