// Recognised: tables whose words were read from pictures, marked as such line by line.

import type { Table } from './document.ts';

/** At most this sure is anything of a picture: recognition loses decimal points without a sign of it. */
export const recognisedConfidence = 0.4;

/** The table with low confidence throughout, and `ocr` as the way every line was obtained. */
export function asRecognised(table: Table): Table {
  return {
    ...table,
    confidence: Math.min(table.confidence, recognisedConfidence),
    lines: table.lines.map((line) => ({
      ...line,
      source: {
        ...line.source,
        method: 'ocr',
        confidence: Math.min(line.source.confidence, recognisedConfidence),
      },
    })),
  };
}
