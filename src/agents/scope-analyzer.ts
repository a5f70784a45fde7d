// Scope analyzer: what is in, out and open, what does not add up, and what seems to be missing.
//
//   S1. Nothing it asks holds the work up: the estimator looks at the answers when it gets there.
//   S2. Missing work is asked about once per trade, the trades that come to most first, and for at most eight of them;
//       the rest is only told.

import { type Breather, createBreather } from '../base/breather.ts';
import { counted } from '../base/counted.ts';
import type { ExtractedTables } from '../documents/extracted-tables.ts';
import {
  allTables,
  billTables,
  currencyOf,
  ownAmount,
  ownRate,
  placeOf,
  tradedLines,
  unitOfLine,
} from '../estimating/bill.ts';
import { companionQuantity, companionWords, type TradedLine } from '../estimating/companions.ts';
import { outsideBase, tradeOfNote } from '../estimating/cues.ts';
import { toDecimal } from '../estimating/decimal.ts';
import type { ScopeReport, TradeMap } from '../estimating/estimate.ts';
import { extend, fromMinor, type Minor, showMoney, sumOf, toMinor } from '../estimating/money.ts';
import { findPrice } from '../estimating/price-search.ts';
import { doubtfulMatch } from '../estimating/pricing.ts';
import { stateOf } from '../estimating/region.ts';
import { createScopeCollector } from '../estimating/scope.ts';
import { alternatesTopic, missingScopeTopic } from '../estimating/topics.ts';
import { tradeName } from '../estimating/trades.ts';
import {
  type AgentContext,
  type AgentInput,
  type AgentReport,
  type AgentRun,
  ask,
  defineAgent,
  progress,
} from './agent.ts';
import { scopeByModel } from './thinking/scope.ts';

const piece = 50;
const mostQuestions = 8;

export const scopeAnalyzer = defineAgent({
  name: 'scope_analyzer',
  title: 'Scope analyzer',
  description:
    'Finds inclusions, exclusions and open points, checks the arithmetic, and looks for work that is missing.',
  stage: 'Task Delegation',
  needs: ['extracted_tables', 'trade_map'],
  gives: ['scope_report'],
  milestone: 'scopeAnalyzed',
  timeoutMs: 120_000,
  maxAttempts: 2,
  run,
});

async function* run(context: AgentContext): AgentRun {
  const tables = context.inputs.extracted_tables as ExtractedTables;
  const bills = billTables(tables);
  const traded = tradedLines(tables, context.inputs.trade_map as TradeMap);
  const selected = new Set(tables.selectedTableIds);
  const others = allTables(tables).flatMap(({ table }) => (selected.has(table.id) ? [] : [table]));
  const textCount = tables.documents.reduce((sum, { texts }) => sum + texts.length, 0);
  const total = textCount + traded.length;
  const breather = createBreather(context.signal);
  const collector = createScopeCollector(breather);
  let done = 0;
  let characters = 0;
  let told = 0;
  yield progress('initializing', 0, { operation: 'collecting_texts_and_lines', itemsTotal: total });

  const step = (operation: string, source: Parameters<typeof placeOf>[0]['source'] | null) =>
    progress('processing', (90 * done) / Math.max(1, total), {
      operation,
      itemsProcessed: done,
      itemsTotal: total,
      tokensProcessed: Math.ceil(characters / 4),
      source: source === null ? null : placeOf({ source }),
    });
  const worthTelling = () => {
    if (done - told < Math.max(piece, total / 20)) return false;
    told = done;
    return true;
  };

  for (const document of tables.documents) {
    for (let from = 0; from < document.texts.length; from += piece) {
      collector.addTexts(document, from, piece);
      const texts = document.texts.slice(from, from + piece);
      done += texts.length;
      characters += texts.reduce((sum, { text }) => sum + text.length, 0);
      await breather.breathe();
      if (worthTelling()) yield step('reading_scope_text', null);
    }
  }
  for (const bill of bills) {
    for (let from = 0; from < bill.table.lines.length; from += piece) {
      collector.addLines(bill, from, piece);
      const lines = bill.table.lines.slice(from, from + piece);
      done += lines.length;
      characters += lines.reduce((sum, { description }) => sum + description.length, 0);
      await breather.breathe();
      if (worthTelling()) yield step('checking_lines', lines[0]?.source ?? null);
    }
    await breather.breathe();
    collector.finishTable(bill);
    await breather.breathe();
  }

  const texts = context.hasModels === true ? tables.documents.flatMap((document) => document.texts) : [];
  for (const { kind, text, source, brain } of yield* scopeByModel(texts))
    collector.addNote(kind, { text, cue: `read by ${brain}`, trade: tradeOfNote(text), source });

  yield progress('validating', 92, {
    operation: 'looking_for_missing_work',
    itemsProcessed: done,
    itemsTotal: total,
    tokensProcessed: Math.ceil(characters / 4),
  });
  const wanted = tables.currency ?? context.settings.currency;
  const report = await collector.report({
    tables: bills,
    others,
    traded,
    currency: wanted,
  });
  const currency = currencyOf(bills, wanted);
  yield* askAboutMissing(report, traded, currency, context, breather);
  yield* askAboutAlternates(traded, currency, stateOf(context.settings.region), breather);

  yield progress('completed', 100, {
    operation: 'scope_analysed',
    itemsProcessed: done,
    itemsTotal: total,
    tokensProcessed: Math.ceil(characters / 4),
  });
  const checkable = bills.flatMap(({ table }) => table.arithmeticShare ?? []);
  const sound =
    checkable.length === 0 ? null : checkable.reduce((sum, share) => sum + share, 0) / checkable.length;
  return {
    outputs: [
      { kind: 'scope_report', name: 'scope-report.json', mediaType: 'application/json', json: report },
    ],
    summary: `${counted(report.exclusions.length, 'exclusion')}, ${counted(report.qualifications.length, 'open point')}, ${counted(report.issues.length, 'issue')}, and ${counted(report.missing.length, 'kind')} of work that may be missing.`,
    confidence: sound === null ? null : Math.round(sound * 1000) / 1000,
    factors: [
      ...(sound === null ? [] : [`arithmetic_share ${sound.toFixed(2)}`]),
      `issues ${report.issues.length}`,
      `missing ${report.missing.length}`,
    ],
    tokensProcessed: Math.ceil(characters / 4),
  };
}

