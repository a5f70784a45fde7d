// Artifact kinds: what each is in words, and in which order people want them.

import type { ArtifactKind, ArtifactPartsFragment } from '../generated/graphql.ts';

export const kindWords: Record<ArtifactKind, string> = {
  EXPORT_XLSX: 'Workbook with formulas',
  EXPORT_PDF: 'Report to print',
  EXPORT_CSV: 'Lines as CSV',
  EXPORT_JSON: 'Estimate as JSON',
  TRANSCRIPT: 'What models were asked',
  ESTIMATE: 'Priced estimate, as data',
  TAKEOFF: 'Quantities',
  SCOPE_REPORT: 'Inclusions and exclusions',
  TRADE_MAP: 'Trades of the lines',
  EXTRACTED_TABLES: 'What was read',
};

/** Finished files in the order people want them. */
const finished: readonly ArtifactKind[] = ['EXPORT_XLSX', 'EXPORT_PDF', 'EXPORT_CSV', 'EXPORT_JSON'];

/** The last part of its name: «XLSX». */
export function formatOf({ name }: Pick<ArtifactPartsFragment, 'name'>): string {
  const end = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1];
  return end === undefined ? 'FILE' : end.toUpperCase();
}

type Group = readonly ArtifactPartsFragment[];

/** Finished files since a time, those before it, newest first, and what led to them since then. */
export function grouped(
  artifacts: Group,
  since: string | null,
): { files: Group; earlier: Group; between: Group } {
  const begin = since === null ? -Infinity : Date.parse(since);
  const isNew = ({ createdAt }: ArtifactPartsFragment) => Date.parse(createdAt) >= begin;
  const isFile = ({ kind }: ArtifactPartsFragment) => finished.includes(kind);
  return {
    files: artifacts
      .filter((one) => isFile(one) && isNew(one))
      .sort((a, b) => finished.indexOf(a.kind) - finished.indexOf(b.kind)),
    earlier: artifacts.filter((one) => isFile(one) && !isNew(one)).reverse(),
    between: artifacts.filter((one) => !isFile(one)).reverse(),
  };
}
