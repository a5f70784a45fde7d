import { describe, expect, it } from 'vitest';
import { tradeMapper } from '../../src/agents/trade-mapper.ts';
import type { TradeMap } from '../../src/estimating/estimate.ts';
import { type LineFields, makeTable, makeTables } from '../estimating/make-bill.ts';
import { drive } from './drive-agent.ts';

const map = async (lines: LineFields[], answers: Record<string, string> = {}) => {
  const driven = await drive(
    tradeMapper,
    { inputs: { extracted_tables: makeTables(makeTable(lines)) } },
    answers,
  );
  return { ...driven, lines: (driven.output as TradeMap).lines };
};
/** Words that say nothing of a trade. */
const vague = ['Blanking plate set, grade B', 'Blanking plate set, grade C'];

describe('trade mapper', () => {
  it('gives every bill line one entry, in order, with the table that it is from', async () => {
    const { lines, result } = await map([
      { description: 'Brick wall', section: 'MASONRY' },
      { description: 'Emulsion paint, two coats' },
    ]);
    expect(lines.map(({ lineId, tableId, trade, method }) => [lineId, tableId, trade, method])).toEqual([
      ['bill:2', 'bill', 'masonry', 'heading'],
      ['bill:3', 'bill', 'painting', 'rules'],
    ]);
    expect(result.outputs[0]).toMatchObject({ kind: 'trade_map', mediaType: 'application/json' });
  });

  it('asks once about lines that are alike', async () => {
    const { questions, lines } = await map(vague.map((description) => ({ description })));
    expect(questions).toHaveLength(1);
    const [question] = questions;
    expect(question).toMatchObject({
      topic: 'trade_assignment:bill:2',
      decisionType: 'trade_assignment',
      canSkip: true,
    });
    expect(lines).toHaveLength(2);
  });

  it('assigns lines that it knows nothing of to no trade unless a person does, and offers its three guesses', async () => {
    for (const description of ['Quux frame', 'Deduct openings', ...vague]) {
      const { questions, lines } = await map([{ description }]);
      const [question] = questions;
      expect(question?.options).toHaveLength(4);
      expect(question?.options.at(-1)).toMatchObject({ value: 'unassigned', label: 'None of these' });
      expect(question?.defaultOption).toBe('unassigned');
      expect(lines[0]).toMatchObject({ trade: 'unassigned' });
      expect(lines[0]?.confidence).toBeLessThan(0.3);
      // The guesses still say where to look for a price.
      expect(lines[0]?.alternatives.map(({ trade }) => trade)).toEqual(
        expect.arrayContaining(question?.options.slice(0, 3).map(({ value }) => value) ?? []),
      );
    }
  });

  it('puts all lines of a cluster under the default when nobody answers', async () => {
    const alike = ['Gate of steel', 'Fence of steel posts to path'];
    const alone = await Promise.all(alike.map((description) => map([{ description }])));
    expect(new Set(alone.map(({ lines: [line] }) => line?.trade)).size).toBe(2);
    const { questions, lines } = await map(alike.map((description) => ({ description })));
    expect(questions).toHaveLength(1);
    expect(lines.map(({ trade }) => trade)).toEqual(alike.map(() => questions[0]?.defaultOption));
    expect(lines[1]?.confidence).toBeLessThan(0.6);
  });

  it('has the likeliest trade as default where it is only unsure', async () => {
    const candidates = ['Ladder in manhole', 'Roof ladder', 'Tank ladder'];
    const runs = await Promise.all(candidates.map((description) => map([{ description }])));
    const unsure = runs.find(
      ({ questions: [asked] }) => asked !== undefined && asked.defaultOption !== 'unassigned',
    );
    const { questions, lines } = unsure as (typeof runs)[number];
    expect(questions[0]?.options).toHaveLength(3);
    expect(questions[0]?.defaultOption).toBe(questions[0]?.options[0]?.value);
    expect(lines[0]?.trade).toBe(questions[0]?.defaultOption);
  });

  it('puts all lines of a cluster where a person says', async () => {
    const first = await map(vague.map((description) => ({ description })));
    const chosen = first.questions[0]?.options[1]?.value as string;
    const { lines } = await map(
      vague.map((description) => ({ description })),
      { 'trade_assignment:bill:2': chosen },
    );
    expect(lines.map(({ trade, confidence, method }) => [trade, confidence, method])).toEqual([
      [chosen, 1, 'person'],
      [chosen, 1, 'person'],
    ]);
  });

  it('takes what was learned of the same words, before a heading and after a code, and asks nothing', async () => {
    const learnedTrade = (text: string) => (/plate/i.test(text) ? 'hvac' : null);
    const tables = makeTables(
      makeTable([
        { description: vague[0] as string },
        { description: vague[1] as string, section: 'MASONRY' },
        { description: 'Plate', code: '26 05 00' },
        { description: 'Brick wall', section: 'MASONRY' },
      ]),
    );
    const { output, questions } = await drive(tradeMapper, {
      inputs: { extracted_tables: tables },
      learnedTrade,
    });
    expect(questions).toEqual([]);
    expect((output as TradeMap).lines.map(({ trade, method }) => [trade, method])).toEqual([
      ['hvac', 'learned'],
      ['hvac', 'learned'],
      ['electrical', 'code'],
      ['masonry', 'heading'],
    ]);
    expect((output as TradeMap).lines[0]?.confidence).toBe(0.95);
  });

  it('teaches what a person answered for every line of the cluster, and nothing that was not answered', async () => {
    const lines = [...vague.map((description) => ({ description })), { description: 'Brick wall' }];
    const asked = await map(lines);
    expect(asked.result.lessons).toEqual([]);
    const trade = asked.questions[0]?.options[1]?.value as string;
    const { result } = await map(lines, { 'trade_assignment:bill:2': trade });
    expect(result.lessons).toEqual(vague.map((text) => ({ text, trade })));
    const none = await map(lines, { 'trade_assignment:bill:2': 'unassigned' });
    expect(none.result.lessons).toEqual([]);
  });

  it('asks nothing about clear lines and never more than three questions', async () => {
    expect((await map([{ description: 'Duplex receptacle 20 A' }])).questions).toEqual([]);
    const words = ['Omphalos', 'Quiddity', 'Zeugma', 'Xyster', 'Kvetch', 'Jentacular', 'Borborygmus'];
    expect((await map(words.map((description) => ({ description })))).questions.length).toBeLessThanOrEqual(
      3,
    );
  });

  it('asks the same topics when it is run again', async () => {
    const topics = async () =>
      (await map(vague.map((description) => ({ description })))).questions.map(({ topic }) => topic);
    expect(await topics()).toEqual(await topics());
  });

  it('reports progress from the lines done, which never falls and ends at 100', async () => {
    const { progress } = await map(
      Array.from({ length: 200 }, (_, index) => ({ description: `Brick wall ${index}` })),
    );
    const counted = progress
      .filter(({ substep }) => substep === 'processing')
      .map(({ itemsProcessed }) => itemsProcessed);
    expect(counted).toEqual([20, 40, 60, 80, 100, 120, 140, 160, 180, 200]);
    const percentages = progress.map(({ percentage }) => percentage);
    expect(percentages).toEqual([...percentages].sort((a, b) => a - b));
    expect(percentages.at(-1)).toBe(100);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('cancelled'));
    const inputs = { extracted_tables: makeTables(makeTable([{ description: 'Brick wall' }])) };
    await expect(drive(tradeMapper, { inputs, signal: stop.signal })).rejects.toThrow('cancelled');
  });

  it('lets others have a turn while thousands of lines are mapped', async () => {
    const lines = Array.from({ length: 2000 }, (_, index) => ({
      description: `Brick wall in cement mortar ${index}`,
    }));
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const { lines: mapped } = await map(lines);
    clearInterval(timer);
    expect(mapped).toHaveLength(2000);
    expect(turns).toBeGreaterThan(5);
  });
});
