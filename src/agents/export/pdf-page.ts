// PDF page: a document with a footer on each page, and tables that go on over pages.

import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

/** DejaVu Sans Condensed: Latin, Greek, Cyrillic, Hebrew, Arabic and the signs of measures and money. */
const require = createRequire(import.meta.url);
const fonts = {
  plain: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
};

const margin = 46;
const footerRoom = 26;
/** At both sides of a cell, so that a figure and the words behind it stand apart. */
const padding = 4;
const ink = '#1d1c1a';
const soft = '#5c5952';
const line = '#d8d5cc';
const accent = '#0b6b66';

/** Stands for a letter of a script that the font does not have, such as Chinese. */
const letterless = '▯';

/** What is asked of the font. */
interface Letters {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

export interface Column {
  title: string;
  /** Share of the width. */
  width: number;
  align?: 'left' | 'right';
}

export interface Row {
  cells: readonly (string | null)[];
  style?: 'plain' | 'bold' | 'group' | 'section' | 'heading';
}

/** Words of any length, without what cannot be printed: control characters, and what would turn the reading around. */
function printable(text: string | null, most: number): string {
  const clean = (text ?? '').replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim();
  return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
}

/** Characters of one cell: what a page can hold beside other lines. The other exports have all of it. */
const mostInCell = 600;

export class PdfPage {
  private readonly document: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];
  private readonly ended: Promise<void>;
  private readonly letters: Letters;
  private replaced = false;

  /** `preparedAt` is also the file's own date, so that the same work gives the same bytes. */
  constructor(title: string, preparedAt: string) {
    this.document = new PDFDocument({
      size: 'A4',
      margins: { top: margin, left: margin, right: margin, bottom: margin + footerRoom },
      bufferPages: true,
      // Opened here by its path, the plain one would be read from the disk again at every use of its name.
      font: '',
      lang: 'en',
      pdfVersion: '1.7',
      displayTitle: true,
      info: { Title: printable(title, 200), Creator: 'pip-stream', CreationDate: new Date(preparedAt) },
    });
    this.document.registerFont('plain', fonts.plain).registerFont('bold', fonts.bold).font('plain');
    this.letters = (this.document as unknown as { _font: { font: Letters } })._font.font;
    this.document.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.ended = new Promise((resolve) => this.document.once('end', resolve));
  }

  private get width(): number {
    return this.document.page.width - 2 * margin;
  }

