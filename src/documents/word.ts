// Word: DOCX as running text under its headings, and one grid per table.

import mammoth from 'mammoth';
import { type HTMLElement, parse } from 'node-html-parser';
import { Fault } from '../base/fault.ts';
import { proveArchive } from './archive.ts';
import type { TextBlock } from './document.ts';
import { type Cell, type Grid, type GridRow, longestQuote, textCell } from './grid.ts';
import { tidy } from './numbers.ts';
import { longestText, orCorrupt, type Parser } from './parser.ts';
import { visible } from './visible.ts';

/** A paragraph that is wholly bold and no longer than this reads as a heading. */
const longestBoldHeading = 80;
const boldLevel = 3;
const blocksPerReport = 500;

/** Rows of texts count paragraphs and tables from 1; rows of table lines count within their table. */
export const readWord: Parser = async (file, onProgress) => {
  await orCorrupt(() => proveArchive(file.bytes));
  onProgress({ operation: 'opening the document', done: 0, total: null });
  const { value } = await orCorrupt(() =>
    mammoth.convertToHtml(
      { buffer: Buffer.from(file.bytes) },
      // Pictures would only be carried along as text.
      { convertImage: mammoth.images.imgElement(async () => ({ src: '' })), externalFileAccess: false },
    ),
  );
  const blocks = parse(value).childNodes.filter((node): node is HTMLElement => 'tagName' in node);
  const texts: TextBlock[] = [];
  const grids: Grid[] = [];
  const headings: { level: number; text: string }[] = [];
  let row = 0;
  const addText = (element: HTMLElement) => {
    const text = tidy(visible(element.structuredText));
    if (text === '') return;
    row += 1;
    const level = headingLevel(element, text);
    while (level !== null && (headings.at(-1)?.level ?? 0) >= level) headings.pop();
    texts.push({
      text,
      headingLevel: level,
      heading: headings.at(-1)?.text ?? null,
      source: {
        documentId: file.documentId,
        documentName: file.name,
        sheet: null,
        page: null,
        row,
        quote: text.slice(0, longestQuote),
      },
    });
    if (level !== null) headings.push({ level, text });
  };
  blocks.forEach((block, index) => {
    if (block.tagName === 'TABLE') {
      row += 1;
      grids.push({
        documentId: file.documentId,
        documentName: file.name,
        sheet: `Table ${grids.length + 1}`,
        page: null,
        title: headings.at(-1)?.text ?? null,
        method: 'cell',
        named: 'table',
        rows: rowsOf(block),
      });
    } else if (block.tagName === 'UL' || block.tagName === 'OL') {
      for (const item of block.querySelectorAll('li')) addText(withoutLists(item));
    } else addText(block);
    if ((index + 1) % blocksPerReport === 0 || index + 1 === blocks.length) {
      onProgress({ operation: 'reading paragraphs and tables', done: index + 1, total: blocks.length });
    }
  });
  if (texts.length === 0 && grids.length === 0) {
    throw new Fault('DOCUMENT_EMPTY', 'The document has neither text nor tables.');
  }
  return { parts: 1, grids, tables: [], texts, notes: [] };
};

function headingLevel(element: HTMLElement, text: string): number | null {
  const level = /^H([1-6])$/.exec(element.tagName)?.[1];
  if (level !== undefined) return Number(level);
  if (element.tagName !== 'P' || text.length > longestBoldHeading) return null;
  const bold = tidy(
    element
      .querySelectorAll('strong')
      .map((part) => part.textContent)
      .join(''),
  );
  return bold === text && !/[.;,]$/.test(text) ? boldLevel : null;
}

/** A list item without the lists inside of it, whose items come on their own. */
function withoutLists(item: HTMLElement): HTMLElement {
  const copy = parse(item.outerHTML);
  for (const list of copy.querySelectorAll('li ul, li ol')) list.remove();
  return copy.querySelector('li') ?? copy;
}

/** Rows of a table, with cells that reach over several rows kept out of the way of those below. */
function rowsOf(table: HTMLElement): GridRow[] {
  const taken: number[] = [];
  return table
    .querySelectorAll('tr')
    .filter((tr) => tr.closest('table') === table)
    .map((tr, index) => {
      const cells: (Cell | null)[] = [];
      let column = 0;
      const skipTaken = () => {
        while ((taken[column] ?? 0) > 0) {
          taken[column] = (taken[column] ?? 0) - 1;
          column += 1;
        }
      };
      for (const td of tr.childNodes.filter((node): node is HTMLElement => 'tagName' in node)) {
        skipTaken();
        const span = spanOf(td, 'colspan');
        const down = spanOf(td, 'rowspan');
        while (cells.length < column) cells.push(null);
        const text = tidy(visible(td.structuredText).slice(0, longestText));
        const bold =
          tidy(
            td
              .querySelectorAll('strong')
              .map((part) => part.textContent)
              .join(''),
          ) === text;
        cells.push(textCell(text, bold, span));
        for (let at = column; at < column + span; at += 1) taken[at] = down - 1;
        column += span;
      }
      skipTaken();
      return { row: index + 1, page: null, cells, joins: null };
    });
}

function spanOf(cell: HTMLElement, name: 'colspan' | 'rowspan'): number {
  const span = Number(cell.getAttribute(name) ?? 1);
  return Number.isInteger(span) && span > 0 ? Math.min(span, 1000) : 1;
}
