// Scan: pictures of pages as one grid of recognised words, of which none is sure.

import type { DocumentFile } from './document.ts';
import type { Grid } from './grid.ts';
import type { RecognisedWord, Recogniser } from './ocr.ts';
import { rowsInColumns } from './pdf-columns.ts';
import { linesOf, type PdfLine, withoutRunningLines } from './pdf-lines.ts';

/** A picture that fills a page. */
export interface PagePicture {
  /** From 1. */
  page: number;
  bytes: Uint8Array;
}

/** Pages of one document that are recognised, since each takes some seconds. */
export const mostPages = 30;

/** The words of these pictures in rows and columns, as those of a PDF. Null when none was found. */
export async function recogniseScan(
  file: DocumentFile,
  pictures: AsyncIterable<PagePicture> | Iterable<PagePicture>,
  recogniser: Recogniser,
  onPage: (done: number) => void,
): Promise<Grid | null> {
  const lines: PdfLine[] = [];
  let pages = 0;
  for await (const { page, bytes } of pictures) {
    for (const line of linesOnPage(await recogniser.recognise(bytes), page)) lines.push(line);
    pages += 1;
    onPage(pages);
  }
  if (lines.length === 0) return null;
  return {
    documentId: file.documentId,
    documentName: file.name,
    sheet: null,
    page: null,
    title: null,
    method: 'text',
    recognised: true,
    rows: rowsInColumns(withoutRunningLines(lines, pages)),
  };
}

/** Says that words were recognised and where. */
export function recognisedNote(pages: readonly number[], where: string): string {
  return `Recognised in ${pages.length === 1 ? 'a picture' : 'pictures'}, so every figure is unsure: ${where}.`;
}

function linesOnPage(words: readonly RecognisedWord[], page: number): PdfLine[] {
  const pieces = words.map(({ text, left, right, baseline, height }) => ({
    text,
    x: left,
    y: baseline,
    width: right - left,
    height,
  }));
  const bottom = Math.max(0, ...words.map(({ baseline }) => baseline));
  return linesOf(pieces, page, bottom * bottomMargin);
}

/** A page goes on a little below its last line. */
const bottomMargin = 1.05;