  /** Words that can be printed, with a sign for each letter that the font does not have. */
  private words(text: string | null, most: number): string {
    const words = printable(text, most);
    // Nothing but Latin letters is the usual case.
    if (!/[\u0250-\u{10ffff}]/u.test(words)) return words;
    return [...words]
      .map((letter) => {
        if (/[\s\p{M}\p{Cf}]/u.test(letter) || this.letters.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0))
          return letter;
        this.replaced = true;
        return letterless;
      })
      .join('');
  }

  private get bottom(): number {
    return this.document.page.height - margin - footerRoom;
  }

  /** `level` 1 is the document's title. */
  heading(text: string, level: 1 | 2): void {
    const size = level === 1 ? 20 : 13;
    if (level === 2) this.gap(6);
    this.room(size * 4);
    this.document
      .font('bold')
      .fontSize(size)
      .fillColor(level === 1 ? ink : accent)
      .text(this.words(text, 300), margin, this.document.y, { width: this.width });
    this.document.moveDown(0.35);
  }

  paragraph(text: string, options: { soft?: boolean; size?: number; bold?: boolean } = {}): void {
    const size = options.size ?? 9.5;
    this.room(size * 2);
    this.document
      .font(options.bold === true ? 'bold' : 'plain')
      .fontSize(size)
      .fillColor(options.soft === true ? soft : ink)
      .text(this.words(text, 4000), margin, this.document.y, { width: this.width });
    this.document.moveDown(0.3);
  }

  /** A point of a list; its lines stand below each other, beside the sign. */
  point(text: string, size: number): void {
    const indent = 10;
    const words = this.words(text, 4000);
    this.document.font('plain').fontSize(size).fillColor(ink);
    const width = this.width - indent;
    this.room(Math.min(this.document.heightOfString(words, { width }), size * 6));
    const top = this.document.y;
    this.document.text('•', margin, top, { lineBreak: false });
    this.document.text(words, margin + indent, top, { width });
    this.document.x = margin;
    this.document.moveDown(0.3);
  }

  gap(points: number): void {
    this.document.y += points;
  }

  /** The titles stand again on every page that it goes on to. */
  table(columns: readonly Column[], rows: readonly Row[], size = 8): void {
    const titles: Row = { cells: columns.map(({ title }) => title), style: 'heading' };
    this.room(size * 6);
    this.row(columns, titles, size);
    for (const [index, row] of rows.entries()) {
      const height = this.heightOf(columns, row, size);
      // A group's name does not stand alone at the foot of a page.
      const next =
        row.style === 'group' || row.style === 'section'
          ? this.heightOf(columns, rows[index + 1] ?? row, size)
          : 0;
      if (this.document.y + height + next > this.bottom) {
        this.document.addPage();
        this.row(columns, titles, size);
      }
      this.row(columns, row, size, height);
    }
    this.gap(8);
  }

  private heightOf(columns: readonly Column[], row: Row, size: number): number {
    this.use(row, size);
    const heights = columns.map(({ width }, index) => {
      const text = this.words(row.cells[index] ?? null, mostInCell) || ' ';
      this.fit(text, width, size);
      return this.document.heightOfString(text, { width: this.cellWidth(width) });
    });
    return Math.max(...heights) + 5;
  }

  private row(
    columns: readonly Column[],
    row: Row,
    size: number,
    height = this.heightOf(columns, row, size),
  ) {
    const { document } = this;
    const top = document.y;
    this.use(row, size);
    let left = margin;
    for (const [index, { width, align = 'left' }] of columns.entries()) {
      const text = this.words(row.cells[index] ?? null, mostInCell);
      this.fit(text, width, size);
      if (text !== '') document.text(text, left + padding, top + 2, { width: this.cellWidth(width), align });
      left += width * this.width;
    }
    document
      .moveTo(margin, top + height)
      .lineTo(margin + this.width, top + height)
      .lineWidth(row.style === 'heading' ? 0.9 : 0.4)
      .strokeColor(row.style === 'heading' ? accent : line)
      .stroke();
    document.x = margin;
    document.y = top + height;
  }

  private use(row: Row, size: number): void {
    const isPlain = row.style === undefined || row.style === 'plain';
    this.document
      .font(isPlain ? 'plain' : 'bold')
      .fontSize(size)
      .fillColor(row.style === 'heading' || row.style === 'section' ? soft : ink);
  }

  /** A figure broken over two lines would be read as two: one that is too wide is printed smaller. */
  private fit(text: string, share: number, size: number): void {
    this.document.fontSize(size);
    if (!/^-?\d[\d,.]*$/.test(text)) return;
    const wide = this.document.widthOfString(text);
    // A little less than the cell, since the last letter is rounded up.
    if (wide > this.cellWidth(share) - 0.5)
      this.document.fontSize((size * (this.cellWidth(share) - 0.5)) / wide);
  }

  private cellWidth(share: number): number {
    return share * this.width - 2 * padding;
  }

  private room(height: number): void {
    if (this.document.y + height > this.bottom) this.document.addPage();
  }

  /** Writes the footers and gives the file. */
  async finish(footer: string): Promise<Uint8Array> {
    const { document } = this;
    const { start, count } = document.bufferedPageRange();
    const told = this.replaced ? ` · ${letterless}: a letter not in this font; see the other exports` : '';
    for (let index = 0; index < count; index++) {
      document.switchToPage(start + index);
      const y = document.page.height - margin;
      // A text below the margin would begin another page.
      document.page.margins.bottom = 0;
      document.font('plain').fontSize(7.5).fillColor(soft);
      document.text(this.words(footer, 120) + told, margin, y, { width: this.width * 0.8, lineBreak: false });
      document.text(`Page ${index + 1} of ${count}`, margin, y, { width: this.width, align: 'right' });
    }
    document.end();
    await this.ended;
    return Buffer.concat(this.chunks);
  }
}
