import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extend, fromMinor, minorDigits, percentOf, showMoney, toMinor } from '../../src/estimating/money.ts';

describe('money', () => {
  it('rounds half away from zero, to the smallest unit of the currency', () => {
    expect(toMinor(new Big('1.005'), 'USD')).toBe(101n);
    expect(toMinor(new Big('-1.005'), 'USD')).toBe(-101n);
    expect(toMinor(new Big('1.5'), 'JPY')).toBe(2n);
    expect(fromMinor(toMinor(new Big('1.2345'), 'KWD'), 'KWD')).toBe('1.235');
  });

  it('writes all digits of the currency', () => {
    expect(fromMinor(5n, 'USD')).toBe('0.05');
    expect(fromMinor(-120n, 'USD')).toBe('-1.20');
    expect(showMoney(123_456_789n, 'USD')).toBe('USD 1,234,567.89');
    expect(showMoney(-1_000n, 'JPY')).toBe('JPY -1,000');
  });

  it('refuses what is no currency code', () => {
    expect(() => minorDigits('dollars')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it('multiplies exactly where floats would not', () => {
    expect(extend(new Big('1.1'), new Big('1.15'), 'USD')).toBe(127n);
    expect(percentOf(1_050n, new Big('5'))).toBe(53n);
  });

  it('is the same after writing and reading', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.constantFrom('USD', 'JPY', 'KWD'),
        (minor, currency) => {
          expect(toMinor(new Big(fromMinor(minor, currency)), currency)).toBe(minor);
        },
      ),
    );
  });
});
