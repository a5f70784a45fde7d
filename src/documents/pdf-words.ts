// PDF words: pieces of text taken apart where the file's columns stand so close that they were read as one.

import { parseNumber } from './numbers.ts';
import { joinPieces, type LineCell, type PdfLine, type Piece } from './pdf-lines.ts';

/** A figure at the right edge of its column, read together with the words of the next. */
export const figureAndWords = /^([\d.,]*\d)\s+(\S.*)$/;
/** Where letters end inside of a piece is known to so many heights only. */
const estimate = 3;
const unsure = 0.4;
/** Figures or words that end or begin at one place, so that it is the edge of their column. */
const leastShared = 3;
/** In heights; wider ones begin a new cell anyway. */
const widestGap = 1.5;
/** White that is kept on either side of a drawn line, in points. */
const beside = 1;

/** The line with every piece as a cell of its own. */
export function inPieces(line: PdfLine): PdfLine {
  return { ...line, cells: line.cells.flatMap(({ pieces }) => pieces.map(cellOf)) };
}

/** The lines with figures apart from the words that they were read together with, each where it stands or about there. */
export function withFiguresApart(lines: readonly PdfLine[]): PdfLine[] {
  const gaps = gapsBehindFigures(lines);
  return lines.map((line) => ({ ...line, cells: line.cells.flatMap((cell) => apart(cell, line, gaps)) }));
}

function apart(cell: LineCell, line: PdfLine, gaps: readonly Gap[]): LineCell[] {
  const figure = figureAndWords.exec(cell.text)?.[1];
  if (figure === undefined) return [cell];
  const [head, ...behind] = cell.pieces;
  if (head !== undefined && behind.length > 0) {
    if (parseNumber(head.text) === null) return [cell];
    const rest = {
      text: joinPieces(behind),
      left: behind[0]?.x ?? cell.left,
      right: cell.right,
      pieces: behind,
    };
    return [cellOf(head), rest];
  }
  const [first, second] = cell.pieces.flatMap(wordsOf).map(cellOf);
  if (first === undefined || second === undefined) return [cell];
  const gap = gaps
    .filter(
      ({ from, to }) =>
        from > cell.left && to < cell.right && Math.abs(from - first.right) <= estimate * line.height,
    )
    .sort((a, b) => Math.abs(a.from - first.right) - Math.abs(b.from - first.right))[0];
  // The white between them is somewhere around where it is reckoned to be.
  const margin = unsure * line.height;
  return [
    { ...first, right: gap?.from ?? Math.max(first.left, first.right - margin) },
    { ...second, left: gap?.to ?? Math.min(second.left + margin, cell.right), right: cell.right },
  ];
}

interface Gap {
  from: number;
  to: number;
}

/** The white between a right edge that figures of other lines share and the next left edge that words share. */
function gapsBehindFigures(lines: readonly PdfLine[]): Gap[] {
  const ends: number[] = [];
  const starts: number[] = [];
  for (const piece of lines.flatMap(({ cells }) => cells.flatMap(({ pieces }) => pieces))) {
    if (parseNumber(piece.text) !== null) ends.push(piece.x + piece.width);
    else if (/^\p{L}{2}/u.test(piece.text)) starts.push(piece.x);
  }
  const height = lines[0]?.height ?? 0;
  const lefts = sharedOf(starts);
  return sharedOf(ends).flatMap((from) => {
    const to = lefts.find((left) => left > from);
    return to === undefined || to - from > widestGap * height ? [] : [{ from, to }];
  });
}

/** The places at which several stand, in their order. */
function sharedOf(places: readonly number[]): number[] {
  const by = Map.groupBy(places, (place) => Math.round(place * 2) / 2);
  return [...by].flatMap(([place, all]) => (all.length >= leastShared ? [place] : [])).sort((a, b) => a - b);
}

/** The line with headings that reach over a border in single words. */
export function inWords(line: PdfLine, borders: readonly number[]): PdfLine {
  const across = ({ left, right }: LineCell) => borders.some((border) => left < border && right > border);
  const cells = line.cells.flatMap((cell) =>
    across(cell) ? cell.pieces.flatMap(wordsOf).map(cellOf) : [cell],
  );
  return { ...line, cells };
}

function cellOf(piece: Piece): LineCell {
  return { text: piece.text.trim(), left: piece.x, right: piece.x + piece.width, pieces: [piece] };
}

/** The words of a piece, each about where it stands. */
export function wordsOf(piece: Piece): Piece[] {
  const step = piece.width / Math.max(1, piece.text.length);
  return [...piece.text.matchAll(/\S+/g)].map(({ 0: text, index }) => ({
    ...piece,
    text,
    x: piece.x + step * index,
    width: step * text.length,
  }));
}

/** A figure and the words behind it as two pieces where a border runs between them; else the piece as it is. */
export function figureApart(piece: Piece, borders: readonly number[]): Piece[] {
  const [, figure] = figureAndWords.exec(piece.text) ?? [];
  if (figure === undefined) return [piece];
  const ends = piece.x + (piece.width * figure.length) / piece.text.length;
  const between = borders.some(
    (border) => border > piece.x && Math.abs(border - ends) <= estimate * piece.height,
  );
  if (!between) return [piece];
  const [first, second] = wordsOf(piece);
  if (first === undefined || second === undefined) return [piece];
  const rest = {
    ...piece,
    text: piece.text.slice(figure.length).trim(),
    x: second.x,
    width: piece.x + piece.width - second.x,
  };
  return [first, rest];
}

/** The line with its cells cut where drawn lines run: between their pieces, and between a figure and the words behind it. */
export function cutAt(line: PdfLine, uprights: readonly number[]): PdfLine {
  if (uprights.length === 0) return line;
  const inside = ({ x, width }: Piece) => uprights.filter((upright) => upright > x && upright < x + width);
  const cells = line.cells.flatMap((cell) => {
    const pieces = cell.pieces.flatMap((piece) => {
      const [border] = inside(piece);
      const [figure, words] = border === undefined ? [] : figureApart(piece, uprights);
      if (border === undefined || figure === undefined || words === undefined) return [piece];
      const end = piece.x + piece.width;
      return [
        { ...figure, width: Math.max(1, border - beside - piece.x) },
        { ...words, x: border + beside, width: Math.max(1, end - border - beside) },
      ];
    });
    const parts: Piece[][] = [];
    for (const piece of pieces) {
      const before = parts.at(-1)?.at(-1);
      const parted = uprights.some(
        (upright) => before !== undefined && upright >= before.x + before.width - 1 && upright <= piece.x + 1,
      );
      if (before === undefined || parted) parts.push([piece]);
      else parts.at(-1)?.push(piece);
    }
    return parts.length === 1 ? [cell] : parts.map(cellOfAll);
  });
  return { ...line, cells };
}

function cellOfAll(pieces: Piece[]): LineCell {
  return {
    text: joinPieces(pieces),
    left: Math.min(...pieces.map(({ x }) => x)),
    right: Math.max(...pieces.map(({ x, width }) => x + width)),
    pieces,
  };
}
