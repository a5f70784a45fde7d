// Files: real documents made on the spot, for tests that read them.

import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import * as XLSX from '@e965/xlsx';
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import PdfDocument from 'pdfkit';
import writeWorkbook, { type Row } from 'write-excel-file/node';
import type { DocumentFile } from '../../src/documents/document.ts';

export type Value = string | number | null;
export type Grid = Value[][];

export function file(name: string, bytes: Uint8Array, documentId = 'document_1'): DocumentFile {
  return { documentId, name, bytes };
}

export function text(content: string, encoding: BufferEncoding = 'utf8'): Uint8Array {
  return Buffer.from(content, encoding);
}

/** XLSX with one sheet per entry. */
export async function workbook(sheets: Record<string, Grid>): Promise<Uint8Array> {
  const pages = Object.entries(sheets).map(([sheet, grid]) => ({
    sheet,
    data: grid.map(
      (row): Row =>
        row.map((value) =>
          value === null
            ? null
            : typeof value === 'number'
              ? { value, type: Number }
              : { value, type: String },
        ),
    ),
  }));
  return writeWorkbook(pages).toBuffer();
}

/** Formats and features that the plain writer above does not have. */
export function sheetJs(
  sheets: Record<string, Grid>,
  bookType: XLSX.BookType,
  change: (book: XLSX.WorkBook) => void = () => {},
): Uint8Array {
  const book = XLSX.utils.book_new();
  for (const [name, grid] of Object.entries(sheets)) {
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(grid), name);
  }
  change(book);
  return XLSX.write(book, { type: 'buffer', bookType, compression: true }) as Buffer;
}

/** An OLE compound file with these streams. */
export function compound(streams: Record<string, Uint8Array>): Uint8Array {
  const { utils, write } = XLSX.CFB;
  const container = utils.cfb_new();
  for (const [name, content] of Object.entries(streams))
    utils.cfb_add(container, `/${name}`, Buffer.from(content));
  return write(container, { type: 'buffer' }) as Buffer;
}

/** A zip file of these entries, deflated as tightly as can be. */
export function zip(entries: Record<string, Uint8Array>): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content, { level: 9 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, Buffer.from(name));
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    files.push(file);
    at += file.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, listed, end]);
}

/** What the tests use of pdfkit. */
export interface Pdf {
  on(event: 'data' | 'end', listener: (chunk: Buffer) => void): this;
  font(name: string): this;
  fontSize(points: number): this;
  text(text: string, left: number, top: number, options?: object): this;
  heightOfString(text: string, options: object): number;
  widthOfString(text: string): number;
  currentLineHeight(): number;
  moveTo(left: number, top: number): this;
  lineTo(left: number, top: number): this;
  lineWidth(points: number): this;
  stroke(): this;
  addPage(): this;
  end(): void;
}

export async function pdf(draw: (page: Pdf) => void, options: object = {}): Promise<Uint8Array> {
  const Document = PdfDocument as unknown as new (options: object) => Pdf;
  const document = new Document({ size: 'A4', margin: 40, ...options });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve) => {
    document.on('data', (chunk) => chunks.push(chunk));
    document.on('end', () => resolve());
  });
  draw(document);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Rows at fixed columns, one line each; an array of left edges tells where. */
export function pdfRows(page: Pdf, lefts: number[], rows: string[][], top: number, pitch = 14): void {
  rows.forEach((row, index) => {
    row.forEach((value, column) => {
      if (value !== '') page.text(value, lefts[column] ?? 0, top + index * pitch, { lineBreak: false });
    });
  });
}

/** A PDF of a few kilobytes whose only page unpacks to `size` bytes. */
export function pdfBomb(size: number): Uint8Array {
  const content = deflateSync(Buffer.alloc(size, '0 0 m\n'), { level: 9 });
  const objects = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
    Buffer.from('<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>'),
    Buffer.concat([
      Buffer.from(`<</Length ${content.length}/Filter/FlateDecode>>stream\n`),
      content,
      Buffer.from('\nendstream'),
    ]),
  ];
  let whole = Buffer.from('%PDF-1.4\n');
  const places = objects.map((object, index) => {
    const place = whole.length;
    whole = Buffer.concat([whole, Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const end = `xref\n0 5\n0000000000 65535 f \n${table}trailer<</Size 5/Root 1 0 R>>\nstartxref\n${whole.length}\n%%EOF`;
  return Buffer.concat([whole, Buffer.from(end)]);
}

export interface WordBlock {
  heading?: string;
  text?: string;
  bold?: string;
  table?: string[][];
}

export async function word(blocks: WordBlock[]): Promise<Uint8Array> {
  const children = blocks.map(({ heading, text, bold, table }) => {
    if (table !== undefined) {
      const rows = table.map(
        (row) =>
          new TableRow({ children: row.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) }),
      );
      return new Table({ rows });
    }
    if (heading !== undefined) return new Paragraph({ text: heading, heading: HeadingLevel.HEADING_1 });
    if (bold !== undefined) return new Paragraph({ children: [new TextRun({ text: bold, bold: true })] });
    return new Paragraph(text ?? '');
  });
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

/** An IFC4 model of these entities, which begin at #10; #1 to #5 are the units (millimetres, m2, m3). */
export function model(entities: string[]): Uint8Array {
  const lines = [
    'ISO-10303-21;',
    'HEADER;',
    "FILE_DESCRIPTION((''),'2;1');",
    "FILE_NAME('','2026-01-01T00:00:00',(''),(''),'','','');",
    "FILE_SCHEMA(('IFC4'));",
    'ENDSEC;',
    'DATA;',
    '#1=IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.);',
    '#2=IFCSIUNIT(*,.AREAUNIT.,$,.SQUARE_METRE.);',
    '#3=IFCSIUNIT(*,.VOLUMEUNIT.,$,.CUBIC_METRE.);',
    '#4=IFCUNITASSIGNMENT((#1,#2,#3));',
    "#5=IFCPROJECT('0000000000000000000005',$,'Test',$,$,$,$,$,#4);",
    ...entities.map((entity, index) => `#${index + 10}=${entity};`),
    'ENDSEC;',
    'END-ISO-10303-21;',
    '',
  ];
  return Buffer.from(lines.join('\n'));
}
