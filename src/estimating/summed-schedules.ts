// Summed schedules: masses of bars and areas of finishes, matched to the lines of a bill that charge for them.
//
//   M1. A diameter, or a finish, that several lines of the bill share is in parts that nobody can tell apart: no match.
//   M2. A bill with one line for all bars takes the sum of all diameters.

import Big from 'big.js';
import type { ReadDocument, Table, TableLine } from '../documents/document.ts';
import { type BillLine, unitOfLine } from './bill.ts';
import { plain, toDecimal } from './decimal.ts';
import type { ScheduleCount } from './schedules.ts';
import { sizesIn } from './sizes.ts';
import { unitOf, unitRatio } from './units.ts';
import { words } from './words.ts';

interface Sum {
  line: TableLine;
  documentName: string;
  unit: string;
  net: Big;
}

const bars = /\b(re-?bars?|reinforc\w*|reinf|bars?|hysd|tmt|high[- ]yield|deformed|tor steel)\b/i;
const notLoose = /\b(mesh|fabric|wire|fibre|fiber)\b/i;
const surfaces: Record<string, RegExp> = {
  floor: /\b(floor\w*|pav\w*|carpet\w*)\b/i,
  wall: /\b(walls?|dado|tiling to walls|paint\w*)\b/i,
  ceiling: /\b(ceilings?|soffits?)\b/i,
  skirting: /\b(skirtings?|base)\b/i,
};
/** Of words that say of a finish only where it is. */
const placeWords = new Set(words('floor wall ceiling skirting base finish'));

/** What schedules of bars and of finishes make of lines of the bill, in the unit of the line, by line id. */
export function scheduleSums(
  lines: readonly BillLine[],
  schedules: readonly { table: Table; document: ReadDocument }[],
): Map<string, ScheduleCount> {
  const sumsOf = (kind: Table['sums']) =>
    schedules.flatMap(({ table, document }) =>
      table.sums !== kind
        ? []
        : table.lines.flatMap((line): Sum[] => {
            const [net, unit] = [toDecimal(line.quantity), unitOfLine(line, null)?.unit];
            return net === null || unit === undefined
              ? []
              : [{ line, documentName: document.name, unit, net }];
          }),
    );
  const found = new Map<string, ScheduleCount>();
  matchBars(lines, sumsOf('bars'), found);
  matchFinishes(lines, sumsOf('finishes'), found);
  return found;
}

function matchBars(
  lines: readonly BillLine[],
  sums: readonly Sum[],
  found: Map<string, ScheduleCount>,
): void {
  if (sums.length === 0) return;
  const charged = lines.filter((bill) => {
    const text = `${bill.line.section ?? ''} ${bill.line.description}`;
    return dimensionOf(bill) === 'mass' && bars.test(text) && !notLoose.test(bill.line.description);
  });
  const byDiameter = Map.groupBy(charged, ({ line }) => diameterIn(line.description));
  const all = byDiameter.get(null);
  const [only] = charged;
  if (all !== undefined) {
    if (charged.length === 1 && only !== undefined) add(found, only, sums);
    return;
  }
  for (const [diameter, same] of byDiameter) {
    const [first] = same;
    const matching = sums.filter(({ line }) => diameterIn(line.description) === diameter);
    if (first !== undefined && same.length === 1) add(found, first, matching);
  }
}

/** In millimetres, or the number of an American bar with its sign; null where there is none, or several. */
function diameterIn(text: string): string | null {
  const named = [...text.matchAll(/(?<![\w#])(?:[TYHRNB](?=\d)|[øØ⌀]\s*)(\d{1,2})\b(?![-.]\d)/g)].map(
    ([, size]) => size ?? '',
  );
  const american = [...text.matchAll(/#\s*(\d{1,2})\b/g)].map(([, size]) => `#${size}`);
  const sizes = sizesIn(text)
    .filter((size) => size >= 4 && size <= 60)
    .map(String);
  const different = new Set([...named, ...american, ...sizes]);
  return different.size === 1 ? ([...different][0] ?? null) : null;
}

function matchFinishes(
  lines: readonly BillLine[],
  sums: readonly Sum[],
  found: Map<string, ScheduleCount>,
): void {
  const matches = sums.flatMap((sum) => {
    const [place = '', finish = ''] = sum.line.description.split(' finish: ');
    const wanted = words(finish).filter((word) => !placeWords.has(word));
    if (wanted.length === 0) return [];
    const surface = surfaces[place.toLowerCase()];
    const candidates = lines.filter((bill) => {
      const text = `${bill.line.section ?? ''} ${bill.line.description}`;
      const own = new Set(words(text));
      return (
        dimensionOf(bill) === unitOf(sum.unit)?.dimension &&
        wanted.every((word) => own.has(word)) &&
        isOn(surface, text)
      );
    });
    return candidates.map((bill) => ({ bill, sum }));
  });
  const byLine = Map.groupBy(matches, ({ bill }) => bill.line.id);
  for (const { bill, sum } of matches) {
    const shared = matches.filter((other) => other.sum === sum).length > 1;
    const several = (byLine.get(bill.line.id)?.length ?? 0) > 1;
    if (!shared && !several) add(found, bill, [sum]);
  }
}

/** True where the text speaks of this surface, or of none at all. */
function isOn(surface: RegExp | undefined, text: string): boolean {
  if (surface === undefined) return false;
  return surface.test(text) || !Object.values(surfaces).some((other) => other.test(text));
}

function add(found: Map<string, ScheduleCount>, bill: BillLine, sums: readonly Sum[]): void {
  const [first] = sums;
  const unit = unitOfLine(bill.line, bill.system)?.unit;
  const ratio = first === undefined || unit === undefined ? null : unitRatio(first.unit, unit);
  if (first === undefined || ratio === null) return;
  const net = sums.reduce((sum, one) => sum.plus(one.net), new Big(0));
  const parts = sums.map((one) => plain(one.net)).join(' + ');
  found.set(bill.line.id, {
    count: new Big(net.times(ratio).toFixed(3)),
    method: 'schedule',
    working: `${parts} ${first.line.unit ?? ''} (schedule in ${first.documentName})`,
    source: first.line.source,
  });
}

function dimensionOf(bill: BillLine): string | undefined {
  return unitOf(unitOfLine(bill.line, bill.system)?.unit ?? null)?.dimension;
}
