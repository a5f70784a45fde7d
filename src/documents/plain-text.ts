// Plain text: lines gathered into paragraphs, without tables.

import { Fault } from '../base/fault.ts';
import type { TextBlock } from './document.ts';
import { decodeText } from './encoding.ts';
import { longestQuote } from './grid.ts';
import { tidy } from './numbers.ts';
import { longestText, type Parser } from './parser.ts';
import { visible } from './visible.ts';

const longestHeading = 80;

/** Paragraphs end at an empty line; a short line that is numbered or in capitals is a heading. */
export const readPlainText: Parser = async (file, onProgress) => {
  const lines = decodeText(file.bytes).text.split(/\r\n|\n|\r/);
  const texts: TextBlock[] = [];
  let heading: string | null = null;
  let paragraph: { words: string[]; length: number; row: number } | null = null;
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
    const text = tidy(visible(line));
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
    for (const part of inParts(text)) {
      if (paragraph !== null && paragraph.length + part.length > longestText) close();
      paragraph ??= { words: [], length: 0, row: index + 1 };
      paragraph.words.push(part);
      paragraph.length += part.length + 1;
    }
  });
  close();
  if (texts.length === 0) throw new Fault('DOCUMENT_EMPTY', 'The file has no words.');
  onProgress({ operation: 'read the lines', done: lines.length, total: lines.length });
  return { parts: 1, grids: [], tables: [], texts, notes: [] };
};

/** A line without end is read in parts, as far as they go. */
function inParts(text: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += longestText) parts.push(text.slice(at, at + longestText));
  return parts;
}

function isHeading(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '');
  return (
    text.length <= longestHeading &&
    letters.length >= 3 &&
    letters === letters.toUpperCase() &&
    !/[.;,]$/.test(text)
  );
}
