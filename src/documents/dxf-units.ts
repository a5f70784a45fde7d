// DXF units: what a drawing is drawn in, and its lengths and areas in the units of a bill.
//
//   D1. A length or an area without a unit is no quantity: it counts only when the drawing or a person tells the unit.

import Big from 'big.js';
import type { Drawing, ReadDocument, TableLine } from './document.ts';

/** Units as lines have them until the unit of their drawing is known. */
export const unknownLength = 'drawing units';
export const unknownArea = 'square drawing units';

interface DrawingUnit {
  /** What the quantity of a bill is given in. */
  length: 'm' | 'ft';
  area: 'm2' | 'ft2';
  /** How long one unit of the drawing is in that. */
  factor: string;
  label: string;
}

/** Those that a person is asked for come first. */
export const drawingUnits = {
  mm: { length: 'm', area: 'm2', factor: '0.001', label: 'Millimetres' },
  cm: { length: 'm', area: 'm2', factor: '0.01', label: 'Centimetres' },
  m: { length: 'm', area: 'm2', factor: '1', label: 'Metres' },
  inch: { length: 'ft', area: 'ft2', factor: '0.083333333333333333', label: 'Inches' },
  feet: { length: 'ft', area: 'ft2', factor: '1', label: 'Feet' },
  dm: { length: 'm', area: 'm2', factor: '0.1', label: 'Decimetres' },
  km: { length: 'm', area: 'm2', factor: '1000', label: 'Kilometres' },
  yard: { length: 'ft', area: 'ft2', factor: '3', label: 'Yards' },
} as const satisfies Record<string, DrawingUnit>;

export type DrawingUnitName = keyof typeof drawingUnits;

/** Drawing units that a person may choose from. */
export const askedUnits = ['mm', 'cm', 'm', 'inch', 'feet'] as const satisfies DrawingUnitName[];

/** Values of $INSUNITS; 0 and all others say nothing. 21 is the foot of US surveyors, which differs by two millionths. */
const byNumber: Record<number, DrawingUnitName> = {
  1: 'inch',
  2: 'feet',
  4: 'mm',
  5: 'cm',
  6: 'm',
  7: 'km',
  10: 'yard',
  14: 'dm',
  21: 'feet',
};

const decimals = 3;

/** The unit that the value of $INSUNITS stands for; null when it stands for none. */
export function unitOfDrawing(insUnits: unknown): DrawingUnitName | null {
  return typeof insUnits === 'number' ? (byNumber[insUnits] ?? null) : null;
}

/** True for a drawing with lengths or areas whose unit is not known. */
export function lacksUnit(document: ReadDocument): boolean {
  return document.drawing?.unit === null && document.tables.some(({ lines }) => lines.some(isUnmeasured));
}

/** The document with its lengths and areas in the units of a bill, or without them where the unit stays unknown. */
export function inDrawingUnit(document: ReadDocument, unit: DrawingUnitName | null): ReadDocument {
  const { drawing } = document;
  if (drawing === undefined) return document;
  const known = unit === null ? null : drawingUnits[unit];
  return {
    ...document,
    drawing: { ...drawing, unit },
    tables: document.tables.flatMap((table) => {
      const lines = table.lines.flatMap((line) =>
        isUnmeasured(line) ? (known === null ? [] : [measured(line, known)]) : [line],
      );
      return lines.length === 0 ? [] : [{ ...table, lines }];
    }),
    notes:
      unit === null && lacksUnit(document)
        ? [...document.notes, 'Lengths and areas were left out, since the unit of the drawing is not known.']
        : document.notes,
  };
}

/** How large the drawing is, such as «12.4 × 8.1 m»; null when nothing in it has a place. */
export function sizeOfDrawing({ width, height }: Drawing, unit: DrawingUnitName): string | null {
  if (width === null || height === null) return null;
  const { factor, length } = drawingUnits[unit];
  const [across, up] = [width, height].map((side) => new Big(side).times(factor).round(2).toFixed());
  return `${across} × ${up} ${length}`;
}

function isUnmeasured({ unit }: TableLine): boolean {
  return unit === unknownLength || unit === unknownArea;
}

function measured(line: TableLine, { length, area, factor }: DrawingUnit): TableLine {
  const square = line.unit === unknownArea;
  const by = square ? new Big(factor).pow(2) : new Big(factor);
  const quantity = new Big(line.quantity ?? 0).times(by).round(decimals).toFixed();
  return { ...line, quantity, unit: square ? area : length };
}
