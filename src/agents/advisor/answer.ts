// Answers to questions about an estimate, from its own figures: every one names lines and where they stand. Pure.

import { Big } from 'big.js';
import type { Source } from '../../documents/document.ts';
import type { Estimate, EstimateIssue, EstimateLine, ScopeReport } from '../../estimating/estimate.ts';
import { groupThousands } from '../../estimating/money.ts';
import { tradeName } from '../../estimating/trades.ts';
import { words } from '../../estimating/words.ts';
import { type Asked, readQuestion } from './question.ts';

export interface Results {
  estimate: Estimate;
  scope: ScopeReport | null;
}

export interface Answer {
  text: string;
  /** 0–1: how sure it is that this was asked. */
  confidence: number;
}

const most = 5;

/** What the results say; null when the question cannot be read or is about nothing in them. */
export function answerFrom(question: string, results: Results): Answer | null {
  const { asked, trade, subject } = readQuestion(question);
  if (asked === null) return null;
  const lines = linesAbout(results.estimate, trade, subject);
  const general = trade === null && subject.length === 0;
  if (!general && lines.length === 0 && needsLines.has(asked)) return null;
  const about = general ? results.estimate.lines : lines;
  const text = writers[asked](results, about, general ? null : nameOf(trade, about, subject));
  return text === null ? null : { text, confidence: general || trade !== null ? 0.9 : 0.75 };
}

const needsLines = new Set<Asked>(['why_so_much', 'how_much', 'source', 'largest', 'unsure']);

/** Lines of a trade that is named, or those that hold all words of the subject, else most of them. */
export function linesAbout(
  estimate: Estimate,
  trade: string | null,
  subject: readonly string[],
): EstimateLine[] {
  const hits = estimate.lines.map((line) => {
    const own = new Set(words(`${line.description} ${line.section ?? ''} ${line.item ?? ''}`));
    return { line, hits: subject.filter((word) => own.has(word)).length };
  });
  const best = Math.max(0, ...hits.map((one) => one.hits));
  const named = trade === null ? [] : estimate.lines.filter((line) => line.trade === trade);
  const exact = hits.filter((one) => one.hits === best && best > 0).map((one) => one.line);
  // A trade's own name is also a word of its lines; more words than that single lines out.
  if (named.length > 0 && best <= 1) return named;
  return best === 0 || best * 2 < subject.length ? named : exact;
}

function nameOf(trade: string | null, lines: readonly EstimateLine[], subject: readonly string[]): string {
  if (trade !== null && lines.every((line) => line.trade === trade) && lines.length !== 1)
    return tradeName(trade);
  const [first] = lines;
  return lines.length === 1 && first !== undefined ? `«${first.description}»` : `«${subject.join(' ')}»`;
}

type Write = (results: Results, lines: readonly EstimateLine[], name: string | null) => string | null;

