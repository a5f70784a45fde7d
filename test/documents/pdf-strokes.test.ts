import { describe, expect, it } from 'vitest';
import { mayDrawLines } from '../../src/documents/pdf-strokes.ts';
import { type Pdf, pdf, pdfBomb } from './files.ts';

const words = (page: Pdf) => page.text('All S f F b lines r e told of in words', 40, 40);
const line = (page: Pdf) => page.moveTo(40, 80).lineTo(400, 80).lineWidth(0.5).stroke();
const both = (page: Pdf) => {
  words(page);
  page.addPage();
  line(page);
};

describe('a PDF', () => {
  it('of words alone draws no line, packed or not', async () => {
    expect(mayDrawLines(await pdf(words))).toBe(false);
    expect(mayDrawLines(await pdf(words, { compress: false }))).toBe(false);
  });

  it('with a line on any page draws, packed or not', async () => {
    expect(mayDrawLines(await pdf(both))).toBe(true);
    expect(mayDrawLines(await pdf(both, { compress: false }))).toBe(true);
  });

  it('that cannot be looked into, or unpacks to too much, counts as drawn', async () => {
    expect(mayDrawLines(await pdf(words, { userPassword: '', ownerPassword: 'secret' }))).toBe(true);
    expect(mayDrawLines(pdfBomb(200 * 1024 * 1024))).toBe(true);
    const whole = Buffer.from(await pdf(words));
    const start = whole.indexOf('stream') + 20;
    whole.fill(0, start, start + 20);
    expect(mayDrawLines(whole)).toBe(true);
  });
});
