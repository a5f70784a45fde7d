// PDF rules: the lines that are drawn around the cells of a table, and the rows that they make.
//
//   U1. A row of the table is what stands between two drawn lines that reach over most of its width.
//   U2. Text lines between them become one line with one cell per column, so that an item number or a figure in the
//       middle of a wrapped description belongs to it.
//   U3. Text on both sides of an upright line is never one cell, however near it stands.
//   U4. A frame around several rows is no row: where a column holds several figures, nothing is put together.

import { parseNumber } from './numbers.ts';
import { joinPieces, type LineCell, type PdfLine } from './pdf-lines.ts';
import { cutAt } from './pdf-words.ts';

/** Lines of a page, in points from its top left corner. */
export interface Rules {
  across: { y: number; left: number; right: number }[];
  down: { x: number; top: number; bottom: number }[];
}

/** Codes of drawing operators that matter here, as the PDF library numbers them. */
export interface DrawingCodes {
  save: number;
  restore: number;
  transform: number;
  constructPath: number;
  paintFormXObjectBegin: number;
  paintFormXObjectEnd: number;
  /** Operators that show a path, rather than only clip by it. */
  shown: ReadonlySet<number>;
}

export type Matrix = [number, number, number, number, number, number];

const thickest = 2.5;
const shortest = 6;
/** Drawn lines at nearly the same place are one. */
const samePlace = 1.5;
/** Share of the width or height of the table that a line of its lattice covers. */
const mostOfIt = 0.6;

/** The upright and level lines among what is drawn; `view` maps the page to points from its top left corner. */
export function rulesIn(
  operators: readonly number[],
  operands: readonly unknown[],
  view: Matrix,
  codes: DrawingCodes,
): Rules {
  const rules: Rules = { across: [], down: [] };
  const saved: Matrix[] = [];
  let current = view;
  operators.forEach((operator, index) => {
    const given = operands[index];
    if (operator === codes.save || operator === codes.paintFormXObjectBegin) saved.push(current);
    if (operator === codes.restore || operator === codes.paintFormXObjectEnd) current = saved.pop() ?? view;
    if (operator === codes.transform) current = times(current, given as Matrix);
    if (operator === codes.paintFormXObjectBegin) {
      const [matrix] = given as [Matrix | null];
      if (matrix !== null && matrix !== undefined) current = times(current, [...matrix] as Matrix);
    }
    if (operator === codes.constructPath) {
      const [purpose, [path]] = given as [number, [ArrayLike<number> | null]];
      if (codes.shown.has(purpose) && path !== null && path !== undefined) addPath(rules, path, current);
    }
  });
  return rules;
}

/** Puts the text lines of each ruled row together; lines outside of ruled tables stay as they are. */
export function withRuledRows(lines: readonly PdfLine[], rules: Rules): PdfLine[] {
  const levels = latticeOf(rules.across.map(({ y, left, right }) => ({ at: y, from: left, to: right })));
  if (levels.length < 3) return [...lines];
  const uprights = latticeOf(rules.down.map(({ x, top, bottom }) => ({ at: x, from: top, to: bottom })));
  const result: PdfLine[] = [];
  let band: { number: number; lines: PdfLine[] } | null = null;
  const close = () => {
    if (band !== null)
      result.push(
        ...rowOf(
          band.lines.map((line) => cutAt(line, uprights)),
          uprights,
        ),
      );
    band = null;
  };
  for (const line of lines) {
    // The middle of the letters, a little above the baseline.
    const middle = line.y - line.height * 0.3;
    const number = levels.findIndex((level) => level > middle);
    if (number <= 0) {
      close();
      result.push(line);
    } else if (band !== null && band.number === number) band.lines.push(line);
    else {
      close();
      band = { number, lines: [line] };
    }
  }
  close();
  return result;
}

