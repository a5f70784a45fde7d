// Pieces: a read document cut into parts that can be handed over one by one, and put together again.

import type { DocumentPiece } from './child-message.ts';
import type { ReadDocument } from './document.ts';

/** Lines or texts in one piece; it takes a few milliseconds to read. */
const perPiece = 250;

/** The document without its lines and texts, and these in pieces. */
export function cutDocument(document: ReadDocument): { frame: ReadDocument; pieces: DocumentPiece[] } {
  const pieces: DocumentPiece[] = document.tables.flatMap(({ lines }, table) =>
    inParts(lines).map((part) => ({ of: 'lines' as const, table, lines: part })),
  );
  for (const texts of inParts(document.texts)) pieces.push({ of: 'texts', texts });
  const tables = document.tables.map((table) => ({ ...table, lines: [] }));
  return { frame: { ...document, tables, texts: [] }, pieces };
}

/** Puts the pieces, in their order, into the frame, which it changes. */
export function joinDocument(frame: ReadDocument, pieces: readonly DocumentPiece[]): ReadDocument {
  for (const piece of pieces) {
    if (piece.of === 'texts') frame.texts.push(...piece.texts);
    else frame.tables[piece.table]?.lines.push(...piece.lines);
  }
  return frame;
}

function inParts<T>(all: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < all.length; at += perPiece) parts.push(all.slice(at, at + perPiece));
  return parts;
}
