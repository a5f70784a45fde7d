// Measures: lengths as a dimension column holds them, such as 12'-6", 5' 6 1/2", 12ft 6in, 450mm or a bare 3.5.
//
//   M1. Feet and inches become feet, metric lengths become metres; a bare figure has the unit of its heading, if any.
//   M2. The factors of one row end up in one unit, so that they can be multiplied.

import Big from 'big.js';
import { type DecimalMark, parseNumber } from './numbers.ts';

export type LengthUnit = 'm' | 'ft';

export interface Length {
  value: Big;
  /** Null where neither the cell nor its heading says it. */
  unit: LengthUnit | null;
}

const metresPer: Record<string, string> = { mm: '0.001', cm: '0.01', m: '1' };
const metresPerFoot = '0.3048';
/** Enough that a product of three keeps a tenth of a cubic inch. */
const places = 6;
const vulgar: Record<string, string> = {
  '½': ' 1/2',
  '¼': ' 1/4',
  '¾': ' 3/4',
  '⅛': ' 1/8',
  '⅜': ' 3/8',
  '⅝': ' 5/8',
  '⅞': ' 7/8',
  '⅓': ' 1/3',
  '⅔': ' 2/3',
};
const inches = String.raw`(?:(\d{1,9}(?:\.\d{1,9})?)(?:[\s-]{1,9}(\d{1,9})\/(\d{1,9}))?|(\d{1,9})\/(\d{1,9}))`;
const feetAndInches = new RegExp(
  String.raw`^(\d{1,9}(?:\.\d{1,9})?)\s{0,9}(?:'|ft\.?|feet|foot)\s{0,9}[-–]?\s{0,9}(?:${inches}\s{0,9}(?:"|in\.?|inch(?:es)?)?)?$`,
  'i',
);
const inchesOnly = new RegExp(String.raw`^${inches}\s*(?:"|in\.?|inch(?:es)?)$`, 'i');

/** The unit that a heading such as «L (mm)» or «Depth in inches» gives its figures; null when it names none. */
export function unitOfHeading(heading: string): string | null {
  const found =
    /(?:\(|\bin\s|[\s,/[])(mm|cm|m|mtrs?|met(?:er|re)s?|ft|feet|in|inch(?:es)?)\.?\s{0,9}[)\]]?\s{0,9}$/i.exec(
      heading.trim(),
    )?.[1];
  const unit = found?.toLowerCase();
  if (unit === undefined) return null;
  if (unit.startsWith('in')) return 'in';
  if (unit.startsWith('f')) return 'ft';
  return unit === 'mm' || unit === 'cm' ? unit : 'm';
}

/** The length in a cell, in metres or feet; `headed` is the unit of a bare figure. Null when it is no length. */
export function parseLength(written: string, mark: DecimalMark, headed: string | null): Length | null {
  const text = written
    .replace(/[½¼¾⅛⅜⅝⅞⅓⅔]/g, (sign) => vulgar[sign] ?? '')
    .replace(/[“”″]|''|’’/g, '"')
    .replace(/[‘’′]/g, "'")
    .trim();
  const bare = parseNumber(text, mark);
  if (bare !== null) return inUnit(new Big(bare), headed);
  const feet = feetAndInches.exec(text);
  if (feet !== null) {
    const [, whole = '0', ...rest] = feet;
    return { value: new Big(whole).plus(inchesOf(rest).div(12)), unit: 'ft' };
  }
  const small = inchesOnly.exec(text);
  if (small !== null) return { value: inchesOf(small.slice(1)).div(12), unit: 'ft' };
  const metric = /^([\d.,\s]*\d)\s*(mm|cm|m|mtrs?|met(?:er|re)s?)\.?$/i.exec(text);
  const figure = metric?.[1] === undefined ? null : parseNumber(metric[1], mark);
  if (figure === null) return null;
  const unit = (metric?.[2] ?? 'm').toLowerCase();
  return inUnit(new Big(figure), unit === 'mm' || unit === 'cm' ? unit : 'm');
}

function inchesOf([whole, over, under, top, bottom]: (string | undefined)[]): Big {
  return new Big(whole ?? 0).plus(fraction(over, under)).plus(fraction(top, bottom));
}

function fraction(over: string | undefined, under: string | undefined): Big {
  return over === undefined || under === undefined || Number(under) === 0
    ? new Big(0)
    : new Big(over).div(under);
}

function inUnit(value: Big, unit: string | null): Length {
  if (unit === null) return { value, unit: null };
  if (unit === 'ft') return { value, unit: 'ft' };
  if (unit === 'in') return { value: value.div(12), unit: 'ft' };
  return { value: value.times(metresPer[unit] ?? '1'), unit: 'm' };
}

/**
 * The lengths of one row as plain decimals in one unit: metres where any of them is metric, else feet where any is in
 * feet, else as they are written. Null stands for no length.
 */
export function inOneUnit(lengths: readonly (Length | null)[]): {
  values: (string | null)[];
  unit: LengthUnit | null;
} {
  const unit = lengths.some((length) => length?.unit === 'm')
    ? 'm'
    : lengths.some((length) => length?.unit === 'ft')
      ? 'ft'
      : null;
  const values = lengths.map((length) => {
    if (length === null) return null;
    const factor = unit === 'm' && length.unit === 'ft' ? metresPerFoot : '1';
    return new Big(length.value.times(factor).toFixed(places)).toFixed();
  });
  return { values, unit };
}