/** Matrix product, the second applied first. */
export function times(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

function rowOf(lines: PdfLine[], uprights: readonly number[]): PdfLine[] {
  const [first] = lines;
  if (first === undefined) return [];
  const columns = columnsOf(lines, uprights);
  const figures = columns.some(
    (cells) => cells.length > 1 && cells.every(({ text }) => parseNumber(text) !== null),
  );
  if (figures) return lines;
  const cells = columns.map((column): LineCell => {
    const pieces = column.flatMap((cell) => cell.pieces);
    return {
      text: joinPieces(pieces),
      left: Math.min(...column.map(({ left }) => left)),
      right: Math.max(...column.map(({ right }) => right)),
      pieces,
    };
  });
  return [{ ...first, ruled: true, cells: cells.sort((a, b) => a.left - b.left) }];
}

/** The cells of a band by column: between upright lines where there are some, else those that stand over each other. */
function columnsOf(lines: readonly PdfLine[], uprights: readonly number[]): LineCell[][] {
  const columns: { left: number; right: number; cells: LineCell[] }[] = [];
  for (const cell of lines.flatMap((line) => line.cells)) {
    const centre = (cell.left + cell.right) / 2;
    const between = uprights.findIndex((upright) => upright > centre);
    const left = between > 0 ? (uprights[between - 1] ?? cell.left) : cell.left;
    const right = between > 0 ? (uprights[between] ?? cell.right) : cell.right;
    const fits = columns.filter((column) => column.left < right && column.right > left);
    const merged = { left, right, cells: [cell] };
    for (const column of fits) {
      merged.left = Math.min(merged.left, column.left);
      merged.right = Math.max(merged.right, column.right);
      merged.cells = [...column.cells, ...merged.cells];
      columns.splice(columns.indexOf(column), 1);
    }
    columns.push(merged);
  }
  return columns.map(({ cells }) =>
    cells.sort((a, b) => (a.pieces[0]?.y ?? 0) - (b.pieces[0]?.y ?? 0) || a.left - b.left),
  );
}

/** The places of lines that reach over most of what the longest one covers. */
function latticeOf(segments: { at: number; from: number; to: number }[]): number[] {
  const places: { at: number; parts: { from: number; to: number }[] }[] = [];
  for (const { at, from, to } of segments.sort((a, b) => a.at - b.at)) {
    const last = places.at(-1);
    if (last !== undefined && at - last.at <= samePlace) last.parts.push({ from, to });
    else places.push({ at, parts: [{ from, to }] });
  }
  const covered = places.map(({ at, parts }) => ({ at, length: unionOf(parts) }));
  const longest = Math.max(0, ...covered.map(({ length }) => length));
  return covered.flatMap(({ at, length }) => (length >= mostOfIt * longest ? [at] : []));
}

function unionOf(parts: { from: number; to: number }[]): number {
  let length = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of parts.sort((a, b) => a.from - b.from)) {
    if (to > end) length += to - Math.max(from, end);
    end = Math.max(end, to);
  }
  return length;
}

/** Thin shapes and straight strokes; the path is a list of codes (0 move, 1 line, 2 and 3 curves, 4 close) with points. */
function addPath(rules: Rules, path: ArrayLike<number>, matrix: Matrix): void {
  let start: [number, number] = [0, 0];
  let from: [number, number] = [0, 0];
  let at = 0;
  const point = (index: number): [number, number] => {
    const x = path[index] ?? 0;
    const y = path[index + 1] ?? 0;
    return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
  };
  while (at < path.length) {
    const code = path[at];
    if (code === 0) {
      start = point(at + 1);
      from = start;
      at += 3;
    } else if (code === 1) {
      const to = point(at + 1);
      addSegment(rules, from, to);
      from = to;
      at += 3;
    } else if (code === 2) {
      from = point(at + 5);
      at += 7;
    } else if (code === 3) {
      from = point(at + 3);
      at += 5;
    } else {
      addSegment(rules, from, start);
      from = start;
      at += 1;
    }
  }
}

function addSegment(rules: Rules, [x1, y1]: [number, number], [x2, y2]: [number, number]): void {
  const width = Math.abs(x2 - x1);
  const height = Math.abs(y2 - y1);
  if (width >= shortest && height <= thickest) {
    rules.across.push({ y: (y1 + y2) / 2, left: Math.min(x1, x2), right: Math.max(x1, x2) });
  } else if (height >= shortest && width <= thickest) {
    rules.down.push({ x: (x1 + x2) / 2, top: Math.min(y1, y2), bottom: Math.max(y1, y2) });
  }
}
