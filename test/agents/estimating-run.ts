// Runs the agents from the tables to the estimate, one after another, as the manager would.

import type { AgentContext, EstimateSettings, Reply } from '../../src/agents/agent.ts';
import { estimator } from '../../src/agents/estimator.ts';
import { scopeAnalyzer } from '../../src/agents/scope-analyzer.ts';
import { takeoffCalculator } from '../../src/agents/takeoff-calculator.ts';
import { tradeMapper } from '../../src/agents/trade-mapper.ts';
import type { ExtractedTables } from '../../src/documents/extracted-tables.ts';
import type { Estimate } from '../../src/estimating/estimate.ts';
import { type Drive, drive } from './drive-agent.ts';

export interface EstimatingRun {
  trades: Drive;
  scope: Drive;
  takeoff: Drive;
  priced: Drive;
  estimate: Estimate;
  inputs: AgentContext['inputs'];
}

export async function runEstimating(
  tables: ExtractedTables,
  options: {
    settings?: Partial<EstimateSettings>;
    answers?: Record<string, string>;
    earlier?: Estimate;
  } = {},
): Promise<EstimatingRun> {
  const answers = options.answers ?? {};
  const settings = { currency: 'USD', region: 'Indiana', markups: [], formats: [], ...options.settings };
  const answerTo = (topic: string): Reply | null =>
    answers[topic] === undefined ? null : { outcome: 'answered', values: [answers[topic]] };
  let inputs: AgentContext['inputs'] = {
    extracted_tables: tables,
    ...(options.earlier ? { estimate: options.earlier } : {}),
  };
  const run = (agent: Parameters<typeof drive>[0]) => drive(agent, { inputs, settings, answerTo }, answers);

  const trades = await run(tradeMapper);
  inputs = { ...inputs, trade_map: trades.output };
  const scope = await run(scopeAnalyzer);
  const takeoff = await run(takeoffCalculator);
  inputs = { ...inputs, scope_report: scope.output, takeoff: takeoff.output };
  const priced = await run(estimator);
  return { trades, scope, takeoff, priced, estimate: priced.output as Estimate, inputs };
}
