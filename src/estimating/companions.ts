// Companions: work that seldom comes alone, such as concrete without formwork.
//
// The amounts per unit are rough allowances of this project, so that a person can see what including the work would
// change. They stand for what is missing until it is measured.

import Big from 'big.js';
import { type Breather, createBreather } from '../base/breather.ts';
import type { TableLine } from '../documents/document.ts';
import { placeOf } from './bill.ts';
import type { Companion } from './companions/companion.ts';
import { fitOutCompanions } from './companions/fit-out.ts';
import { serviceCompanions } from './companions/services.ts';
import { siteCompanions } from './companions/site.ts';
import { structureCompanions } from './companions/structure.ts';
import { outsideBase } from './cues.ts';
import { plain, toDecimal } from './decimal.ts';
import type { ScopeNote, ScopeReport } from './estimate.ts';
import { actionOf } from './price-search.ts';
import { bridgeUnits } from './unit-bridge.ts';
import { normalizeUnit, type UnitSystem } from './units.ts';

/** All rules, in a fixed order. */
export const companions: readonly Companion[] = [
  ...structureCompanions,
  ...fitOutCompanions,
  ...serviceCompanions,
  ...siteCompanions,
];

export interface TradedLine {
  line: TableLine;
  trade: string;
  system: UnitSystem | null;
}

/** How much of the missing work an allowance makes; null where nothing can be said. */
export interface CompanionQuantity {
  quantity: string;
  unit: string;
  working: string;
}

/** Companion work that is neither in the bill nor spoken of in the documents, in a fixed order; a pause after each rule. */
export async function missingCompanions(
  lines: readonly TradedLine[],
  notes: readonly ScopeNote[],
  breather: Breather = createBreather(),
): Promise<ScopeReport['missing']> {
  const textOf = textsByTrade(lines);
  const trades = new Set(lines.map(({ trade }) => trade));
  const missing: ScopeReport['missing'] = [];
  for (const companion of companions) {
    const { present, presentIn, beside, leastLines = 1 } = companion;
    await breather.breathe();
    if (beside !== undefined && !beside.some((trade) => trades.has(trade))) continue;
    const calling = callersOf(companion, lines);
    const [first] = calling;
    if (first === undefined || calling.length < leastLines) continue;
    await breather.breathe();
    if (present.test(textOf(presentIn))) continue;
    if (notes.some(({ text }) => present.test(text))) continue;
    const because = `${companion.because}, and «${shorten(first.line.description)}»${calling.length > 1 ? ` and ${calling.length - 1} more` : ''} would call for it`;
    const { topic, trade, description } = companion;
    missing.push({ topic, trade, description, because, source: placeOf(first.line) });
  }
  return missing;
}

/** The rough quantity of a missing companion, from the lines that call for it. */
export function companionQuantity(topic: string, lines: readonly TradedLine[]): CompanionQuantity | null {
  const companion = companions.find((entry) => entry.topic === topic);
  const allowance = companion?.allowance;
  if (companion === undefined || !allowance) return null;
  let base = new Big(0);
  let unmeasured = 0;
  for (const { line, system } of callersOf(companion, lines)) {
    const unit = normalizeUnit(line.unit, system)?.unit;
    const quantity = toDecimal(line.quantity);
    const bridge = unit === undefined ? null : bridgeUnits(line.description, unit, allowance.per);
    if (bridge === null || quantity === null) unmeasured += 1;
    else base = base.plus(quantity.times(bridge.ratio));
  }
  if (base.lte(0)) return null;
  const rounded = base.round(2, Big.roundHalfUp);
  const counted = rounded.times(allowance.amount);
  // Half a manhole cannot be built.
  const quantity =
    allowance.unit === 'each' ? counted.round(0, Big.roundUp) : counted.round(2, Big.roundHalfUp);
  const rest =
    unmeasured === 0
      ? ''
      : `, without ${unmeasured === 1 ? 'one line' : `${unmeasured} lines`} not so measured`;
  const working = `${plain(quantity)} ${allowance.unit}: ${allowance.amount} ${allowance.unit} for each of ${plain(rounded)} ${allowance.per}${rest}`;
  return { quantity: plain(quantity), unit: allowance.unit, working };
}

/** The words that a price of the companion is looked up by. */
export function companionWords({ topic, description }: ScopeReport['missing'][number]): string {
  return companions.find((entry) => entry.topic === topic)?.priceAs ?? description;
}

/** Every rule asks the same of a line, and a large bill is asked by many. */
const isNew = onceForEach((line) => actionOf(line.description) === 'new');
const isInside = onceForEach((line) => outsideBase(line) === null);

function onceForEach(test: (line: TableLine) => boolean): (line: TableLine) => boolean {
  const known = new WeakMap<TableLine, boolean>();
  return (line) => {
    const found = known.get(line) ?? test(line);
    known.set(line, found);
    return found;
  };
}

/** Asked for once to see what is missing and once more to measure it. */
const callers = new WeakMap<readonly TradedLine[], Map<Companion, TradedLine[]>>();

function callersOf(companion: Companion, lines: readonly TradedLine[]): TradedLine[] {
  const known = callers.get(lines) ?? new Map<Companion, TradedLine[]>();
  callers.set(lines, known);
  const { trade: own, whenTrades, when, unless } = companion;
  const found =
    known.get(companion) ??
    lines.filter(
      ({ line, trade }) =>
        whenTrades.includes(trade) &&
        when.test(line.description) &&
        unless?.test(line.description) !== true &&
        (own === 'demolition' || isNew(line)) &&
        isInside(line),
    );
  known.set(companion, found);
  return found;
}

/** The words of all lines, or of those of some trades, a line each. */
function textsByTrade(lines: readonly TradedLine[]): (trades: readonly string[] | undefined) => string {
  const known = new Map<string, string>();
  return (trades) => {
    const key = trades?.join(' ') ?? '';
    const made =
      known.get(key) ??
      lines
        .filter(({ trade }) => trades === undefined || trades.includes(trade))
        .map(({ line }) => `${line.description} ${line.remark ?? ''}`.replace(/\s+/g, ' '))
        .join('\n');
    known.set(key, made);
    return made;
  };
}

function shorten(text: string): string {
  return text.length > 50 ? `${text.slice(0, 47)}…` : text;
}
