// PDF: the text of a PDF as one grid over all pages, without what is drawn as a picture.

import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { Fault } from '../base/fault.ts';
import type { DocumentFile } from './document.ts';
import type { Grid } from './grid.ts';
import { type OpenRecogniser, withoutRecogniser } from './ocr.ts';
import { openTesseract } from './ocr-tesseract.ts';
import { orCorrupt, type Parsed, type Parser } from './parser.ts';
import { rowsInColumns } from './pdf-columns.ts';
import { linesOf, type PdfLine, type Piece, withoutRunningLines } from './pdf-lines.ts';
import { pagePictures } from './pdf-pictures.ts';
import { createPdfWorker } from './pdf-port.ts';
import { type DrawingCodes, type Matrix, rulesIn, times, withRuledRows } from './pdf-rules.ts';
import { mayDrawLines } from './pdf-strokes.ts';
import { mostPages, recognisedNote, recogniseScan } from './scan.ts';
import { visible } from './visible.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;

/** Bytes at the end in which the end mark has to stand. */
const tail = 2048;
/** Pages that are begun while one is waited for. */
const pagesAhead = 4;
/** Lines of several cells from which a page may hold a table, so that its drawing is worth a look. */
const leastRows = 2;
/** Text that leans further than this, in radians, is not on the lines of the page. */
const upright = 0.1;

export const readPdf: Parser = pdfReader(() => openTesseract());

/**
 * Rows count lines of the page from 1. Slanted text is noted, and pages without text, which are recognised where a
 * recogniser can be opened. @throws DOCUMENT_UNSUPPORTED when there are only pictures and no recogniser
 */
export function pdfReader(openRecogniser: OpenRecogniser): Parser {
  return (file, onProgress) => readPages(file, onProgress, openRecogniser);
}

async function readPages(
  file: Parameters<Parser>[0],
  onProgress: Parameters<Parser>[1],
  openRecogniser: OpenRecogniser,
): Promise<Parsed> {
  const end = Buffer.from(withoutPadding(file.bytes).subarray(-tail)).toString('latin1');
  if (!end.includes('%%EOF') && !end.includes('startxref')) {
    throw new Fault('DOCUMENT_CORRUPT', 'The PDF was cut off: its end is missing. Send it again.');
  }
  const pdf = await openPdf(file.bytes);
  const drawing = drawingOf(file.bytes);
  const lines: PdfLine[] = [];
  const without: number[] = [];
  const broken: number[] = [];
  let slanted = 0;
  // Several at a time, since much of a page is waiting for its unpacking.
  const started: Promise<ReadPage | null>[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    while (started.length < Math.min(pdf.numPages, number + pagesAhead)) {
      started.push(readPage(pdf, drawing, started.length + 1).catch(() => null));
    }
    const read = await started[number - 1];
    // What was read of a page is not kept twice.
    started[number - 1] = nothingLeft;
    if (read == null) broken.push(number);
    else {
      slanted += read.slanted;
      if (read.empty) without.push(number);
      for (const line of read.lines) lines.push(line);
    }
    onProgress({ operation: 'reading pages', done: number, total: pdf.numPages });
  }
  if (broken.length === pdf.numPages) {
    throw new Fault('DOCUMENT_CORRUPT', 'No page of the PDF can be read; export it again.');
  }
  const scanned = await recogniseScanned(file, without, lines.length === 0, openRecogniser, onProgress);
  const still = without.filter((page) => !scanned.pages.includes(page));
  const notes = [
    ...(scanned.pages.length > 0 ? [recognisedNote(scanned.pages, pagesOf(scanned.pages))] : []),
    ...(still.length > 0 ? [`Without text, probably scanned or drawn: ${pagesOf(still)}.`] : []),
    ...(broken.length > 0 ? [`Damaged and left out: ${pagesOf(broken)}.`] : []),
    ...(slanted > 0 ? [`${slanted} pieces of slanted or upright text were left out.`] : []),
  ];
  const rows = rowsInColumns(withoutRunningLines(lines, pdf.numPages));
  const grid = {
    documentId: file.documentId,
    documentName: file.name,
    sheet: null,
    page: null,
    title: null,
    method: 'text' as const,
    rows,
  };
  const grids = scanned.grid === null ? [grid] : [grid, scanned.grid];
  return { parts: pdf.numPages, grids, tables: [], texts: [], notes };
}

/**
 * Recognises the pages that hold a picture instead of text. `alone`: there is no text on any page.
 * @throws DOCUMENT_UNSUPPORTED, DOCUMENT_EMPTY when `alone` and nothing can be recognised
 */
