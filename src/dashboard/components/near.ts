// Near: the closest place that leads to a value, in a few words.

import type { LineSourcePartsFragment } from '../generated/graphql.ts';

/** The nearest that leads there: «cell B13», «row 13», «page 2», or the document. */
export function nearOf({ page, row, cell, sheet, documentName }: LineSourcePartsFragment): string {
  if (cell != null) return `Cell ${cell}`;
  if (row != null) return page == null ? `Row ${row}` : `Page ${page}, row ${row}`;
  if (page != null) return `Page ${page}`;
  return sheet ?? documentName;
}
