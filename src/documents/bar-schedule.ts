// Bar schedule: bar marks with diameter, number and length, summed to the mass of each diameter.
//
//   B1. A header names diameters, lengths and numbers, and something of it or above it speaks of bars.
//   B2. Mass = number × length × π/4 × d² × 7,850 kg/m³; bars such as #5 are those of ASTM A615.
//   B3. A row of which any of the three cannot be read is left in the grid, as words.

import Big from 'big.js';
import { type Grid, type GridRow, isBlank, textOf } from './grid.ts';
import { parseLength, unitOfHeading } from './measures.ts';
import { decimalMarkOf, parseNumber } from './numbers.ts';
import type { SummedLine, SummedPart } from './summed-schedule.ts';

interface BarColumns {
  mark: number | null;
  diameter: number;
  length: number;
  /** One column of totals, or members and bars in each. */
  numbers: number[];
  /** Of a bare length; null where the heading does not say it. */
  headed: string | null;
}

interface Bar {
  row: GridRow;
  /** As it is called, such as T16, 16 mm or #5. */
  name: string;
  kilogramsPerMetre: Big;
  metres: Big;
  pieces: Big;
}

/** Pounds a foot by the number of the bar: ASTM A615. */
const poundsPerFoot: Record<string, string> = {
  3: '0.376',
  4: '0.668',
  5: '1.043',
  6: '1.502',
  7: '2.044',
  8: '2.670',
  9: '3.400',
  10: '4.303',
  11: '5.313',
  14: '7.650',
  18: '13.600',
};
const kilogramsPerPoundFoot = '1.48816';
const kilogramsPerSquareMillimetre = '0.00616538';
/** A bare length above it is in millimetres, since no bar is so many metres long. */
const longestInMetres = 100;
const headings = {
  mark: /\bbar\s*(mark|no|nr|ref|id)\b|^\W*mark\W*$|^b\.?m\.?$/i,
  diameter: /\bdia(m|meter|metre)?\b|[øØ⌀∅]|\bbar size\b|^(type\W{1,9}(and|&)\W{1,9})?size$|^bar$/i,
  length: /\b(length|len)\b|^l\b/i,
  total:
    /\btotal\b.{0,200}\b(no|nr|nos|number|qty|quantity|bars|pieces)\b|\b(no|nr|number|nos|qty)\.?\s+of\s+bars\b|^\W{0,20}total\W{0,20}$/i,
  members: /\b(no|nr|number|nos)\.?\s+(of\s+)?(mbrs?|members?|elements?|units)\b|^members?$/i,
  each: /\b(no|nr|number|nos)?\.?\s*(of\s+bars\s+)?(in|per)\s+each\b|\bper\s+member\b|\bbars\s+per\b/i,
  number: /^\W*(no|nr|nos|number|qty|quantity|pcs|pieces|no of)\W*$/i,
};
const speaksOfBars = /\bbars?\b|\bb\.?b\.?s\b|\brebars?\b|reinforc|\bshape\b/i;
const rowsAbove = 6;

/** True when the row alone would do as the header of a bar schedule. */
export function headsBarSchedule(row: GridRow): boolean {
  return mayHeadBars(row) && headerAt([row], 0) !== null;
}

/** The bar schedules of a grid, and the grid without their rows. */
export function barSchedulesIn(grid: Grid): { parts: SummedPart[]; rest: Grid } {
  const parts: SummedPart[] = [];
  const rest: GridRow[] = [];
  let open: { columns: BarColumns; header: GridRow[]; bars: Bar[] } | null = null;
  const close = () => {
    if (open !== null && open.bars.length > 0) parts.push(partOf(open.header, open.bars));
    else if (open !== null) rest.push(...open.header);
    open = null;
  };
  for (let at = 0; at < grid.rows.length; at += 1) {
    const row = grid.rows[at] as GridRow;
    const found = mayHeadBars(row) ? headerAt(grid.rows, at) : null;
    if (found !== null) {
      // The header repeated on the next page goes on with the schedule.
      if (open === null || !sameColumns(open.columns, found.columns)) {
        close();
        open = { columns: found.columns, header: grid.rows.slice(at, at + found.height), bars: [] };
      }
      at += found.height - 1;
      continue;
    }
    const bar: Bar | null = open === null ? null : barIn(row, open.columns);
    if (open !== null && bar !== null) open.bars.push(bar);
    else if (open === null || !(isBlank(row) || /\b(total|weight)\b/i.test(textOf(row)))) rest.push(row);
  }
  close();
  return parts.length === 0 ? { parts, rest: grid } : { parts, rest: { ...grid, rows: rest } };
}

function sameColumns(a: BarColumns, b: BarColumns): boolean {
  return a.diameter === b.diameter && a.length === b.length && a.numbers.join() === b.numbers.join();
}

/** Rows with figures are no headers; asked of every row of every sheet. */
function mayHeadBars({ cells }: GridRow): boolean {
  let filled = 0;
  for (const cell of cells) {
    if (cell === null || cell.text === '') continue;
    if (cell.number !== null || cell.text.length > 40) return false;
    filled += 1;
  }
  return filled >= 3 && cells.some((cell) => cell !== null && headings.diameter.test(cell.text));
}

