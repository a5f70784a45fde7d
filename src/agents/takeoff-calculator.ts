// Take-off calculator: the quantity of every line, checked against dimensions, texts, schedules and models.
//
//   T1. A conflict that a slip of the pen explains is asked about, the ones worth most first and at most four; the
//       stated quantity is the default. The rest are issues.
//   T2. A building model may cover less than the bill, so a difference from it is told and not asked.

import type Big from 'big.js';
import { createBreather } from '../base/breather.ts';
import type { ExtractedTables } from '../documents/extracted-tables.ts';
import {
  allTables,
  type BillLine,
  billTables,
  currencyOf,
  ownRate,
  placeOf,
  tradedLines,
} from '../estimating/bill.ts';
import { plain, toDecimal } from '../estimating/decimal.ts';
import type { EstimateIssue, Takeoff, TakeoffLine, TradeMap } from '../estimating/estimate.ts';
import type { IssueCode } from '../estimating/issues.ts';
import { extend, fromMinor, type Minor, showMoney } from '../estimating/money.ts';
import { findPrice } from '../estimating/price-search.ts';
import { stateOf } from '../estimating/region.ts';
import { scheduleCounts } from '../estimating/schedules.ts';
import { scheduleSums } from '../estimating/summed-schedules.ts';
import { measureLine, type Quantity, type QuantityConflict, takeoffLine } from '../estimating/takeoff.ts';
import {
  type AgentContext,
  type AgentRun,
  ask,
  defineAgent,
  progress,
  type Question,
  type Step,
} from './agent.ts';
import { readingsByModel } from './thinking/readings.ts';
import { askUnitMeanings } from './unit-questions.ts';

const mostQuestions = 4;

export const takeoffCalculator = defineAgent({
  name: 'takeoff_calculator',
  title: 'Take-off calculator',
  description:
    'Works out the quantity of every line and compares it with what schedules, dimensions and models say.',
  stage: 'Task Delegation',
  needs: ['extracted_tables', 'trade_map'],
  gives: ['takeoff'],
  milestone: 'takeoffCalculated',
  timeoutMs: 120_000,
  maxAttempts: 2,
  run,
});

interface Measured {
  bill: BillLine & { trade: string };
  unit: string | null;
  quantity: Quantity | null;
  conflict: QuantityConflict | null;
}

/** Quantities of lines that have none, where a model finds one in their own words; marked as such, and not sure. */
async function* readByModel(measured: Measured[]): Step<void> {
  const without = measured.filter(({ quantity }) => quantity === null);
  const read = yield* readingsByModel(
    without.map(({ bill, unit }) => ({ description: bill.line.description, unit: unit ?? bill.line.unit })),
  );
  for (const [index, { quantity, working, brain }] of read) {
    const entry = without[index]!;
    const source = { ...entry.bill.line.source, method: 'text' as const, confidence: 0.4 };
    entry.quantity = { net: quantity, method: 'text', working: `${working} (read by ${brain})`, source };
  }
}

async function* run(context: AgentContext): AgentRun {
  const tables = context.inputs.extracted_tables as ExtractedTables;
  const found = tradedLines(tables, context.inputs.trade_map as TradeMap);
  const selected = new Set(tables.selectedTableIds);
  const schedules = allTables(tables).filter(
    ({ table }) => table.kind === 'schedule' && !selected.has(table.id),
  );
  const currency = currencyOf(billTables(tables), tables.currency ?? context.settings.currency);
  const region = stateOf(context.settings.region);
  const breather = createBreather(context.signal);
  yield progress('initializing', 0, { operation: 'matching_schedules', itemsTotal: found.length });
  const lines = yield* askUnitMeanings(found, currency, region);
  const counts = new Map([
    ...scheduleSums(lines, schedules),
    ...(await scheduleCounts(lines, schedules, breather)),
  ]);

  const measured: Measured[] = [];
  let characters = 0;
  const tokens = () => Math.ceil(characters / 4);
  const every = Math.max(20, Math.ceil(lines.length / 20));
  for (const [index, bill] of lines.entries()) {
    measured.push({ bill, ...measureLine(bill, counts.get(bill.line.id) ?? null) });
    characters += bill.line.description.length;
    await breather.breathe();
    if ((index + 1) % every === 0) {
      yield progress('processing', (85 * (index + 1)) / lines.length, {
        operation: 'measuring_lines',
        itemsProcessed: index + 1,
        itemsTotal: lines.length,
        tokensProcessed: tokens(),
        source: placeOf(bill.line),
      });
    }
  }

  if (context.hasModels === true) yield* readByModel(measured);
  const priced = [];
  for (const { bill, unit, conflict } of measured) {
    if (conflict === null) continue;
    priced.push({ bill, unit, conflict, delta: deltaOf(bill, unit, conflict, currency, region) });
    await breather.breathe();
  }
  const conflicts = priced.sort(
    (a, b) => compare(size(b.delta), size(a.delta)) || b.conflict.difference - a.conflict.difference,
  );
  const issues: EstimateIssue[] = [];
  const chosen = new Map<string, Quantity>();
  let asked = 0;
  for (const { bill, unit, conflict, delta } of conflicts) {
    const found = conflict.found;
    const worthAsking = conflict.comparable && found.method !== 'model' && asked < mostQuestions;
    const outcome = { kept: true };
    if (worthAsking) {
      asked += 1;
      yield progress('validating', 85 + (14 * asked) / (mostQuestions + 1), {
        operation: 'asking_about_quantities',
        itemsProcessed: lines.length,
        itemsTotal: lines.length,
        tokensProcessed: tokens(),
        source: placeOf(bill.line),
      });
      const reply = yield* ask(questionOf(bill, unit, conflict, delta, currency));
      if (reply?.values[0] === found.method) {
        chosen.set(bill.line.id, found);
        outcome.kept = false;
      }
    }
    issues.push(issueOf(bill, unit, conflict, outcome.kept));
  }

  const takeoffLines: TakeoffLine[] = [];
  for (const { bill, unit, quantity } of measured) {
    const used = chosen.get(bill.line.id) ?? quantity;
    if (used !== null) takeoffLines.push(takeoffLine(bill.line.id, bill.trade, bill.line, unit, used));
    await breather.breathe();
  }
  const result: Takeoff = { lines: takeoffLines, issues };
  yield progress('completed', 100, {
    operation: 'quantities_calculated',
    itemsProcessed: lines.length,
    itemsTotal: lines.length,
    tokensProcessed: tokens(),
  });
  const checked = measured.filter(({ quantity, conflict }) => conflict !== null || quantity?.working).length;
  return {
    outputs: [{ kind: 'takeoff', name: 'takeoff.json', mediaType: 'application/json', json: result }],
    summary: `${takeoffLines.length} of ${lines.length} lines have a quantity; ${checked} could be checked and ${conflicts.length} differ.`,
    confidence: lines.length === 0 ? null : Math.round((takeoffLines.length / lines.length) * 1000) / 1000,
    factors: [
      `lines_with_quantity ${takeoffLines.length}/${lines.length}`,
      `checked ${checked}`,
      `conflicts ${conflicts.length}`,
    ],
    tokensProcessed: tokens(),
  };
}

