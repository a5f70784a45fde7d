// Score: what the agents read and said, compared with what the document holds.
//
//   A1. A table is found when at least half of its lines are in one read table.
//   A2. A line is right when its words, item, quantity, unit, rate and amount all are; a clause or heading in front of
//       the words, as «clause: words», is right as well.
//   A3. An issue is a false alarm when no slip explains it. Advice (missing companion work, mark-ups and currencies that
//       are told) is not scored here.

import Big from 'big.js';
import type { Table, TableLine } from '../../src/documents/document.ts';
import { normalizeUnit, systemOf } from '../../src/estimating/units.ts';
import type { Outcome } from './run-agents.ts';
import { count, createTally, type Tally } from './tally.ts';
import type { Made, TrueLine, TrueTable } from './truth.ts';

const advice = new Set(['MISSING_COMPANION', 'NOT_IN_ESTIMATE', 'OTHER_CURRENCY']);

export function score(place: string, made: Made, outcome: Outcome | null): Tally {
  const tally = createTally();
  const read = outcome?.tables.documents.flatMap(({ tables }) => tables) ?? [];
  const selected = new Set(outcome?.tables.selectedTableIds);
  const used = new Set<Table>();
  const check = (...[measure, right, text]: [Parameters<typeof count>[1], boolean, string]) =>
    count(tally, measure, right, place, text);

  for (const truth of made.tables) {
    const found = tableOf(truth, read, used);
    if (found !== undefined) used.add(found);
    if (!truth.counts) {
      const wrongly = found !== undefined && selected.has(found.id);
      check('tables', !wrongly, `counted though it should not be: ${nameOf(found)}`);
      continue;
    }
    const right = found !== undefined && found.kind === truth.kind && selected.has(found.id);
    const state = found === undefined ? 'not found' : `${found.kind}, counted ${selected.has(found.id)}`;
    check('tables', right, `${state}: ${nameOf(found)}`);
    scoreLines(truth, found, outcome, check);
    const declared = found?.totals.map(({ amount }) => amount) ?? [];
    for (const total of truth.totals)
      check(
        'sums',
        declared.some((amount) => same(amount, total)),
        `${total} is not among ${declared}`,
      );
  }
  for (const table of read) {
    if (!used.has(table) && selected.has(table.id)) check('strays', false, nameOf(table));
  }
  if (made.sum !== null) {
    const counted = read.filter(({ id }) => selected.has(id)).flatMap(({ lines }) => lines);
    const sum = counted.reduce((all, { amount }) => all.plus(amount ?? 0), new Big(0));
    check('counted', sum.eq(made.sum), `${sum} instead of ${made.sum}`);
  }
  const asked = outcome?.questions.map(({ decisionType }) => decisionType) ?? [];
  const wanted: string[] = made.asks;
  const fits =
    asked.every((type) => wanted.includes(type)) && made.asks.every((type) => asked.includes(type));
  check('questions', fits, `asked ${asked.join() || 'nothing'} instead of ${wanted.join() || 'nothing'}`);
  scoreIssues(made, outcome, check);
  return tally;
}

type Check = (measure: Parameters<typeof count>[1], right: boolean, text: string) => void;

function scoreLines(truth: TrueTable, found: Table | undefined, outcome: Outcome | null, check: Check): void {
  const system = systemOf(found?.lines.map(({ unit }) => unit) ?? []);
  const rest = [...(found?.lines ?? [])];
  const nets = new Map(outcome?.takeoff.lines.map(({ lineId, net }) => [lineId, net]));
  for (const line of truth.lines) {
    const matching = rest.filter((candidate) => sameWords(line, candidate));
    const own = matching.find(({ item }) => sameItem(line.item, item)) ?? matching[0];
    if (own !== undefined) rest.splice(rest.indexOf(own), 1);
    const unit = own === undefined ? null : (normalizeUnit(own.unit, system)?.unit ?? own.unit);
    const parts = {
      item: own !== undefined && sameItem(line.item, own.item),
      quantity: own !== undefined && same(own.quantity, line.quantity),
      unit: own !== undefined && unit === line.unit,
      price: own !== undefined && same(own.rate, line.rate) && same(own.amount, line.amount),
    };
    const text = `${describe(line)} was read as ${own === undefined ? 'nothing' : describe(own)}`;
    check('lines', own !== undefined && Object.values(parts).every(Boolean), text);
    if (line.quantity !== null) check('quantities', parts.quantity, text);
    if (line.unit !== null) check('units', parts.unit, text);
    check('prices', parts.price, text);
    if (line.section !== null)
      check('sections', own?.section?.includes(line.section) === true, `${line.section}: ${own?.section}`);
    if (line.quantity !== null) {
      const net = own === undefined ? null : (nets.get(own.id) ?? null);
      check('takeoff', same(net, line.quantity), `${net} taken off for ${text}`);
    }
  }
  for (const line of rest) check('extra', false, describe(line));
}

function scoreIssues(made: Made, outcome: Outcome | null, check: Check): void {
  const open = (outcome?.issues ?? []).filter(({ code }) => !advice.has(code));
  for (const { code, at } of made.slips) {
    const index = open.findIndex(
      (issue) => issue.code === code && `${issue.message} ${issue.source?.quote ?? ''}`.includes(at),
    );
    check('slips', index >= 0, `${code} ${at}`);
    if (index >= 0) open.splice(index, 1);
  }
  for (const { code, message } of open) check('alarms', false, `${code} ${message}`);
}

/** The table with most of the lines, if it has half of them; a table without lines is known by nothing. */
function tableOf(truth: TrueTable, read: readonly Table[], used: ReadonlySet<Table>): Table | undefined {
  if (truth.lines.length === 0) return undefined;
  const scored = read
    .filter((table) => !used.has(table))
    .map((table) => ({ table, hits: hitsOf(truth, table) }))
    .sort((a, b) => b.hits - a.hits);
  const [best] = scored;
  return best !== undefined && best.hits * 2 >= truth.lines.length ? best.table : undefined;
}

function hitsOf(truth: TrueTable, table: Table): number {
  const priced = (lines: readonly { amount: string | null }[]) => lines.some(({ amount }) => amount !== null);
  // A priced tab and its blank form have the same words.
  const bonus = priced(truth.lines) === priced(table.lines) ? 0.5 : 0;
  const hits = truth.lines.filter((line) => table.lines.some((own) => sameWords(line, own))).length;
  return hits === 0 ? 0 : hits + bonus;
}

function sameWords(line: TrueLine, own: TableLine): boolean {
  const [wanted, got] = [bare(line.description), bare(own.description)];
  return got === wanted || got.endsWith(`: ${wanted}`);
}

function bare(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function sameItem(wanted: string | null, got: string | null): boolean {
  return wanted === null || wanted === (got ?? '').replace(/[.)]$/, '');
}

function same(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : new Big(a).eq(b);
}

function describe(line: Pick<TrueLine, 'item' | 'description' | 'quantity' | 'unit' | 'rate' | 'amount'>) {
  const { item, description, quantity, unit, rate, amount } = line;
  return `[${[item, description, quantity, unit, rate, amount].map((value) => value ?? '–').join(' | ')}]`;
}

function nameOf(table: Table | undefined): string {
  return table === undefined
    ? 'no table'
    : `${table.sheet ?? table.title ?? table.id}, ${table.kind}, ${table.lines.length} lines`;
}
