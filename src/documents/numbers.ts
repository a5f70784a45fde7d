// Numbers: what is written in a cell as a number, in the ways that bills of the world write them.
//
//   N1. A shape that can mean one thing only is read so, whatever the rest of the table does.
//   N2. «1,234» and «1.234» can mean two things; the decimal mark of their table decides.
//   N3. What is not wholly a number is none: «12 m3» is no number, `parseQuantity` splits it.

import Big from 'big.js';

/** The mark between the whole and the fraction. */
export type DecimalMark = '.' | ',';

const spaces = /[\s\u00a0\u2007\u2009\u202f]+/g;
const currencyWord =
  /(?:US|AU?|CA?|NZ|HK|S|R)?\$|[€£₹¥₦₱₽₺₪฿₫₩]|\b(?:Rs|INR|USD|EUR|GBP|KES|KSh|AED|SAR|QAR|OMR|BHD|KWD|NGN|ZAR|GHS|UGX|TZS|PKR|LKR|NPR|BDT|PHP|MYR|SGD|AUD|CAD|NZD|CHF|JPY|CNY|RM|Dhs?)\b\.?/gi;
const onlyGroupedByComma = /^\d{1,3}(?:,\d{2,3})*,\d{3}$/;
const onlyGroupedByPoint = /^\d{1,3}(?:\.\d{3})+$/;

/**
 * Reads a whole cell as a number: grouping in threes or in the Indian way, by comma, point, space or apostrophe;
 * brackets or a minus on either side for negative; a currency sign and the «/-» of rupees are passed over.
 * Returns a plain decimal without trailing zeros, or null when the cell is not one number.
 */
export function parseNumber(text: string, mark: DecimalMark = '.'): string | null {
  let rest = text
    .replace(currencyWord, ' ')
    .replace(/\/[-=](?=[\s)]*$)/, '')
    .trim();
  let negative = false;
  const bracketed = /^\((.*)\)$/.exec(rest);
  if (bracketed !== null) {
    negative = true;
    rest = (bracketed[1] ?? '').trim();
  }
  const signed = /^([-−–+])\s{0,9}(.*)$|^(.*?)\s{0,9}([-−–])$/.exec(rest);
  if (signed !== null) {
    if ((signed[1] ?? signed[4]) !== '+') negative = !negative;
    rest = signed[2] ?? signed[3] ?? '';
  }
  const digits = plainDigits(rest, mark);
  if (digits === null) return null;
  const value = new Big(digits);
  return (negative ? value.times(-1) : value).toFixed();
}

/** Digits with a point at most, from digits with marks and groups; null when the groups are not whole. */
function plainDigits(written: string, mark: DecimalMark): string | null {
  if (!/^[\d.,'’\s\u00a0\u2007\u2009\u202f]*\d[.,]?$/.test(written)) return null;
  const parts = written.split(/['’\s\u00a0\u2007\u2009\u202f]+/);
  if (parts.length > 1 && !spacedGroups(parts)) return null;
  const text = parts.join('');
  const commas = count(text, ',');
  const points = count(text, '.');
  if (commas > 0 && points > 0) {
    const decimal = text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.';
    return count(text, decimal) === 1 ? join(text, decimal) : null;
  }
  if (commas === 0 && points === 0) return text;
  const only: DecimalMark = commas > 0 ? ',' : '.';
  const grouped = only === ',' ? onlyGroupedByComma.test(text) : onlyGroupedByPoint.test(text);
  if (commas + points > 1) return grouped ? text.replaceAll(only, '') : null;
  // A single mark: a fraction unless it can be a group and the table writes fractions with the other mark.
  if (parts.length > 1 || !grouped || text.startsWith('0')) return join(text, only);
  return only === mark ? join(text, only) : text.replaceAll(only, '');
}

/** Groups of three behind the first, as in «1 234 567,89». */
function spacedGroups(parts: string[]): boolean {
  const [first = '', ...others] = parts;
  const last = others.pop() ?? '';
  return (
    /^\d{1,3}$/.test(first) && others.every((part) => /^\d{3}$/.test(part)) && /^\d{3}([.,]\d*)?$/.test(last)
  );
}

function join(text: string, decimal: DecimalMark): string | null {
  const at = text.lastIndexOf(decimal);
  const whole = text.slice(0, at);
  const fraction = text.slice(at + 1);
  const other = decimal === '.' ? ',' : '.';
  if (whole.includes(other) && !wholeGroups(whole, other)) return null;
  return `${whole.replaceAll(other, '') || '0'}${fraction === '' ? '' : `.${fraction}`}`;
}

function wholeGroups(text: string, by: DecimalMark): boolean {
  return by === ',' ? onlyGroupedByComma.test(text) : onlyGroupedByPoint.test(text);
}

/**
 * The decimal mark that the numbers of a table were written with, by what can be told from their shapes.
 * A point where nothing tells.
 */
export function decimalMarkOf(texts: Iterable<string>): DecimalMark {
  let point = 0;
  let comma = 0;
  for (const text of texts) {
    const bare = text.replace(currencyWord, '').replace(/[()\-−–+\s'’\u00a0\u2009\u202f]/g, '');
    if (!/^[.,\d]*\d$/.test(bare)) continue;
    const lastPoint = bare.lastIndexOf('.');
    const lastComma = bare.lastIndexOf(',');
    if (lastPoint < 0 && lastComma < 0) continue;
    if (lastPoint >= 0 && lastComma >= 0) {
      if (lastPoint > lastComma) point += 1;
      else comma += 1;
    } else if (lastComma >= 0) {
      if (onlyGroupedByComma.test(bare) && !bare.startsWith('0')) {
        if (count(bare, ',') > 1) point += 1;
      } else if (count(bare, ',') === 1) comma += 1;
    } else if (onlyGroupedByPoint.test(bare) && !bare.startsWith('0')) {
      if (count(bare, '.') > 1) comma += 1;
    } else if (count(bare, '.') === 1) point += 1;
  }
  return comma > point ? ',' : '.';
}

/** A number as a spreadsheet holds it, with the noise of binary fractions rounded away at 15 digits. */
export function decimalOf(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  return new Big(new Big(value).toPrecision(15)).toFixed();
}

/** A quantity with its unit behind it in one cell, such as «12.5 m3» or «4 nos»; the unit is null when there is none. */
export function parseQuantity(
  text: string,
  mark: DecimalMark,
): { quantity: string; unit: string | null } | null {
  const whole = parseNumber(text, mark);
  if (whole !== null) return { quantity: whole, unit: null };
  const split = /^([-−(]?[\d.,\s\u00a0'’]*\d\)?)\s*([a-zA-Z²³µ][a-zA-Z²³.0-9/ ]{0,11})$/.exec(text.trim());
  const quantity = split?.[1] === undefined ? null : parseNumber(split[1], mark);
  if (quantity === null || split?.[2] === undefined) return null;
  return { quantity, unit: split[2].trim() };
}

/** The words of a cell on one line, without doubled spaces. */
export function tidy(text: string): string {
  return text.replace(spaces, ' ').trim();
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}