function headerAt(rows: readonly GridRow[], at: number): { columns: BarColumns; height: number } | null {
  const around = rows
    .slice(Math.max(0, at - rowsAbove), at + 2)
    .map(textOf)
    .join(' ');
  if (!speaksOfBars.test(around)) return null;
  for (const height of [1, 2]) {
    const stack = rows.slice(at, at + height);
    const last = stack.at(-1);
    if (
      last === undefined ||
      last.cells.some((cell) => cell?.number != null || parseNumber(cell?.text ?? '') !== null)
    )
      return null;
    const columns = columnsOf(stack);
    if (columns !== null) return { columns, height };
  }
  return null;
}

function columnsOf(stack: readonly GridRow[]): BarColumns | null {
  const width = Math.max(...stack.map(({ cells }) => cells.length));
  const texts = Array.from({ length: width }, (_, index) =>
    stack.flatMap(({ cells }) => cells[index]?.text || []).join(' '),
  );
  const place = (pattern: RegExp) => {
    const found = texts.findIndex((text) => pattern.test(text));
    return found < 0 ? null : found;
  };
  const diameter = place(headings.diameter);
  const length = texts.findIndex(
    (text, index) => index !== diameter && headings.length.test(text) && !/total length/i.test(text),
  );
  const total = texts.findIndex((text) => headings.total.test(text) && !/length|weight|mass|kg/i.test(text));
  const parts = [place(headings.members), place(headings.each)].filter((index) => index !== null);
  const number = place(headings.number);
  const numbers = total >= 0 ? [total] : parts.length > 0 ? parts : number === null ? [] : [number];
  if (diameter === null || length < 0 || numbers.length === 0) return null;
  return {
    mark: place(headings.mark),
    diameter,
    length,
    numbers,
    headed: unitOfHeading(texts[length] ?? ''),
  };
}

function barIn(row: GridRow, { diameter, length, numbers, headed }: BarColumns): Bar | null {
  const text = (index: number) => row.cells[index]?.number ?? row.cells[index]?.text ?? '';
  const mark = decimalMarkOf([text(length)]);
  const size = sizeOf(text(diameter));
  const counts = numbers.map((index) => parseNumber(text(index)));
  const measured = parseLength(text(length), mark, headed);
  if (size === null || measured === null || counts.includes(null)) return null;
  const pieces = counts.reduce((product, count) => product.times(count ?? 0), new Big(1));
  const metres =
    measured.unit === 'ft'
      ? measured.value.times('0.3048')
      : measured.unit === null && measured.value.gt(longestInMetres)
        ? measured.value.div(1000)
        : measured.value;
  return pieces.lte(0) || metres.lte(0) ? null : { row, ...size, metres, pieces };
}

/** Of T16, 16, 16 mm, Ø16 or #5. */
function sizeOf(text: string): { name: string; kilogramsPerMetre: Big } | null {
  const american = /^#\s*(\d{1,2})$/.exec(text.trim())?.[1];
  if (american !== undefined) {
    const pounds = poundsPerFoot[american];
    return pounds === undefined
      ? null
      : { name: `#${american}`, kilogramsPerMetre: new Big(pounds).times(kilogramsPerPoundFoot) };
  }
  const found =
    /^(?:([a-z]{0,2})\s?[-ø⌀∅]?\s?)(\d{1,2}(?:\.\d)?)\s{0,9}(?:mm)?\.?(?:\s{0,9}(?:dia|ø|⌀)\w{0,20})?$/i.exec(
      text.trim(),
    );
  const millimetres = Number(found?.[2] ?? 0);
  if (found === null || millimetres < 4 || millimetres > 60) return null;
  const kind = (found[1] ?? '').toUpperCase();
  return {
    name: `${millimetres} mm${kind === '' ? '' : ` (${kind}${millimetres})`}`,
    kilogramsPerMetre: new Big(millimetres).pow(2).times(kilogramsPerSquareMillimetre),
  };
}

function partOf(header: readonly GridRow[], bars: readonly Bar[]): SummedPart {
  const byName = [...Map.groupBy(bars, ({ name }) => name)].sort(([, [a]], [, [b]]) =>
    (a?.kilogramsPerMetre ?? new Big(0)).cmp(b?.kilogramsPerMetre ?? 0),
  );
  const lines = byName.map(([name, same]): SummedLine => {
    const metres = same.reduce((sum, bar) => sum.plus(bar.metres.times(bar.pieces)), new Big(0));
    const pieces = same.reduce((sum, bar) => sum.plus(bar.pieces), new Big(0));
    const each = same[0]?.kilogramsPerMetre ?? new Big(0);
    return {
      description: `Reinforcement bars ${name}`,
      quantity: metres.times(each).toFixed(2),
      unit: 'kg',
      remark: `${pieces.toFixed()} bars, ${Number(metres.toFixed(3))} m × ${Number(each.toFixed(3))} kg/m`,
      row: (same[0] as Bar).row,
    };
  });
  return { kind: 'bars', title: 'Reinforcement by diameter', header: header[0] as GridRow, lines };
}
