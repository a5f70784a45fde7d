// Run agents: takes files through file_reader, trade_mapper, scope_analyzer and takeoff_calculator, as the manager would.

import type { DocumentHandle, Question } from '../../src/agents/agent.ts';
import { fileReader } from '../../src/agents/file-reader.ts';
import { scopeAnalyzer } from '../../src/agents/scope-analyzer.ts';
import { takeoffCalculator } from '../../src/agents/takeoff-calculator.ts';
import { tradeMapper } from '../../src/agents/trade-mapper.ts';
import type { ExtractedTables } from '../../src/documents/extracted-tables.ts';
import { sniffDocument } from '../../src/documents/sniff.ts';
import type { EstimateIssue, ScopeReport, Takeoff, TradeMap } from '../../src/estimating/estimate.ts';
import { drive } from '../../test/agents/drive-agent.ts';

export interface Outcome {
  tables: ExtractedTables;
  trades: TradeMap;
  scope: ScopeReport;
  takeoff: Takeoff;
  issues: EstimateIssue[];
  /** Those of file_reader. */
  questions: Question[];
}

/** Every question is closed with its default. Null when nothing could be read. */
export async function runAgents(files: { name: string; bytes: Uint8Array }[]): Promise<Outcome | null> {
  const documents = await Promise.all(
    files.map(async ({ name, bytes }, index): Promise<DocumentHandle> => {
      const { kind } = await sniffDocument(bytes, name);
      const id = `document_${index + 1}`;
      return { id, name, kind, byteSize: bytes.byteLength, sha256: '', bytes: async () => bytes };
    }),
  );
  const read = await drive(fileReader, { documents });
  if (read.output === null) return null;
  const tables = read.output as ExtractedTables;
  const trades = (await drive(tradeMapper, { inputs: { extracted_tables: tables } })).output as TradeMap;
  const inputs = { extracted_tables: tables, trade_map: trades };
  const scope = (await drive(scopeAnalyzer, { inputs })).output as ScopeReport;
  const takeoff = (await drive(takeoffCalculator, { inputs })).output as Takeoff;
  const issues = [...scope.issues, ...takeoff.issues];
  return { tables, trades, scope, takeoff, issues, questions: read.questions };
}
