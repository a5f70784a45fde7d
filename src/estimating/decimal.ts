// Decimal: exact decimal numbers between strings in the data and big.js in calculations.

import Big from 'big.js';

/** The number in a decimal string; null when there is none or it is not a number. */
export function toDecimal(text: string | null | undefined): Big | null {
  if (text === null || text === undefined) return null;
  const trimmed = text.trim();
  return /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d{1,2})?$/i.test(trimmed)
    ? new Big(trimmed.replace(/^\+/, ''))
    : null;
}

/** A decimal string without exponent and without trailing zeros, such as "12.5". */
export function plain(value: Big): string {
  const text = value.toFixed();
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** How many digits stand after the point: 2 for "12.50". */
export function decimalPlaces(text: string): number {
  return text.trim().split('.')[1]?.length ?? 0;
}

/** |a − b| as a share of |a|; 0 when both are 0, 1 when only `a` is 0. */
export function relativeDifference(a: Big, b: Big): number {
  if (a.eq(b)) return 0;
  return a.eq(0) ? 1 : a.minus(b).abs().div(a.abs()).toNumber();
}
