import { afterAll, describe, expect, it } from 'vitest';
import { imageReader } from '../../src/documents/image.ts';
import type { OpenRecogniser, RecognisedWord } from '../../src/documents/ocr.ts';
import { openTesseract } from '../../src/documents/ocr-tesseract.ts';
import { assemble } from '../../src/documents/parse.ts';
import { pdfReader } from '../../src/documents/pdf.ts';
import { readDocument } from '../../src/documents/read.ts';
import { noBrowser, openBrowser } from '../support/browser.ts';
import { file, pdf, pdfRows } from './files.ts';
import { picture } from './picture.ts';

const signal = new AbortController().signal;
const bill = [
  ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'],
  ['1', 'Excavate trenches', '12', 'm3', '4', '48'],
  ['2', 'Concrete in footings', '2', 'm3', '100', '200'],
];
const lefts = [40, 160, 700, 820, 940, 1080];

/** An engine that sees the same page in every picture, and keeps count. */
function engineThatSees(rows: string[][]) {
  const seen: Uint8Array[] = [];
  let closed = 0;
  const words = rows.flatMap((row, index) =>
    row.flatMap((cell, column) => {
      let left = lefts[column] ?? 0;
      return cell.split(' ').map((text): RecognisedWord => {
        const right = left + text.length * 14;
        const word = { text, left, right, baseline: 100 + index * 50, height: 30 };
        left = right + 8;
        return word;
      });
    }),
  );
  const open: OpenRecogniser = async () => ({
    async recognise(bytes) {
      seen.push(bytes);
      return words;
    },
    async [Symbol.asyncDispose]() {
      closed += 1;
    },
  });
  return { open, seen, closed: () => closed };
}

const nobody: OpenRecogniser = async () => null;
/** A page that is one picture. */
const scan = (pages: number) =>
  pdf((page) => {
    const drawn = page as unknown as {
      image(bytes: Uint8Array, x: number, y: number, options: object): void;
    };
    for (let number = 0; number < pages; number += 1) {
      if (number > 0) page.addPage();
      drawn.image(picture(700, 900), 0, 0, { width: 500 });
    }
  });
const shown = (document: ReturnType<typeof assemble>) =>
  document.tables.flatMap(({ lines }) =>
    lines.map(({ item, description, quantity, unit, rate, amount }) => [
      item,
      description,
      quantity,
      unit,
      rate,
      amount,
    ]),
  );

