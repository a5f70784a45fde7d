// Take-off: the quantity of a line, stated and worked out again from what else the documents say.
//
//   Q1. A stated quantity is kept unless a person chooses another; it is filled in only where there is none,
//       at last from an amount and its rate.
//   Q2. A difference above 2 % is a conflict. One that no slip of the pen explains is told, not asked.
//   Q3. net + waste = gross, exactly (see waste.ts).

import Big from 'big.js';
import type { Provenance, TableLine } from '../documents/document.ts';
import { type BillLine, impliedQuantity, ownAmount, ownRate, placeOfFigure, unitOfLine } from './bill.ts';
import { plain, relativeDifference, toDecimal } from './decimal.ts';
import type { TakeoffLine } from './estimate.ts';
import { evaluateNote } from './expression.ts';
import { measuredIn, measurePieces, measureText } from './measured-text.ts';
import type { ScheduleCount } from './schedules.ts';
import { unitOf } from './units.ts';
import { wastePercent } from './waste.ts';

export type TakeoffMethod = 'stated' | 'dimensions' | 'text' | 'schedule' | 'model';

export interface Quantity {
  net: Big;
  method: TakeoffMethod;
  working: string | null;
  source: Provenance;
}

export interface QuantityConflict {
  stated: Quantity;
  found: Quantity;
  /** Share of the stated quantity. */
  difference: number;
  /** False when the two are so far apart that they hardly measure the same thing. */
  comparable: boolean;
}

export interface Measurement {
  /** Canonical code; null when unknown. */
  unit: string | null;
  /** Null when the documents give none. */
  quantity: Quantity | null;
  conflict: QuantityConflict | null;
}

/** Above this share of the stated quantity a difference matters. */
const tolerance = 0.02;
/** Text beside a quantity may name the size of a piece; beyond this factor it does. */
const sameThing = { dimensions: 20, text: 3, schedule: 20, model: 20 } as const;

/** The quantity of a line from all that the documents say of it. */
export function measureLine(bill: BillLine, schedule: ScheduleCount | null): Measurement {
  const { line } = bill;
  const unit = unitOfLine(line, bill.system)?.unit ?? null;
  const stated = statedQuantity(line, unit);
  const found = [
    fromDimensions(line, unit),
    fromSchedule(schedule),
    fromText(line, unit, stated === null),
  ].find((quantity) => quantity !== null);
  if (stated === null) {
    // A text may give the size of one piece; amount and rate tell of all.
    const measured = found?.method === 'text' ? null : found;
    return { unit, quantity: measured ?? fromAmount(line, unit) ?? found ?? null, conflict: null };
  }
  if (found === undefined) return { unit, quantity: stated, conflict: null };
  const difference = relativeDifference(stated.net, found.net);
  if (difference <= tolerance) {
    return { unit, quantity: { ...stated, working: found.working }, conflict: null };
  }
  const factor = sameThing[found.method as keyof typeof sameThing];
  const comparable =
    found.net.abs().lte(stated.net.abs().times(factor)) &&
    found.net.abs().times(factor).gte(stated.net.abs());
  const conflict = { stated, found, difference, comparable };
  // A size named in passing is no second opinion on the quantity.
  return { unit, quantity: stated, conflict: found.method === 'text' && !comparable ? null : conflict };
}

/** The take-off line of a quantity. */
export function takeoffLine(
  lineId: string,
  trade: string,
  line: TableLine,
  unit: string | null,
  quantity: Quantity,
): TakeoffLine {
  const waste = quantity.net.times(wastePercent(trade, line.description, unit)).div(100);
  return {
    lineId,
    unit,
    net: plain(quantity.net),
    waste: plain(waste),
    gross: plain(quantity.net.plus(waste)),
    method: quantity.method,
    working: quantity.working,
    source: quantity.source,
  };
}

