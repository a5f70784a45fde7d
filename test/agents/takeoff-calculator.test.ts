import { describe, expect, it } from 'vitest';
import type { Takeoff } from '../../src/estimating/estimate.ts';
import { type LineFields, makeDocument, makeTable, makeTables } from '../estimating/make-bill.ts';
import { runEstimating } from './estimating-run.ts';

const door: LineFields = {
  description: 'Flush door D1',
  section: 'DOORS',
  quantity: '12',
  unit: 'nos',
  rate: '250',
  amount: '3000',
};
const withSchedule = (count: string, bill: LineFields[] = [door], method: 'cell' | 'model' = 'cell') => {
  const schedule = makeTable([{ code: 'D1', description: 'Flush door', quantity: count, unit: 'nos' }], {
    id: 'schedule',
    kind: 'schedule',
    method,
  });
  return makeTables(makeTable(bill), [makeDocument('schedule', [schedule])]);
};

describe('take-off calculator', () => {
  it('asks which quantity holds when the schedule counts otherwise, with the money in it', async () => {
    const { takeoff } = await runEstimating(withSchedule('14'));
    const [question, ...others] = takeoff.questions;
    expect(others).toEqual([]);
    expect(question).toMatchObject({
      topic: 'quantity_conflict:bill:2',
      decisionType: 'quantity_conflict',
      affectsWorkflow: true,
      defaultOption: 'stated',
    });
    expect(question?.options.map(({ value, label, costDelta }) => [value, label, costDelta?.amount])).toEqual(
      [
        ['stated', '12 each, as the bill says', '0.00'],
        ['schedule', '14 each, from schedule.xlsx', '500.00'],
      ],
    );
  });

  it('keeps the stated quantity by default and takes the other when a person says so', async () => {
    const kept = (await runEstimating(withSchedule('14'))).takeoff.output as Takeoff;
    expect(kept.lines[0]).toMatchObject({ net: '12', method: 'stated' });
    const changed = await runEstimating(withSchedule('14'), {
      answers: { 'quantity_conflict:bill:2': 'schedule' },
    });
    expect((changed.takeoff.output as Takeoff).lines[0]).toMatchObject({
      net: '14',
      gross: '14',
      method: 'schedule',
    });
    expect(changed.estimate.lines[0]).toMatchObject({ quantity: '14', amount: '3500.00' });
  });

  it('is content with a difference of 2 % and no more', async () => {
    const many = { ...door, quantity: '100' };
    expect((await runEstimating(withSchedule('102', [many]))).takeoff.questions).toHaveLength(0);
    expect((await runEstimating(withSchedule('103', [many]))).takeoff.questions).toHaveLength(1);
  });

  it('tells a difference from a building model and asks nothing', async () => {
    const { takeoff } = await runEstimating(withSchedule('14', [door], 'model'));
    expect(takeoff.questions).toEqual([]);
    expect((takeoff.output as Takeoff).issues.map(({ code }) => code)).toEqual(['MODEL_DIFFERS']);
  });

  it('fills in a quantity that the bill leaves open', async () => {
    const { takeoff } = await runEstimating(withSchedule('14', [{ ...door, quantity: null }]));
    expect((takeoff.output as Takeoff).lines[0]).toMatchObject({ net: '14', method: 'schedule' });
    expect(takeoff.questions).toEqual([]);
  });

  it('asks for the largest amounts first and four times at most', async () => {
    const bill = [1, 9, 3, 7, 5, 2].map((rate, index) => ({
      description: `Slab ${index}`,
      section: 'CONCRETE',
      quantity: '60',
      unit: 'm2',
      rate: `${rate}`,
      dimensions: { number: null, length: '10', breadth: '5', depth: null },
    }));
    const { takeoff } = await runEstimating(makeTables(makeTable(bill)));
    expect(takeoff.questions.map(({ topic }) => topic)).toEqual(
      ['bill:3', 'bill:5', 'bill:6', 'bill:4'].map((id) => `quantity_conflict:${id}`),
    );
    expect((takeoff.output as Takeoff).issues.filter(({ code }) => code === 'QUANTITY_DIFFERS')).toHaveLength(
      6,
    );
  });

  it('asks what a unit with two meanings stands for, where a price hangs on it', async () => {
    const surface = { description: 'Hot mix asphalt surface course', section: 'ROADS', quantity: '100' };
    const topics = async (line: LineFields) =>
      (await runEstimating(makeTables(makeTable([line])))).takeoff.questions.map(({ topic }) => topic);
    expect(await topics({ ...surface, unit: 'T' })).toEqual(['unit_meaning:T']);
    expect(await topics({ ...surface, unit: 'T', rate: '90' })).toEqual([]);
    expect(await topics({ ...surface, unit: 'tonne' })).toEqual([]);
    const run = (answers: Record<string, string>, region: string | null) =>
      runEstimating(makeTables(makeTable([{ ...surface, unit: 'T' }])), { answers, settings: { region } });
    const { takeoff, estimate } = await run({}, null);
    const [question] = takeoff.questions;
    expect(question?.defaultOption).toBe('metric');
    const told = await run({ 'unit_meaning:T': 'us' }, null);
    expect([estimate.lines[0]?.unit, told.estimate.lines[0]?.unit]).toEqual(['t', 'ton']);
    expect((await run({}, 'Indiana')).estimate.lines[0]?.unit).toBe('ton');
    const delta = Number(question?.options[1]?.costDelta?.amount);
    const change = Number(told.estimate.lines[0]?.amount) - Number(estimate.lines[0]?.amount);
    expect(change).toBeLessThan(0);
    expect(delta).toBeCloseTo(change, 2);
  });
});
