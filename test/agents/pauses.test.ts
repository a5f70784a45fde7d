// Pauses: how much of a large bill an agent reads in one stretch, counted and not timed. The clock is turned on at
// every look, so that each place where an agent could pause is one where it does.

import { setImmediate as turn } from 'node:timers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AgentContext } from '../../src/agents/agent.ts';
import { estimator } from '../../src/agents/estimator.ts';
import { scopeAnalyzer } from '../../src/agents/scope-analyzer.ts';
import { takeoffCalculator } from '../../src/agents/takeoff-calculator.ts';
import { tradeMapper } from '../../src/agents/trade-mapper.ts';
import type { ExtractedTables } from '../../src/documents/extracted-tables.ts';
import { everydayLines } from '../estimating/everyday-lines.ts';
import { makeTable, makeTables } from '../estimating/make-bill.ts';
import { drive } from './drive-agent.ts';

const lineCount = 600;
const agents = [tradeMapper, scopeAnalyzer, takeoffCalculator, estimator];

beforeEach(() => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 10;
    return now;
  });
});
afterEach(() => vi.restoreAllMocks());

it('no agent reads the words of a bill through twice before others have their turn', async () => {
  const counter = { reads: 0 };
  let inputs: AgentContext['inputs'] = { extracted_tables: countedTables(counter) };
  for (const agent of agents) {
    // The scope asks about missing work, and including it is the most that the estimator can have to do.
    const answerTo = () => ({ outcome: 'answered' as const, values: ['include'] });
    const watch = watchTurns(counter);
    const { result, output } = await drive(agent, { inputs, answerTo });
    const longest = watch();
    expect([agent.name, longest <= lineCount * 1.5, longest]).toEqual([agent.name, true, longest]);
    inputs = { ...inputs, [result.outputs[0]!.kind]: output };
  }
  expect((inputs.estimate as { lines: unknown[] }).lines.length).toBeGreaterThan(lineCount);
}, 60_000);

/** Counts what is read between two turns of the event loop; the longest of all is returned when it is ended. */
function watchTurns(counter: { reads: number }): () => number {
  let longest = 0;
  let ended = false;
  const look = () => {
    longest = Math.max(longest, counter.reads);
    counter.reads = 0;
    if (!ended) turn(look);
  };
  look();
  return () => {
    ended = true;
    return Math.max(longest, counter.reads);
  };
}

/** A bill without prices whose lines count how often their words are read. */
function countedTables(counter: { reads: number }): ExtractedTables {
  const units = ['m3', 'm2', 'm', 'nr', 'kg'];
  const table = makeTable(
    Array.from({ length: lineCount }, (_, at) => ({
      item: String(at + 1),
      description: `${everydayLines[at % everydayLines.length]?.[1]}, part ${at + 1}`,
      quantity: String((at % 97) + 1),
      unit: units[at % units.length] ?? 'm',
    })),
  );
  for (const line of table.lines) {
    const words = line.description;
    Object.defineProperty(line, 'description', {
      enumerable: true,
      get() {
        counter.reads += 1;
        return words;
      },
    });
  }
  return makeTables(table);
}