function questionOf(
  bill: BillLine,
  unit: string | null,
  { stated, found }: QuantityConflict,
  delta: Minor | null,
  currency: string,
): Pick<Question, 'topic' | 'decisionType' | 'prompt' | 'options'> & Partial<Question> {
  const name = unit ?? bill.line.unit ?? '';
  const where = {
    dimensions: 'its dimensions',
    text: 'its text',
    schedule: found.source.documentName,
    model: found.source.documentName,
    stated: '',
  }[found.method];
  const more = found.net.gt(stated.net);
  const change = `${more ? 'Adds' : 'Takes off'} ${plain(found.net.minus(stated.net).abs())} ${name}`;
  const worth = delta === null ? '' : `, ${showMoney(delta < 0n ? -delta : delta, currency)}`;
  return {
    topic: `quantity_conflict:${bill.line.id}`,
    decisionType: 'quantity_conflict',
    prompt: `«${bill.line.description}»: the bill says ${plain(stated.net)} ${name}, ${where} ${where === 'its dimensions' ? 'make' : 'says'} ${plain(found.net)}. Which holds?`,
    options: [
      {
        value: 'stated',
        label: `${plain(stated.net)} ${name}, as the bill says`,
        effect: 'The estimate keeps the stated quantity.',
        costDelta: { amount: fromMinor(0n, currency), currency },
      },
      {
        value: found.method,
        label: `${plain(found.net)} ${name}, from ${where}`,
        effect: `${change}${worth}.`,
        costDelta: delta === null ? null : { amount: fromMinor(delta, currency), currency },
      },
    ],
    context: {
      stated: placeOf({ source: stated.source }),
      found: placeOf({ source: found.source }),
      working: found.working,
    },
    defaultOption: 'stated',
  };
}

function issueOf(
  bill: BillLine,
  unit: string | null,
  { stated, found, difference }: QuantityConflict,
  kept: boolean,
): EstimateIssue {
  const codes: Record<Quantity['method'], IssueCode> = {
    schedule: 'SCHEDULE_DIFFERS',
    model: 'MODEL_DIFFERS',
    dimensions: 'QUANTITY_DIFFERS',
    text: 'QUANTITY_DIFFERS',
    stated: 'QUANTITY_DIFFERS',
  };
  const name = unit ?? bill.line.unit ?? '';
  const used = kept ? plain(stated.net) : plain(found.net);
  const working = found.working ?? found.method;
  // Where something was only counted, its working begins with the count.
  const worked = working.startsWith(`${plain(found.net)} (`) ? working : `${plain(found.net)} (${working})`;
  return {
    severity: difference > 0.1 && found.method !== 'model' ? 'high' : 'medium',
    code: codes[found.method],
    message: `«${bill.line.description}»: stated ${plain(stated.net)} ${name}, worked out ${worked}; ${used} was used.`,
    source: placeOf(bill.line),
  };
}

/** What the other quantity would change, at the document's rate or else the book's; null without a price. */
function deltaOf(
  { line, trade }: BillLine & { trade: string },
  unit: string | null,
  { stated, found }: QuantityConflict,
  currency: string,
  region: string | null,
): Minor | null {
  const match =
    ownRate(line) === null
      ? findPrice({ description: line.description, section: line.section, trades: [trade], unit, region })
      : null;
  const bookRate: Big | null =
    match !== null && match.line.currency === currency ? toDecimal(match.likely) : null;
  const rate = ownRate(line) ?? bookRate;
  return rate === null ? null : extend(found.net, rate, currency) - extend(stated.net, rate, currency);
}

function size(delta: Minor | null): Minor {
  return delta === null ? 0n : delta < 0n ? -delta : delta;
}

function compare(a: Minor, b: Minor): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
