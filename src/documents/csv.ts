// CSV: delimited text as one grid, with encoding and delimiter found out.

import { CsvError, parse } from 'csv-parse/sync';
import { Fault } from '../base/fault.ts';
import { guessDelimiter } from './delimiter.ts';
import { decodeText } from './encoding.ts';
import { type GridRow, mostColumns, textCell } from './grid.ts';
import { tidy } from './numbers.ts';
import { longestText, orCorrupt, type Parser } from './parser.ts';
import { visible } from './visible.ts';

/** Characters of one record, quoted line breaks included. */
const longestRecord = 1_000_000;

/** Rows count as records, which are lines of the file unless a value holds a line break. */
export const readCsv: Parser = async (file, onProgress) => {
  const { text, encoding } = decodeText(file.bytes);
  const delimiter = guessDelimiter(text)?.delimiter ?? ',';
  const records = await orCorrupt(() => recordsOf(text, delimiter));
  const rows = records.map(({ record, info }): GridRow => {
    const cells = record
      .slice(0, mostColumns)
      .map((value) => textCell(tidy(visible(value.slice(0, longestText)))));
    return { row: info.lines, page: null, cells, joins: null };
  });
  if (!rows.some(({ cells }) => cells.some((cell) => cell !== null))) {
    throw new Fault('DOCUMENT_EMPTY', 'The file has no filled cell.');
  }
  onProgress({ operation: 'read the rows', done: rows.length, total: rows.length });
  const notes = encoding === 'utf-8' ? [] : [`The text is encoded as ${encoding}.`];
  return {
    parts: 1,
    grids: [
      {
        documentId: file.documentId,
        documentName: file.name,
        sheet: null,
        page: null,
        title: null,
        method: 'cell',
        // A value with a line break moves the lines of the file away from the rows of a sheet.
        ...(rows.every(({ row }, index) => row === index + 1) ? { named: 'sheet' as const } : {}),
        rows,
      },
    ],
    tables: [],
    texts: [],
    notes,
  };
};

interface CsvRecord {
  record: string[];
  info: { lines: number };
}

function recordsOf(text: string, delimiter: string): CsvRecord[] {
  try {
    return parse(text, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: longestRecord,
      info: true,
    }) as unknown as CsvRecord[];
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_MAX_RECORD_SIZE') {
      throw new Fault(
        'DOCUMENT_TOO_LARGE',
        'A row of the file has more than a million characters; it is no table.',
      );
    }
    throw error;
  }
}