async function* askAboutMissing(
  report: ScopeReport,
  traded: readonly TradedLine[],
  currency: string,
  context: AgentContext,
  breather: Breather,
): AsyncGenerator<AgentReport, void, AgentInput> {
  const region = stateOf(context.settings.region);
  const byTrade = [];
  for (const [trade, missing] of Map.groupBy(report.missing, (one) => one.trade))
    byTrade.push({ trade, missing, worth: await worthOf(missing, traded, currency, region, breather) });
  byTrade.sort((a, b) => Number((b.worth.amount ?? 0n) - (a.worth.amount ?? 0n)));
  for (const { trade, missing, worth } of byTrade.slice(0, mostQuestions)) {
    const names = missing.map(({ description }) => description).join(', ');
    yield* ask({
      topic: missingScopeTopic(trade),
      decisionType: 'missing_scope',
      prompt: `${names} (${tradeName(trade)}) ${missing.length === 1 ? 'is' : 'are'} not in the bill. Shall ${missing.length === 1 ? 'it' : 'they'} be part of the estimate?`,
      options: [
        {
          value: 'exclude',
          label: 'Leave out',
          effect: 'The estimate stays as it is and lists the work as not included.',
          costDelta: { amount: fromMinor(0n, currency), currency },
        },
        {
          value: 'include',
          label: 'Include an allowance',
          effect: worth.effect,
          costDelta: worth.amount === null ? null : { amount: fromMinor(worth.amount, currency), currency },
        },
        {
          value: 'by_others',
          label: 'Done by others',
          effect: 'The estimate stays as it is and says that others do the work.',
          costDelta: { amount: fromMinor(0n, currency), currency },
        },
      ],
      context: {
        trade,
        missing: missing.map(({ topic, description, because, source }) => ({
          topic,
          description,
          because,
          source,
        })),
      },
      defaultOption: 'exclude',
      canSkip: true,
      affectsWorkflow: false,
    });
  }
}

interface Worth {
  /** Null when nothing of the missing work can be measured and priced. */
  amount: Minor | null;
  effect: string;
}

