// PDF columns: lines of cells brought under the columns of the header above them.
//
//   B1. A header line tells how many columns there are; its region reaches to the next header.
//   B2. The border between two columns runs where it cuts the fewest cells and leaves the fewest rows with two
//       cells in one column; among equals, through the middle of the widest white gap.

import { headsBarSchedule } from './bar-schedule.ts';
import { headsFinishSchedule } from './finish-schedule.ts';
import type { Cell, GridRow } from './grid.ts';
import { textCell } from './grid.ts';
import { headsTable } from './header.ts';
import { parseNumber } from './numbers.ts';
import { headerSpans, plainRow, type Span } from './pdf-headings.ts';
import { joinPieces, type LineCell, type PdfLine } from './pdf-lines.ts';
import { figureApart, inPieces, inWords, withFiguresApart } from './pdf-words.ts';
import { isUnitWord } from './vocabulary.ts';

/** Lines around a header line that may belong to it. */
const stacked = 2;
const stackedPitch = 2.4;
/** Lines that are looked at to find the borders. */
const sampleLines = 400;
const bigger = 1.15;
/** Lines with a unit and a figure from which columns are believed without a header. */
const leastTelling = 3;
/** All lines as rows; those below a header have its columns, the others their own cells. */
export function rowsInColumns(lines: readonly PdfLine[]): GridRow[] {
  const joins = joinsOf(lines);
  const body = bodySizeOf(lines);
  const tells = (line: PdfLine) => {
    const row = plainRow(line, null, body);
    return headsTable(row) || headsBarSchedule(row) || headsFinishSchedule(row);
  };
  const joined = (line: PdfLine) => line.cells.some(({ pieces }) => pieces.length > 1);
  const telling = lines.flatMap((line, index) =>
    tells(line) || (joined(line) && tells(inPieces(line))) ? [index] : [],
  );
  // Headings of two lines may both tell enough to be a header; the second goes on with the first.
  const heads = telling.filter((head, place) => telling[place - 1] !== head - 1 || !isNear(lines, head));
  const rows = lines.map((line, index) => plainRow(line, joins[index] ?? null, body));
  if (heads.length === 0) {
    const columns = impliedSpans(lines);
    const borders = bordersOf(columns, lines);
    if (columns.length > 2) {
      lines.forEach((line, index) => {
        const cells = placed(line, borders, columns.length, body);
        rows[index] = { row: line.row, page: line.page, cells, joins: joins[index] ?? null };
      });
    }
  }
  const regions = heads.map((head, position) => {
    const next = heads[position + 1];
    const from = stackFrom(lines, head, heads[position - 1] ?? -1);
    return { head, from, to: next === undefined ? lines.length : stackFrom(lines, next, head) };
  });
  // A header printed again on each page has the columns of all its pages, however little stands on the last.
  const alike = Map.groupBy(regions, ({ head }) => placesOf(lines[head]));
  regions.forEach(({ head, from, to }) => {
    const same = alike.get(placesOf(lines[head])) ?? [];
    const below = same.flatMap((region) => lines.slice(region.head + 1, region.to));
    const columns = headerSpans(lines, from, head, to, below);
    const merged = columns.length > headerSpans(lines, from, head, to, []).length;
    const borders = bordersOf(columns, merged ? withFiguresApart(below) : below);
    for (let index = from; index < to; index += 1) {
      const line = lines[index];
      if (line === undefined) continue;
      const shown = merged && index <= head ? inWords(line, borders) : line;
      const cells = index < head ? namesOver(shown, borders) : placed(shown, borders, columns.length, body);
      rows[index] = { row: line.row, page: line.page, cells, joins: joins[index] ?? null };
    }
  });
  return rows;
}

/** The words of a line with where they stand, as they are the same on every page. */
function placesOf(line: PdfLine | undefined): string {
  return (line?.cells ?? []).map(({ text, left }) => `${Math.round(left)}:${text}`).join('|');
}

/** Whether the line stands close below the one before it. */
function isNear(lines: readonly PdfLine[], index: number): boolean {
  const above = lines[index - 1];
  const below = lines[index];
  if (above === undefined || below === undefined || above.page !== below.page) return false;
  return below.y - above.y <= stackedPitch * below.height;
}

