// Parser: the shape of what reads one format.

import { Fault, isFault, messageOf } from '../base/fault.ts';
import type { DocumentFile, DocumentKind, Drawing, ReadProgress, Table, TextBlock } from './document.ts';
import type { Grid } from './grid.ts';

/** What a parser finds: grids in which tables are sought afterwards, and what is plain from the start. */
export interface Parsed {
  /** Pages or sheets. */
  parts: number;
  grids: Grid[];
  tables: Table[];
  texts: TextBlock[];
  notes: string[];
  drawing?: Drawing;
}

export type Parser = (
  file: DocumentFile & { kind: DocumentKind },
  onProgress: (progress: ReadProgress) => void,
) => Promise<Parsed>;

/** Characters of one cell or paragraph that are read. */
export const longestText = 4_000;

/** Calls a library that throws all sorts of errors at damaged files. @throws DOCUMENT_CORRUPT for all of them but faults */
export async function orCorrupt<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isFault(error)) throw error;
    throw new Fault('DOCUMENT_CORRUPT', 'The file is damaged and cannot be read; send it again.', {
      cause: messageOf(error),
    });
  }
}
