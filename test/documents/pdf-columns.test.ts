import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/documents/read.ts';
import { file, pdf } from './files.ts';

const signal = new AbortController().signal;
const read = (name: string, bytes: Uint8Array) => readDocument(file(name, bytes), { signal });

describe('columns of a PDF that nearly touch', () => {
  it('keeps what stands on both sides of a drawn upright line apart, however near it stands', async () => {
    const uprights = [36, 70, 140, 360, 400, 450, 520];
    const bytes = await pdf((page) => {
      page.fontSize(9);
      const put = (words: string, left: number, top: number) =>
        page.text(words, left, top, { lineBreak: false });
      const row = (top: number, height: number) => {
        for (const y of [top, top + height]) page.moveTo(36, y).lineTo(520, y).lineWidth(0.5).stroke();
        for (const x of uprights)
          page
            .moveTo(x, top)
            .lineTo(x, top + height)
            .lineWidth(0.5)
            .stroke();
      };
      const endsAt = (words: string, right: number, top: number) =>
        put(words, right - page.widthOfString(words), top);
      row(60, 30);
      for (const [at, words] of ['Item', '', 'Description', 'Unit', 'Rate', 'Amount'].entries()) {
        if (words !== '') put(words, (uprights[at] ?? 0) + 2, 63);
      }
      endsAt('Approx.', 137, 63);
      endsAt('Quantity', 137, 74);
      ['120.50', '7', '15.25', '1,310.75'].forEach((quantity, index) => {
        const top = 90 + index * 26;
        row(top, 26);
        put(String(index + 1), 40, top + 3);
        endsAt(quantity, 137, top + 3);
        put('Excavate to reduce levels', 142, top + 3);
        put('and cart away', 142, top + 14);
        put('m3', 365, top + 3);
        put('2', 430, top + 3);
        put(String(2 * Number(quantity.replace(',', ''))), 470, top + 3);
      });
    });
    const { tables } = await read('bill.pdf', bytes);
    expect(tables[0]?.lines.map(({ description, quantity }) => [description, quantity])).toEqual(
      ['120.5', '7', '15.25', '1310.75'].map((quantity) => [
        'Excavate to reduce levels and cart away',
        quantity,
      ]),
    );
  });

  it('tells quantities from the words close behind them by the edges that other rows share, under headings of two lines', async () => {
    const bytes = await pdf((page) => {
      page.fontSize(9);
      const put = (words: string, left: number, top: number) =>
        page.text(words, left, top, { lineBreak: false });
      const endsAt = (words: string, right: number, top: number) =>
        put(words, right - page.widthOfString(words), top);
      endsAt('Estimated', 137, 63);
      put('Name of item', 142, 63);
      put('Item No.', 40, 63);
      for (const [words, left] of [
        ['Unit', 80],
        ['Rate', 430],
        ['Value', 470],
      ] as const)
        put(words, left, 74);
      endsAt('quantity', 137, 74);
      ['120.50', '7', '15.25', '1,310.75', '44'].forEach((quantity, index) => {
        const top = 90 + index * 16;
        put(String(index + 1), 40, top);
        put('m3', 80, top);
        endsAt(quantity, 137, top);
        put('190 series blockwork, core filled', 142, top);
        put('2', 430, top);
        put(String(2 * Number(quantity.replace(',', ''))), 470, top);
      });
    });
    const { tables } = await read('bill.pdf', bytes);
    expect(tables[0]?.lines.map(({ description, quantity }) => [description, quantity])).toEqual(
      ['120.5', '7', '15.25', '1310.75', '44'].map((quantity) => [
        '190 series blockwork, core filled',
        quantity,
      ]),
    );
  });
});
