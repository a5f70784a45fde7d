// PDF words: pieces of text taken apart where the file's columns stand so close that they were read as one.

import type { LineCell, PdfLine, Piece } from './pdf-lines.ts';

/** A figure at the right edge of its column, read together with the words of the next. */
export const figureAndWords = /^([\d.,]*\d)\s+(\S.*)$/;
/** Where letters end inside of a piece is known to so many heights only. */
const estimate = 3;
const unsure = 0.4;

/** The line with every piece as a cell of its own. */
export function inPieces(line: PdfLine): PdfLine {
  return { ...line, cells: line.cells.flatMap(({ pieces }) => pieces.map(cellOf)) };
}

/** The line with figures apart from the words that they were read together with, each about where it stands. */
export function withFiguresApart(line: PdfLine): PdfLine {
  const cells = line.cells.flatMap((cell) => {
    const figure = figureAndWords.exec(cell.text)?.[1];
    if (figure === undefined || cell.pieces.length > 1) return [cell];
    const [first, ...others] = cell.pieces.flatMap(wordsOf).map(cellOf);
    const [second] = others;
    if (first === undefined || second === undefined) return [cell];
    // The white between them is somewhere around where it is reckoned to be.
    const margin = unsure * line.height;
    return [
      { ...first, right: Math.max(first.left, first.right - margin) },
      { ...second, left: Math.min(second.left + margin, cell.right), right: cell.right },
    ];
  });
  return { ...line, cells };
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
