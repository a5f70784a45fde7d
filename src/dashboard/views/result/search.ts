// Search: which of the lines or issues that are there a person wants to see.

import type {
  EstimateIssuePartsFragment,
  EstimateLinePartsFragment,
  Severity,
} from '../../generated/graphql.ts';
import { severities } from './figures.ts';

export type Line = EstimateLinePartsFragment;
export type Issue = EstimateIssuePartsFragment;

/** Nothing can be reckoned with it. */
export const isUnpriced = ({ unitPrice, amount }: Line) => unitPrice == null || amount == null;

/** Lines that have every word somewhere in what is shown of them, whatever its case. */
export function linesWith(lines: readonly Line[], text: string, onlyUnpriced: boolean): readonly Line[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && !onlyUnpriced) return lines;
  return lines.filter((line) => {
    if (onlyUnpriced && !isUnpriced(line)) return false;
    const { item, description, section, source } = line;
    // The place in the document is no word of the price.
    const price = line.priceBasis === 'document' ? null : line.priceSource;
    const all = [item, description, section, price, source.documentName].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** The most severe first, otherwise as they came. */
export function bySeverity(issues: readonly Issue[]): Issue[] {
  return [...issues].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

/** Those that occur, the most severe first, with how often. */
export function severityCounts(issues: readonly Issue[]): { severity: Severity; count: number }[] {
  return severities
    .map((severity) => ({ severity, count: issues.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0);
}

/** Issues that were found at the place that a line comes from. */
export function issuesOf(line: Line, issues: readonly Issue[]): readonly Issue[] {
  const { documentId, sheet, page, row } = line.source;
  if (row == null) return [];
  return issues.filter(
    ({ source }) =>
      source != null &&
      source.documentId === documentId &&
      source.row === row &&
      (source.sheet ?? null) === (sheet ?? null) &&
      (source.page ?? null) === (page ?? null),
  );
}
