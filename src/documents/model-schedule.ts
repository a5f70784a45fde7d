// Model schedule: what a model or a drawing holds, as a table that nobody laid out.

import type { Column, Table, TableLine } from './document.ts';

export interface ModelScheduleParts {
  id: string;
  title: string;
  /** In the order of the columns. */
  headers: readonly (readonly [header: string, role: Column['role']])[];
  lines: TableLine[];
  confidence: number;
}

export function modelSchedule({ id, title, headers, lines, confidence }: ModelScheduleParts): Table {
  return {
    id,
    title,
    sheet: null,
    page: null,
    kind: 'schedule',
    columns: headers.map(([header, role], index) => ({ index, header, role, group: null })),
    currency: null,
    lines,
    totals: [],
    arithmeticShare: null,
    confidence,
  };
}
