// Addendum: a workbook whose last part got lost on the way, so that it cannot be opened.

import writeWorkbook from 'write-excel-file/node';
import { withZipDates } from '../../src/agents/export/zip-dates.ts';
import { project } from './project.ts';

/** The first three fifths of an XLSX: it begins as one, and its directory is missing. */
export async function makeAddendum(): Promise<Uint8Array> {
  const rows = [
    [`${project.name} – Addendum 1`],
    [],
    ['Item', 'Description', 'Quantity', 'Unit', 'Rate', 'Amount'],
    ['A.01', 'Bicycle rack, galvanized steel, for ten bicycles', 1, 'EA', 890, 890],
    ['A.02', 'Bollard, steel pipe, 6 in., filled with concrete', 4, 'EA', 465, 1860],
  ];
  const whole = await writeWorkbook(rows, { sheet: 'Addendum 1' }).toBuffer();
  const dated = withZipDates(whole, project.date);
  return dated.slice(0, Math.floor(dated.byteLength * 0.6));
}
