// Weight: about how much memory a read document takes in the process that it goes to.

import type { ReadDocument, Source, Table } from './document.ts';

/** An object with its fields, without the characters of its texts. */
const bytesOfThing = 100;

/** Bytes, roughly: the characters of all texts, and a hundred for each line, total, price and text. */
export function weightOf({ tables, texts, notes }: ReadDocument): number {
  let weight = notes.reduce((sum, note) => sum + note.length, 0);
  for (const table of tables) weight += ofTable(table);
  for (const { text, heading, source } of texts) weight += lengthOf(text, heading) + ofSource(source);
  return weight;
}

function ofTable({ columns, lines, totals, title }: Table): number {
  let weight = bytesOfThing + lengthOf(title);
  for (const { header, group } of columns) weight += bytesOfThing + lengthOf(header, group);
  for (const line of lines) {
    const { item, code, description, section, quantity, unit, rate, amount, remark, source } = line;
    weight += lengthOf(item, code, description, section, quantity, unit, rate, amount, remark);
    weight += ofSource(source) + (line.prices?.length ?? 0) * bytesOfThing;
    if (line.figures !== undefined) weight += bytesOfThing;
  }
  for (const { label, section, source, prices } of totals) {
    weight += lengthOf(label, section) + ofSource(source) + (prices?.length ?? 0) * bytesOfThing;
  }
  return weight;
}

function ofSource({ quote }: Source): number {
  return bytesOfThing + lengthOf(quote);
}

function lengthOf(...texts: (string | null)[]): number {
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}