const writers: Record<Asked, Write> = {
  why_so_much({ estimate }, lines, name) {
    const sum = total(lines);
    const drivers = largest(lines, 3);
    if (drivers.length === 0) return null;
    const share = percent(sum, new Big(estimate.net.likely));
    return [
      `${name ?? 'The estimate'} comes to ${money(sum, estimate)}${name === null ? '' : `, ${share} of the net total`}, in ${counted(lines)}. Most of it is:`,
      ...drivers.map(
        (line) => `• ${describe(line, estimate)} (${percent(new Big(line.amount ?? 0), sum)} of it)`,
      ),
      spread(lines, estimate),
    ].join('\n');
  },
  how_much({ estimate }, lines, name) {
    if (name === null)
      return `The estimate is ${show(estimate.likely, estimate)} (${show(estimate.low, estimate)} to ${show(estimate.high, estimate)}), AACE class ${estimate.class}: ${show(estimate.net.likely, estimate)} for ${estimate.lines.length} lines, and mark-ups.`;
    const sum = total(lines);
    return [
      `${name}: ${money(sum, estimate)} before mark-ups, ${percent(sum, new Big(estimate.net.likely))} of the net total, in ${counted(lines)}.`,
      ...largest(lines, most).map((line) => `• ${describe(line, estimate)}`),
    ].join('\n');
  },
  largest({ estimate }, lines, name) {
    const found = largest(lines, most);
    if (found.length === 0) return null;
    return [
      `The largest amounts${name === null ? '' : ` of ${name}`}:`,
      ...found.map((line) => `• ${describe(line, estimate)}`),
    ].join('\n');
  },
  unsure({ estimate }, lines, name) {
    const found = [...lines]
      .filter((line) => line.confidence < 0.6)
      .sort((one, other) => weight(other) - weight(one))
      .slice(0, most);
    const where = name === null ? '' : ` of ${name}`;
    if (found.length === 0) return `No line${where} has a price that is less than 60 % sure.`;
    return [
      `The least sure lines${where}, those with the most money first:`,
      ...found.map((line) => `• ${describe(line, estimate)}: ${Math.round(line.confidence * 100)} % sure`),
    ].join('\n');
  },
  unpriced({ estimate }) {
    const found = estimate.lines.filter((line) => line.amount === null);
    if (found.length === 0) return 'Every line has a price.';
    return [
      `${counted(found)} ${found.length === 1 ? 'has' : 'have'} no price:`,
      ...found.slice(0, most).map((line) => `• ${line.description}${at(line.source)}`),
      ...more(found.length),
    ].join('\n');
  },
  exclusions({ scope }) {
    if (scope === null) return null;
    const missing = scope.missing.map((one) => `• seems to be missing: ${one.description} (${one.because})`);
    const found = [...scope.exclusions.map((one) => `• ${one.text}${at(one.source)}`), ...missing];
    if (found.length === 0) return 'The documents exclude nothing, and nothing seems to be missing.';
    return [
      'What the documents leave out, and what seems to be missing:',
      ...found.slice(0, most * 2),
      ...more(found.length, most * 2),
    ].join('\n');
  },
  inclusions({ scope }) {
    if (scope === null) return null;
    if (scope.inclusions.length === 0)
      return 'The documents name no inclusions beyond the lines of the bill.';
    return [
      'The documents say these are included:',
      ...scope.inclusions.slice(0, most).map((one) => `• ${one.text}${at(one.source)}`),
      ...more(scope.inclusions.length),
    ].join('\n');
  },
  issues({ estimate, scope }) {
    const all = issuesOf(estimate, scope);
    if (all.length === 0) return 'There is nothing that should be looked at.';
    return [
      `${all.length} ${all.length === 1 ? 'thing' : 'things'} to look at, the gravest first:`,
      ...all.slice(0, most).map((one) => `• ${one.message}${one.source === null ? '' : at(one.source)}`),
      ...more(all.length),
    ].join('\n');
  },
  assumptions({ estimate }) {
    return [
      `AACE class ${estimate.class}. The estimate assumes:`,
      ...estimate.assumptions.slice(0, most * 2).map((one) => `• ${one}`),
      ...more(estimate.assumptions.length, most * 2),
    ].join('\n');
  },
  markups({ estimate }) {
    const markups = estimate.markups.map(
      (one) => `• ${one.name}: ${one.percent} %, ${show(one.amount, estimate)}`,
    );
    return [
      markups.length === 0
        ? 'There are no mark-ups.'
        : `On a net total of ${show(estimate.net.likely, estimate)} come:`,
      ...markups,
      `Prices are at the level of ${estimate.region ?? 'the national average'}.`,
    ].join('\n');
  },
  source({ estimate }, lines, name) {
    if (name === null) {
      const bases = Map.groupBy(estimate.lines, (line) => line.priceBasis);
      return [
        'Prices come from:',
        ...[...bases].map(([basis, all]) => `• ${basisWords[basis] ?? basis}: ${counted(all)}`),
      ].join('\n');
    }
    return [
      `${name}, where it stands and where its price is from:`,
      ...largest(lines, most).map(
        (line) =>
          `• ${line.description}${at(line.source)}; price: ${line.priceSource ?? basisWords[line.priceBasis] ?? line.priceBasis}${line.priceReference == null ? '' : at(line.priceReference)}`,
      ),
    ].join('\n');
  },
  summary({ estimate, scope }) {
    const trades = [...estimate.byTrade]
      .sort((one, other) => Number(other.likely) - Number(one.likely))
      .slice(0, most);
    return [
      `${estimate.lines.length} lines come to ${show(estimate.likely, estimate)} (${show(estimate.low, estimate)} to ${show(estimate.high, estimate)}), AACE class ${estimate.class}. The largest trades:`,
      ...trades.map(
        (one) => `• ${one.name}: ${show(one.likely, estimate)} (${Math.round(one.share * 100)} %)`,
      ),
      `${issuesOf(estimate, scope).length} things should be looked at.`,
    ].join('\n');
  },
};