/** Close lines above that hold names of groups or the first words of headings. */
function stackFrom(lines: readonly PdfLine[], head: number, floor: number): number {
  let from = head;
  while (from - 1 > floor && head - from < stacked) {
    const above = lines[from - 1];
    const below = lines[from];
    if (above === undefined || below === undefined || above.page !== below.page) break;
    const near = isNear(lines, from);
    const few =
      above.cells.length >= 2 && above.cells.every(({ text }) => text.length <= 40 && !/\d{3}/.test(text));
    if (!near || !few) break;
    from -= 1;
  }
  return from;
}

/** Where no header tells, the columns of the lines that have words, a unit and a figure. */
function impliedSpans(lines: readonly PdfLine[]): Span[] {
  const telling = lines.filter(
    ({ cells }) =>
      cells.length >= 3 &&
      cells.some(({ text }) => isUnitWord(text)) &&
      cells.some(({ text }) => parseNumber(text) !== null) &&
      cells.some(({ text }) => /\p{L}{2}/u.test(text) && !isUnitWord(text)),
  );
  if (telling.length < leastTelling) return [];
  const spans: Span[] = [];
  const cells = telling.flatMap((line) => line.cells).sort((a, b) => a.left - b.left);
  for (const { left, right } of cells) {
    const last = spans.at(-1);
    if (last !== undefined && left < last.right) last.right = Math.max(last.right, right);
    else spans.push({ left, right });
  }
  return spans;
}

/** The x between each column and the next. */
function bordersOf(columns: readonly Span[], body: readonly PdfLine[]): number[] {
  const rows = body.slice(0, sampleLines).filter(({ cells }) => cells.length > 1);
  const borders: number[] = [];
  columns.slice(0, -1).forEach((column, index) => {
    const next = columns[index + 1];
    if (next === undefined) return;
    const edge = borders.at(-1) ?? Number.NEGATIVE_INFINITY;
    const after = columns[index + 2];
    const limit = after === undefined ? Number.POSITIVE_INFINITY : (next.right + after.left) / 2;
    borders.push(borderBetween(column, next, edge, limit, rows));
  });
  return borders;
}

/** `edge` is the border on the left, `limit` about where the one on the right will be. */
function borderBetween(
  column: Span,
  next: Span,
  edge: number,
  limit: number,
  rows: readonly PdfLine[],
): number {
  // Under a centred heading the column may begin well to the left of it.
  const low = (column.left + column.right) / 2;
  const high = (next.left + next.right) / 2;
  const inside = (x: number) => x > low && x < high;
  const marks = rows.flatMap(({ cells }) => cells.flatMap(({ left, right }) => [left, right].filter(inside)));
  const edges = [...new Set([low, ...marks, ...[column.right, next.left].filter(inside), high])].sort(
    (a, b) => a - b,
  );
  let best = { x: (low + high) / 2, cost: Number.POSITIVE_INFINITY, width: 0 };
  edges.slice(0, -1).forEach((from, index) => {
    const to = edges[index + 1] ?? from;
    const x = (from + to) / 2;
    let cost = x < column.right || x > next.left ? 1 : 0;
    for (const { cells } of rows) {
      let left = 0;
      let right = 0;
      for (const cell of cells) {
        if (cell.left < x && cell.right > x) cost += 2;
        const centre = (cell.left + cell.right) / 2;
        if (centre > edge && centre < x) left += 1;
        else if (centre > x && centre < limit) right += 1;
      }
      if (left > 1) cost += 1;
      if (right > 1) cost += 1;
    }
    const width = to - from;
    if (cost < best.cost || (cost === best.cost && width > best.width)) best = { x, cost, width };
  });
  return best.x;
}

function columnAt(x: number, borders: readonly number[]): number {
  const found = borders.findIndex((border) => x < border);
  return found < 0 ? borders.length : found;
}

/** Words over several columns reach as far as they are wide. */
function namesOver(line: PdfLine, borders: readonly number[]): (Cell | null)[] {
  const cells: (Cell | null)[] = [];
  for (const { text, left, right } of line.cells) {
    const first = columnAt(left, borders);
    const last = columnAt(right, borders);
    while (cells.length < first) cells.push(null);
    const there = cells[first];
    cells[first] =
      there == null ? textCell(text, false, last - first + 1) : { ...there, text: `${there.text} ${text}` };
  }
  return cells;
}

