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
    ]);
    expect((scope.output as ScopeReport).missing.map(({ topic }) => topic)).toEqual([
      'reinforcement',
      'door hardware',
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
  });

  it('asks about four trades at most and reports all that is missing', async () => {
    const rows = [
      ['Reinforced concrete footings', 'CONCRETE', 'm3'],
      ['Flush wood door', 'DOORS', 'nos'],
      ['Standing seam metal roof', 'ROOFING', 'm2'],
      ['Wash basin', 'PLUMBING', 'nos'],
      ['LED light fixture', 'ELECTRICAL', 'nos'],
      ['Asphalt surface course', 'ROADS', 't'],
      ['Gypsum board', 'PLASTER AND PARTITIONS', 'm2'],
    ].map(([description = '', section = '', unit = '']) => ({ description, section, unit, quantity: '10' }));
    const { scope } = await runEstimating(makeTables(makeTable(rows)));
    expect(scope.questions).toHaveLength(4);
    const trades = new Set((scope.output as ScopeReport).missing.map(({ trade }) => trade));
    expect(trades.size).toBeGreaterThan(4);
  });
});
