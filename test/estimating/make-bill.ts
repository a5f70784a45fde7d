// Makes what the reader would hand over, line by line, for tests of the estimating.

import type {
  Column,
  ReadDocument,
  Table,
  TableKind,
  TableLine,
  TextBlock,
} from '../../src/documents/document.ts';
import type { ExtractedTables } from '../../src/documents/extracted-tables.ts';

export type LineFields = Partial<Omit<TableLine, 'id' | 'source'>> & { description: string };

interface TableFields {
  id?: string;
  sheet?: string;
  kind?: TableKind;
  currency?: string | null;
  totals?: { label: string; section: string | null; amount: string }[];
  method?: 'cell' | 'model';
}

const columns: Column[] = [];

/** A table with lines in rows 2, 3 …; ids are the table's id and the row. */
export function makeTable(lines: LineFields[], fields: TableFields = {}): Table {
  const id = fields.id ?? 'bill';
  const sheet = fields.sheet ?? 'Bill';
  const place = { documentId: `${id}-doc`, documentName: `${id}.xlsx`, sheet, page: null };
  return {
    id,
    title: null,
    sheet,
    page: null,
    kind: fields.kind ?? 'bill',
    columns,
    currency: fields.currency === undefined ? 'USD' : fields.currency,
    lines: lines.map((line, index) => ({
      id: `${id}:${index + 2}`,
      item: null,
      code: null,
      section: null,
      quantity: null,
      unit: null,
      rate: null,
      amount: null,
      dimensions: null,
      remark: null,
      ...line,
      source: {
        ...place,
        row: index + 2,
        quote: line.description,
        method: fields.method ?? 'cell',
        confidence: 1,
      },
    })),
    totals: (fields.totals ?? []).map((total) => ({
      ...total,
      source: { ...place, row: lines.length + 2, quote: total.label },
    })),
    arithmeticShare: null,
    confidence: 1,
  };
}

export function makeDocument(
  name: string,
  tables: Table[],
  texts: { text: string; heading?: string }[] = [],
): ReadDocument {
  const documentId = `${name}-doc`;
  const blocks: TextBlock[] = texts.map(({ text, heading = null }, index) => ({
    text,
    headingLevel: null,
    heading,
    source: { documentId, documentName: name, sheet: null, page: 1, row: index + 1, quote: text },
  }));
  return { documentId, name, kind: 'xlsx', parts: 1, tables, texts: blocks, notes: [] };
}

/** The bill is counted; the other documents are there to be looked at. */
export function makeTables(bill: Table, others: ReadDocument[] = []): ExtractedTables {
  return { documents: [makeDocument('bill', [bill]), ...others], skipped: [], selectedTableIds: [bill.id] };
}
