// Place: where something was found, as cells.

import type { Source } from '../../documents/document.ts';
import { type Cell, plainNumber, text } from './sheet.ts';

export const placeNumbers = ['Page', 'Row'];
export const placeTitles = ['Document', 'Sheet', 'Page', 'Row', 'Cell'];
export const placeWidths = [28, 18, 7, 7, 9];

/** Empty cells when there is no place. */
export function placeCells(source: Source | null): Cell[] {
  return [
    text(source?.documentName ?? null),
    text(source?.sheet ?? null),
    countCell(source?.page ?? null),
    countCell(source?.row ?? null),
    text(source?.cell ?? null),
  ];
}

/** The nearest that leads there, such as «D14» or «page 2, row 12»; null when nothing nearer than a document does. */
export function nearPlace({ page, row, cell }: Source): string | null {
  if (cell != null) return cell;
  const parts = [page === null ? null : `page ${page}`, row === null ? null : `row ${row}`];
  return parts.filter((part) => part !== null).join(', ') || null;
}

/** Whether both stand in the same row of the same document, whatever their cells. */
export function isSameRow(one: Source, other: Source): boolean {
  return (
    one.documentId === other.documentId &&
    one.sheet === other.sheet &&
    one.page === other.page &&
    one.row === other.row
  );
}

function countCell(count: number | null): Cell {
  return count === null ? null : plainNumber(count, '0');
}
