// Extracted tables: the result of reading all documents of a session, as later agents take it.

import type { ReadDocument } from './document.ts';

export interface ExtractedTables {
  /** Those that could be read, in the order they were handed over. */
  documents: ReadDocument[];
  /** Those that were left out, with the fault that says why. */
  skipped: SkippedDocument[];
  /** The tables whose lines count, in the order of the documents. */
  selectedTableIds: string[];
  /** The one that a person chose where the tables that count are in several; left out otherwise. */
  currency?: string;
}

export interface SkippedDocument {
  documentId: string;
  name: string;
  code: string;
  message: string;
}