const basisWords: Record<string, string> = {
  document: 'the documents themselves',
  'public-bid': 'public bids in the cost book',
  composed: 'lines composed in the cost book',
  user: 'your price list',
  none: 'nowhere: no price was found',
};

function describe(line: EstimateLine, estimate: Estimate): string {
  const price =
    line.unitPrice === null
      ? 'no price'
      : `${line.quantity} ${line.unit} × ${show(line.unitPrice, estimate)} = ${show(line.amount ?? '0', estimate)}`;
  return `${line.description}: ${price}${at(line.source)}`;
}

/** Such as « (bill.xlsx, Bill, row 14)». */
export function at(source: Source): string {
  const place = [
    source.documentName,
    source.sheet,
    source.page === null ? null : `page ${source.page}`,
    source.row === null ? null : `row ${source.row}`,
  ];
  return ` (${place.filter((one) => one !== null && one !== undefined).join(', ')})`;
}

function spread(lines: readonly EstimateLine[], estimate: Estimate): string {
  const sum = (side: 'low' | 'high') =>
    lines.reduce((all, line) => all.plus(line[side] ?? line.amount ?? 0), new Big(0));
  const bases = [...new Set(lines.map((line) => basisWords[line.priceBasis] ?? line.priceBasis))];
  return `It may be ${money(sum('low'), estimate)} to ${money(sum('high'), estimate)}; its prices are from ${bases.join(' and ')}.`;
}

function issuesOf(estimate: Estimate, scope: ScopeReport | null): EstimateIssue[] {
  const order = ['critical', 'high', 'medium', 'low'];
  const all = new Map([...estimate.issues, ...(scope?.issues ?? [])].map((one) => [one.message, one]));
  return [...all.values()].sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
}

const weight = (line: EstimateLine) => Number(line.amount ?? 0) * (1 - line.confidence);
const total = (lines: readonly EstimateLine[]) =>
  lines.reduce((sum, line) => sum.plus(line.amount ?? 0), new Big(0));
const largest = (lines: readonly EstimateLine[], count: number) =>
  lines
    .filter((line) => line.amount !== null)
    .sort((one, other) => Number(other.amount) - Number(one.amount))
    .slice(0, count);
const counted = (lines: readonly unknown[]) => (lines.length === 1 ? 'one line' : `${lines.length} lines`);
const more = (count: number, shown = most) => (count > shown ? [`… and ${count - shown} more.`] : []);
const percent = (part: Big, whole: Big) =>
  whole.eq(0) ? '0 %' : `${part.times(100).div(whole).round(0).toFixed()} %`;
const show = (amount: string, { currency }: Estimate) => `${currency} ${groupThousands(amount)}`;
const money = (amount: Big, estimate: Estimate) => show(amount.toFixed(2), estimate);
