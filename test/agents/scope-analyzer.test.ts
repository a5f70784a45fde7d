import { describe, expect, it } from 'vitest';
import type { ScopeReport } from '../../src/estimating/estimate.ts';
import { makeDocument, makeTable, makeTables } from '../estimating/make-bill.ts';
import { runEstimating } from './estimating-run.ts';

const doors = makeTables(
  makeTable([
    {
      description: 'Flush wood door and frame',
      section: 'DOORS',
      quantity: '6',
      unit: 'EA',
      rate: '500',
      amount: '3000',
    },
    {
      description: 'Reinforced concrete footings',
      section: 'CONCRETE',
      quantity: '10',
      unit: 'm3',
      rate: '200',
      amount: '2000',
    },
  ]),
  [makeDocument('spec', [], [{ text: 'Formwork is by others.' }])],
);

describe('scope analyzer', () => {
  it('asks about missing work once per trade, and holds nothing up', async () => {
    const { scope } = await runEstimating(doors);
    expect(
      scope.questions.map(({ topic, affectsWorkflow, defaultOption }) => [
        topic,
        affectsWorkflow,
        defaultOption,
      ]),
    ).toEqual([
      ['missing_scope:concrete', false, 'exclude'],
      ['missing_scope:doors_windows', false, 'exclude'],
      ['missing_scope:painting', false, 'exclude'],
    ]);
    expect((scope.output as ScopeReport).missing.map(({ topic }) => topic)).toEqual([
      'reinforcement',
      'door hardware',
      'painting of doors',
    ]);
  });

  it('says what including the work would cost', async () => {
    const { scope } = await runEstimating(doors);
    const options = scope.questions.find(({ topic }) => topic === 'missing_scope:doors_windows')?.options;
    // Six hardware sets at 402.38 × 0.92184, the level of Indiana: 370.93 each.
    expect(options?.map(({ value, costDelta }) => [value, costDelta?.amount])).toEqual([
      ['exclude', '0.00'],
      ['include', '2225.58'],
      ['by_others', '0.00'],
    ]);
    expect(options?.[1]?.effect).toContain('6 each: 1 each for each of 6 each');
  });

  it('says nothing of a price where there is none', async () => {
    const rupees = makeTables(
      makeTable([{ description: 'Flush door', section: 'DOORS', quantity: '6', unit: 'nos' }], {
        currency: 'INR',
      }),
    );
    const { scope } = await runEstimating(rupees);
    expect(scope.questions[0]?.options.find(({ value }) => value === 'include')?.costDelta).toBeNull();
  });

  it('asks whether alternates count, with what they come to', async () => {
    const { scope } = await runEstimating(
      makeTables(
        makeTable([
          { description: 'Handrail', section: 'STEEL', quantity: '10', unit: 'm', rate: '50', amount: '500' },
          {
            description: 'Alternate 1: stainless steel handrail',
            section: 'STEEL',
            quantity: '10',
            unit: 'm',
            rate: '90',
            amount: '900',
          },
        ]),
      ),
    );
    const question = scope.questions.find(({ topic }) => topic === 'scope_confirmation:alternates');
    expect(question).toMatchObject({
      decisionType: 'scope_confirmation',
      affectsWorkflow: false,
      defaultOption: 'exclude',
    });
    expect(question?.options[1]?.costDelta).toEqual({ amount: '900.00', currency: 'USD' });
    expect(question?.context).toMatchObject({ sources: [{ documentName: 'bill.xlsx', row: 3 }] });
  });

  it('prices alternates that the document does not price, and says of how many nothing is known', async () => {
    const unpriced = { section: 'ALTERNATES', quantity: '10', unit: 'ft' };
    const bill = makeTable([
      { description: 'Ladder', section: 'STEEL', quantity: '10', unit: 'm', rate: '50', amount: '500' },
      { description: 'Stainless steel railing', ...unpriced },
      { description: 'Zorblax', ...unpriced },
    ]);
    const { scope, estimate } = await runEstimating(makeTables(bill), {
      answers: { 'scope_confirmation:alternates': 'include' },
    });
    const include = scope.questions.find(({ topic }) => topic === 'scope_confirmation:alternates')
      ?.options[1];
    // Priced in the estimate as the question said.
    const railing = estimate.lines[1]?.amount;
    expect(railing).toMatch(/^\d+\.\d\d$/);
    expect(include?.costDelta?.amount).toBe(railing);
    expect(include?.effect).toContain('1 line without a price');
  });

  it('asks about the trades first that come to most', async () => {
    const many = (quantity: string) =>
      makeTables(
        makeTable([
          { description: 'Reinforced concrete footings', section: 'CONCRETE', quantity, unit: 'm3' },
          { description: 'Aluminum door, glazed', section: 'DOORS', quantity: '6', unit: 'EA' },
        ]),
      );
    const order = async (quantity: string) =>
      (await runEstimating(many(quantity))).scope.questions.map(({ topic }) => topic);
    expect(await order('1')).toEqual(['missing_scope:doors_windows', 'missing_scope:concrete']);
    expect(await order('100')).toEqual(['missing_scope:concrete', 'missing_scope:doors_windows']);
  });

  it('says what is known of the cost when one of several missing works cannot be measured', async () => {
    const roof = makeTable([
      { description: 'Single-ply roofing membrane', section: 'ROOFING', quantity: '100', unit: 'm2' },
    ]);
    const { scope } = await runEstimating(makeTables(roof));
    const question = scope.questions.find(({ topic }) => topic === 'missing_scope:roofing');
    expect(question?.prompt).toContain('Sheet metal flashing, Gutters and downpipes');
    const include = question?.options.find(({ value }) => value === 'include');
    // 15 m of gutter at 8.89 per foot × 0.92184, rounded: 26.89 per metre.
    expect(include?.costDelta).toEqual({ amount: '403.35', currency: 'USD' });
    expect(include?.effect).toContain('15 m: 0.15 m for each of 100 m2');
    expect(include?.effect).toContain('Not in this figure and listed without a price: Sheet metal flashing.');
  });

  it('adds exactly what the question said when a person wants the work in', async () => {
    const roof = makeTables(
      makeTable([
        { description: 'Single-ply roofing membrane', section: 'ROOFING', quantity: '100', unit: 'm2' },
      ]),
    );
    const { estimate } = await runEstimating(roof, { answers: { 'missing_scope:roofing': 'include' } });
    const allowances = estimate.lines.filter(({ description }) => description.startsWith('Allowance: '));
    expect(allowances.map(({ description, quantity, amount }) => [description, quantity, amount])).toEqual([
      ['Allowance: Sheet metal flashing', '1', null],
      ['Allowance: Gutters and downpipes', '15', '403.35'],
    ]);
  });

  it('asks about eight trades at most and reports all that is missing', async () => {
    const rows = [
      ['Reinforced concrete footings', 'CONCRETE', 'm3'],
      ['Flush wood door', 'DOORS', 'nos'],
      ['Standing seam metal roof', 'ROOFING', 'm2'],
      ['Wash basin', 'PLUMBING', 'nos'],
      ['LED light fixture', 'ELECTRICAL', 'nos'],
      ['Asphalt surface course', 'ROADS', 't'],
      ['Gypsum board', 'PLASTER AND PARTITIONS', 'm2'],
      ['Excavation for footings', 'EARTHWORK', 'm3'],
    ].map(([description = '', section = '', unit = '']) => ({ description, section, unit, quantity: '10' }));
    const { scope } = await runEstimating(makeTables(makeTable(rows)));
    expect(scope.questions).toHaveLength(8);
    const trades = new Set((scope.output as ScopeReport).missing.map(({ trade }) => trade));
    expect(trades.size).toBeGreaterThan(8);
  });
});
