// Finish schedule: rooms with their finishes and areas, summed to the area of each finish.
//
//   F1. A header names a room, at least two surfaces and an area; walls need areas of their own, or a perimeter and a
//       height, and skirtings a perimeter.
//   F2. Where a surface cannot be measured nothing is made up: its finish is not in the sums.

import Big from 'big.js';
import { type Grid, type GridRow, isBlank, textOf } from './grid.ts';
import { unitOfHeading } from './measures.ts';
import { decimalMarkOf, parseNumber, parseQuantity, tidy } from './numbers.ts';
import type { SummedLine, SummedPart } from './summed-schedule.ts';

const surfaces = {
  floor: /\bfloor(s|ing)?\b/i,
  walls: /\bwalls?\b/i,
  ceiling: /\b(ceilings?|soffit)\b/i,
  skirting: /\b(skirtings?|base ?boards?|base|plinth)\b/i,
  dado: /\b(dado|wainscot)\b/i,
} as const;
type Surface = keyof typeof surfaces;
type Measure = 'floor' | 'walls' | 'ceiling' | 'perimeter' | 'height';

interface FinishColumns {
  room: number;
  finishes: Map<Surface, number>;
  measures: Map<Measure, number>;
  imperial: boolean;
}

const noFinish = /^\W*(?:(n\/?a|nil|none|no|not applicable|exposed|as existing|existing)\W*)?$/i;
const most = 60;

/** True when the row would do as the header of a finish schedule. */
export function headsFinishSchedule(row: GridRow): boolean {
  return columnsIn(row) !== null;
}

/** The finish schedules of a grid, and the grid without their rows. */
export function finishSchedulesIn(grid: Grid): { parts: SummedPart[]; rest: Grid } {
  const parts: SummedPart[] = [];
  const rest: GridRow[] = [];
  let open: { columns: FinishColumns; header: GridRow; rooms: GridRow[] } | null = null;
  const close = () => {
    if (open === null) return;
    const lines = linesOf(open.rooms, open.columns);
    if (lines.length > 0)
      parts.push({ kind: 'finishes', title: 'Finishes by area', header: open.header, lines });
    else rest.push(open.header, ...open.rooms);
    open = null;
  };
  for (const row of grid.rows) {
    const columns = columnsIn(row);
    if (columns !== null) {
      if (open === null || open.columns.room !== columns.room) {
        close();
        open = { columns, header: row, rooms: [] };
      }
    } else if (open !== null && isRoom(row, open.columns)) open.rooms.push(row);
    else if (open === null || !(isBlank(row) || /\btotals?\b/i.test(textOf(row)))) rest.push(row);
  }
  close();
  return parts.length === 0 ? { parts, rest: grid } : { parts, rest: { ...grid, rows: rest } };
}

function columnsIn({ cells }: GridRow): FinishColumns | null {
  let filled = 0;
  for (const cell of cells) {
    if (cell === null || cell.text === '') continue;
    if (cell.number !== null || cell.text.length > most) return null;
    filled += 1;
  }
  if (filled < 4) return null;
  const finishes = new Map<Surface, number>();
  const measures = new Map<Measure, number>();
  let room: number | null = null;
  let imperial = false;
  cells.forEach((cell, index) => {
    const text = cell?.text ?? '';
    if (text === '') return;
    if (/\b(area|perimeter|height)\b/i.test(text)) {
      const what: Measure = /perimeter/i.test(text)
        ? 'perimeter'
        : /height/i.test(text)
          ? 'height'
          : surfaces.walls.test(text)
            ? 'walls'
            : surfaces.ceiling.test(text)
              ? 'ceiling'
              : 'floor';
      if (!measures.has(what)) measures.set(what, index);
      if (/\b(sq\.? ?f\w*|sft|sf|ft2|ft²)\b/i.test(text) || unitOfHeading(text) === 'ft') imperial = true;
      return;
    }
    const surface = (Object.keys(surfaces) as Surface[]).find((name) => surfaces[name].test(text));
    if (surface !== undefined && !/\b(no|number|level|rate|amount)\b/i.test(text)) {
      if (!finishes.has(surface)) finishes.set(surface, index);
    } else if (/\b(rooms?|space|location|description|name)\b/i.test(text)) {
      // The name says more than the number.
      if (room === null || /\b(name|description)\b/i.test(text)) room = index;
    }
  });
  const measured = measures.has('floor') || measures.has('walls') || measures.has('ceiling');
  return room === null || finishes.size < 2 || !measured ? null : { room, finishes, measures, imperial };
}

function isRoom(row: GridRow, { room, finishes, measures }: FinishColumns): boolean {
  const named =
    (row.cells[room]?.text ?? '') !== '' && !/^\W*(sub)?totals?\b/i.test(row.cells[room]?.text ?? '');
  const finished = [...finishes.values()].some((index) => (row.cells[index]?.text ?? '') !== '');
  return named && finished && [...measures.values()].some((index) => figureIn(row, index) !== null);
}

function figureIn(row: GridRow, index: number | undefined): Big | null {
  const cell = index === undefined ? null : row.cells[index];
  if (cell == null || cell.text === '') return null;
  const mark = decimalMarkOf([cell.text]);
  const value =
    cell.number ?? parseNumber(cell.text, mark) ?? parseQuantity(cell.text, mark)?.quantity ?? null;
  return value === null || Number(value) <= 0 ? null : new Big(value);
}

/** What there is of a surface in a room; null where its columns do not tell. */
function sizeOf(row: GridRow, surface: Surface, { measures }: FinishColumns): Big | null {
  const of = (what: Measure) => figureIn(row, measures.get(what));
  switch (surface) {
    case 'floor':
      return of('floor');
    case 'ceiling':
      return of('ceiling') ?? of('floor');
    case 'walls': {
      const [around, height] = [of('perimeter'), of('height')];
      return of('walls') ?? (around === null || height === null ? null : around.times(height));
    }
    case 'skirting':
      return of('perimeter');
    case 'dado':
      return null;
  }
}

function linesOf(rooms: readonly GridRow[], columns: FinishColumns): SummedLine[] {
  return [...columns.finishes].flatMap(([surface, index]) => {
    const finished = rooms.flatMap((row) => {
      const finish = tidy(row.cells[index]?.text ?? '');
      const size = sizeOf(row, surface, columns);
      return noFinish.test(finish) || size === null ? [] : [{ row, finish, size }];
    });
    const byFinish = Map.groupBy(finished, ({ finish }) => finish.toLowerCase());
    return [...byFinish.values()].map((same): SummedLine => {
      const [first] = same as [(typeof same)[number]];
      const names = same.map(({ row }) => row.cells[columns.room]?.text ?? '');
      const shown =
        names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
      const metric = surface === 'skirting' ? 'm' : 'm2';
      const us = surface === 'skirting' ? 'ft' : 'sq ft';
      return {
        description: `${capital(surface)} finish: ${first.finish}`,
        quantity: same.reduce((sum, { size }) => sum.plus(size), new Big(0)).toFixed(),
        unit: columns.imperial ? us : metric,
        remark: `${same.length === 1 ? 'room' : 'rooms'} ${shown}`,
        row: first.row,
      };
    });
  });
}

function capital(text: string): string {
  return text === 'walls' ? 'Wall' : text.charAt(0).toUpperCase() + text.slice(1);
}
