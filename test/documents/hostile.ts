// Hostile: files that were made to hurt whoever opens them.

import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { drawing, entity } from './drawing.ts';
import { compound, model, pdfBomb, sheetJs, text, zip } from './files.ts';

const megabyte = 1024 * 1024;

/** A zip file whose only entry claims a size, whatever it unpacks to. */
export function lyingZip(name: string, claimed: number, unpacked: number): Uint8Array {
  const honest = Buffer.from(zip({ [name]: Buffer.alloc(unpacked) }));
  const packed = deflateRawSync(Buffer.alloc(unpacked), { level: 9 }).length;
  const directory = 30 + name.length + packed;
  honest.writeUInt32LE(claimed, 22);
  honest.writeUInt32LE(claimed, directory + 24);
  return honest;
}

const laughs = [
  '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">',
  ...Array.from({ length: 12 }, (_, level) => {
    const below = level === 0 ? '&lol;' : `&lol${level};`;
    return `<!ENTITY lol${level + 1} "${below.repeat(10)}">`;
  }),
  ']>',
].join('');

const contentTypes = (part: string, type: string) =>
  text(
    `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="${part}" ContentType="${type}"/></Types>`,
  );
const relations = (target: string, kind = 'officeDocument') =>
  text(
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`,
  );

/** DOCX whose text is an entity that grows to a billion laughs. */
export function laughingWord(): Uint8Array {
  const body = `${laughs}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&lol12;</w:t></w:r></w:p></w:body></w:document>`;
  return zip({
    '[Content_Types].xml': contentTypes(
      '/word/document.xml',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
    ),
    '_rels/.rels': relations('word/document.xml'),
    'word/document.xml': text(body),
  });
}

/** XLSX whose cells are an entity that names a file of the server, one that grows, and links to elsewhere. */
export function reachingWorkbook(secret: string): Uint8Array {
  const sheet = `${laughs.replace(']>', `<!ENTITY secret SYSTEM "file://${secret}">]>`)}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>Item</t></is></c><c r="B1" t="inlineStr"><is><t>Description</t></is></c><c r="C1" t="inlineStr"><is><t>Qty</t></is></c><c r="D1" t="inlineStr"><is><t>Unit</t></is></c></row>
<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>&secret;&lol12;</t></is></c><c r="C2"><f>[1]Sheet1!A1</f><v>7</v></c><c r="D2" t="inlineStr"><is><t>m3</t></is></c></row>
</sheetData></worksheet>`;
  return zip({
    '[Content_Types].xml': contentTypes(
      '/xl/workbook.xml',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
    ),
    '_rels/.rels': relations('xl/workbook.xml'),
    'xl/workbook.xml': text(
      '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Bill" sheetId="1" r:id="r1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': relations('worksheets/sheet1.xml', 'worksheet'),
    'xl/worksheets/sheet1.xml': text(sheet),
    'xl/externalLinks/_rels/externalLink1.xml.rels': relations(`file://${secret}`, 'externalLinkPath'),
  });
}

/** A PDF of these objects, from number 1, of which the first is the catalogue. */
export function pdfOf(objects: string[]): Uint8Array {
  let whole = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = whole.length;
    whole += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  return text(
    `${whole}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${whole.length}\n%%EOF`,
  );
}

/** A drawing that begins well and goes on with 100 MB of anything. */
export function nonsenseDrawing(size = 100 * megabyte): Uint8Array {
  const start = Buffer.from(drawing([entity('LINE', 'A', [10, 0], [20, 0])])).subarray(0, 300);
  const end = text('\r\n  0\r\nEOF\r\n');
  const bytes = Buffer.alloc(size - 1024, 'nonsense that is no group code\r\n');
  start.copy(bytes);
  end.forEach((byte, index) => {
    bytes[bytes.length - end.length + index] = byte;
  });
  return bytes;
}

/** Well-formed groups without end, which mean nothing. */
export function endlessDrawing(size: number): Uint8Array {
  const start = text('  0\r\nSECTION\r\n  2\r\nENTITIES\r\n');
  const end = text('  0\r\nENDSEC\r\n  0\r\nEOF\r\n');
  return Buffer.concat([start, Buffer.alloc(Math.ceil(size / 12) * 12, '  1\r\nwords\r\n'), end]);
}

