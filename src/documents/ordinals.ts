// Ordinals: the row of column numbers or letters that many forms have under their header.

import type { GridRow } from './grid.ts';

const roman: Record<string, number> = { I: 1, V: 5, X: 10 };
const leastCells = 3;
/** From so many on, a few columns may be left out. */
const surelyCells = 5;

/** «1 | 2 | 3 …», «(a) | (b) | (c) …», «I | II | III …» or «Col. 1 | Col. 2 | 6 = 4 × 5», columns without one left out. */
export function isOrdinals(row: GridRow): boolean {
  const texts: string[] = [];
  for (const cell of row.cells) {
    if (cell === null || cell.text === '') continue;
    // Most rows of a table end here.
    if (cell.text.length > 24 || !/^\W*(col|\d|\p{L}\b|[ivx]+\b)/iu.test(cell.text)) return false;
    texts.push(cell.text);
  }
  if (texts.length < leastCells) return false;
  // The last one may be a formula of the others.
  const formula = texts.length > leastCells && /[=×x*].{0,200}\d|\d.{0,200}[=×x*]/i.test(texts.at(-1) ?? '');
  const ranked = formula ? texts.slice(0, -1) : texts;
  return [arabic, letter, romanNumber].some((rankOf) => climbs(ranked.map(rankOf)));
}

/** From 1 or 2 upwards, one by one; among many, one may be left out here and there. */
function climbs(ranks: (number | null)[]): boolean {
  return ranks.every((rank, index) => {
    const before = ranks[index - 1];
    if (rank === null) return false;
    if (before === undefined || before === null) return index === 0 && rank >= 1 && rank <= 2;
    return rank === before + 1 || (ranks.length >= surelyCells && rank === before + 2);
  });
}

const behind = String.raw`\s{0,9}\)?\.?\s{0,9}(?:=.*|\(.*\))?$`;
const figure = new RegExp(String.raw`^\(?\s{0,9}(?:col(?:umn)?\.?\s{0,9})?(\d{1,2})${behind}`, 'i');
const single = new RegExp(String.raw`^\(?\s{0,9}(?:col(?:umn)?\.?\s{0,9})?([a-z])${behind}`, 'i');
const numeral = new RegExp(String.raw`^\(?\s{0,9}(?:col(?:umn)?\.?\s{0,9})?([ivx]{1,5})${behind}`, 'i');

function arabic(text: string): number | null {
  const found = figure.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

function letter(text: string): number | null {
  const found = single.exec(text)?.[1];
  return found === undefined ? null : found.toLowerCase().charCodeAt(0) - 96;
}

function romanNumber(text: string): number | null {
  const digits = [...(numeral.exec(text)?.[1]?.toUpperCase() ?? '')].map((digit) => roman[digit] ?? 0);
  if (digits.length === 0) return null;
  return digits.reduce((sum, digit, index) => sum + (digit < (digits[index + 1] ?? 0) ? -digit : digit), 0);
}
