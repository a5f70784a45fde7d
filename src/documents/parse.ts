// Parse: from the bytes of a file of known kind to a read document. Runs in the process that may be killed.

import { Fault } from '../base/fault.ts';
import type { ParseLimits } from './child-message.ts';
import type { DocumentFile, DocumentKind, ReadDocument, ReadProgress, UnsureColumns } from './document.ts';
import type { Parsed, Parser } from './parser.ts';
import { asRecognised } from './recognised.ts';
import { demoteSummaries } from './summaries.ts';
import { tablesIn } from './table.ts';
import { type ToldColumns, tablesAsTold } from './told-columns.ts';
import { mostUnsure, unsureIn } from './unsure-columns.ts';
import { weightOf } from './weight.ts';

/** Each parser is loaded only when a file of its kind comes, since some of them are large. */
const parsers: Partial<Record<DocumentKind, () => Promise<Parser>>> = {
  xlsx: async () => (await import('./spreadsheet.ts')).readSpreadsheet,
  xls: async () => (await import('./spreadsheet.ts')).readSpreadsheet,
  ods: async () => (await import('./spreadsheet.ts')).readSpreadsheet,
  csv: async () => (await import('./csv.ts')).readCsv,
  text: async () => (await import('./plain-text.ts')).readPlainText,
  pdf: async () => (await import('./pdf.ts')).readPdf,
  docx: async () => (await import('./word.ts')).readWord,
  ifc: async () => (await import('./ifc.ts')).readIfc,
  image: async () => (await import('./image.ts')).readImage,
  dxf: async () => (await import('./dxf.ts')).readDxf,
};

/** True for the kinds that can be read. */
export function isReadable(kind: DocumentKind): boolean {
  return parsers[kind] !== undefined;
}

/**
 * Reads a file whose kind is known. The same bytes give the same document.
 * @throws DOCUMENT_UNSUPPORTED, DOCUMENT_EMPTY, DOCUMENT_CORRUPT, DOCUMENT_ENCRYPTED, DOCUMENT_TOO_LARGE
 */
export async function parseDocument(
  file: DocumentFile,
  kind: DocumentKind,
  onProgress: (progress: ReadProgress) => void,
  limits: ParseLimits,
  told: readonly ToldColumns[] = [],
): Promise<ReadDocument> {
  const load = parsers[kind];
  if (load === undefined) throw new Fault('DOCUMENT_UNSUPPORTED');
  const parser = await load();
  const parsed = await parser({ ...file, kind }, onProgress);
  const document = assemble(file, kind, parsed, told);
  const lines = document.tables.reduce((sum, table) => sum + table.lines.length, 0);
  if (lines > limits.lines) {
    throw new Fault(
      'DOCUMENT_TOO_LARGE',
      `The file has ${lines} lines; at most ${limits.lines} are taken. Split it.`,
    );
  }
  if (weightOf(document) > limits.resultBytes) {
    const allowed = Math.round(limits.resultBytes / (1024 * 1024));
    throw new Fault('DOCUMENT_TOO_LARGE', `The file holds more than ${allowed} MB of text. Split it.`);
  }
  return document;
}

/** Seeks the tables in what a parser found. */
export function assemble(
  file: DocumentFile,
  kind: DocumentKind,
  parsed: Parsed,
  told: readonly ToldColumns[] = [],
): ReadDocument {
  const unsure: UnsureColumns[] = [];
  const document: ReadDocument = {
    documentId: file.documentId,
    name: file.name,
    kind,
    parts: parsed.parts,
    tables: [...parsed.tables],
    texts: [...parsed.texts],
    notes: [...parsed.notes],
    ...(parsed.drawing === undefined ? {} : { drawing: parsed.drawing }),
  };
  for (const [index, grid] of parsed.grids.entries()) {
    const firstTable = document.tables.length + 1;
    const own = tablesIn(grid, firstTable);
    const said = told.find((one) => one.grid === index);
    const better = said === undefined ? null : tablesAsTold(grid, firstTable, own, said);
    if (better !== null) document.notes.push(better.note);
    const found = better?.found ?? own;
    const open = told.length > 0 || unsure.length >= mostUnsure ? null : unsureIn(grid, index, own.tables);
    if (open !== null) unsure.push(open);
    for (const table of found.tables) {
      document.tables.push(grid.recognised === true ? asRecognised(table) : table);
    }
    for (const text of found.texts) document.texts.push(text);
  }
  demoteSummaries(document);
  return unsure.length === 0 ? document : { ...document, unsure };
}
