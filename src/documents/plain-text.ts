// Plain text: lines gathered into paragraphs, without tables.

import type { TextBlock } from './document.ts';
import { decodeText } from './encoding.ts';
import { longestQuote } from './grid.ts';
import { tidy } from './numbers.ts';
import type { Parser } from './parser.ts';

const longestHeading = 80;

/** Paragraphs end at an empty line; a short line that is numbered or in capitals is a heading. */
export const readPlainText: Parser = async (file, onProgress) => {
  const lines = decodeText(file.bytes).text.split(/\r\n|\n|\r/);
  const texts: TextBlock[] = [];
  let heading: string | null = null;
  let paragraph: { words: string[]; row: number } | null = null;
  const add = (text: string, headingLevel: number | null, row: number) => {
    texts.push({
      text,
      headingLevel,
      heading,
      source: {
        documentId: file.documentId,
        documentName: file.name,
        sheet: null,
        page: null,
        row,
        quote: text.slice(0, longestQuote),
      },
    });
  };
  const close = () => {
    if (paragraph !== null) add(paragraph.words.join(' '), null, paragraph.row);
    paragraph = null;
  };
  lines.forEach((line, index) => {
    const text = tidy(line);
    if (text === '') {
      close();
      return;
    }
    if (isHeading(text)) {
      close();
      add(text, 1, index + 1);
      heading = text;
      return;
    }
    if (/^([-*•]|\d+[.)]|\([a-z0-9]\))\s/i.test(text)) close();
    paragraph ??= { words: [], row: index + 1 };
    paragraph.words.push(text);
  });
  close();
  onProgress({ operation: 'read the lines', done: lines.length, total: lines.length });
  return { parts: 1, grids: [], tables: [], texts, notes: [] };
};

function isHeading(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '');
  return (
    text.length <= longestHeading &&
    letters.length >= 3 &&
    letters === letters.toUpperCase() &&
    !/[.;,]$/.test(text)
  );
}
