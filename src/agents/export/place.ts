// Place: where something was found, as cells.

import type { Source } from '../../documents/document.ts';
import { type Cell, plainNumber, text } from './sheet.ts';

export const placeNumbers = ['Page', 'Row'];
export const placeTitles = ['Document', 'Sheet', 'Page', 'Row'];
export const placeWidths = [28, 18, 7, 7];

/** Empty cells when there is no place. */
export function placeCells(source: Source | null): Cell[] {
  return [
    text(source?.documentName ?? null),
    text(source?.sheet ?? null),
    countCell(source?.page ?? null),
    countCell(source?.row ?? null),
  ];
}

function countCell(count: number | null): Cell {
  return count === null ? null : plainNumber(count, '0');
}
