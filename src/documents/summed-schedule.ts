// Summed schedule: a schedule of single pieces or rooms, as one line for each kind of work that it adds up to.

import type { Table, TableLine } from './document.ts';
import { type Grid, type GridRow, sourceOf } from './grid.ts';

export interface SummedLine {
  description: string;
  /** A plain decimal. */
  quantity: string;
  unit: string;
  /** How it was added up. */
  remark: string;
  /** The first row that it comes from. */
  row: GridRow;
}

export interface SummedPart {
  kind: NonNullable<Table['sums']>;
  title: string;
  header: GridRow;
  lines: SummedLine[];
}

const confidence = 0.9;

/** A table of kind `schedule`; every line points to the first row that it adds up. */
export function summedTable(grid: Grid, { kind, title, header, lines }: SummedPart, id: string): Table {
  return {
    id,
    title,
    sheet: grid.sheet,
    page: header.page,
    kind: 'schedule',
    sums: kind,
    columns: (['description', 'quantity', 'unit', 'remark'] as const).map((role, index) => ({
      index,
      header: { description: 'Work', quantity: 'Quantity', unit: 'Unit', remark: 'Added up from' }[role],
      role,
      group: null,
    })),
    currency: null,
    lines: lines.map(
      ({ row, ...line }, index): TableLine => ({
        id: `${id}-${index + 1}`,
        item: null,
        code: null,
        section: null,
        rate: null,
        amount: null,
        dimensions: null,
        ...line,
        source: { ...sourceOf(grid, row), method: 'expression', confidence },
      }),
    ),
    totals: [],
    arithmeticShare: null,
    confidence,
  };
}
