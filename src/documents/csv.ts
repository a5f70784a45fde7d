// CSV: delimited text as one grid, with encoding and delimiter found out.

import { parse } from 'csv-parse/sync';
import { guessDelimiter } from './delimiter.ts';
import { decodeText } from './encoding.ts';
import { type GridRow, mostColumns, textCell } from './grid.ts';
import { tidy } from './numbers.ts';
import { orCorrupt, type Parser } from './parser.ts';

/** Rows count as records, which are lines of the file unless a value holds a line break. */
export const readCsv: Parser = async (file, onProgress) => {
  const { text, encoding } = decodeText(file.bytes);
  const delimiter = guessDelimiter(text)?.delimiter ?? ',';
  const records = await orCorrupt(
    () =>
      parse(text, {
        delimiter,
        relax_quotes: true,
        relax_column_count: true,
        skip_empty_lines: false,
        info: true,
      }) as unknown as { record: string[]; info: { lines: number } }[],
  );
  const rows = records.map(({ record, info }): GridRow => {
    const cells = record.slice(0, mostColumns).map((value) => textCell(tidy(value)));
    return { row: info.lines, page: null, cells, joins: null };
  });
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
        rows,
      },
    ],
    tables: [],
    texts: [],
    notes,
  };
};