function statedQuantity(line: TableLine, unit: string | null): Quantity | null {
  const stated = toDecimal(line.quantity);
  if (stated !== null)
    return { net: stated, method: 'stated', working: null, source: placeOfFigure(line, 'quantity') };
  const lump = unitOf(unit)?.dimension === 'lump' || (unit === null && (line.unit ?? '').trim() === '');
  if (!lump || unit === 'percent' || (unit === null && ownAmount(line) === null)) return null;
  // A rate that goes several times into the amount is no price of the whole.
  if (impliedQuantity(line)?.eq(1) === false) return null;
  return { net: new Big(1), method: 'stated', working: 'lump sum', source: line.source };
}

/** What a line that leaves its quantity out charges for. */
function fromAmount(line: TableLine, unit: string | null): Quantity | null {
  const [amount, rate, net] = [ownAmount(line), ownRate(line), impliedQuantity(line)];
  if (amount === null || rate === null || net === null || unit === 'percent') return null;
  return { net, method: 'stated', working: `${plain(amount)} ÷ ${plain(rate)}`, source: line.source };
}

/** No × L × B × D, in metres or feet as the unit says; null when the columns do not make what the unit measures. */
function fromDimensions(line: TableLine, unit: string | null): Quantity | null {
  const columns = line.dimensions;
  const known = unitOf(unit);
  if (columns === null || known === null) return null;
  const number = toDecimal(columns.number);
  const lengths = [columns.length, columns.breadth, columns.depth].flatMap((text) => toDecimal(text) ?? []);
  const wanted = { length: 1, area: 2, volume: 3, count: 0 }[
    known.dimension as 'length' | 'area' | 'volume' | 'count'
  ];
  if (wanted === undefined || lengths.length !== wanted || (number === null && lengths.length === 0))
    return null;
  const factors = [...(number === null ? [] : [number]), ...lengths];
  const measured = factors.reduce((value, factor) => value.times(factor), new Big(1));
  // Openings and the like are measured as they are and taken off.
  const takenOff = measured.gt(0) && toDecimal(line.quantity)?.lt(0) === true;
  const product = takenOff ? measured.neg() : measured;
  const base = { length: ['m', 'ft'], area: ['m2', 'ft2'], volume: ['m3', 'ft3'], count: ['each', 'each'] }[
    known.dimension as 'length' | 'area' | 'volume' | 'count'
  ];
  const inFeet = columns.unit === undefined ? known.system === 'us' : columns.unit === 'ft';
  const from = unitOf(base[inFeet ? 1 : 0] ?? null);
  if (!from?.factor || !known.factor || product.eq(0)) return null;
  const net = product.times(from.factor).div(known.factor).round(4, Big.roundHalfUp);
  const working = `${takenOff ? '− ' : ''}${factors.map((factor) => plain(factor)).join(' × ')}`;
  const cell = line.figures?.dimensions;
  const place = cell === undefined ? line.source : { ...placeOfFigure(line, 'quantity'), cell };
  return { net, method: 'dimensions', working, source: { ...place, method: 'expression' } };
}

function fromSchedule(schedule: ScheduleCount | null): Quantity | null {
  if (schedule === null) return null;
  return { net: schedule.count, method: schedule.method, working: schedule.working, source: schedule.source };
}

/** Beside a stated quantity only a text with a count speaks of the whole. */
function fromText(line: TableLine, unit: string | null, alone: boolean): Quantity | null {
  const source: Provenance = { ...line.source, method: 'expression' };
  const noted = [line.remark, line.quantity]
    .map((text) => evaluateNote(text ?? ''))
    .find((value) => value !== null);
  if (noted?.value.gt(0)) return { net: noted.value, method: 'text', working: noted.working, source };
  if (unit === null) return null;
  for (const text of [line.description, line.remark ?? '']) {
    const measured = unitOf(unit)?.dimension === 'length' ? measurePieces(text) : measureText(text);
    if (measured === null || (measured.count === null && !alone)) continue;
    const net = measuredIn(measured, unit);
    if (net !== null) return { net, method: 'text', working: measured.working, source };
  }
  return null;
}
