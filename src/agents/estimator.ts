// Estimator: prices the lines, asks about the prices that matter most, and rolls them up with the mark-ups.
//
//   E1. A document's own rate always wins; it asks only about lines that a book has to price.
//   E2. Mark-ups and region of an earlier estimate hold until an instruction changes them.

import Big from 'big.js';
import { createBreather } from '../base/breather.ts';
import type { ExtractedTables } from '../documents/extracted-tables.ts';
import { placeOf } from '../estimating/bill.ts';
import type { Estimate, ScopeReport, Takeoff, TradeMap } from '../estimating/estimate.ts';
import {
  beginEstimation,
  type Estimation,
  type EstimationInput,
  type LineAtWork,
} from '../estimating/estimation.ts';
import { finishEstimation } from '../estimating/finish-estimation.ts';
import { fromMinor, type Minor, showMoney, sumOf, toMinor } from '../estimating/money.ts';
import { percentLines } from '../estimating/percentages.ts';
import { type Doubtful, worthAsking } from '../estimating/price-questions.ts';
import type { PriceMatch } from '../estimating/price-search.ts';
import { amountsOf, doubtfulMatch, isDoubtful, priceOfMatch } from '../estimating/pricing.ts';
import { alternatesTopic, missingScopeTopic } from '../estimating/topics.ts';
import {
  type AgentContext,
  type AgentResult,
  type AgentRun,
  ask,
  defineAgent,
  progress,
  type Question,
  type Step,
  settled,
} from './agent.ts';
import { settlePercentages } from './percent-questions.ts';
import { basisByModel } from './thinking/basis.ts';
import { pricesByModel } from './thinking/prices.ts';

/** A candidate that fits less is not worth showing. */
const leastWorthShowing = 0.25;
/** From which a model's choice of a price is taken without asking. */
const sureOfPrice = 0.7;
/** The option that leaves a line without a price. */
const none = 'none';

export const estimator = defineAgent({
  name: 'estimator',
  title: 'Estimator',
  description:
    'Prices every line from the documents or a cost book and sums them up with mark-ups and a range.',
  stage: 'Task Delegation',
  needs: ['trade_map', 'takeoff', 'scope_report', 'extracted_tables'],
  gives: ['estimate'],
  milestone: 'estimateGenerated',
  timeoutMs: 180_000,
  maxAttempts: 2,
  run,
});

