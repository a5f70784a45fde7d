// Texts that are made so that looking at them takes for ever are looked at at once.

import { expect, test } from 'vitest';
import { sniffDocument } from '../../src/documents/sniff.ts';

test.each([
  ['comments without a page after them', '<!---->'.repeat(580)],
  ['remarks of a drawing without one after them', '999\n999\n'.repeat(500)],
])('%s do not hold anybody up', async (_, text) => {
  const begun = performance.now();
  await sniffDocument(Buffer.from(`${text}x`), 'a.txt');
  expect(performance.now() - begun).toBeLessThan(1000);
});
