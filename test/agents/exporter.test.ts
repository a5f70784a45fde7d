import { describe, expect, it } from 'vitest';
import type { Question, Reply } from '../../src/agents/agent.ts';
import { exporter } from '../../src/agents/exporter.ts';
import { isFault } from '../../src/base/fault.ts';
import type { EstimateIssue } from '../../src/estimating/estimate.ts';
import { approve, bytesOf, contextOf, drive, line, place, smallEstimate } from './export/fixture.ts';

const settings = (...formats: ('xlsx' | 'csv' | 'json')[]) => ({
  settings: { currency: 'USD', region: null, markups: [], formats },
});

const issue = (severity: EstimateIssue['severity'], message: string): EstimateIssue => ({
  severity,
  code: 'MISSING_UNIT',
  message,
  source: place(7),
});

async function questionOf(context: Parameters<typeof drive>[0]): Promise<Question> {
  const { reports } = await drive(context, { outcome: 'answered', values: ['reject'] });
  const questions = reports.filter((report) => report.kind === 'question');
  expect(questions).toHaveLength(1);
  return questions[0]!;
}

describe('approval', () => {
  it('is asked with the total, its range, the class and the number of issues', async () => {
    const issues = [issue('low', 'One'), issue('high', 'Two')];
    const question = await questionOf(contextOf({ estimate: smallEstimate({ issues }) }));
    expect(question).toMatchObject({
      topic: 'approve_estimate',
      decisionType: 'approve_estimate',
      prompt:
        'Approve the estimate of USD 170.08 (USD 103.95 to USD 231.00, AACE class 5) for export? 1 of 4 lines has no price and counts nothing. 2 issues are open.',
      context: { likely: '170.08', lines: 4, linesWithoutPrice: 1, openIssues: 2, graveIssues: 1 },
    });
  });

  it('names one figure where low, likely and high are the same', async () => {
    const same = { low: '3000.00', likely: '3000.00', high: '3000.00' };
    const estimate = smallEstimate({ ...same, lines: [line('1')] });
    expect((await questionOf(contextOf({ estimate }))).prompt).toBe(
      'Approve the estimate of USD 3,000.00 (AACE class 5) for export? No issues are open.',
    );
  });

  it('says how many lines have no price', async () => {
    const lines = [line('1'), line('2', { amount: null }), line('3', { amount: null })];
    expect((await questionOf(contextOf({ estimate: smallEstimate({ lines }) }))).prompt).toContain(
      '2 of 3 lines have no price and count nothing.',
    );
  });

  it('waits for ever, holds the run up and cannot be skipped', async () => {
    const question = await questionOf(contextOf({ estimate: smallEstimate() }));
    expect(question).toMatchObject({
      waitsForever: true,
      affectsWorkflow: true,
      canSkip: false,
      multiple: false,
      defaultOption: 'approve',
    });
  });

  it('says what each option does, with the formats that were asked for', async () => {
    const question = await questionOf(contextOf({ estimate: smallEstimate() }, settings('csv', 'json')));
    expect(question.options.map(({ value, effect }) => [value, effect])).toEqual([
      ['approve', 'Writes the estimate as CSV, JSON.'],
      ['reject', 'Ends the run without files; the estimate stays and can be changed.'],
    ]);
  });

  it('counts an issue once that several agents handed on', async () => {
    const shared = issue('high', 'The unit is missing.');
    const inputs = {
      estimate: smallEstimate({ issues: [shared] }),
      takeoff: { lines: [], issues: [structuredClone(shared)] },
    };
    expect((await questionOf(contextOf(inputs))).context.openIssues).toBe(1);
  });

  it('comes before anything is written', async () => {
    const run = exporter.run(contextOf({ estimate: smallEstimate() }));
    expect((await run.next()).value).toMatchObject({ kind: 'progress', substep: 'validating' });
    expect((await run.next()).value).toMatchObject({ kind: 'question' });
    await run.return(undefined as never);
  });

  it('withheld stops the work without files', async () => {
    const { result } = await drive(contextOf({ estimate: smallEstimate() }), {
      outcome: 'answered',
      values: ['reject'],
    });
    expect(result.outputs).toEqual([]);
    expect(result.stop).toEqual({ reason: 'The estimate was rejected.' });
  });

  it('is not given by a decision that was skipped, expired, withdrawn or answered with something else', async () => {
    const replies: Reply[] = [
      { outcome: 'skipped', values: [] },
      { outcome: 'expired', values: [] },
      { outcome: 'withdrawn', values: ['approve'] },
      { outcome: 'answered', values: ['approve', 'reject'] },
    ];
    for (const reply of replies) {
      const { result } = await drive(contextOf({ estimate: smallEstimate() }), reply);
      expect(result.outputs, reply.outcome).toEqual([]);
      expect(result.stop, reply.outcome).toBeDefined();
    }
  });

  it('may be given by default on request', async () => {
    const reply: Reply = { outcome: 'defaulted', values: ['approve'] };
    const { result } = await drive(contextOf({ estimate: smallEstimate() }, settings('csv')), reply);
    expect(result.outputs).toHaveLength(1);
  });
});

