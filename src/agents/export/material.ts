// Material: all that an export says, gathered from the results of the agents before.

import { Fault } from '../../base/fault.ts';
import type { TableLine } from '../../documents/document.ts';
import type { ExtractedTables, SkippedDocument } from '../../documents/extracted-tables.ts';
import type { Estimate, EstimateIssue, ScopeReport, Takeoff } from '../../estimating/estimate.ts';
import { minorDigits } from '../../estimating/money.ts';
import type { Severity } from '../../events/shapes.ts';
import type { AgentContext } from '../agent.ts';
import { projectNameOf } from './project-name.ts';

/** Plain data, so that it can go to another thread. */
export interface ExportMaterial {
  project: string;
  /** RFC 3339: when the work began that the export belongs to. */
  preparedAt: string;
  documents: { id: string; name: string; kind: string; byteSize: number; sha256: string }[];
  /** Documents that the estimate knows nothing of. */
  skipped: SkippedDocument[];
  estimate: Estimate;
  /** Digits after the point of the estimate's currency. */
  digits: number;
  takeoff: Takeoff | null;
  scope: ScopeReport | null;
  /** Of all agents, the gravest first, each once. */
  issues: EstimateIssue[];
  /** What the documents themselves say of a line, by line id. */
  stated: ReadonlyMap<string, TableLine>;
}

/** @throws INVALID_INPUT when there is no estimate, or its currency is none. */
export function gatherMaterial(context: AgentContext): ExportMaterial {
  const estimate = context.inputs.estimate as Estimate | undefined;
  if (estimate === undefined) {
    throw new Fault('INVALID_INPUT', 'There is no estimate to export; run the estimator first.');
  }
  const takeoff = (context.inputs.takeoff as Takeoff | undefined) ?? null;
  const scope = (context.inputs.scope_report as ScopeReport | undefined) ?? null;
  const extracted = context.inputs.extracted_tables as ExtractedTables | undefined;
  const read = extracted?.documents ?? [];
  return {
    project: projectNameOf(read, context.documents),
    preparedAt: context.startedAt,
    documents: context.documents.map(({ id, name, kind, byteSize, sha256 }) => ({
      id,
      name,
      kind,
      byteSize,
      sha256,
    })),
    skipped: extracted?.skipped ?? [],
    estimate,
    digits: minorDigits(estimate.currency),
    takeoff,
    scope,
    issues: mergeIssues([estimate.issues, scope?.issues ?? [], takeoff?.issues ?? []]),
    stated: new Map(
      read.flatMap((document) =>
        document.tables.flatMap((table) => table.lines.map((line) => [line.id, line])),
      ),
    ),
  };
}

const gravity: Severity[] = ['critical', 'high', 'medium', 'low'];

/** An agent may hand on what another one found: the same words of the same place are one issue. */
function mergeIssues(lists: EstimateIssue[][]): EstimateIssue[] {
  const byWords = new Map<string, EstimateIssue>();
  for (const issue of lists.flat()) {
    const { documentId, sheet, page, row } = issue.source ?? {
      documentId: null,
      sheet: null,
      page: null,
      row: null,
    };
    const words = JSON.stringify([issue.code, issue.message, documentId, sheet, page, row]);
    if (!byWords.has(words)) byWords.set(words, issue);
  }
  return [...byWords.values()].sort((a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity));
}
