// Workbook: sheets packed into an XLSX file, the same bytes for the same sheets and date.

import type { Blob } from 'node:buffer';
import type { Stream } from 'node:stream';
import writeWorkbook, { type Feature } from 'write-excel-file/node';
import { addressOf, type Sheet } from './sheet.ts';
import { withZipDates } from './zip-dates.ts';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** XLSX. `date` is RFC 3339 and stands on every part of the file. */
export async function packWorkbook(sheets: Sheet[], date: string): Promise<Uint8Array> {
  const packed = await writeWorkbook(
    sheets.map(({ name, widths, sticky, rows }) => ({
      sheet: name,
      data: rows,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: sticky,
    })),
    { fontFamily: 'Calibri', fontSize: 11, features: [resultsOf(sheets)] },
  ).toBuffer();
  return withZipDates(packed, date);
}

/** The writer leaves formulas without results; this adds them and has programs that calculate do so when they open it. */
function resultsOf(sheets: Sheet[]): Feature<Stream | Buffer | Blob> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => withResults(xml, sheets[sheetIndex]!),
        },
        'xl/workbook.xml': {
          transformElementAttributes: (tag, attributes) =>
            tag === 'calcPr' ? { ...attributes, fullCalcOnLoad: '1' } : attributes,
        },
      },
    },
  };
}

function withResults(xml: string, sheet: Sheet): string {
  const results = new Map<string, string>();
  for (const [row, cells] of sheet.rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      if (cell?.result !== undefined) results.set(addressOf(column, row), cell.result);
    }
  }
  return xml.replace(/(<c r="([A-Z]+\d+)"[^>]*><f>[^<]*<\/f>)(<\/c>)/g, (whole, start, address, end) => {
    const result = results.get(address);
    return result === undefined ? whole : `${start}<v>${result}</v>${end}`;
  });
}