async function recogniseScanned(
  file: DocumentFile,
  pages: readonly number[],
  alone: boolean,
  openRecogniser: OpenRecogniser,
  onProgress: Parameters<Parser>[1],
): Promise<{ grid: Grid | null; pages: number[] }> {
  const wanted = pages.slice(0, mostPages);
  if (wanted.length === 0) return { grid: null, pages: [] };
  await using recogniser = await openRecogniser();
  if (recogniser === null) {
    if (!alone) return { grid: null, pages: [] };
    for await (const _ of pagePictures(file.bytes, wanted)) {
      throw withoutRecogniser(`«${file.name}» holds pictures of pages and no text`);
    }
    throw withoutText();
  }
  const done: number[] = [];
  const pictures = async function* () {
    for await (const picture of pagePictures(file.bytes, wanted)) {
      done.push(picture.page);
      yield picture;
    }
  };
  const grid = await orCorrupt(() =>
    recogniseScan(file, pictures(), recogniser, (count) =>
      onProgress({ operation: 'recognising scanned pages', done: count, total: wanted.length }),
    ),
  );
  if (grid === null && alone) throw withoutText();
  return { grid, pages: grid === null ? [] : done };
}

function withoutText(): Fault {
  return new Fault('DOCUMENT_EMPTY', 'No page of the PDF holds text.');
}

interface ReadPage {
  lines: PdfLine[];
  empty: boolean;
  slanted: number;
}

const nothingLeft = Promise.resolve(null);

async function readPage(pdf: Pdf, drawing: Drawing, number: number): Promise<ReadPage> {
  const page = await pdf.getPage(number);
  const { pieces, slanted, height } = await piecesOf(page);
  page.cleanup();
  const found = linesOf(pieces, number, height);
  const ruled = found.filter(({ cells }) => cells.length >= 3).length >= leastRows;
  const lines = ruled ? await drawing.withRules(number, found) : found;
  return { lines, empty: pieces.length === 0, slanted };
}

interface Drawing {
  withRules(page: number, lines: PdfLine[]): Promise<PdfLine[]>;
}

/**
 * What is drawn besides the text. It comes from an opening of its own, since it leaves out the pictures, which the
 * strict reading of the text would take for errors.
 */
function drawingOf(bytes: Uint8Array): Drawing {
  let drawn: boolean | null = null;
  let opened: Promise<{ pdf: Pdf; codes: DrawingCodes }> | null = null;
  const open = async () => ({
    pdf: await getDocumentProxy(new Uint8Array(bytes), {
      ...(await worker()),
      verbosity: 0,
      maxImageSize: 1,
    }),
    codes: await drawingCodes(),
  });
  return {
    async withRules(number, lines) {
      drawn ??= mayDrawLines(bytes);
      if (!drawn) return lines;
      try {
        opened ??= open();
        const { pdf, codes } = await opened;
        const page = await pdf.getPage(number);
        const { fnArray, argsArray } = await page.getOperatorList();
        const view = page.getViewport({ scale: 1 }).transform as Matrix;
        page.cleanup();
        return withRuledRows(lines, rulesIn(fnArray, argsArray, view, codes));
      } catch {
        // Drawing that cannot be read rules nothing; the text stands as it is.
        return lines;
      }
    },
  };
}

async function worker(): Promise<object> {
  return { worker: await createPdfWorker() };
}

async function drawingCodes(): Promise<DrawingCodes> {
  const { OPS } = await getResolvedPDFJS();
  const { save, restore, transform, constructPath, paintFormXObjectBegin, paintFormXObjectEnd } = OPS;
  const { stroke, closeStroke, fill, eoFill, fillStroke, eoFillStroke, closeFillStroke, closeEOFillStroke } =
    OPS;
  const shown = [
    stroke,
    closeStroke,
    fill,
    eoFill,
    fillStroke,
    eoFillStroke,
    closeFillStroke,
    closeEOFillStroke,
  ];
  return {
    save,
    restore,
    transform,
    constructPath,
    paintFormXObjectBegin,
    paintFormXObjectEnd,
    shown: new Set(shown),
  };
}

async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  return orCorrupt(async () => {
    try {
      return await getDocumentProxy(new Uint8Array(bytes), {
        ...(await worker()),
        verbosity: 0,
        stopAtErrors: true,
        maxImageSize: 1,
      });
    } catch (error) {
      if (error instanceof Error && error.name === 'PasswordException') {
        throw new Fault('DOCUMENT_ENCRYPTED', 'The PDF is protected by a password; save it without one.');
      }
      throw error;
    }
  });
}

async function piecesOf(page: Page): Promise<{ pieces: Piece[]; slanted: number; height: number }> {
  const viewport = page.getViewport({ scale: 1 });
  const view = viewport.transform as Matrix;
  const content = await page.getTextContent();
  const pieces: Piece[] = [];
  let slanted = 0;
  for (const item of content.items) {
    if (!('str' in item)) continue;
    const text = visible(item.str);
    if (text === '') continue;
    const [a, b, c, d, x, y] = times(view, item.transform as Matrix);
    if (Math.abs(Math.atan2(b, a)) > upright) {
      slanted += 1;
      continue;
    }
    const height = Math.hypot(c, d) || item.height;
    pieces.push({ text, x, y, width: item.width, height });
  }
  return { pieces, slanted, height: viewport.height };
}

/** Some writers fill up the end with zeros or blanks. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] ?? 1) <= 32) end -= 1;
  return bytes.subarray(0, end);
}

function pagesOf(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 20).join(', ');
  return `${numbers.length === 1 ? 'page' : 'pages'} ${shown}${numbers.length > 20 ? ' and more' : ''}`;
}
