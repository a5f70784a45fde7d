// PDF headings: where the columns stand that a header names, also those that stand too close to be told by white space.

import type { GridRow } from './grid.ts';
import { textCell } from './grid.ts';
import { headingRoles } from './header.ts';
import type { LineCell, PdfLine } from './pdf-lines.ts';
import { figureAndWords, wordsOf } from './pdf-words.ts';
import { roleOf } from './vocabulary.ts';

export interface Span {
  left: number;
  right: number;
}

/** Rows that have to agree before a column is believed that no white space tells. */
const leastTelling = 3;
const bigger = 1.15;
const itemMark = /^\(?(\d+([./-]\d+)*[a-z]?|[A-Z]{1,2}\d*([.-]\d+)*|[a-z]|[ivx]+)[.)]?$/;

/** The cells of a line as they are; bold where its letters are larger than those of the body. */
export function plainRow(line: PdfLine, joins: boolean | null, body: number): GridRow {
  const cells = line.cells.map((cell) => textCell(cell.text, line.height >= bigger * body));
  return { row: line.row, page: line.page, cells, joins };
}

/** The header's cells, with those of the lines stacked on it that stand beside them. */
export function headerSpans(
  lines: readonly PdfLine[],
  from: number,
  head: number,
  to: number,
  body: readonly PdfLine[],
): Span[] {
  const heading = lines[head]?.cells ?? [];
  const told = heading.some(({ text }) => roleOf(text) === 'quantity');
  const spans: Span[] = heading.flatMap((cell) => headingsIn(cell, body, told));
  const around = [...lines.slice(from, head), ...lines.slice(head + 1, Math.min(to, head + 2))];
  for (const line of around) {
    const roles = headingRoles(plainRow(line, null, Number.POSITIVE_INFINITY));
    if (roles === null || roles.filter((role) => role !== null).length * 2 < roles.length) continue;
    for (const cell of line.cells) {
      for (const { left, right } of headingsIn(cell, body, true)) {
        const taken = spans.filter((span) => right >= span.left && left <= span.right);
        const free = taken.length === 0 ? { left, right } : besides(cell, taken, body);
        if (free !== null) spans.push(free);
      }
    }
  }
  spans.sort((a, b) => a.left - b.left);
  const marks = unheadedMarks(body, lines[head]?.cells[0] ?? null);
  return marks === null ? spans : [marks, ...spans];
}

/**
 * Headings of narrow columns stand so close that they read as one cell. They are two where they mean different things
 * and enough rows have a cell under either. `told` says whether the line has a heading of quantities elsewhere.
 */
function headingsIn(cell: LineCell, body: readonly PdfLine[], told: boolean): Span[] {
  const whole = { left: cell.left, right: cell.right };
  const words = cell.pieces.flatMap(wordsOf);
  for (let at = 1; at < words.length; at += 1) {
    const parts = [words.slice(0, at), words.slice(at)];
    const [left, right] = parts.map((pieces) => ({
      role: roleOf(pieces.map(({ text }) => text).join(' ')),
      left: Math.min(...pieces.map(({ x }) => x)),
      right: Math.max(...pieces.map(({ x, width }) => x + width)),
    }));
    if (left === undefined || right === undefined || left.role === right.role) continue;
    const known = left.role !== null && right.role !== null;
    // «Approx.» before «Description», with «Quantity» on the next line.
    const begun = !told && left.role === null && right.role === 'description';
    if (!known && !begun && !cell.pieces.some(({ x }) => x === right.left)) continue;
    const figure = begun || left.role === 'quantity' || left.role === 'rate' || left.role === 'amount';
    const under = body.flatMap(({ cells }) => {
      const near = cells.filter((other) => other.right > whole.left && other.left < whole.right);
      const merged = figure && near.some(({ text }) => figureAndWords.test(text));
      return near.length === 0 ? [] : [near.length + (merged ? 1 : 0)];
    });
    const several = under.filter((number) => number > 1).length;
    if (several >= leastTelling && several * (known ? 4 : 2) > under.length)
      return [
        { left: left.left, right: left.right },
        { left: right.left, right: right.right },
      ];
  }
  return [whole];
}

/**
 * «Estimated Name of item», of which the first word stands over «quantity»: the heading that begins beside the columns
 * that are known already. It is one where enough rows have a figure and words read together below.
 */
function besides(cell: LineCell, taken: readonly Span[], body: readonly PdfLine[]): Span | null {
  const edge = Math.max(...taken.map(({ right }) => right));
  const words = cell.pieces.flatMap(wordsOf);
  // Where a word stands within its piece is reckoned.
  const pieces = words.filter(({ x, height }) => x > edge - height);
  if (pieces.length === 0 || pieces.length === words.length) return null;
  if (roleOf(pieces.map(({ text }) => text).join(' ')) === null) return null;
  const free = {
    left: Math.max(edge, Math.min(...pieces.map(({ x }) => x))),
    right: Math.max(...pieces.map(({ x, width }) => x + width)),
  };
  const joined = body.filter(({ cells }) =>
    cells.some(({ left, right, text }) => left < edge && right > free.left && figureAndWords.test(text)),
  );
  return joined.length >= leastTelling ? free : null;
}

/** Item numbers at the left edge that no heading stands over, where the first heading is that of the words. */
function unheadedMarks(body: readonly PdfLine[], first: LineCell | null): Span | null {
  if (first === null || roleOf(first.text) !== 'description') return null;
  const marks = body.flatMap(({ cells: [cell, next] }) =>
    cell !== undefined && next !== undefined && cell.right <= first.left && itemMark.test(cell.text)
      ? [cell]
      : [],
  );
  if (marks.length < leastTelling) return null;
  return {
    left: Math.min(...marks.map(({ left }) => left)),
    right: Math.max(...marks.map(({ right }) => right)),
  };
}
