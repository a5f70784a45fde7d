// Read: the door to reading a document: checked first, then parsed in a process of its own.
//
//   R1. Nothing is unpacked or parsed before size, kind and archive directory were found acceptable.
//   R2. A few files are parsed at a time over the whole server (readers.ts); others wait their turn.
//   R3. Content decides, not the name: a readable file with a wrong ending is read, and a note says so.

import { Fault } from '../base/fault.ts';
import { checkArchive } from './archive.ts';
import type { DocumentFile, DocumentKind, ReadDocument, ReadProgress } from './document.ts';
import { type DocumentLimits, defaultLimits } from './limits.ts';
import { isReadable } from './parse.ts';
import { openReaders, type Readers } from './readers.ts';
import { binaryDrawing, closedDrawing, sniffDocument } from './sniff.ts';
import type { ToldColumns } from './told-columns.ts';

export interface ReadOptions {
  signal: AbortSignal;
  onProgress?: (progress: ReadProgress) => void;
  limits?: Partial<DocumentLimits>;
  /** Processes that read several files of one piece of work; by default the file has one of its own. */
  readers?: Readers;
  /** What somebody said of headings that the rules do not know. */
  told?: readonly ToldColumns[];
}

/** The kinds that an ending promises. */
const promised: Record<string, DocumentKind[]> = {
  xlsx: ['xlsx'],
  xlsm: ['xlsx'],
  xlsb: ['xlsx'],
  xls: ['xls'],
  ods: ['ods'],
  csv: ['csv', 'text'],
  tsv: ['csv', 'text'],
  txt: ['text', 'csv'],
  pdf: ['pdf'],
  docx: ['docx'],
  ifc: ['ifc'],
  dxf: ['dxf'],
};

/** Kinds that a person would call by the name of their ending. */
const words: Record<DocumentKind, string> = {
  xlsx: 'an XLSX workbook',
  xls: 'an XLS workbook',
  ods: 'an ODS spreadsheet',
  csv: 'delimited text',
  pdf: 'a PDF',
  docx: 'a Word document',
  ifc: 'an IFC model',
  dxf: 'a DXF drawing',
  image: 'an image',
  html: 'a web page',
  zip: 'an archive of files',
  text: 'plain text',
  encrypted_office: 'an encrypted Office file',
  unknown: 'something unknown',
};

/**
 * Reads one document into tables and texts. The same bytes and name give the same result.
 * An abort stops the work at once, wherever it is, and rejects with the signal's reason.
 * @throws DOCUMENT_EMPTY, DOCUMENT_UNSUPPORTED, DOCUMENT_MISLABELLED, DOCUMENT_CORRUPT, DOCUMENT_ENCRYPTED,
 *   DOCUMENT_TOO_LARGE, DOCUMENT_TIMEOUT, DOCUMENT_MEMORY
 */
export async function readDocument(file: DocumentFile, options: ReadOptions): Promise<ReadDocument> {
  const { signal, onProgress = () => {} } = options;
  const limits: DocumentLimits = { ...defaultLimits, ...options.limits };
  signal.throwIfAborted();
  const { kind, notes } = await admit(file, limits);
  signal.throwIfAborted();
  // Costs nothing where it is not used.
  using own = openReaders();
  const readers = options.readers ?? own;
  const { lines, resultBytes } = limits;
  const job = { file, kind, limits: { lines, resultBytes }, told: options.told ?? [] };
  const document = await readers.parse(job, { limits, signal, onProgress });
  return { ...document, notes: [...notes, ...document.notes] };
}

/** Everything that can be said of a file without parsing it. */
async function admit(
  file: DocumentFile,
  limits: DocumentLimits,
): Promise<{ kind: DocumentKind; notes: string[] }> {
  const { bytes, name } = file;
  if (bytes.byteLength === 0) throw new Fault('DOCUMENT_EMPTY', `«${name}» has no content.`);
  if (bytes.byteLength > limits.fileBytes) {
    const allowed = Math.round(limits.fileBytes / (1024 * 1024));
    throw new Fault('DOCUMENT_TOO_LARGE', `«${name}» is larger than ${allowed} MB.`);
  }
  if (isBlank(bytes)) throw new Fault('DOCUMENT_EMPTY', `«${name}» holds nothing but blanks.`);
  const { kind, mediaType } = await sniffDocument(bytes, name);
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const expected = promised[ending];
  if (kind === 'encrypted_office') {
    throw new Fault('DOCUMENT_ENCRYPTED', `«${name}» is protected by a password; save it without one.`);
  }
  // A picture under the name of a document is not that document.
  if (!isReadable(kind) || (kind === 'image' && expected !== undefined))
    throw unreadable(name, kind, mediaType, expected);
  if (kind === 'text' && expected !== undefined && !expected.includes('text')) {
    throw new Fault('DOCUMENT_MISLABELLED', `«${name}» is plain text and not what its name says.`);
  }
  if (kind === 'xlsx' || kind === 'docx' || kind === 'ods') await checkArchive(bytes, limits);
  const as = expected === undefined ? '' : `the name says .${ending}, `;
  const surprising = expected !== undefined && !expected.includes(kind);
  return { kind, notes: surprising ? [`Read by its content: ${as}the content is ${words[kind]}.`] : [] };
}

function unreadable(
  name: string,
  kind: DocumentKind,
  mediaType: string,
  expected: DocumentKind[] | undefined,
): Fault {
  if (mediaType === binaryDrawing || mediaType === closedDrawing) {
    const what = mediaType === closedDrawing ? 'a DWG drawing' : 'a DXF drawing in binary form';
    return new Fault('DOCUMENT_UNSUPPORTED', `«${name}» is ${what}; save it as DXF in text form (ASCII).`);
  }
  if (expected === undefined) {
    const what = kind === 'unknown' ? mediaType : words[kind];
    return new Fault(
      'DOCUMENT_UNSUPPORTED',
      `«${name}» is ${what}; PDF, XLSX, XLS, ODS, CSV, DOCX, IFC, DXF, pictures and plain text can be read.`,
    );
  }
  const nameless =
    kind === 'unknown' && (mediaType === 'application/octet-stream' || mediaType === 'application/x-cfb');
  if (nameless) {
    return new Fault('DOCUMENT_CORRUPT', `«${name}» is damaged: its content is not that of such a file.`);
  }
  if (
    kind === 'zip' &&
    expected.some((wanted) => wanted === 'xlsx' || wanted === 'docx' || wanted === 'ods')
  ) {
    return new Fault('DOCUMENT_CORRUPT', `«${name}» is damaged: the parts that such a file has are missing.`);
  }
  const what = kind === 'unknown' ? mediaType : words[kind];
  return new Fault('DOCUMENT_MISLABELLED', `«${name}» is ${what} under a wrong name; send the real file.`);
}

/** Blanks, line ends and byte order marks only; looked at in small files, since larger ones never are. */
function isBlank(bytes: Uint8Array): boolean {
  if (bytes.byteLength > 64 * 1024) return false;
  return bytes.every(
    (byte) =>
      byte === 0 ||
      byte === 32 ||
      (byte >= 9 && byte <= 13) ||
      byte === 0xef ||
      byte === 0xbb ||
      byte === 0xbf ||
      byte >= 0xfe,
  );
}
