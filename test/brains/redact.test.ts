// Redact: personal data and keys go, everything that a bill is about stays.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact } from '../../src/brains/redact.ts';

test.each([
  ['Ask Joe.Bloggs+site@builders.co.uk today', 'Ask [email] today'],
  ['Tel: 020 7946 0958', '[phone]'],
  ['phone (555) 123-4567 ext', '[phone] ext'],
  ['Ring +44 20 7946 0958.', 'Ring [phone].'],
  ['or +4915112345678', 'or [phone]'],
  ['site office (020) 7946 0958', 'site office [phone]'],
  ['key sk-proj-Zq81mK2vLw93XyT0aBcD', 'key [key]'],
  ['AKIAIOSFODNN7EXAMPLE is there', '[key] is there'],
  ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc123', 'token [key]'],
  ['password: hunter2hunter2', '[key]'],
  ['Authorization: Bearer abc123def456', 'Authorization: [key]'],
  ['f4Kd93hQpL20xZmT7vYbN1cRw85sGjU6', '[key]'],
  ['-----BEGIN PRIVATE KEY-----\nMIIEvQIB\n-----END PRIVATE KEY-----', '[key]'],
  ['card 4111 1111 1111 1111 please', 'card [card] please'],
  ['4111111111111111', '[card]'],
  ['pay GB82 WEST 1234 5698 7654 32 now', 'pay [account] now'],
  ['DE89370400440532013000', '[account]'],
  ['Account number: 12345678', '[account]'],
])('takes out of «%s» what is nobody’s business', (text, told) => {
  expect(redact(text)).toBe(told);
});

test.each([
  '03 30 00.13 Concrete C30/37 in ground beams, 1 250 000.00 m3',
  'Provisional sum +1 250 000.00 for +120.5 - 30.25 m2',
  'Add +12500000 to the sum',
  'Item E/10/245 (200-450) 2.4.1.13 DIN 18300',
  '4111 1111 1111 1112 is no card',
  '12,345,678.90 EUR 1.234.567,89 EUR 0.00125',
  'Rebar B500B 12/150 c/c, 2 x 12 mm, L=6000',
  'Callout rate per cell 450 mm, mobile crane 100 t, phone outlet 12 nr',
  'secret fixings to cladding; API key plan; password protected door entry panels',
  'https://example.com/specification/section-03-30-00/cast-in-place',
  'Cells 1200 x 600 x 400 and 20240131 drawings A-101_rev-B',
])('leaves «%s» as it is', (line) => {
  expect(redact(line)).toBe(line);
});

const digits = (min: number, max: number) =>
  fc.stringMatching(new RegExp(`^[1-9][0-9]{${min - 1},${max - 1}}$`));
const grouped = (separator: string) =>
  fc
    .integer({ min: 0, max: 999_999_999_999 })
    .map((value) => String(value).replace(/\B(?=(\d{3})+$)/g, separator));
const fraction = fc.stringMatching(/^(\.\d{1,3})?$/);
const quantity = fc.oneof(
  digits(1, 9),
  fc.tuple(grouped(','), fraction).map((parts) => parts.join('')),
  fc.tuple(grouped(' '), fraction).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('+', '-', ''), grouped(' '), fraction).map((parts) => parts.join('')),
);
const code = fc.oneof(
  fc.stringMatching(/^\d{2} \d{2} \d{2}(\.\d{2})?$/),
  fc.stringMatching(/^\d{1,3}(\.\d{1,3}){1,4}$/),
  fc.stringMatching(/^[A-Z]{1,3}[-/]\d{1,4}([-/]\d{1,3})?$/),
  fc.stringMatching(/^[A-H]\d{1,3}[a-z]?$/),
);
const unit = fc.constantFrom('m', 'm2', 'm3', 'nr', 't', 'kg', 'item', 'USD', '£', 'sf', 'lf');
const wordsOf = fc.constantFrom(
  'Excavate trenches',
  'Formwork to soffits',
  'Rebar',
  'Paint',
  'Provisional sum',
  'Door set',
);

test('never touches quantities, prices and codes of bills', () => {
  const line = fc.tuple(code, wordsOf, quantity, unit, quantity, quantity).map((parts) => parts.join(' | '));
  fc.assert(
    fc.property(line, (text) => {
      expect(redact(text)).toBe(text);
    }),
    { numRuns: 3000 },
  );
});

test('redacting twice is redacting once', () => {
  const pieces = fc.constantFrom(
    'a@b.co',
    'Tel: 020 7946 0958',
    '[email]',
    'password: abcdefgh1',
    '+44 20 7946 0958',
    '\n',
    ' ',
    'sk-abcdefghijklmnop',
    '4111 1111 1111 1111',
    'C30',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }), (parts) => {
      const once = redact(parts.join(''));
      expect(redact(once)).toBe(once);
    }),
    { numRuns: 1000 },
  );
});

test('takes long hostile text in stride', () => {
  for (const text of [
    'a'.repeat(200_000),
    '1 '.repeat(100_000),
    '+1-'.repeat(70_000),
    'a@a.'.repeat(50_000),
    '-----BEGIN '.repeat(20_000),
    'tel: 1'.repeat(30_000),
  ]) {
    const start = performance.now();
    redact(text);
    expect(performance.now() - start).toBeLessThan(2000);
  }
});
