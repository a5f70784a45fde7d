import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalMarkOf, decimalOf, parseNumber, parseQuantity } from '../../src/documents/numbers.ts';

type Style = { group: string; decimal: '.' | ','; indian: boolean };

const styles: Style[] = [
  { group: ',', decimal: '.', indian: false },
  { group: ',', decimal: '.', indian: true },
  { group: '.', decimal: ',', indian: false },
  { group: ' ', decimal: ',', indian: false },
  { group: '\u00a0', decimal: '.', indian: false },
  { group: '\u202f', decimal: ',', indian: false },
  { group: '’', decimal: '.', indian: false },
  { group: '', decimal: '.', indian: false },
  { group: '', decimal: ',', indian: false },
];

function write(value: Big, places: number, { group, decimal, indian }: Style): string {
  const [whole = '', fraction = ''] = value.abs().toFixed(places).split('.');
  const tail = indian ? /\B(?=(\d\d)*\d{3}$)/g : /\B(?=(\d{3})+$)/g;
  return whole.replace(tail, group) + (fraction === '' ? '' : decimal + fraction);
}

const value = fc
  .record({ digits: fc.bigInt({ min: 0n, max: 10n ** 13n }), places: fc.integer({ min: 0, max: 4 }) })
  .map(({ digits, places }) => ({ number: new Big(digits.toString()).div(new Big(10).pow(places)), places }));

describe('numbers', () => {
  it('reads back what was written in any style, when the mark of the table is known', () => {
    fc.assert(
      fc.property(value, fc.constantFrom(...styles), ({ number, places }, style) => {
        expect(parseNumber(write(number, places, style), style.decimal)).toBe(number.toFixed());
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back negatives in brackets, with a minus on either side, and with currency around them', () => {
    const dress = fc.constantFrom(
      (text: string) => `(${text})`,
      (text: string) => `-${text}`,
      (text: string) => `${text}-`,
      (text: string) => `− ${text}`,
      (text: string) => `$(${text})`,
      (text: string) => `-$ ${text}`,
      (text: string) => `(Rs. ${text}/-)`,
      (text: string) => `€ -${text}`,
    );
    fc.assert(
      fc.property(value, fc.constantFrom(...styles), dress, ({ number, places }, style, around) => {
        const found = parseNumber(around(write(number, places, style)), style.decimal);
        expect(new Big(found ?? 'none').eq(number.times(-1))).toBe(true);
      }),
    );
  });

  it('never reads words, sizes, dates or percentages as numbers', () => {
    for (const text of [
      '',
      '-',
      'nil',
      'Rate only',
      '12 m3',
      '3\'-0"',
      '2 x 4',
      '10%',
      '1/2',
      '12.03.2024',
      'A1',
      '1,23,4',
      '1.2.3',
      '..',
    ]) {
      expect(parseNumber(text), text).toBeNull();
    }
  });

  it('never throws, and returns plain decimals only', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('.' as const, ',' as const), (text, mark) => {
        const found = parseNumber(text, mark);
        expect(found === null || /^-?\d+(\.\d+)?$/.test(found)).toBe(true);
      }),
    );
  });

  it('takes a shape that can mean one thing only for that, whatever the table does', () => {
    expect(parseNumber('12,5', '.')).toBe('12.5');
    expect(parseNumber('12.5', ',')).toBe('12.5');
    expect(parseNumber('1.234,56', '.')).toBe('1234.56');
    expect(parseNumber('12,34,567', ',')).toBe('1234567');
    expect(parseNumber('0,125', '.')).toBe('0.125');
  });

  it('lets the table decide between a thousand and a fraction', () => {
    expect(parseNumber('1,234', '.')).toBe('1234');
    expect(parseNumber('1,234', ',')).toBe('1.234');
    expect(parseNumber('1.234', ',')).toBe('1234');
  });

  it('finds the decimal mark of a table by the figures that are clear', () => {
    expect(decimalMarkOf(['1.234', '12,50', '1.000'])).toBe(',');
    expect(decimalMarkOf(['1,234', '12.50'])).toBe('.');
    expect(decimalMarkOf(['1,234', '5'])).toBe('.');
    expect(decimalMarkOf(['12,34,567.00', 'abc'])).toBe('.');
  });

  it('splits a quantity from the unit behind it', () => {
    expect(parseQuantity('12.5 m3', '.')).toEqual({ quantity: '12.5', unit: 'm3' });
    expect(parseQuantity('1,200m²', '.')).toEqual({ quantity: '1200', unit: 'm²' });
    expect(parseQuantity('4', '.')).toEqual({ quantity: '4', unit: null });
    expect(parseQuantity('Item', '.')).toBeNull();
  });

  it('rounds the noise of binary fractions away', () => {
    expect(decimalOf(0.1 + 0.2)).toBe('0.3');
    expect(decimalOf(1e21)).toBe('1000000000000000000000');
    expect(decimalOf(Number.NaN)).toBeNull();
    expect(decimalOf(1.005)).toBe('1.005');
  });
});