/** What including the missing work would add, as far as that is known, and what of it is not. */
async function worthOf(
  missing: ScopeReport['missing'],
  traded: readonly TradedLine[],
  currency: string,
  region: string | null,
  breather: Breather,
): Promise<Worth> {
  const parts = [];
  for (const companion of missing) {
    await breather.breathe();
    const { topic, description, trade } = companion;
    const quantity = companionQuantity(topic, traded);
    const words = companionWords(companion);
    const price =
      quantity === null
        ? null
        : findPrice({ description: words, trades: [trade], unit: quantity.unit, region });
    const fits = price !== null && price.line.currency === currency;
    const rate = fits ? toDecimal(price.likely) : null;
    const amount = toDecimal(quantity?.quantity ?? null);
    const known = rate === null || amount === null ? null : extend(amount, rate, currency);
    parts.push({ description, working: quantity?.working ?? null, amount: known });
  }
  const [priced, unpriced] = [
    parts.flatMap(({ amount }) => amount ?? []),
    parts.filter(({ amount }) => amount === null),
  ];
  const open = unpriced.map(({ description, working }) =>
    working === null ? description : `${description} (${working})`,
  );
  if (priced.length === 0) {
    const measured = unpriced.some(({ working }) => working !== null);
    const them = unpriced.length === 1 ? 'It is listed' : 'They are listed';
    const why = measured ? `no built-in price fits: ${open.join('; ')}` : 'the bill does not tell how much';
    return { amount: null, effect: `${them} without a price: ${why}.` };
  }
  const amount = sumOf(priced);
  const workings = parts.flatMap(({ amount, working }) => (amount === null ? [] : (working ?? [])));
  const rest = open.length === 0 ? '' : ` Not in this figure and listed without a price: ${open.join(', ')}.`;
  return { amount, effect: `Adds about ${showMoney(amount, currency)} (${workings.join('; ')}).${rest}` };
}

async function* askAboutAlternates(
  traded: readonly TradedLine[],
  currency: string,
  region: string | null,
  breather: Breather,
): AsyncGenerator<AgentReport, void, AgentInput> {
  const alternates: TradedLine[] = [];
  const amounts: Minor[] = [];
  for (const one of traded) {
    await breather.breathe();
    if (outsideBase(one.line) !== 'alternate') continue;
    alternates.push(one);
    const amount = amountOf(one, currency, region);
    if (amount !== null) amounts.push(amount);
  }
  if (alternates.length === 0) return;
  const own = alternates.filter(({ line }) => ownAmount(line) !== null || ownRate(line) !== null).length;
  const unknown = alternates.length - amounts.length;
  const sum = sumOf(amounts);
  const whose = own === alternates.length ? 'as the document prices them' : 'partly at built-in prices';
  const rest =
    unknown === 0 ? '' : ` ${counted(unknown, 'line')} without a price would be listed and count nothing.`;
  yield* ask({
    topic: alternatesTopic,
    decisionType: 'scope_confirmation',
    prompt: `The bill has ${counted(alternates.length, 'alternate or optional line')}. Shall they be counted?`,
    options: [
      {
        value: 'exclude',
        label: 'Base job only',
        effect: 'They are listed and count nothing.',
        costDelta: { amount: fromMinor(0n, currency), currency },
      },
      {
        value: 'include',
        label: 'Count them',
        effect:
          amounts.length === 0
            ? `They are added; no price is known yet.${rest}`
            : `Adds ${showMoney(sum, currency)} ${whose}.${rest}`,
        costDelta: amounts.length === 0 ? null : { amount: fromMinor(sum, currency), currency },
      },
    ],
    context: {
      lines: alternates.slice(0, 10).map(({ line }) => line.description),
      sources: alternates.slice(0, 10).map(({ line }) => placeOf(line)),
    },
    defaultOption: 'exclude',
    canSkip: true,
    affectsWorkflow: false,
  });
}

/** What a line comes to at the document's price or else a built-in one, before mark-ups; null when neither is known. */
function amountOf(
  { line, trade, system }: TradedLine,
  currency: string,
  region: string | null,
): Minor | null {
  const [quantity, rate, amount] = [toDecimal(line.quantity), ownRate(line), ownAmount(line)];
  if (quantity !== null && rate !== null) return extend(quantity, rate, currency);
  if (amount !== null) return toMinor(amount, currency);
  const unit = unitOfLine(line, system)?.unit ?? null;
  if (quantity === null || unit === null) return null;
  const { description, section } = line;
  const match = findPrice({ description, section, trades: [trade], unit, region });
  const sure = match !== null && match.score >= doubtfulMatch && match.line.currency === currency;
  const likely = sure ? toDecimal(match.likely) : null;
  return likely === null ? null : extend(quantity, likely, currency);
}
