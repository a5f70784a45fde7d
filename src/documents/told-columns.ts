// Told columns: what somebody says that the headings of a grid mean where the rules do not know, and whether it is so.
//
//   TC1. A heading that the rules know keeps its meaning.
//   TC2. What was told counts only when the tables read with it hold more figures than before, lose none, and hold
//        together: figures where figures belong, words where things are described, arithmetic that agrees.

import { checkLines } from './arithmetic.ts';
import type { ColumnRole, Table, TableLine } from './document.ts';
import type { Grid } from './grid.ts';
import { type Found, tablesIn } from './table.ts';
import { withHeadings } from './vocabulary.ts';

export interface ToldColumns {
  /** Which grid of the document, from 0. */
  grid: number;
  /** Headings as they were shown, with their meanings. */
  roles: [heading: string, role: ColumnRole][];
  /** Who said it, for people. */
  by: string;
}

/** No table whose columns were told counts as more sure than this. */
export const mostToldConfidence = 0.7;

export const figureRoles = ['quantity', 'rate', 'amount'] as const;

/** The tables with the columns as they were told, and a note for people; null when that does not hold together. */
export function tablesAsTold(
  grid: Grid,
  firstTable: number,
  own: Found,
  { roles, by }: ToldColumns,
): { found: Found; note: string } | null {
  const meanings = new Map(roles);
  const found = withHeadings(meanings, () => tablesIn(grid, firstTable));
  const isTold = ({ columns }: Table) =>
    columns.some(({ header, role }) => role !== 'other' && meanings.get(header) === role);
  const touched = found.tables.filter(isTold);
  if (touched.length === 0 || !touched.every((table) => holdsTogether(table, meanings))) return null;
  if (!isGain(own.tables, found.tables)) return null;
  const used = touched.flatMap(({ columns }) =>
    columns.flatMap(({ header, role }) =>
      role !== 'other' && meanings.get(header) === role ? [`«${header}» as ${role}`] : [],
    ),
  );
  const place = grid.sheet === null ? '' : ` of sheet «${grid.sheet}»`;
  return {
    found: {
      ...found,
      tables: found.tables.map((table) =>
        isTold(table) ? { ...table, confidence: Math.min(table.confidence, mostToldConfidence) } : table,
      ),
    },
    note: `Columns${place} were read by ${by}, since the rules do not know their headings: ${[...new Set(used)].join(', ')}.`,
  };
}

function holdsTogether(
  { kind, columns, lines, arithmeticShare }: Table,
  told: Map<string, ColumnRole>,
): boolean {
  if (kind === 'other' || lines.length < 2) return false;
  const most = (is: (line: TableLine) => boolean) => lines.filter(is).length * 2 > lines.length;
  if (lines.filter(({ description }) => /\p{L}{2}/u.test(description)).length * 5 < lines.length * 4)
    return false;
  for (const { header, role } of columns) {
    if (told.get(header) !== role) continue;
    if (role === 'quantity' || role === 'rate' || role === 'amount') {
      if (!most((line) => line[role] !== null)) return false;
    } else if (role === 'unit' && !most(({ unit }) => unit !== null && !/^\d/.test(unit))) return false;
  }
  const { checked, held } = checkLines(lines);
  if (checked > 0 && held * 2 <= checked) return false;
  return arithmeticShare === null || arithmeticShare > 0.5;
}

function isGain(before: readonly Table[], after: readonly Table[]): boolean {
  const count = (tables: readonly Table[], role: (typeof figureRoles)[number]) =>
    tables.flatMap(({ lines }) => lines).filter((line) => line[role] !== null).length;
  const gains = figureRoles.map((role) => count(after, role) - count(before, role));
  return gains.every((gain) => gain >= 0) && gains.some((gain) => gain > 0);
}
