// PDF table: a table drawn over as many pages as it takes, with wrapped words, in the ways that programs print bills.

import Big from 'big.js';
import PdfDocument from 'pdfkit';

export interface PdfColumn {
  heading: string;
  width: number;
  align: 'left' | 'right' | 'center';
}

export interface PdfRow {
  cells: string[];
  bold?: boolean;
  /** Counts for the sums that are carried from page to page. */
  amount?: string | null;
  /** Begins a new page. */
  breaks?: boolean;
}

export interface PdfStyle {
  columns: PdfColumn[];
  /** Words over the table on each page. */
  titles: string[];
  /** On which line of a wrapped description its figures stand. */
  figuresOn: 'first' | 'last';
  ruled: boolean;
  /** Bold by drawing twice, a little apart. */
  doubled: boolean;
  /** Space between rows in points; 0 prints them as close as wrapped lines. */
  gap: number;
  rowsPerPage: number;
  /** Rows at the end and at the beginning of a page, from the sum so far and that of the page. */
  carry: { end(sum: string, page: string): PdfRow[]; begin(sum: string): PdfRow[] } | null;
}

interface Drawing {
  on(event: 'data' | 'end', listener: (chunk: Buffer) => void): this;
  font(name: string): this;
  fontSize(points: number): this;
  text(text: string, left: number, top: number, options?: object): this;
  widthOfString(text: string): number;
  moveTo(left: number, top: number): this;
  lineTo(left: number, top: number): this;
  lineWidth(points: number): this;
  stroke(): this;
  addPage(): this;
  end(): void;
}

const left = 36;
const pitch = 11;
const size = 8.5;
const bottom = 770;

/** The bytes of the PDF. */
export async function pdfTable(rows: readonly PdfRow[], style: PdfStyle): Promise<Uint8Array> {
  const Document = PdfDocument as unknown as new (options: object) => Drawing;
  const drawing = new Document({ size: 'A4', margin: 20 });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve) => {
    drawing.on('data', (chunk) => chunks.push(chunk));
    drawing.on('end', () => resolve());
  });
  draw(drawing, rows, style);
  drawing.end();
  await ended;
  return Buffer.concat(chunks);
}

function draw(drawing: Drawing, rows: readonly PdfRow[], style: PdfStyle): void {
  const { columns, carry } = style;
  let page = 0;
  let top = 0;
  let onPage = 0;
  let sum = new Big(0);
  let pageSum = new Big(0);

  const put = (text: string, x: number, y: number, width: number, align: string, bold: boolean) => {
    drawing.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size);
    const own = drawing.widthOfString(text);
    const at = align === 'right' ? x + width - own - 3 : align === 'center' ? x + (width - own) / 2 : x + 2;
    drawing.text(text, at, y, { lineBreak: false });
    if (bold && style.doubled) drawing.text(text, at + 0.3, y, { lineBreak: false });
  };
  const row = ({ cells, bold = false }: PdfRow) => {
    const wrapped = cells.map((cell, index) => wrap(drawing, cell, (columns[index]?.width ?? 40) - 5, bold));
    const height = Math.max(1, ...wrapped.map(({ length }) => length));
    const from = top;
    let x = left;
    wrapped.forEach((lines, index) => {
      const column = columns[index];
      if (column === undefined) return;
      const words = column.align === 'left' && lines.length > 0 && index > 0;
      const offset =
        words || style.figuresOn === 'first' || index === 0 ? 0 : height - Math.max(1, lines.length);
      lines.forEach((line, at) => {
        put(line, x, top + 2 + (at + offset) * pitch, column.width, column.align, bold);
      });
      x += column.width;
    });
    top += height * pitch + style.gap;
    if (style.ruled) rule(drawing, columns, from, top);
  };
  const begin = () => {
    page += 1;
    onPage = 0;
    if (page > 1) drawing.addPage();
    top = 40;
    for (const title of style.titles) {
      put(title, left, top, 500, 'left', true);
      top += pitch + 4;
    }
    put(`Page ${page}`, left, 805, 520, 'right', false);
    top += 6;
    row({ cells: columns.map(({ heading }) => heading), bold: true });
    if (page > 1 && carry !== null) for (const each of carry.begin(sum.toFixed())) row(each);
    pageSum = new Big(0);
  };
  const end = () => {
    if (carry !== null) for (const each of carry.end(sum.toFixed(), pageSum.toFixed())) row(each);
  };

  begin();
  rows.forEach((each) => {
    if (onPage >= style.rowsPerPage || top > bottom - 60 || each.breaks === true) {
      end();
      begin();
    }
    row(each);
    onPage += 1;
    sum = sum.plus(each.amount ?? 0);
    pageSum = pageSum.plus(each.amount ?? 0);
  });
}

function wrap(drawing: Drawing, text: string, width: number, bold: boolean): string[] {
  drawing.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && drawing.widthOfString(longer) <= width) lines[lines.length - 1] = longer;
    else if (word !== '') lines.push(word);
  }
  return lines;
}

function rule(drawing: Drawing, columns: readonly PdfColumn[], from: number, to: number): void {
  const right = left + columns.reduce((sum, { width }) => sum + width, 0);
  drawing.lineWidth(0.5);
  for (const y of [from, to]) drawing.moveTo(left, y).lineTo(right, y).stroke();
  let x = left;
  for (const width of [0, ...columns.map((column) => column.width)]) {
    x += width;
    drawing.moveTo(x, from).lineTo(x, to).stroke();
  }
}
