// The fonts of the PDF: a megabyte each to read and take apart, so that doing it for every line takes minutes.

import { expect, it } from 'vitest';
import { PdfPage } from '../../../src/agents/export/pdf-page.ts';

it('opens each font once, however many lines there are', async () => {
  const page = new PdfPage('Estimate', '2026-01-01T00:00:00.000Z');
  page.heading('Lines', 1);
  const rows = Array.from({ length: 40 }, (_, index) => ({
    cells: [String(index), 'Excavate'],
    style: index % 2 === 0 ? ('plain' as const) : ('bold' as const),
  }));
  const columns = [
    { title: 'No.', width: 0.2 },
    { title: 'Words', width: 0.8 },
  ];
  page.table(columns, rows);
  await page.finish('footer');
  // The library's own count of the fonts that it opened.
  expect(Reflect.get(Reflect.get(page, 'document'), '_fontCount')).toBe(2);
});