function placed(line: PdfLine, borders: readonly number[], width: number, body: number): (Cell | null)[] {
  const bold = line.height >= bigger * body;
  const texts = Array.from({ length: width }, () => '');
  const put = (column: number, text: string) => {
    texts[column] = texts[column] === '' ? text : `${texts[column]} ${text}`;
  };
  for (const cell of line.cells) {
    for (const part of partsOf(cell, borders, line.cells.length === 1)) put(part.column, part.text);
  }
  return texts.map((text) => textCell(text, bold));
}

/** A cell across a border is divided between its pieces; a single piece goes where it begins, a number where it ends. */
function partsOf(
  cell: LineCell,
  borders: readonly number[],
  alone: boolean,
): { column: number; text: string }[] {
  const left = Math.min(cell.left, ...cell.pieces.map(({ x }) => x));
  const first = columnAt(left + 0.5, borders);
  const last = columnAt(cell.right - 0.5, borders);
  if (first === last) return [{ column: first, text: cell.text }];
  if (alone) return withNumberApart(cell, borders, first);
  const pieces = cell.pieces.flatMap((piece) => figureApart(piece, borders));
  if (pieces.length > 1) {
    const columns = pieces.map((piece) =>
      columnAt(piece.x + Math.min(piece.width / 2, piece.height), borders),
    );
    const parts = [...new Set(columns)].map((column) => ({
      column,
      text: joinPieces(pieces.filter((_, index) => columns[index] === column)),
    }));
    if (parts.length > 1) return parts.filter(({ text }) => text !== '');
  }
  if (!/\p{L}/u.test(cell.text))
    return [{ column: columnAt((cell.left + cell.right) / 2, borders), text: cell.text }];
  return withNumberApart(cell, borders, first);
}

/** «1.2 Excavate» drawn in one piece from the first column into the second. */
function withNumberApart(
  cell: LineCell,
  borders: readonly number[],
  first: number,
): { column: number; text: string }[] {
  const split = /^(\(?(?:\d+(?:\.\d+)*|[A-Za-z])[.)]?)\s+(\S.*)$/.exec(cell.text);
  const border = borders[first];
  if (split === null || border === undefined || first !== 0) return [{ column: first, text: cell.text }];
  const share = (split[1]?.length ?? 0) / cell.text.length;
  const ends = cell.left + (cell.right - cell.left) * share;
  if (ends > border + 2) return [{ column: first, text: cell.text }];
  return [
    { column: first, text: split[1] ?? '' },
    { column: first + 1, text: split[2] ?? '' },
  ];
}

/** Whether each line follows the one above as closely as wrapped text does; null where spacing tells nothing. */
function joinsOf(lines: readonly PdfLine[]): (boolean | null)[] {
  const pitches = lines.map((line, index) => {
    const above = lines[index - 1];
    return above === undefined || above.page !== line.page
      ? null
      : (line.y - above.y) / Math.max(1, Math.min(line.height, above.height));
  });
  const known = pitches.filter((pitch) => pitch !== null && pitch > 0.5).sort((a, b) => (a ?? 0) - (b ?? 0));
  const close = known[Math.floor(known.length / 10)] ?? 0;
  const wide = known.filter((pitch) => (pitch ?? 0) > 1.2 * close).length;
  // Evenly spaced lines do not show where a row ends.
  const silent = close === 0 || close > 1.7 || wide * 8 < known.length;
  return pitches.map((pitch, index) => {
    if (lines[index]?.ruled === true) return false;
    return silent || pitch === null ? null : pitch <= 1.12 * close;
  });
}

/** The size of most of the text. */
function bodySizeOf(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>();
  for (const { height, cells } of lines) {
    const size = Math.round(height * 2) / 2;
    const length = cells.reduce((sum, { text }) => sum + text.length, 0);
    letters.set(size, (letters.get(size) ?? 0) + length);
  }
  const [most] = [...letters].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return most?.[0] ?? Number.POSITIVE_INFINITY;
}