describe('recognising pictures', () => {
  it('reads a picture as a table in which every line is marked and none is sure', async () => {
    const engine = engineThatSees(bill);
    const image = file('bill.png', picture(40, 40));
    const parsed = await imageReader(engine.open)({ ...image, kind: 'image' }, () => {});
    const document = assemble(image, 'image', parsed);
    expect(shown(document)).toEqual(bill.slice(1));
    for (const line of document.tables[0]?.lines ?? []) {
      expect(line.source).toMatchObject({ method: 'ocr', confidence: expect.any(Number) });
      expect(line.source.confidence).toBeLessThanOrEqual(0.4);
    }
    expect(document.tables[0]?.confidence).toBeLessThanOrEqual(0.4);
    expect(document.notes.join()).toMatch(/every figure is unsure/);
    expect(engine.seen).toEqual([image.bytes]);
    expect(engine.closed()).toBe(1);
  });

  it('recognises only the pages of a PDF that have no text, and marks only their lines', async () => {
    const engine = engineThatSees([bill[0] ?? [], ['9', 'Backfill', '5', 'm3', '2', '10']]);
    const written = await pdf((page) => {
      pdfRows(page, [40, 80, 330, 380, 430, 490], bill, 80, 20);
      page.addPage();
      (page as unknown as { image(bytes: Uint8Array, x: number, y: number, options: object): void }).image(
        picture(700, 900),
        0,
        0,
        { width: 500 },
      );
    });
    const mixed = file('bill.pdf', written);
    const parsed = await pdfReader(engine.open)({ ...mixed, kind: 'pdf' }, () => {});
    const document = assemble(mixed, 'pdf', parsed);
    const methods = document.tables.flatMap(({ lines }) =>
      lines.map(({ item, source }) => [item, source.method, source.page]),
    );
    expect(methods).toEqual([
      ['1', 'text', 1],
      ['2', 'text', 1],
      ['9', 'ocr', 2],
    ]);
    // A picture of plain pixels, as large as it is in the file.
    expect(engine.seen).toHaveLength(1);
    expect(Buffer.from(engine.seen[0] ?? []).toString('latin1', 0, 15)).toMatch(/^P[56]\n700 900\n255\n/);
  });

  it('recognises thirty pages at most, and says which were left', async () => {
    const engine = engineThatSees(bill);
    const parsed = await pdfReader(engine.open)(
      { ...file('scan.pdf', await scan(32)), kind: 'pdf' },
      () => {},
    );
    expect(engine.seen).toHaveLength(30);
    expect(parsed.notes.join()).toMatch(/Without text.*pages 31, 32/);
  });

  it('says how it is switched on, for a picture and for a PDF of pictures', async () => {
    const howTo = {
      code: 'DOCUMENT_UNSUPPORTED',
      message: expect.stringMatching(/npm install tesseract\.js @tesseract\.js-data\/eng/),
    };
    const image = { ...file('bill.png', picture(40, 40)), kind: 'image' as const };
    const scanned = { ...file('scan.pdf', await scan(1)), kind: 'pdf' as const };
    await expect(imageReader(nobody)(image, () => {})).rejects.toMatchObject(howTo);
    await expect(pdfReader(nobody)(scanned, () => {})).rejects.toMatchObject(howTo);
  });

  it('calls a PDF empty that has neither text nor pictures, and a picture without words', async () => {
    const blank = await pdf((page) => page.moveTo(1, 1).lineTo(9, 9).stroke());
    const empty = { code: 'DOCUMENT_EMPTY' };
    for (const open of [nobody, engineThatSees([]).open]) {
      await expect(pdfReader(open)({ ...file('a.pdf', blank), kind: 'pdf' }, () => {})).rejects.toMatchObject(
        empty,
      );
    }
    const image = { ...file('bill.png', picture(40, 40)), kind: 'image' as const };
    await expect(imageReader(engineThatSees([]).open)(image, () => {})).rejects.toMatchObject(empty);
  });
});

// Where tesseract.js is installed elsewhere, TESSERACT_FROM names a folder that finds it.
const from = process.env.TESSERACT_FROM;
const open = () => (from === undefined ? openTesseract() : openTesseract(`${from}/`));
const probe = await open();
afterAll(() => probe?.[Symbol.asyncDispose]());

describe('tesseract.js', () => {
  it.runIf(probe === null)(
    'is not needed: without it the server itself says how it is switched on',
    async () => {
      await expect(readDocument(file('bill.png', picture(40, 40)), { signal })).rejects.toMatchObject({
        code: 'DOCUMENT_UNSUPPORTED',
        message: expect.stringMatching(/npm install/),
      });
    },
  );

  it.skipIf(probe === null || noBrowser)('reads a printed table', { timeout: 30_000 }, async () => {
    await using browser = await openBrowser();
    const page = await browser.page({ viewport: { width: 1240, height: 500 } });
    const rows = bill.map((row) => `<tr>${row.map((cell) => `<td>${cell}`).join('')}`).join('');
    await page.setContent(
      `<body style="font: 28px sans-serif"><table cellpadding="10" width="1100">${rows}</table>`,
    );
    const image = file('bill.png', await page.screenshot());
    const parsed = await imageReader(open)({ ...image, kind: 'image' }, () => {});
    expect(shown(assemble(image, 'image', parsed))).toEqual(bill.slice(1));
  });

  it.skipIf(probe === null)('refuses what is no picture', async () => {
    const noise = { ...file('bill.png', Buffer.alloc(500, 7)), kind: 'image' as const };
    await expect(imageReader(open)(noise, () => {})).rejects.toMatchObject({ code: 'DOCUMENT_CORRUPT' });
  });
});
