// JSON: the whole estimate with its sources, for other programs.

import type { ExportMaterial } from './material.ts';

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const schemaVersion = 1;

/** UTF-8. Numbers of the estimate are decimal strings, as everywhere. */
export function estimateJson(material: ExportMaterial): Uint8Array {
  const { project, preparedAt, documents, skipped, estimate, takeoff, scope, issues } = material;
  const content = {
    schemaVersion,
    project,
    preparedAt,
    documents,
    skipped,
    estimate,
    takeoff,
    scope,
    issues,
  };
  return new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`);
}
