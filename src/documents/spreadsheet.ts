// Spreadsheet: XLSX, XLSB, XLS and ODS as grids, one per visible sheet.

import * as XLSX from '@e965/xlsx';
import { Fault, messageOf } from '../base/fault.ts';
import { proveArchive } from './archive.ts';
import { type Cell, type GridRow, mostColumns } from './grid.ts';
import { decimalOf, tidy } from './numbers.ts';
import { longestText, orCorrupt, type Parsed, type Parser } from './parser.ts';
import { visible } from './visible.ts';

/** Rows between two progress reports. */
const rowsPerReport = 5_000;

/** Reads all visible sheets; hidden ones and cells beyond column 256 are left out and noted. */
export const readSpreadsheet: Parser = async (file, onProgress) => {
  const zipped = file.bytes[0] === 0x50 && file.bytes[1] === 0x4b;
  if (zipped) await orCorrupt(() => proveArchive(file.bytes));
  onProgress({ operation: 'opening the workbook', done: 0, total: null });
  const book = await openWorkbook(file.bytes);
  const parsed: Parsed = { parts: book.SheetNames.length, grids: [], tables: [], texts: [], notes: [] };
  const hidden: string[] = [];
  let cells = 0;
  book.SheetNames.forEach((name, index) => {
    const sheet = book.Sheets[name];
    if (sheet === undefined) return;
    if ((book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0) {
      hidden.push(name);
      return;
    }
    const rows = rowsOf(sheet, name, parsed.notes, onProgress);
    cells += rows.length;
    parsed.grids.push({
      documentId: file.documentId,
      documentName: file.name,
      sheet: name,
      page: null,
      title: null,
      method: 'cell',
      named: 'sheet',
      rows,
    });
    onProgress({ operation: `read sheet «${name}»`, done: index + 1, total: book.SheetNames.length });
  });
  if (hidden.length > 0) parsed.notes.push(`Hidden sheets were not read: ${hidden.join(', ')}.`);
  if (cells === 0) throw new Fault('DOCUMENT_EMPTY', 'The workbook has no filled cell in a visible sheet.');
  return parsed;
};

async function openWorkbook(bytes: Uint8Array): Promise<XLSX.WorkBook> {
  return orCorrupt(() => {
    try {
      return XLSX.read(bytes, {
        type: 'array',
        dense: true,
        cellHTML: false,
        cellText: true,
        cellFormula: true,
      });
    } catch (error) {
      if (/password|encrypt/i.test(messageOf(error))) {
        throw new Fault(
          'DOCUMENT_ENCRYPTED',
          'The workbook is protected by a password; save it without one.',
        );
      }
      throw error;
    }
  });
}

function rowsOf(
  sheet: XLSX.WorkSheet,
  name: string,
  notes: string[],
  onProgress: Parameters<Parser>[1],
): GridRow[] {
  const data: (XLSX.CellObject | undefined)[][] = sheet['!data'] ?? [];
  const spans = new Map<string, number>();
  for (const merge of sheet['!merges'] ?? []) {
    if (merge.e.c > merge.s.c) spans.set(`${merge.s.r}:${merge.s.c}`, merge.e.c - merge.s.c + 1);
  }
  const rows: GridRow[] = [];
  let uncalculated = 0;
  let beyond = 0;
  data.forEach((cells, index) => {
    if (cells === undefined) return;
    const read: (Cell | null)[] = [];
    let filled = false;
    cells.forEach((cell, column) => {
      if (cell === undefined || cell === null) return;
      if (column >= mostColumns) {
        beyond += 1;
        return;
      }
      if (cell.f !== undefined && (cell.v === undefined || cell.v === '')) uncalculated += 1;
      const found = cellOf(cell, spans.get(`${index}:${column}`) ?? 1);
      if (found === null) return;
      while (read.length < column) read.push(null);
      read[column] = found;
      filled = true;
    });
    if (filled || rows.length > 0) rows.push({ row: index + 1, page: null, cells: read, joins: null });
    if ((index + 1) % rowsPerReport === 0) {
      onProgress({ operation: `reading sheet «${name}»`, done: index + 1, total: data.length });
    }
  });
  while (rows.length > 0 && rows.at(-1)?.cells.length === 0) rows.pop();
  if (uncalculated > 0) {
    notes.push(
      `Sheet «${name}» has ${uncalculated} formulas without a stored result; open and save it in a spreadsheet program to have them counted.`,
    );
  }
  if (beyond > 0) notes.push(`Sheet «${name}»: ${beyond} cells beyond column ${mostColumns} were left out.`);
  return rows;
}

function cellOf(cell: XLSX.CellObject, span: number): Cell | null {
  if (cell.t === 'e' || cell.t === 'z' || cell.v === undefined || cell.v === null) return null;
  if (cell.t === 'n' && typeof cell.v === 'number') {
    const plain = String(cell.v);
    // Most figures are small and whole, and shown as they are.
    if (Number.isSafeInteger(cell.v) && (cell.w === undefined || cell.w === plain)) {
      return { text: plain, number: plain, bold: false, span };
    }
    const shown = tidy(cell.w ?? plain);
    // A date is shown with its separators and is no figure of a bill.
    if (isDate(cell)) return { text: shown, number: null, bold: false, span };
    return { text: shown, number: decimalOf(cell.v), bold: false, span };
  }
  const text = tidy(visible(String(cell.w ?? cell.v).slice(0, longestText)));
  return text === '' ? null : { text, number: null, bold: false, span };
}

function isDate(cell: XLSX.CellObject): boolean {
  return /\d[/-](\d{1,2}|[A-Z][a-z]{2})[/-]\d|^\d{1,2}:\d{2}/.test(cell.w ?? '');
}
