// OCR: recognising the words in pictures of pages. The port; the one driver is in ocr-tesseract.ts.
//
// It is an extra that a server has or has not: whoever needs it says what to install (`withoutRecogniser`).

import { Fault } from '../base/fault.ts';

/** A word where it stands in its picture; lengths in pixels, y from the top. */
export interface RecognisedWord {
  text: string;
  left: number;
  right: number;
  /** Of the line of writing. */
  baseline: number;
  /** Of the line of writing, at least 1. */
  height: number;
}

export interface Recogniser extends AsyncDisposable {
  /** The words of a picture (PNG, JPEG, TIFF, WebP, BMP, PNM) in reading order. @throws when it is no picture it knows */
  recognise(picture: Uint8Array): Promise<RecognisedWord[]>;
}

/** Opens a recogniser; null when none is installed. */
export type OpenRecogniser = () => Promise<Recogniser | null>;

/** What to do where there is none. */
export function withoutRecogniser(what: string): Fault {
  return new Fault(
    'DOCUMENT_UNSUPPORTED',
    `${what}; recognition of pictures is not switched on. To switch it on, run «npm install tesseract.js @tesseract.js-data/eng» in the folder of the server and start it again, or send the file with its text.`,
  );
}
