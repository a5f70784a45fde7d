// Orders: the texts of documents that speak to a program, by themselves or cut up over lines, cells and rows.

import type { Source, TableLine } from '../documents/document.ts';
import { placeOf } from './bill.ts';
import type { EstimateIssue } from './estimate.ts';
import { createSequel, injectionIn, injectionIssue } from './injection.ts';

export interface Orders {
  /** Texts of a document in their order. */
  addText(documentId: string, text: string, source: Source): void;
  /** Lines of a table in their order. */
  addLine(tableId: string, line: TableLine): void;
  issues(): Iterable<EstimateIssue>;
}

/** Texts that are flagged; more of them tell nothing new. */
const most = 50;

export function createOrders(): Orders {
  const flagged = new Map<string, EstimateIssue>();
  /** The section before, which most lines share. */
  let under: string | null = null;
  /** Each column of each table, and the texts of each document, are read downwards. */
  const sequels = new Map<string, ReturnType<typeof createSequel>>();

  /** The same text is told once, and not without end. */
  function flag(text: string, what: string | null, source: Source): boolean {
    if (what === null) return false;
    if (!flagged.has(text)) flagged.set(text, injectionIssue(text, what, source));
    return true;
  }

  function flagWithThoseBefore(column: string, text: string, source: Source): boolean {
    const sequel = sequels.get(column) ?? createSequel();
    sequels.set(column, sequel);
    return flag(text, sequel(text, injectionIn(text)), source);
  }

  return {
    addText(documentId, text, source) {
      if (flagged.size < most) flagWithThoseBefore(`document ${documentId}`, text, source);
    },
    addLine(tableId, line) {
      if (flagged.size >= most) return;
      const { item, description, section, unit, remark } = line;
      const source = placeOf(line);
      const heading = section === under ? null : section;
      under = section;
      const alone = Object.entries({ description, remark, heading }).filter(
        ([column, text]) => text !== null && flagWithThoseBefore(`${tableId} ${column}`, text, source),
      );
      if (alone.length > 0) return;
      const row = [item, heading, description, unit, remark].filter((text) => text !== null).join(' ');
      flag(row, injectionIn(row), source);
    },
    issues: () => flagged.values(),
  };
}
