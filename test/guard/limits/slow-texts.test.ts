// Slow texts: what people may say, as long as it may be, is understood in a moment whatever it is made of.

import { expect, test } from 'vitest';
import { understand } from '../../../src/manager/intent.ts';

const most = 20_000;

test.each([
  'x',
  'x ',
  'in ',
  'in the ',
  'to be of ',
  'no ',
  'no overhead, ',
  '1',
  '1,',
  '1 discoun ',
  '% ',
  ' ',
  'send as ',
  'increase ',
  'excluding painting a ',
  'without the concrete ',
  'x, ',
  'x.',
])('an instruction of nothing but «%s» again and again', (piece) => {
  const text = piece.repeat(Math.ceil(most / piece.length)).slice(0, most);
  const begun = performance.now();
  understand(text);
  understand(`Full estimate for Indiana ${text}`, true);
  expect(performance.now() - begun).toBeLessThan(2000);
});
