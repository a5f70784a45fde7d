// What an agent is given to work with, and where what it made is kept.

import { setImmediate } from 'node:timers/promises';
import type { AgentContext, AgentResult, DocumentHandle, EstimateSettings } from '../agents/agent.ts';
import { printJson } from '../base/json-slices.ts';
import type { Session, Workflow } from '../events/session.ts';
import type { ArtifactKind } from '../events/shapes.ts';
import type { Log } from '../log/log.ts';
import { lineageOf } from './lineage.ts';
import { basisOf, findResult } from './plan.ts';
import type { StoredOutput } from './react.ts';

/** Results that agents hand to each other, rather than to people. */
const dataKinds: ArtifactKind[] = ['extracted_tables', 'trade_map', 'scope_report', 'takeoff', 'estimate'];

/** The workflow's documents, whose bytes are read when they are asked for. */
export function documentsOf(log: Pick<Log, 'getBlob'>, workflow: Workflow): DocumentHandle[] {
  return workflow.request!.documents.map((one) => ({
    id: one.documentId,
    name: one.name,
    kind: one.kind,
    byteSize: one.byteSize,
    sha256: one.sha256,
    bytes: () => log.getBlob(one.sha256),
  }));
}

/** All results so far that were made from the same documents. */
export async function readInputs(
  log: Pick<Log, 'getBlob'>,
  session: Session,
  workflow: Workflow,
): Promise<AgentContext['inputs']> {
  const basis = basisOf(workflow.request!);
  const seen = lineageOf(session, workflow);
  const inputs: Partial<Record<ArtifactKind, unknown>> = {};
  for (const kind of dataKinds) {
    const found = findResult(seen, kind, basis);
    if (found === undefined) continue;
    const { buffer, byteOffset, byteLength } = await log.getBlob(found.sha256);
    const text = Buffer.from(buffer, byteOffset, byteLength).toString();
    inputs[kind] = JSON.parse(text);
    // Each of them may be of many megabytes, and others wait.
    await setImmediate();
  }
  return inputs;
}

/** Keeps what an agent made; the same bytes are kept once. @throws STORAGE_UNAVAILABLE */
export async function storeOutputs(log: Pick<Log, 'putBlob'>, result: AgentResult): Promise<StoredOutput[]> {
  const stored: StoredOutput[] = [];
  for (const output of result.outputs) {
    const { kind, name, mediaType } = output;
    const bytes = 'bytes' in output ? output.bytes : await printJson(output.json);
    stored.push({ kind, name, mediaType, byteSize: bytes.byteLength, sha256: await log.putBlob(bytes) });
  }
  return stored;
}

/** What the instruction sets for the estimate. */
export function settingsOf(workflow: Workflow): EstimateSettings {
  const intent = workflow.intent!;
  return {
    currency: intent.currency,
    region: intent.region,
    markups: intent.markups,
    formats: intent.formats.filter((one): one is EstimateSettings['formats'][number] =>
      ['xlsx', 'csv', 'json', 'pdf'].includes(one),
    ),
  };
}
