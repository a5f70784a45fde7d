// Texts: rows of a grid that belong to no table, as headings and paragraphs.

import type { TextBlock } from './document.ts';
import { type Grid, type GridRow, sourceOf, textOf } from './grid.ts';
import { isCapitals } from './headings.ts';

const longestHeading = 120;
const longestCapitals = 80;
const longestParagraph = 2_000;
const headingLevel = 2;
const listMark = /^([-–•*▪●]|\(?([a-z]|[ivx]+|\d{1,3})[.)]|\d+(\.\d+)+\.?)\s/i;

/** One block per row; lines of a page that read as one paragraph are put together. */
export function textsOf(grid: Grid, rows: readonly GridRow[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  let heading: string | null = null;
  let former: GridRow | null = null;
  for (const row of rows) {
    const text = textOf(row);
    if (!/[\p{L}\d]/u.test(text)) continue;
    const last = blocks.at(-1);
    if (isHeading(row, text)) {
      blocks.push({ text, headingLevel, heading, source: sourceOf(grid, row) });
      heading = text;
      former = null;
    } else if (last !== undefined && former !== null && goesOn(former, row, last.text, text)) {
      last.text = `${last.text} ${text}`;
      former = row;
    } else {
      blocks.push({ text, headingLevel: null, heading, source: sourceOf(grid, row) });
      former = row;
    }
  }
  return blocks;
}

function isHeading(row: GridRow, text: string): boolean {
  const filled = row.cells.filter((cell) => cell !== null && cell.text !== '');
  if (text.length > longestHeading || /[.;,]$/.test(text)) return false;
  if (filled.every((cell) => cell?.bold === true)) return true;
  return filled.length <= 2 && text.length <= longestCapitals && isCapitals(text) && /\p{L}{4}/u.test(text);
}

/** Only lines of pages wrap; a row of a sheet is whole. */
function goesOn(above: GridRow, row: GridRow, before: string, text: string): boolean {
  if (row.page === null || above.page !== row.page || row.row !== above.row + 1) return false;
  if (before.length > longestParagraph || listMark.test(text) || row.joins === false) return false;
  const filled = row.cells.filter((cell) => cell !== null && cell.text !== '').length;
  if (filled > 2) return false;
  return row.joins === true || !/[.:;!?]$/.test(before);
}
