// Exporter: asks for approval, then writes the estimate as files to take away.

import Big from 'big.js';
import { Fault } from '../base/fault.ts';
import { showMoney, toMinor } from '../estimating/money.ts';
import {
  type AgentContext,
  type AgentInput,
  type AgentReport,
  type AgentResult,
  type AgentRun,
  ask,
  defineAgent,
  type Output,
  progress,
  type Question,
  type Reply,
} from './agent.ts';
import { type ExportMaterial, gatherMaterial } from './export/material.ts';
import type { Format } from './export/write-files.ts';
import { writeInThread } from './export/write-in-thread.ts';

/** Percentage after which a person is asked. */
const checkedAt = 5;

/**
 * Gives one file per format asked for; nothing, and `stop`, when the estimate is not approved.
 * @throws INVALID_INPUT when there is no estimate or no format; AGENT_FAILED when writing takes too much memory.
 */
export const exporter = defineAgent({
  name: 'exporter',
  title: 'Exporter',
  description: 'Has the estimate approved and writes it as XLSX with live formulas, PDF, CSV and JSON.',
  stage: 'Output Management',
  needs: ['estimate'],
  gives: ['export_xlsx', 'export_csv', 'export_json', 'export_pdf'],
  milestone: 'exportReady',
  timeoutMs: 120_000,
  maxAttempts: 3,
  run: runExporter,
});

async function* runExporter(context: AgentContext): AgentRun {
  const material = gatherMaterial(context);
  const formats = [...new Set(context.settings.formats)];
  if (formats.length === 0)
    throw new Fault('INVALID_INPUT', 'Choose at least one format: XLSX, PDF, CSV or JSON.');
  const lineCount = material.estimate.lines.length;
  yield progress('validating', checkedAt, {
    operation: `Checked ${lineCount} lines and ${material.issues.length} issues`,
    itemsProcessed: lineCount,
    itemsTotal: lineCount,
  });
  const reply = yield* ask(approvalOf(material, formats));
  if (!isApproval(reply)) return notApproved(reply);
  return yield* writeExport(material, formats, context.signal);
}

function approvalOf(
  material: ExportMaterial,
  formats: Format[],
): Pick<Question, 'topic' | 'decisionType' | 'prompt' | 'options'> & Partial<Question> {
  const { estimate, issues } = material;
  const [low, likely, high] = [estimate.low, estimate.likely, estimate.high].map((amount) =>
    showMoney(toMinor(new Big(amount), estimate.currency), estimate.currency),
  );
  const open = issues.length === 1 ? '1 issue is open' : `${issues.length || 'No'} issues are open`;
  // The document's own rates have no spread, and a range of one figure would only look like an error.
  const range = low === likely && likely === high ? '' : `${low} to ${high}, `;
  const unpriced = estimate.lines.filter((line) => line.amount === null).length;
  const gaps =
    unpriced === 0
      ? ''
      : `${unpriced} of ${estimate.lines.length} lines ${unpriced === 1 ? 'has no price and counts' : 'have no price and count'} nothing. `;
  const files = formats.map((format) => format.toUpperCase()).join(', ');
  return {
    topic: 'approve_estimate',
    decisionType: 'approve_estimate',
    prompt: `Approve the estimate of ${likely} (${range}AACE class ${estimate.class}) for export? ${gaps}${open}.`,
    options: [
      {
        value: 'approve',
        label: 'Approve and export',
        effect: `Writes the estimate as ${files}.`,
        costDelta: null,
      },
      {
        value: 'reject',
        label: 'Reject',
        effect: 'Ends the run without files; the estimate stays and can be changed.',
        costDelta: null,
      },
    ],
    context: {
      currency: estimate.currency,
      low: estimate.low,
      likely: estimate.likely,
      high: estimate.high,
      net: estimate.net.likely,
      class: estimate.class,
      lines: estimate.lines.length,
      linesWithoutPrice: unpriced,
      openIssues: issues.length,
      graveIssues: issues.filter(({ severity }) => severity === 'high' || severity === 'critical').length,
    },
    defaultOption: 'approve',
    canSkip: false,
    affectsWorkflow: true,
    waitsForever: true,
  };
}

function isApproval(reply: Reply | null): boolean {
  return (
    (reply?.outcome === 'answered' || reply?.outcome === 'defaulted') &&
    reply.values.length === 1 &&
    reply.values[0] === 'approve'
  );
}

function notApproved(reply: Reply | null): AgentResult {
  const rejected = reply?.values.includes('reject') ?? false;
  const reason = rejected ? 'The estimate was rejected.' : 'The estimate was not approved.';
  return {
    outputs: [],
    summary: `${reason} Nothing was exported.`,
    confidence: null,
    factors: [],
    tokensProcessed: 0,
    stop: { reason },
  };
}

async function* writeExport(
  material: ExportMaterial,
  formats: Format[],
  signal: AbortSignal,
): AsyncGenerator<AgentReport, AgentResult, AgentInput> {
  const outputs: Output[] = [];
  for await (const report of writeInThread(material, formats, signal)) {
    if (report.kind === 'file') {
      outputs.push(report.output);
      continue;
    }
    yield progress(report.substep, checkedAt + Math.round((100 - checkedAt) * report.share), {
      operation: report.operation,
      itemsProcessed: report.done,
      itemsTotal: report.total,
    });
  }
  if (outputs.length < formats.length) {
    throw new Fault('AGENT_FAILED', 'The thread that writes the files ended before it was done.');
  }
  const lineCount = material.estimate.lines.length;
  return {
    outputs,
    summary: `Wrote ${outputs.map((output) => output.name).join(', ')} with ${lineCount} lines.`,
    confidence: null,
    factors: [],
    tokensProcessed: 0,
  };
}