/** Nothing but zero-width characters. */
export function zeroWidth(size: number): Uint8Array {
  return Buffer.alloc(size, '\u200b\u200c\u200d\u2060\ufeff');
}

export interface Attack {
  name: string;
  bytes: () => Uint8Array;
  /** The faults that name it. */
  codes: string[];
}

/** One file of every kind, with the fault that it has to end in. */
export const attacks: Attack[] = [
  {
    name: 'a PDF of 1 MB that unpacks to gigabytes.pdf',
    bytes: () => pdfBomb(1_000 * megabyte),
    codes: ['DOCUMENT_MEMORY'],
  },
  {
    name: 'a zip bomb.xlsx',
    bytes: () =>
      zip({
        'xl/workbook.xml': text('<workbook/>'),
        'xl/worksheets/sheet1.xml': Buffer.alloc(250 * megabyte),
      }),
    codes: ['DOCUMENT_TOO_LARGE'],
  },
  {
    name: 'a zip bomb that lies about its size.xlsx',
    bytes: () => lyingZip('xl/workbook.xml', 1_000, 250 * megabyte),
    codes: ['DOCUMENT_CORRUPT'],
  },
  {
    name: 'a zip in a zip.xlsx',
    bytes: () => {
      const bomb = zip({ a: Buffer.alloc(50 * megabyte) });
      return zip({ 'inner.zip': zip({ 'inner.zip': bomb, 'other.zip': bomb }) });
    },
    codes: ['DOCUMENT_CORRUPT'],
  },
  {
    name: 'a truncated model.ifc',
    bytes: () => {
      const whole = model(["IFCWALL('0000000000000000000010',$,'W',$,$,$,$,$,$)"]);
      return whole.subarray(0, whole.length - 20);
    },
    codes: ['DOCUMENT_CORRUPT'],
  },
  {
    name: 'an encrypted workbook.xlsx',
    bytes: () => compound({ EncryptedPackage: randomBytes(5_000), EncryptionInfo: randomBytes(200) }),
    codes: ['DOCUMENT_ENCRYPTED'],
  },
  {
    name: 'a web page.xls',
    bytes: () => text('<html><body><table><tr><td>Item</td></tr></table></body></html>'),
    codes: ['DOCUMENT_MISLABELLED'],
  },
  { name: 'random bytes.pdf', bytes: () => randomBytes(megabyte), codes: ['DOCUMENT_CORRUPT'] },
  {
    name: 'a workbook with noise in it.xls',
    bytes: () => {
      const whole = Buffer.from(sheetJs({ Bill: [['Item', 'Description']] }, 'biff8'));
      randomBytes(1_500).copy(whole, 600);
      return whole;
    },
    codes: ['DOCUMENT_CORRUPT', 'DOCUMENT_EMPTY'],
  },
  { name: '100 MB of nonsense.dxf', bytes: nonsenseDrawing, codes: ['DOCUMENT_CORRUPT'] },
  {
    name: '90 MB of groups that mean nothing.dxf',
    bytes: () => endlessDrawing(90 * megabyte),
    codes: ['DOCUMENT_EMPTY', 'DOCUMENT_MEMORY', 'DOCUMENT_TOO_LARGE'],
  },
  { name: 'a billion laughs.docx', bytes: laughingWord, codes: ['DOCUMENT_CORRUPT'] },
  {
    name: 'a page tree that is its own branch.pdf',
    bytes: () => pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 5>>']),
    codes: ['DOCUMENT_CORRUPT'],
  },
  {
    name: 'a page tree that promises a billion pages.pdf',
    bytes: () =>
      pdfOf([
        '<</Type/Catalog/Pages 2 0 R>>',
        '<</Type/Pages/Kids[3 0 R]/Count 1000000000>>',
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>',
      ]),
    // Its one page is found, and nothing on it.
    codes: ['DOCUMENT_EMPTY'],
  },
  {
    name: 'one line of 50 MB.csv',
    bytes: () => Buffer.alloc(50 * megabyte, 'Item,Description,'),
    codes: ['DOCUMENT_CORRUPT', 'DOCUMENT_TOO_LARGE'],
  },
  { name: 'nothing to be seen.csv', bytes: () => zeroWidth(3_000), codes: ['DOCUMENT_EMPTY'] },
  { name: 'much of nothing to be seen.txt', bytes: () => zeroWidth(9 * megabyte), codes: ['DOCUMENT_EMPTY'] },
];
