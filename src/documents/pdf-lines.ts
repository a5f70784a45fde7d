// PDF lines: the pieces of text on a page as lines of cells.
//
//   P1. Pieces whose baselines differ by less than 0.45 of their height stand on one line.
//   P2. A gap wider than 0.9 of the height begins a new cell.
//   P3. Text drawn twice on the same spot, to look bold, counts once.

import { tidy } from './numbers.ts';
import { roleOf } from './vocabulary.ts';

/** A piece of text as the file draws it; lengths in points, y from the top. */
export interface Piece {
  text: string;
  x: number;
  /** Of the baseline. */
  y: number;
  width: number;
  height: number;
}

export interface LineCell {
  text: string;
  left: number;
  right: number;
  pieces: Piece[];
}

export interface PdfLine {
  page: number;
  /** From 1 on its page. */
  row: number;
  y: number;
  /** Its place between the top (0) and the bottom (1) of the page. */
  down: number;
  height: number;
  cells: LineCell[];
  /** Whether drawn lines say where the row begins and ends. */
  ruled: boolean;
}

const sameLine = 0.45;
const newCell = 0.9;
const newWord = 0.15;
const sameSpot = 0.15;
/** Share of the page at its top and bottom where running titles stand. */
const edge = 0.1;
/** Distance of the lines of one header, in heights of its letters. */
const headerPitch = 1.6;
const pageNumber = /^(page|seite|sheet)\s*\d{1,4}(\s*(of|\/|von)\s*\d{1,4})?$/i;

/** The lines of one page, top to bottom, their cells left to right. */
export function linesOf(pieces: readonly Piece[], page: number, pageHeight: number): PdfLine[] {
  const rows: Piece[][] = [];
  const drawn = pieces.flatMap(splitWide).filter(({ text }) => /[^\s._·…]/.test(text));
  for (const piece of drawn.sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1);
    const first = row?.[0];
    const near =
      first !== undefined && Math.abs(piece.y - first.y) <= sameLine * Math.max(first.height, piece.height);
    if (near) row?.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row, index) => {
    const cells = cellsOf(withoutDoubles(row.sort((a, b) => a.x - b.x)));
    const height = Math.max(...row.map((piece) => piece.height));
    const y = Math.max(...row.map((piece) => piece.y));
    return { page, row: index + 1, y, down: y / pageHeight, height, cells, ruled: false };
  });
}

/** Programs that print in columns draw a whole line as one string with many blanks. */
function splitWide(piece: Piece): Piece[] {
  if (!/\S\s{3,}\S/.test(piece.text) || piece.text.length === 0) return [piece];
  const step = piece.width / piece.text.length;
  return [...piece.text.matchAll(/\S+(?:\s{1,2}\S+)*/g)].map((part) => ({
    ...piece,
    text: part[0],
    x: piece.x + step * part.index,
    width: step * part[0].length,
  }));
}

function withoutDoubles(row: Piece[]): Piece[] {
  const kept: Piece[] = [];
  // The longest first: a neighbour may have been read into one of the two, «Qty» and «Qty Description».
  for (const piece of row.toSorted((a, b) => b.text.length - a.text.length)) {
    const near = Math.max(1, sameSpot * piece.height);
    const twice = kept.some(
      (other) =>
        (other.text.startsWith(piece.text) && Math.abs(other.x - piece.x) <= near) ||
        (other.text.endsWith(piece.text) && Math.abs(other.x + other.width - piece.x - piece.width) <= near),
    );
    if (!twice) kept.push(piece);
  }
  return kept.sort((a, b) => a.x - b.x);
}

function cellsOf(row: Piece[]): LineCell[] {
  const cells: LineCell[] = [];
  for (const piece of row) {
    const cell = cells.at(-1);
    const gap = cell === undefined ? Number.POSITIVE_INFINITY : piece.x - cell.right;
    if (cell === undefined || gap > newCell * piece.height) {
      cells.push({ text: tidy(piece.text), left: piece.x, right: piece.x + piece.width, pieces: [piece] });
      continue;
    }
    cell.pieces.push(piece);
    cell.right = Math.max(cell.right, piece.x + piece.width);
    cell.text = joinPieces(cell.pieces);
  }
  return cells.filter(({ text }) => text !== '');
}

/** The words of pieces in their order, with blanks at gaps and line ends. */
export function joinPieces(pieces: readonly Piece[]): string {
  let text = '';
  let right = Number.NEGATIVE_INFINITY;
  let y = pieces[0]?.y ?? 0;
  for (const piece of pieces) {
    const below = Math.abs(piece.y - y) > sameLine * piece.height;
    const apart = below || piece.x - right > newWord * piece.height || /^\s/.test(piece.text);
    text += (text !== '' && apart ? ' ' : '') + piece.text;
    right = piece.x + piece.width;
    y = piece.y;
  }
  return tidy(text.replace(/[.·…_]{4,}/g, ' '));
}

/** How many pieces of the line could head a column. */
function headings({ cells }: PdfLine): number {
  return cells.flatMap(({ pieces }) => pieces).filter(({ text }) => roleOf(text.trim()) !== null).length;
}

/** Leaves out what is printed at the same height of many pages, such as running titles and page numbers. */
export function withoutRunningLines(lines: readonly PdfLine[], pages: number): PdfLine[] {
  const places = new Map<string, Set<number>>();
  const keyOf = (line: PdfLine) =>
    `${Math.round(line.y / 4)}:${line.cells.map(({ text }) => text.replace(/\d+/g, '#')).join('|')}`;
  for (const line of lines) {
    const key = keyOf(line);
    places.set(key, (places.get(key) ?? new Set()).add(line.page));
  }
  const often = pages === 2 ? 2 : Math.max(3, Math.ceil(pages / 2));
  return lines.filter((line, index) => {
    const text = line.cells.map((cell) => cell.text).join(' ');
    const atEdge = line.down < edge || line.down > 1 - edge;
    // Rows of a table that look alike are told by their many cells, and a part of its header by its words.
    if (!atEdge || line.cells.length >= 4 || headings(line) >= 2) return true;
    const next = lines[index + 1];
    const heads = next !== undefined && headings(next) >= 3 && next.y - line.y <= headerPitch * line.height;
    if (heads && line.cells.length >= 2) return true;
    return !pageNumber.test(text) && (places.get(keyOf(line))?.size ?? 0) < often;
  });
}
