// Image: a picture of a page, read by recognition where that is switched on.

import { Fault } from '../base/fault.ts';
import { type OpenRecogniser, withoutRecogniser } from './ocr.ts';
import { openTesseract } from './ocr-tesseract.ts';
import { orCorrupt, type Parser } from './parser.ts';
import { recognisedNote, recogniseScan } from './scan.ts';

export const readImage: Parser = imageReader(() => openTesseract());

/** Reads pictures with this recogniser. @throws DOCUMENT_UNSUPPORTED without one, DOCUMENT_EMPTY for a picture without words */
export function imageReader(open: OpenRecogniser): Parser {
  return async (file, onProgress) => {
    onProgress({ operation: 'opening the picture', done: 0, total: 1 });
    await using recogniser = await open();
    if (recogniser === null) throw withoutRecogniser(`«${file.name}» is a picture`);
    const grid = await orCorrupt(() =>
      recogniseScan(file, [{ page: 1, bytes: file.bytes }], recogniser, (done) =>
        onProgress({ operation: 'recognising the words', done, total: 1 }),
      ),
    );
    if (grid === null) throw new Fault('DOCUMENT_EMPTY', 'No words were found in the picture.');
    return { parts: 1, grids: [grid], tables: [], texts: [], notes: [recognisedNote([1], 'the picture')] };
  };
}
