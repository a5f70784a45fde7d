// Roster: the agents of this server, in the order of the pipeline.

import { advisor } from './advisor/advisor.ts';
import type { Agent } from './agent.ts';
import { estimator } from './estimator.ts';
import { exporter } from './exporter.ts';
import { fileReader } from './file-reader.ts';
import { scopeAnalyzer } from './scope-analyzer.ts';
import { takeoffCalculator } from './takeoff-calculator.ts';
import { tradeMapper } from './trade-mapper.ts';

export const roster: readonly Agent[] = [
  fileReader,
  tradeMapper,
  scopeAnalyzer,
  takeoffCalculator,
  estimator,
  exporter,
  advisor,
];
