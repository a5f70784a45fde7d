// Child message: what the server and a process that parses say to each other.
//
//   M1. Nothing large goes in one message, since a message is written and read in one turn of the event loop.
//   M2. Of the child's result at most `piecesAhead` pieces are on their way that the server has not taken yet.

import type { FaultCode } from '../base/fault.ts';
import type {
  DocumentFile,
  DocumentKind,
  ReadDocument,
  ReadProgress,
  TableLine,
  TextBlock,
} from './document.ts';
import type { DocumentLimits } from './limits.ts';
import type { ToldColumns } from './told-columns.ts';

/** While the server reads one piece, the child writes the next. */
export const piecesAhead = 3;

export type ParseLimits = Pick<DocumentLimits, 'lines' | 'resultBytes'>;

/** One file and how to read it. */
export interface ParseJob {
  file: DocumentFile;
  kind: DocumentKind;
  limits: ParseLimits;
  told: readonly ToldColumns[];
}

/** To the child: `begin`, the file in parts, then a `more` for each piece of the result. */
export type ServerMessage =
  | {
      say: 'begin';
      file: Omit<DocumentFile, 'bytes'>;
      byteLength: number;
      kind: DocumentKind;
      limits: ParseLimits;
      told: readonly ToldColumns[];
    }
  | { say: 'bytes'; bytes: Uint8Array }
  | { say: 'more' };

/** A part of a document, for the place that its frame has left open. */
export type DocumentPiece =
  | { of: 'lines'; table: number; lines: TableLine[] }
  | { of: 'texts'; texts: TextBlock[] };

/** From the child: any number of `progress` and `memory`; then pieces and one `done`, or one `failed`. */
export type ChildMessage =
  | { say: 'progress'; progress: ReadProgress }
  | { say: 'memory'; bytes: number }
  | { say: 'piece'; piece: DocumentPiece }
  | { say: 'done'; frame: ReadDocument; residentBytes: number }
  | { say: 'failed'; code: FaultCode; message: string; cause: string | null };
