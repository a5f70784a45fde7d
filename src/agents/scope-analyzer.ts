// Scope analyzer: what is in, out and open, what does not add up, and what seems to be missing.
//
//   S1. Nothing it asks holds the work up: the estimator looks at the answers when it gets there.
//   S2. Missing work is asked about once per trade and for at most four trades; the rest is only told.

import { counted } from '../base/counted.ts';
import type { ExtractedTables } from '../documents/extracted-tables.ts';
import { allTables, billTables, currencyOf, ownAmount, placeOf, tradedLines } from '../estimating/bill.ts';
import { createBreather } from '../estimating/breather.ts';
import { companionQuantity, type TradedLine } from '../estimating/companions.ts';
import { outsideBase } from '../estimating/cues.ts';
import { toDecimal } from '../estimating/decimal.ts';
import type { ScopeReport, TradeMap } from '../estimating/estimate.ts';
import { extend, fromMinor, showMoney, sumOf, toMinor } from '../estimating/money.ts';
import { findPrice } from '../estimating/price-search.ts';
import { stateOf } from '../estimating/region.ts';
import { createScopeCollector } from '../estimating/scope.ts';
import { alternatesTopic, missingScopeTopic } from '../estimating/topics.ts';
import { tradeName } from '../estimating/trades.ts';
import {
  type AgentContext,
  type AgentReport,
  type AgentRun,
  ask,
  defineAgent,
  progress,
  type Reply,
} from './agent.ts';

const piece = 50;
const mostQuestions = 4;

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
  const collector = createScopeCollector();
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
    collector.finishTable(bill);
  }

  yield progress('validating', 92, {
    operation: 'looking_for_missing_work',
    itemsProcessed: done,
    itemsTotal: total,
    tokensProcessed: Math.ceil(characters / 4),
  });
  const report = collector.report({ tables: bills, others, traded, currency: context.settings.currency });
  yield* askAboutMissing(report, traded, currencyOf(bills, context.settings.currency), context);
  yield* askAboutAlternates(traded, currencyOf(bills, context.settings.currency));

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
): AsyncGenerator<AgentReport, void, Reply | undefined> {
  const byTrade = [...Map.groupBy(report.missing, ({ trade }) => trade)].slice(0, mostQuestions);
  for (const [trade, missing] of byTrade) {
    const names = missing.map(({ description }) => description).join(', ');
    const worth = worthOf(missing, traded, currency, stateOf(context.settings.region));
    const allowed =
      worth.amount === null
        ? 'It is listed without a price until it is measured.'
        : `Adds about ${showMoney(worth.amount, currency)} (${worth.working}).`;
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
          effect: allowed,
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

/** What the allowances would come to; null as soon as one of them cannot be measured or priced. */
function worthOf(
  missing: ScopeReport['missing'],
  traded: readonly TradedLine[],
  currency: string,
  region: string | null,
) {
  const parts = missing.map(({ topic, description, trade }) => {
    const quantity = companionQuantity(topic, traded);
    const price =
      quantity === null ? null : findPrice({ description, trades: [trade], unit: quantity.unit, region });
    if (quantity === null || price === null || price.line.currency !== currency) return null;
    const rate = toDecimal(price.likely);
    const amount = toDecimal(quantity.quantity);
    return rate === null || amount === null
      ? null
      : { amount: extend(amount, rate, currency), working: quantity.working };
  });
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length) return { amount: null, working: '' };
  return {
    amount: sumOf(known.map(({ amount }) => amount)),
    working: known.map(({ working }) => working).join('; '),
  };
}

async function* askAboutAlternates(
  traded: readonly TradedLine[],
  currency: string,
): AsyncGenerator<AgentReport, void, Reply | undefined> {
  const alternates = traded.filter(({ line }) => outsideBase(line) === 'alternate');
  const amounts = alternates.flatMap(({ line }) => ownAmount(line) ?? []);
  if (alternates.length === 0) return;
  const sum = sumOf(amounts.map((amount) => toMinor(amount, currency)));
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
            ? 'They are priced and added.'
            : `Adds ${showMoney(sum, currency)} as the document prices them.`,
        costDelta: amounts.length === 0 ? null : { amount: fromMinor(sum, currency), currency },
      },
    ],
    context: { lines: alternates.slice(0, 10).map(({ line }) => line.description) },
    defaultOption: 'exclude',
    canSkip: true,
    affectsWorkflow: false,
  });
}
