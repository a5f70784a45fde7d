// Layout: a way to write a known bill down, with what has to be read from it.

import { linesOf, type Section, sumOf, type Workshop } from '../bill.ts';
import type { Difficulty, Made, TrueTable } from '../truth.ts';
import { type Figures, type spellings, writeFigure, writeUnit } from '../writing.ts';

export interface Layout {
  name: string;
  difficulty: Difficulty;
  make(shop: Workshop): Promise<Made>;
}

export type Cell = string | number | null;

/** The amounts of the sections and of the whole. */
export function sumsOf(sections: readonly Section[]): { each: string[]; all: string } {
  return { each: sections.map(({ lines }) => sumOf(lines)), all: sumOf(linesOf(sections)) };
}

/** A bill that counts, with these declared sums. */
export function billTable(sections: readonly Section[], totals: string[]): TrueTable {
  return { kind: 'bill', counts: true, lines: linesOf(sections), totals };
}

/** One table that counts and nothing to find fault with. */
export function sound(name: string, bytes: Uint8Array, sections: readonly Section[], totals: string[]): Made {
  return {
    files: [{ name, bytes }],
    tables: [billTable(sections, totals)],
    slips: [],
    asks: [],
    sum: sumsOf(sections).all,
  };
}

/** Writers of figures and units for one hand; absent values are empty. */
export function writer(hand: keyof typeof spellings, figures: Figures) {
  return {
    unit: (unit: string | null) => writeUnit(unit, hand),
    money: (value: string | null) => (value === null ? '' : writeFigure(value, figures)),
    /** Whole numbers without a fraction. */
    count: (value: string | null) =>
      value === null ? '' : writeFigure(value, figures, value.includes('.') ? 2 : 0),
  };
}

/** A number for a cell that holds one. */
export function cell(value: string | null): number | null {
  return value === null ? null : Number(value);
}
