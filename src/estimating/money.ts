// Money: amounts as whole numbers of the smallest unit of a currency, so that sums are exact.

import Big from 'big.js';
import { Fault } from '../base/fault.ts';

/** Cents, or whatever the smallest unit of the currency is. */
export type Minor = bigint;

const digitsByCurrency = new Map<string, number>();

/**
 * Digits after the point in a currency: 2 for USD, 0 for JPY, 3 for KWD. Source: ISO 4217 by way of Intl.
 * @throws INVALID_INPUT when it is not a currency code of three letters.
 */
export function minorDigits(currency: string): number {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw new Fault('INVALID_INPUT', `«${currency}» is not a currency code such as USD or EUR.`);
  }
  const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  const digits = options.maximumFractionDigits ?? 2;
  digitsByCurrency.set(currency, digits);
  return digits;
}

/** Rounds half away from zero to the smallest unit. */
export function toMinor(value: Big, currency: string): Minor {
  const shifted = value.times(new Big(10).pow(minorDigits(currency)));
  return BigInt(shifted.round(0, Big.roundHalfUp).toFixed(0));
}

/** A decimal string with all digits of the currency, such as "1234.50". */
export function fromMinor(minor: Minor, currency: string): string {
  return toBig(minor, currency).toFixed(minorDigits(currency));
}

export function toBig(minor: Minor, currency: string): Big {
  return new Big(minor.toString()).div(new Big(10).pow(minorDigits(currency)));
}

/** Quantity × rate, rounded once. */
export function extend(quantity: Big, rate: Big, currency: string): Minor {
  return toMinor(quantity.times(rate), currency);
}

/** So many percent of an amount, rounded half away from zero. */
export function percentOf(minor: Minor, percent: Big): Minor {
  return BigInt(new Big(minor.toString()).times(percent).div(100).round(0, Big.roundHalfUp).toFixed(0));
}

export function sumOf(amounts: Iterable<Minor>): Minor {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

/** A decimal number with separators between thousands: "1,234.50". */
export function groupThousands(number: string): string {
  const [whole = '0', fraction] = number.split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
}

/** For people: "USD 1,234.50". */
export function showMoney(minor: Minor, currency: string): string {
  return `${currency} ${groupThousands(fromMinor(minor, currency))}`;
}