async function* run(context: AgentContext): AgentRun {
  const report = context.inputs.scope_report as ScopeReport;
  // What is in and what is out has to be known before anything is summed.
  yield* settled([...new Set(report.missing.map(({ trade }) => missingScopeTopic(trade))), alternatesTopic]);
  const input = inputOf(context);
  const breather = createBreather(context.signal);
  yield progress('initializing', 0, { operation: 'opening_the_cost_book' });
  const estimation = beginEstimation(input);
  if (estimation.lines.length === 0) return nothingToPrice(context);
  const { currency, region } = estimation;
  const total = estimation.lines.length;
  const lines: LineAtWork[] = [];
  let characters = 0;
  const counters = () => ({
    itemsProcessed: lines.length,
    itemsTotal: total,
    tokensProcessed: Math.ceil(characters / 4),
  });

  const every = Math.max(20, Math.ceil(total / 20));
  for (const bill of estimation.lines) {
    lines.push(estimation.price(bill));
    characters += bill.line.description.length;
    await breather.breathe();
    if (lines.length % every === 0) {
      yield progress('processing', (80 * lines.length) / total, {
        operation: 'pricing_lines',
        ...counters(),
        source: placeOf(bill.line),
      });
    }
  }

  const doubtful: DoubtfulLine[] = [];
  const shares = new Set(percentLines(lines).map(({ at }) => lines[at]));
  for (const line of lines) {
    if (!shares.has(line)) doubtful.push(...doubtfulLine(line, estimation));
    await breather.breathe();
  }
  if (context.hasModels === true) yield* choosePricesByModel(lines, doubtful, estimation);
  const priced = sumOf(
    lines.flatMap(({ amounts, outside }) => (amounts === null || outside !== null ? [] : [amounts.likely])),
  );
  const groups = worthAsking(doubtful, priced);
  for (const [index, group] of groups.entries()) {
    const [first] = group;
    if (first === undefined) continue;
    yield progress('validating', 80 + (18 * index) / groups.length, {
      operation: 'asking_about_prices',
      ...counters(),
    });
    const reply = yield* ask(priceQuestion(group, first, currency, region));
    const value =
      reply?.outcome === 'answered' || reply?.outcome === 'defaulted' ? reply.values[0] : undefined;
    if (value === undefined) continue;
    for (const { at } of group) {
      const place = lines.indexOf(at);
      lines[place] = estimation.choose(at, at.matches.find(({ line }) => line.id === value) ?? null);
    }
  }

  const whole = yield* settlePercentages(lines, currency);
  const estimate = await finishEstimation(input, estimation, whole, breather);
  const basis = context.hasModels === true ? yield* basisByModel(estimate) : null;
  if (basis !== null) estimate.assumptions.push(basis);
  yield progress('completed', 100, { operation: 'estimate_generated', ...counters() });
  const unpriced = estimate.lines.filter(({ amount }) => amount === null).length;
  const own = estimate.lines.filter(({ priceBasis }) => priceBasis === 'document').length;
  return {
    outputs: [{ kind: 'estimate', name: 'estimate.json', mediaType: 'application/json', json: estimate }],
    summary: `${shown(estimate.likely, currency)} (${shown(estimate.low, currency)} to ${shown(estimate.high, currency)}), class ${estimate.class}; ${unpriced} of ${estimate.lines.length} lines without a price.`,
    confidence: confidenceOf(estimate),
    factors: [
      `document_rates ${own}/${estimate.lines.length}`,
      `unpriced ${unpriced}/${estimate.lines.length}`,
      `price_questions ${groups.length}`,
      `class ${estimate.class}`,
    ],
    tokensProcessed: Math.ceil(characters / 4),
  };
}

function inputOf(context: AgentContext): EstimationInput {
  const { inputs, settings } = context;
  const scope = inputs.scope_report as ScopeReport;
  const answer = (topic: string) => {
    const reply = context.answerTo(topic);
    return reply?.outcome === 'answered' || reply?.outcome === 'defaulted' ? (reply.values[0] ?? null) : null;
  };
  const trades = new Set(scope.missing.map(({ trade }) => trade));
  return {
    tables: inputs.extracted_tables as ExtractedTables,
    trades: inputs.trade_map as TradeMap,
    takeoff: inputs.takeoff as Takeoff,
    scope,
    earlier: (inputs.estimate as Estimate | undefined) ?? null,
    currency: (inputs.extracted_tables as ExtractedTables).currency ?? settings.currency,
    region: settings.region,
    markups: settings.markups,
    countAlternates: answer(alternatesTopic) === 'include',
    missingAnswers: new Map([...trades].map((trade) => [trade, answer(missingScopeTopic(trade))])),
  };
}

interface DoubtfulLine extends Doubtful {
  at: LineAtWork;
}

/** Sets the prices that a model is sure enough of; those lines are not asked about. */
async function* choosePricesByModel(
  lines: LineAtWork[],
  doubtful: DoubtfulLine[],
  estimation: Estimation,
): Step<void> {
  const judged = yield* pricesByModel(
    doubtful.map(({ at, description, unit }) => ({
      description,
      section: at.bill.line.section,
      unit,
      matches: at.matches,
    })),
  );
  const settled = new Set<DoubtfulLine>();
  for (const [index, { match: id, confidence, brain }] of judged) {
    const one = doubtful[index]!;
    const match = one.at.matches.find(({ line }) => line.id === id);
    if (match === undefined || confidence < sureOfPrice) continue;
    lines[lines.indexOf(one.at)] = estimation.chooseByModel(one.at, match, brain, confidence);
    settled.add(one);
  }
  doubtful.splice(0, doubtful.length, ...doubtful.filter((one) => !settled.has(one)));
}

