// IFC units: the units that a model declares, as unit names of a bill.

import Big from 'big.js';

/** A unit to write behind a quantity, and what to multiply the model's figure with to get there. */
export interface ModelUnit {
  name: string;
  factor: string;
}

export type UnitKind = 'LENGTHUNIT' | 'AREAUNIT' | 'VOLUMEUNIT' | 'MASSUNIT';

const prefixes: Record<string, string> = {
  MICRO: '0.000001',
  MILLI: '0.001',
  CENTI: '0.01',
  DECI: '0.1',
  DECA: '10',
  HECTO: '100',
  KILO: '1000',
  MEGA: '1000000',
};
const prefixedLengths: Record<string, string> = { MILLI: 'mm', CENTI: 'cm', KILO: 'km' };
const conversions: Record<string, string> = {
  FOOT: 'ft',
  FEET: 'ft',
  INCH: 'in',
  YARD: 'yd',
  MILE: 'mi',
  'SQUARE FOOT': 'ft2',
  'SQUARE INCH': 'in2',
  'SQUARE YARD': 'yd2',
  ACRE: 'acre',
  'CUBIC FOOT': 'ft3',
  'CUBIC INCH': 'in3',
  'CUBIC YARD': 'yd3',
  LITRE: 'l',
  LITER: 'l',
  POUND: 'lb',
  TON: 'ton',
  TONNE: 't',
};

/** An SI unit; null for a name that no quantity of building is measured in. Areas and volumes come out in m2 and m3. */
export function siUnit(name: string, prefix: string | null): ModelUnit | null {
  const step = prefix === null ? '1' : prefixes[prefix];
  if (step === undefined) return null;
  if (name === 'METRE') {
    const short = prefix === null ? 'm' : prefixedLengths[prefix];
    return short === undefined ? { name: 'm', factor: step } : { name: short, factor: '1' };
  }
  if (name === 'SQUARE_METRE') return { name: 'm2', factor: new Big(step).pow(2).toFixed() };
  if (name === 'CUBIC_METRE') return { name: 'm3', factor: new Big(step).pow(3).toFixed() };
  if (name === 'GRAM') return { name: 'kg', factor: new Big(step).times('0.001').toFixed() };
  return null;
}

/** So many of an SI unit, in the unit that a bill has for it. */
export function inMetres({ name, factor }: ModelUnit, value: string): ModelUnit {
  const base = { mm: '0.001', cm: '0.01', km: '1000' }[name];
  const total = new Big(value)
    .times(factor)
    .times(base ?? 1)
    .toFixed();
  return { name: base === undefined ? name : 'm', factor: total };
}

/**
 * A unit with a conversion factor, such as FOOT. A name that is not known stands for what it is worth, or is kept as the
 * model writes it where that is not said either.
 */
export function conversionUnit(name: string, worth: ModelUnit | null): ModelUnit {
  const plain = name
    .toUpperCase()
    .replace(/_/g, ' ')
    .replace(/^(US SURVEY|INTERNATIONAL) /, '')
    .trim();
  const known =
    conversions[plain] ?? conversions[plain.replace(/FEET$/, 'FOOT').replace(/(INCH)ES$|(YARD)S$/, '$1$2')];
  if (known !== undefined) return { name: known, factor: '1' };
  return worth ?? { name: name.toLowerCase(), factor: '1' };
}

/** What a model measures in when it does not say. */
export const defaultUnits: Readonly<Record<UnitKind, ModelUnit>> = {
  LENGTHUNIT: { name: 'm', factor: '1' },
  AREAUNIT: { name: 'm2', factor: '1' },
  VOLUMEUNIT: { name: 'm3', factor: '1' },
  MASSUNIT: { name: 'kg', factor: '1' },
};
