// The PDF, read back by a library that is not the one that wrote it.

import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { bytesOf, contextOf, drive, line, smallEstimate } from './fixture.ts';

async function pdfOf(inputs: Parameters<typeof contextOf>[0]): Promise<Uint8Array> {
  const settings = { currency: 'USD', region: null, markups: [], formats: ['pdf' as const] };
  const { result } = await drive(contextOf(inputs, { settings }));
  return bytesOf(result.outputs, 'export_pdf');
}

async function pagesOf(bytes: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)));
  return text.map((page) => page.replace(/\s+/g, ' '));
}

describe('PDF', () => {
  it('says the total, its range, the class, each trade with its sum, and the mark-ups', async () => {
    const text = (await pagesOf(await pdfOf({ estimate: smallEstimate() }))).join(' ');
    for (const words of [
      'USD 170.08',
      'USD 103.95',
      'USD 231.00',
      'AACE class 5',
      'Indiana',
      'Doors and windows',
    ])
      expect(text).toContain(words);
    // Net 147.25; 10 % of it 14.73, 5 % of 161.98 8.10.
    for (const sum of ['147.25', '14.73', '8.10']) expect(text).toContain(sum);
    expect(text).toContain('1 of 4 lines has no price and counts nothing.');
  });

  it('says in words what is meant, sums each trade below its lines, and sums building elements', async () => {
    const byElement = [
      {
        ...{ code: 'B10', name: 'Superstructure', lineCount: 2, share: 0.3 },
        low: '0',
        likely: '0',
        high: '0',
      },
    ];
    const lines = [
      line('1.01', { unit: 'yd3', amount: '1200.50' }),
      line('1.02', { amount: '34.50' }),
      line('2.01', { trade: 'roofing', amount: '5.00', unit: 'ft2' }),
    ];
    const text = (await pagesOf(await pdfOf({ estimate: smallEstimate({ lines, byElement }) }))).join(' ');
    for (const words of [
      '2 March 2026',
      'All amounts are in USD.',
      'from 5 (a concept) to 1 (definitive); this one is of class 5.',
      'Total Concrete 1,235.00',
      'Total Roofing 5.00',
      'B10 Superstructure 2 2.00 1,235.00 2.00',
      'yd³',
      'ft²',
    ])
      expect(text).toContain(words);
  });

  it('has every line with its figures and the place it was read from', async () => {
    const text = (await pagesOf(await pdfOf({ estimate: smallEstimate() }))).join(' ');
    for (const item of ['1.01', '1.02', '2.01', '2.02']) expect(text).toContain(`${item} Work ${item}`);
    expect(text).toContain('7.333');
    expect(text).toContain('B3');
    expect(text).toContain('bill.xlsx');
    expect(text).toContain('no price');
  });

  it('goes on over pages with the titles again, and numbers them', async () => {
    const lines = Array.from({ length: 400 }, (_, n) =>
      line(`${n + 1}`, { description: `Work number ${n + 1}` }),
    );
    const pages = await pagesOf(await pdfOf({ estimate: smallEstimate({ lines }) }));
    expect(pages.length).toBeGreaterThan(5);
    for (const [index, page] of pages.entries())
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    const withLines = pages.filter((page) => page.includes('Work number'));
    for (const page of withLines) expect(page).toContain('Description');
    const all = pages.join(' ');
    for (let n = 1; n <= 400; n++) expect(all).toContain(`Work number ${n}`);
  });

  it('is the same bytes for the same work', async () => {
    const [one, other] = [
      await pdfOf({ estimate: smallEstimate() }),
      await pdfOf({ estimate: smallEstimate() }),
    ];
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  });

  it('prints letters of several scripts, long words and what a line must not contain', async () => {
    const lines = [
      line('1', { description: 'Überführung – Мост – γέφυρα 12 m²' }),
      line('2', { description: 'x'.repeat(5000) }),
      line('3', { description: 'turned \u202Earound\u0000 and\u0007 rung' }),
    ];
    const text = (await pagesOf(await pdfOf({ estimate: smallEstimate({ lines }) }))).join(' ');
    expect(text).toContain('Überführung – Мост – γέφυρα 12 m²');
    expect(text).toContain('turned around and rung');
    expect(text.replaceAll(/[^x]/g, '').length).toBeLessThan(1000);
  });

  it('puts the lines of a trade under the headings of the documents, where these differ', async () => {
    const lines = [
      line('1', { section: 'Ground floor', description: 'Slab' }),
      line('2', { section: 'First floor', description: 'Beam' }),
      line('3', { section: 'Ground floor', description: 'Kicker' }),
      line('4', { section: null, description: 'Curing' }),
      line('5', { trade: 'roofing', section: 'Roof level', description: 'Tiles' }),
    ];
    const text = (await pagesOf(await pdfOf({ estimate: smallEstimate({ lines }) }))).join(' ');
    const order = [
      'Curing',
      'Ground floor',
      'Slab',
      'Kicker',
      'First floor',
      'Beam',
      'Total Concrete',
      'Tiles',
    ];
    const from = text.indexOf('Curing');
    expect(order.map((words) => text.indexOf(words, from))).toEqual(
      order.map((words) => text.indexOf(words, from)).toSorted((a, b) => a - b),
    );
    expect(order.every((words) => text.indexOf(words, from) >= 0)).toBe(true);
    expect(text).not.toContain('Roof level');
  });

  it('shows a sign for letters that its font does not have, and says so; others are shown', async () => {
    const lines = [line('1', { description: '混凝土 C30 Бетон' })];
    const text = (await pagesOf(await pdfOf({ estimate: smallEstimate({ lines }) }))).join(' ');
    expect(text).toContain('▯▯▯ C30 Бетон');
    expect(text).toContain('▯: a letter not in this font; see the other exports');
    const plain = (await pagesOf(await pdfOf({ estimate: smallEstimate() }))).join(' ');
    expect(plain).not.toContain('▯');
  });
});
