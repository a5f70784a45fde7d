import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniffDocument } from '../../src/documents/sniff.ts';
import { drawing } from './drawing.ts';
import { compound, model, pdf, sheetJs, text, word, workbook, zip } from './files.ts';

const bill = {
  Bill: [
    ['Item', 'Description', 'Qty'],
    ['1', 'Excavate', 12],
  ],
};
const kindOf = async (bytes: Uint8Array, name = 'file') => (await sniffDocument(bytes, name)).kind;

/** A PNG of one white pixel. */
function image(): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('sniffing', () => {
  it('tells every kind by its content, under a name that says nothing', async () => {
    expect(await kindOf(await workbook(bill as never))).toBe('xlsx');
    expect(await kindOf(sheetJs(bill as never, 'xlsb'))).toBe('xlsx');
    expect(await kindOf(sheetJs(bill as never, 'xlsm'))).toBe('xlsx');
    expect(await kindOf(sheetJs(bill as never, 'biff8'))).toBe('xls');
    expect(await kindOf(sheetJs(bill as never, 'ods'))).toBe('ods');
    expect(await kindOf(await word([{ text: 'Hello' }]))).toBe('docx');
    expect(await kindOf(await pdf((page) => page.text('Hello', 40, 40)))).toBe('pdf');
    expect(await kindOf(model([]))).toBe('ifc');
    expect(await kindOf(drawing([]))).toBe('dxf');
    expect(await kindOf(image())).toBe('image');
    expect(await kindOf(zip({ 'readme.txt': text('hello') }))).toBe('zip');
    expect(await kindOf(text('<!DOCTYPE html><html><body>No</body></html>'))).toBe('html');
    expect(await kindOf(text('Item,Description,Qty\n1,Excavate,12\n2,Concrete,4\n'))).toBe('csv');
    expect(
      await kindOf(text('The contractor shall, where needed, provide\nall labour, plant and material.\n')),
    ).toBe('text');
    expect(await kindOf(Buffer.from([1, 2, 3, 0, 200, 201, 7]))).toBe('unknown');
  });

  it('tells an encrypted workbook from an old one, though both are compound files', async () => {
    expect(await kindOf(compound({ EncryptedPackage: text('x'), EncryptionInfo: text('y') }))).toBe(
      'encrypted_office',
    );
    expect(await kindOf(compound({ WordDocument: text('x') }))).toBe('unknown');
  });

  it('finds the streams of a large compound file in its directory, in no time that is noticed', async () => {
    const large = compound({ Workbook: Buffer.alloc(20 * 1024 * 1024, 7), Other: text('x') });
    const start = performance.now();
    expect(await kindOf(large)).toBe('xls');
    expect(performance.now() - start).toBeLessThan(200);
    // The name of a stream inside of another stream is no stream.
    expect(await kindOf(compound({ Notes: Buffer.from('EncryptedPackage\0'.repeat(500), 'utf16le') }))).toBe(
      'unknown',
    );
    // A directory whose chain leads back to itself.
    const ring = Buffer.from(large);
    const directory = ring.readUInt32LE(48);
    const table = ring.readUInt32LE(76 + 4 * Math.floor(directory / 128));
    ring.writeUInt32LE(directory, (table + 1) * 512 + 4 * (directory % 128));
    expect(await kindOf(ring)).toBe('xls');
  });

  it('lets the name decide between two kinds of text only', async () => {
    const short = text('a,b\n1,2\n');
    expect(await kindOf(short, 'list.csv')).toBe('csv');
    expect(await kindOf(short, 'list.txt')).toBe('text');
    expect(await kindOf(await workbook(bill as never), 'list.csv')).toBe('xlsx');
  });

  it('sees delimited text in other encodings', async () => {
    const rows = 'Pos;Bezeichnung;Menge\n1;Aushub für Gräben;12,5\n2;Beton;4\n';
    expect(await kindOf(text(rows, 'latin1'))).toBe('csv');
    expect(await kindOf(text(`\ufeff${rows}`, 'utf16le'))).toBe('csv');
  });

  it('answers for any bytes without throwing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('', 'PK\x03\x04', '%PDF-', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
        async (tail, head) => {
          const found = await sniffDocument(Buffer.concat([text(head, 'latin1'), tail]), 'file.xlsx');
          expect(found.mediaType).toMatch(/^[\w.+-]+\/[\w.+-]+/);
        },
      ),
    );
  });
});
