// PDF: the text of a PDF as one grid over all pages, without what is drawn as a picture.

import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { Fault } from '../base/fault.ts';
import { orCorrupt, type Parser } from './parser.ts';
import { rowsInColumns } from './pdf-columns.ts';
import { linesOf, type PdfLine, type Piece, withoutRunningLines } from './pdf-lines.ts';
import { type DrawingCodes, type Matrix, rulesIn, times, withRuledRows } from './pdf-rules.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;

/** Bytes at the end in which the end mark has to stand. */
const tail = 2048;
/** Lines of several cells from which a page may hold a table, so that its drawing is worth a look. */
const leastRows = 2;
/** Text that leans further than this, in radians, is not on the lines of the page. */
const upright = 0.1;

/** Rows count lines of the page from 1. Pages without text and slanted text are noted. */
export const readPdf: Parser = async (file, onProgress) => {
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
  for (let number = 1; number <= pdf.numPages; number += 1) {
    try {
      const page = await pdf.getPage(number);
      const read = await piecesOf(page);
      slanted += read.slanted;
      if (read.pieces.length === 0) without.push(number);
      const found = linesOf(read.pieces, number, read.height);
      const ruled = found.filter(({ cells }) => cells.length >= 3).length >= leastRows;
      for (const line of ruled ? await drawing.withRules(number, found) : found) lines.push(line);
      page.cleanup();
    } catch {
      broken.push(number);
    }
    onProgress({ operation: 'reading pages', done: number, total: pdf.numPages });
  }
  if (broken.length === pdf.numPages) {
    throw new Fault('DOCUMENT_CORRUPT', 'No page of the PDF can be read; export it again.');
  }
  const notes = [
    ...(without.length > 0 ? [`Without text, probably scanned or drawn: ${pagesOf(without)}.`] : []),
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
  return { parts: pdf.numPages, grids: [grid], tables: [], texts: [], notes };
};

/**
 * What is drawn besides the text. It comes from an opening of its own, since it leaves out the pictures, which the
 * strict reading of the text would take for errors.
 */
function drawingOf(bytes: Uint8Array): { withRules(page: number, lines: PdfLine[]): Promise<PdfLine[]> } {
  let opened: Promise<{ pdf: Pdf; codes: DrawingCodes }> | null = null;
  const open = async () => ({
    pdf: await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, maxImageSize: 1 }),
    codes: await drawingCodes(),
  });
  return {
    async withRules(number, lines) {
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
    if (!('str' in item) || item.str.trim() === '') continue;
    const [a, b, c, d, x, y] = times(view, item.transform as Matrix);
    if (Math.abs(Math.atan2(b, a)) > upright) {
      slanted += 1;
      continue;
    }
    const height = Math.hypot(c, d) || item.height;
    pieces.push({ text: item.str, x, y, width: item.width, height });
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
