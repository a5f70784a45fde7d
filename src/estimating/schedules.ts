// Schedules: counts in door, window and fixture lists and in building models, matched to the lines of a bill.
//
//   S1. A mark such as D1 in both decides; without marks the descriptions have to be nearly the same, each line with
//       one partner only.
//   S2. Only counts are compared: sizes and areas of a schedule describe one piece.

import Big from 'big.js';
import { type Breather, createBreather } from '../base/breather.ts';
import type { Provenance, ReadDocument, Table, TableLine } from '../documents/document.ts';
import { type BillLine, unitOfLine } from './bill.ts';
import { toDecimal } from './decimal.ts';
import { unitOf } from './units.ts';
import { words } from './words.ts';

export interface ScheduleCount {
  count: Big;
  /** `model` where a building model was counted, else `schedule`. */
  method: 'schedule' | 'model';
  working: string;
  source: Provenance;
}

/** Nearly the same description; found by trying on real schedules. */
const alike = 0.7;
const markPattern = /\b(?:[A-Z]{1,3}-?\d{1,3}[A-Z]?)\b/g;

interface Entry {
  line: TableLine;
  words: Set<string>;
  marks: Set<string>;
  count: Big;
  method: 'schedule' | 'model';
  documentName: string;
}

/** What schedules and models count for lines of the bill, by line id; it pauses between lines. */
export async function scheduleCounts(
  lines: readonly BillLine[],
  schedules: readonly { table: Table; document: ReadDocument }[],
  breather: Breather = createBreather(),
): Promise<Map<string, ScheduleCount>> {
  const entries: Entry[] = [];
  for (const { table, document } of schedules) {
    for (const line of table.lines) {
      entries.push(...entryOf(line, document));
      await breather.breathe();
    }
  }
  if (entries.length === 0) return new Map();
  const counted = lines.filter(({ line, system }) => {
    const unit = unitOf(unitOfLine(line, system)?.unit ?? null);
    return unit?.code === 'each' || unit?.code === 'set' || unit === null;
  });
  const found = new Map<string, ScheduleCount>();
  const taken = new Set<Entry>();
  matchMarks(counted, entries, found, taken);
  await breather.breathe();
  await matchDescriptions(
    counted.filter(({ line }) => !found.has(line.id)),
    entries.filter((entry) => !taken.has(entry)),
    found,
    breather,
  );
  return found;
}

function matchMarks(
  lines: readonly BillLine[],
  entries: Entry[],
  found: Map<string, ScheduleCount>,
  taken: Set<Entry>,
): void {
  const byMark = Map.groupBy(
    lines.flatMap(({ line }) => marksOf(line.description, line.code).map((mark) => ({ mark, line }))),
    ({ mark }) => mark,
  );
  for (const [mark, same] of byMark) {
    const [only] = same;
    const matching = entries.filter((entry) => entry.marks.has(mark));
    const [first] = matching;
    // A mark on several lines of the bill is counted in parts, which nobody can tell apart here.
    if (only === undefined || same.length > 1 || first === undefined || found.has(only.line.id)) continue;
    for (const entry of matching) taken.add(entry);
    found.set(only.line.id, countOf(matching, first, `mark ${mark}`));
  }
}

async function matchDescriptions(
  lines: readonly BillLine[],
  entries: Entry[],
  found: Map<string, ScheduleCount>,
  breather: Breather,
): Promise<void> {
  const groups = [
    ...Map.groupBy(entries, ({ words, method }) => `${method}:${[...words].sort().join(' ')}`).values(),
  ];
  const pairs: { line: TableLine; group: Entry[]; first: Entry; score: number }[] = [];
  for (const { line } of lines) {
    const asked = new Set(significant(line.description));
    for (const group of groups) {
      const [first] = group;
      const score = first === undefined ? 0 : likeness(asked, first.words);
      if (first !== undefined && score >= alike) pairs.push({ line, group, first, score });
    }
    await breather.breathe();
  }
  const used = new Set<Entry[]>();
  for (const { line, group, first } of pairs.sort((a, b) => b.score - a.score)) {
    if (found.has(line.id) || used.has(group)) continue;
    used.add(group);
    found.set(line.id, countOf(group, first, `«${first.line.description}»`));
  }
}

function countOf(entries: Entry[], first: Entry, what: string): ScheduleCount {
  const count = entries.reduce((sum, entry) => sum.plus(entry.count), new Big(0));
  const parts = entries.map((entry) => entry.count.toFixed()).join(' + ');
  return {
    count,
    method: first.method,
    working: `${parts} (${what} in ${first.documentName})`,
    source: first.line.source,
  };
}

/** A row without a quantity stands for one piece; a row with another unit than pieces is no count. */
function entryOf(line: TableLine, document: ReadDocument): Entry[] {
  const unit = unitOfLine(line, null);
  if (unit !== null && unitOf(unit.unit)?.dimension !== 'count') return [];
  const quantity = line.quantity === null ? new Big(1) : toDecimal(line.quantity);
  if (quantity === null || quantity.lte(0)) return [];
  return [
    {
      line,
      words: new Set(significant(line.description)),
      marks: new Set(marksOf(line.description, line.code, line.item)),
      count: quantity,
      method: line.source.method === 'model' ? 'model' : 'schedule',
      documentName: document.name,
    },
  ];
}

function marksOf(...texts: (string | null)[]): string[] {
  const found = texts.flatMap((text) =>
    [...(text ?? '').matchAll(markPattern)].map(([mark]) => mark.replace('-', '')),
  );
  // Grades of concrete and steel look like marks.
  return [...new Set(found)].filter(
    (mark) => !/^(M\d\d|FE\d+|C\d\d|R\d\d|A\d{2,3}|B\d\d\d|CAT\d|PN\d+|SCH\d+)/.test(mark),
  );
}

function significant(text: string): string[] {
  return words(text).filter((word) => !/^(\d.*|ft|in|mm|cm|m)$/.test(word));
}

function likeness(a: Set<string>, b: Set<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return common === 0 ? 0 : common / Math.max(a.size, b.size);
}
