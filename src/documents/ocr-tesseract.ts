// OCR by tesseract.js, where it and its English data are installed; nothing is fetched from elsewhere or written.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { messageOf } from '../base/fault.ts';
import type { RecognisedWord, Recogniser } from './ocr.ts';

/** What is used of the library, which is not there when types are checked. */
interface Tesseract {
  createWorker(language: string, engine: number, options: object): Promise<Worker>;
}

interface Worker {
  recognize(picture: Uint8Array, options: object, output: { blocks: true }): Promise<{ data: Page }>;
  terminate(): Promise<unknown>;
}

interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

interface Page {
  blocks: { paragraphs: { lines: Line[] }[] }[] | null;
}

interface Line {
  bbox: Box;
  baseline?: Box;
  words: { text: string; bbox: Box }[];
}

/** The newer of its two engines, the only one for which the smaller data serve. */
const engine = 1;
const data = '4.0.0_best_int';

/**
 * Opens a recogniser for English. `from`: the file or folder from which the library is sought.
 * Null when it is not installed.
 */
export async function openTesseract(from: string = import.meta.url): Promise<Recogniser | null> {
  const require = createRequire(from);
  let library: Tesseract;
  let langPath: string;
  try {
    langPath = join(dirname(require.resolve('@tesseract.js-data/eng')), data);
    const found = await import(pathToFileURL(require.resolve('tesseract.js')).href);
    library = (found.default ?? found) as Tesseract;
  } catch {
    return null;
  }
  let failed: (error: Error) => void = () => {};
  const worker = await library.createWorker('eng', engine, {
    langPath,
    cacheMethod: 'none',
    gzip: true,
    logger: () => {},
    // Otherwise it throws where nobody can catch it.
    errorHandler: (error: unknown) => failed(new Error(messageOf(error))),
  });
  return {
    async recognise(picture) {
      const { promise, reject } = Promise.withResolvers<never>();
      failed = reject;
      const recognised = worker.recognize(picture, {}, { blocks: true });
      const { data: page } = await Promise.race([recognised, promise]);
      return wordsOf(page);
    },
    [Symbol.asyncDispose]: async () => void (await worker.terminate()),
  };
}

function wordsOf({ blocks }: Page): RecognisedWord[] {
  const lines = (blocks ?? []).flatMap(({ paragraphs }) =>
    paragraphs.flatMap((paragraph) => paragraph.lines),
  );
  return lines.flatMap(({ bbox, words }) => {
    const height = Math.max(1, bbox.y1 - bbox.y0);
    return words.flatMap(({ text, bbox: box }) =>
      text.trim() === ''
        ? []
        : [{ text: text.trim(), left: box.x0, right: box.x1, baseline: bbox.y1, height }],
    );
  });
}