describe('files', () => {
  it('are named after the project, one for each format, in the order asked for', async () => {
    const { result } = await drive(
      contextOf({ estimate: smallEstimate() }, settings('json', 'xlsx', 'csv', 'json')),
    );
    expect(result.outputs.map(({ kind, name, mediaType }) => [kind, name, mediaType])).toEqual([
      ['export_json', 'mill-lane-depot-estimate.json', 'application/json'],
      [
        'export_xlsx',
        'mill-lane-depot-estimate.xlsx',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ],
      ['export_csv', 'mill-lane-depot-estimate.csv', 'text/csv; charset=utf-8'],
    ]);
    expect(result.stop).toBeUndefined();
  });

  it('have the same bytes for the same work', async () => {
    const once = await drive(contextOf({ estimate: smallEstimate() }));
    const again = await drive(contextOf({ estimate: smallEstimate() }));
    for (const kind of ['export_xlsx', 'export_csv', 'export_json'] as const) {
      const [one, other] = [bytesOf(once.result.outputs, kind), bytesOf(again.result.outputs, kind)];
      expect(Buffer.compare(one, other), kind).toBe(0);
    }
  });

  it('carry the date of the work, not of the writing', async () => {
    const startedAt = '2026-03-02T10:11:12.000Z';
    const { result } = await drive(
      contextOf({ estimate: smallEstimate() }, { startedAt, ...settings('xlsx') }),
    );
    // Day, month and year since 1980 above hours, minutes and pairs of seconds.
    const stamp = ((46 << 25) | (3 << 21) | (2 << 16) | (10 << 11) | (11 << 5) | 6) >>> 0;
    expect(Buffer.from(bytesOf(result.outputs, 'export_xlsx')).readUInt32LE(10)).toBe(stamp);
  });

  it('take 5,000 lines', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => line(`${index}`));
    const { result } = await drive(
      contextOf({ estimate: smallEstimate({ lines }) }, settings('xlsx', 'csv')),
    );
    const csv = new TextDecoder().decode(bytesOf(result.outputs, 'export_csv'));
    expect(csv.split('\r\n')).toHaveLength(5002);
    expect(bytesOf(result.outputs, 'export_xlsx').byteLength).toBeGreaterThan(100_000);
  });
});

describe('progress', () => {
  it('never falls, counts sheets and rows, and ends at 100', async () => {
    const { reports } = await drive(contextOf({ estimate: smallEstimate() }));
    const steps = reports.filter((report) => report.kind === 'progress');
    const percentages = steps.map((step) => step.percentage);
    expect(percentages).toEqual(percentages.toSorted((a, b) => a - b));
    expect(percentages.at(-1)).toBe(100);
    const formatting = steps.filter((step) => step.substep === 'formatting');
    expect(formatting.map((step) => [step.itemsProcessed, step.itemsTotal])).toEqual(
      [1, 2, 3, 4, 5, 6].map((sheet) => [sheet, 6]),
    );
    expect(formatting[1]?.operation).toBe('Laid out the sheet Lines');
    const last = steps.at(-1)!;
    expect(last.itemsProcessed).toBe(last.itemsTotal);
  });
});

describe('refusals', () => {
  it('names a missing estimate', async () => {
    const failure = await drive(contextOf({})).catch((error) => error);
    expect(isFault(failure, 'INVALID_INPUT')).toBe(true);
  });

  it('names a missing format before anybody is asked', async () => {
    const run = exporter.run(contextOf({ estimate: smallEstimate() }, settings()));
    const failure = await run.next().catch((error) => error);
    expect(isFault(failure, 'INVALID_INPUT')).toBe(true);
  });

  it('ends with the signal’s reason when the work is called off', async () => {
    const controller = new AbortController();
    const run = exporter.run(contextOf({ estimate: smallEstimate() }, { signal: controller.signal }));
    await run.next();
    await run.next();
    expect((await run.next(approve)).value).toMatchObject({ substep: 'formatting' });
    controller.abort(new Error('called off'));
    await expect(async () => {
      for (let step = await run.next(); !step.done; step = await run.next());
    }).rejects.toThrow('called off');
  });
});