/** A line that only a weak match can price, with what that would come to. */
function doubtfulLine(line: LineAtWork, { currency, region }: Estimation): DoubtfulLine[] {
  const [best] = line.matches;
  if (
    best === undefined ||
    best.score < leastWorthShowing ||
    !isDoubtful(line.matches) ||
    line.quantity === null ||
    line.outside !== null
  )
    return [];
  const { likely } = amountsOf(line.quantity, priceOfMatch(best, region), currency);
  return [
    {
      lineId: line.bill.line.id,
      description: line.bill.line.description,
      unit: line.unit,
      amount: likely,
      at: line,
    },
  ];
}

function priceQuestion(
  group: readonly DoubtfulLine[],
  { at, lineId, description, unit }: DoubtfulLine,
  currency: string,
  region: string | null,
): Pick<Question, 'topic' | 'decisionType' | 'prompt' | 'options'> & Partial<Question> {
  const sums = (match: PriceMatch) => {
    const all = group.flatMap(({ at }) =>
      at.quantity === null ? [] : [amountsOf(at.quantity, priceOfMatch(match, region), currency)],
    );
    return {
      low: sumOf(all.map(({ low }) => low)),
      likely: sumOf(all.map(({ likely }) => likely)),
      high: sumOf(all.map(({ high }) => high)),
    };
  };
  const [best] = at.matches;
  const taken = best !== undefined && best.score >= doubtfulMatch ? best : null;
  const now: Minor = taken === null ? 0n : sums(taken).likely;
  const delta = (amount: Minor) => ({ amount: fromMinor(amount - now, currency), currency });
  const many = group.length === 1 ? '' : ` (${group.length} lines)`;
  return {
    topic: `price_match:${lineId}`,
    decisionType: 'price_match',
    prompt: `Which price fits «${description}»${many}? The documents give none.`,
    options: [
      ...at.matches
        .filter(({ score }) => score >= leastWorthShowing)
        .map((match) => {
          const { low, likely, high } = sums(match);
          const { bids, place } = match.line.source;
          const from = bids === null ? 'composed' : `${bids} bids, ${place}`;
          return {
            value: match.line.id,
            label: `${match.line.description}: ${currency} ${match.likely} per ${unit} (${from})`,
            effect: `Makes ${showMoney(likely, currency)} (${showMoney(low, currency)} to ${showMoney(high, currency)}).`,
            costDelta: delta(likely),
          };
        }),
      {
        value: none,
        label: 'None of these',
        effect: 'The line stays without a price and counts nothing.',
        costDelta: delta(0n),
      },
    ],
    context: {
      line: placeOf(at.bill.line),
      others: group.slice(1, 10).map((other) => placeOf(other.at.bill.line)),
      section: at.bill.line.section,
      scores: at.matches.map(({ line, score }) => ({ id: line.id, score })),
    },
    defaultOption: taken?.line.id ?? none,
    canSkip: true,
  };
}

/** The share of the amount whose price surely belongs to its line; null without any amount. */
function confidenceOf({ lines }: Estimate): number | null {
  let weighted = 0;
  let sum = 0;
  for (const { amount, confidence } of lines) {
    const size = Math.abs(Number(amount ?? 0));
    weighted += size * confidence;
    sum += size;
  }
  return sum === 0 ? null : Math.round((weighted / sum) * 1000) / 1000;
}

function shown(amount: string, currency: string): string {
  return showMoney(toMinor(new Big(amount), currency), currency);
}

/** An estimate of nothing would be a number that nobody should approve. */
function nothingToPrice({ documents }: AgentContext): AgentResult {
  const reason = `No line that could be priced was found in ${documents.map((one) => one.name).join(', ')}.`;
  return {
    outputs: [],
    summary: reason,
    confidence: null,
    factors: ['lines 0'],
    tokensProcessed: 0,
    stop: { reason, failed: true },
  };
}
