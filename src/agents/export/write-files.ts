// Write files: material in, files out, with progress by sheets and rows.

import type { EstimateSettings, Output } from '../agent.ts';
import { estimateCsv } from './csv.ts';
import { estimateJson } from './json.ts';
import { linesSheet } from './lines-sheet.ts';
import type { ExportMaterial } from './material.ts';
import { assumptionsSheet, issuesSheet } from './notes-sheets.ts';
import { slugOf } from './project-name.ts';
import type { Sheet } from './sheet.ts';
import { sourcesSheet } from './sources-sheet.ts';
import { summarySheet } from './summary-sheet.ts';
import { takeoffSheet } from './takeoff-sheet.ts';
import { packWorkbook, workbookType } from './workbook.ts';

export type Format = EstimateSettings['formats'][number];

/** Sheets laid out or rows written, of how many; `share` is 0–1 of the whole work and never falls. */
export interface WriteProgress {
  kind: 'progress';
  substep: 'formatting' | 'exporting';
  share: number;
  operation: string;
  done: number;
  total: number;
}

export interface WrittenFile {
  kind: 'file';
  output: Output & { bytes: Uint8Array };
}

export type WriteReport = WriteProgress | WrittenFile;

const sheetBuilders = [summarySheet, linesSheet, takeoffSheet, assumptionsSheet, issuesSheet, sourcesSheet];

/** How much of the work the laying out of sheets is, measured with 5,000 lines. */
const layoutShare = 0.15;

/** One file per format, in this order. */
export async function* writeFiles(
  material: ExportMaterial,
  formats: Format[],
): AsyncGenerator<WriteReport, void> {
  const name = `${slugOf(material.project)}-estimate`;
  const sheets: Sheet[] = [];
  for (const build of formats.includes('xlsx') ? sheetBuilders : []) {
    const sheet = build(material);
    sheets.push(sheet);
    yield {
      kind: 'progress',
      substep: 'formatting',
      share: (layoutShare * sheets.length) / sheetBuilders.length,
      operation: `Laid out the sheet ${sheet.name}`,
      done: sheets.length,
      total: sheetBuilders.length,
    };
  }
  const rowsOf = (format: Format) =>
    format === 'xlsx'
      ? sheets.reduce((rows, sheet) => rows + sheet.rows.length, 0)
      : material.estimate.lines.length;
  const total = formats.reduce((rows, format) => rows + rowsOf(format), 0);
  let done = 0;
  for (const format of formats) {
    const output = await writeFile(format, name, material, sheets);
    yield { kind: 'file', output };
    done += rowsOf(format);
    const share = total === 0 ? 1 : layoutShare + ((1 - layoutShare) * done) / total;
    yield { kind: 'progress', substep: 'exporting', share, operation: `Wrote ${output.name}`, done, total };
  }
}

async function writeFile(
  format: Format,
  name: string,
  material: ExportMaterial,
  sheets: Sheet[],
): Promise<Output & { bytes: Uint8Array }> {
  switch (format) {
    case 'xlsx': {
      const bytes = await packWorkbook(sheets, material.preparedAt);
      return { kind: 'export_xlsx', name: `${name}.xlsx`, mediaType: workbookType, bytes };
    }
    case 'csv':
      return {
        kind: 'export_csv',
        name: `${name}.csv`,
        mediaType: 'text/csv; charset=utf-8',
        bytes: estimateCsv(material),
      };
    case 'pdf':
      return {
        kind: 'export_pdf',
        name: `${name}.pdf`,
        mediaType: 'application/pdf',
        // Only who wants a PDF waits for its fonts and library.
        bytes: await (await import('./pdf.ts')).estimatePdf(material),
      };
    case 'json':
      return {
        kind: 'export_json',
        name: `${name}.json`,
        mediaType: 'application/json',
        bytes: estimateJson(material),
      };
  }
}
