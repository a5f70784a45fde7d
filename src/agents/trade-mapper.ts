// Trade mapper: gives every bill line its trade, and asks about clusters of lines that could be two things.
//
//   M1. At 0.6 and above a guess is taken; from 0.3 it is taken and stays marked by its confidence; below, or when the
//       second best is close, the lines are asked about together with those like them.
//   M3. Below 0.3 nothing is known: without an answer the line stays unassigned. It must not become «general», since a
//       priced line of general conditions takes the place of that mark-up.
//   M4. What a person said of a line of the same words comes after a code in the line, and before all else. Only an
//       answer teaches, no default; a line of one word says too little to be learned from.
//   M5. Where there is a language model, it is asked about the lines below 0.6 before people are; its judgement counts
//       where it is surer than the rules, and never as more than 0.85.
//   M2. At most three clusters are asked about, the ones with the most lines first.

import { type Breather, createBreather } from '../base/breather.ts';
import {
  createTradeClassifier,
  type TradeClassifier,
  type TradeGuess,
} from '../brains/local/trade-classifier.ts';
import type { ExtractedTables } from '../documents/extracted-tables.ts';
import { type BillLine, billLines, placeOf } from '../estimating/bill.ts';
import type { TradeLine, TradeMap } from '../estimating/estimate.ts';
import { tradeName, tradeOf, unassigned } from '../estimating/trades.ts';
import { words } from '../estimating/words.ts';
import { type AgentContext, type AgentRun, ask, defineAgent, progress, type Step } from './agent.ts';
import { tradesByModel } from './thinking/trades.ts';

const sure = 0.6;
const doubtful = 0.3;
const closeCall = 0.1;
const learnedConfidence = 0.95;
/** No code of trades.ts: such lines are summed by themselves, after all trades. */
const mostQuestions = 3;
/** Share of common words from which two unsure lines are asked about together. */
const alike = 0.3;

/** The same for every run, so it is trained once in a process. */
let trained: Promise<TradeClassifier> | null = null;

/** Others wait for it too, so it is not given up with the run that came first. */
function trainedClassifier(): Promise<TradeClassifier> {
  const breather = createBreather();
  trained ??= createTradeClassifier(() => breather.breathe());
  return trained;
}

export const tradeMapper = defineAgent({
  name: 'trade_mapper',
  title: 'Trade mapper',
  description: 'Assigns every line of the bill to a trade, by its code, its heading or its words.',
  stage: 'Task Delegation',
  needs: ['extracted_tables'],
  gives: ['trade_map'],
  milestone: 'tradesMapped',
  timeoutMs: 120_000,
  maxAttempts: 2,
  run,
});

interface Mapped {
  bill: BillLine;
  guess: Guess;
}

type Guess = Omit<TradeGuess, 'method'> & { method: TradeGuess['method'] | 'learned' | 'model' };

async function* run(context: AgentContext): AgentRun {
  const lines = billLines(context.inputs.extracted_tables as ExtractedTables);
  const breather = createBreather(context.signal);
  yield progress('initializing', 0, { operation: 'preparing_the_classifier', itemsTotal: lines.length });
  const classifier = await trainedClassifier();

  const mapped: Mapped[] = [];
  let characters = 0;
  const every = Math.max(20, Math.ceil(lines.length / 20));
  for (const [index, bill] of lines.entries()) {
    const { code, item, section, description, unit } = bill.line;
    const guess = classifier.classify({ code, item, section, description, unit });
    mapped.push({ bill, guess: withLearned(guess, context.learnedTrade?.(description) ?? null) });
    characters += description.length;
    await breather.breathe();
    if ((index + 1) % every === 0) {
      yield progress('processing', (90 * (index + 1)) / lines.length, {
        operation: 'classifying_lines',
        itemsProcessed: index + 1,
        itemsTotal: lines.length,
        tokensProcessed: Math.ceil(characters / 4),
        source: placeOf(bill.line),
      });
    }
  }

  if (context.hasModels === true) yield* judgeByModel(mapped.filter(({ guess }) => guess.confidence < sure));
  const unsure = mapped.filter(({ guess }) => isUnsure(guess));
  const clusters = (await clustersOf(unsure, breather)).slice(0, mostQuestions);
  const answered = new Map<string, string>();
  for (const [index, cluster] of clusters.entries()) {
    const { bill, guess } = cluster[0] as Mapped;
    const options = [{ trade: guess.trade, confidence: guess.confidence }, ...guess.alternatives].slice(0, 3);
    if (options.length < 2) continue;
    const unknown = isUnknown(guess);
    const which = cluster.length === 1 ? 'The line is' : `${cluster.length} lines are`;
    yield progress('validating', 90 + (9 * index) / clusters.length, {
      operation: 'asking_about_unsure_lines',
      itemsProcessed: lines.length,
      itemsTotal: lines.length,
      tokensProcessed: Math.ceil(characters / 4),
      source: placeOf(bill.line),
    });
    const reply = yield* ask({
      topic: `trade_assignment:${bill.line.id}`,
      decisionType: 'trade_assignment',
      prompt: `Which trade ${cluster.length === 1 ? 'does this line' : `do these ${cluster.length} lines`} belong to: «${bill.line.description}»${cluster.length > 1 ? ' and those like it' : ''}?`,
      options: [
        ...options.map(({ trade, confidence }) => ({
          value: trade,
          label: tradeName(trade),
          effect: `${which} summed and priced under ${tradeName(trade)} (likeness ${Math.round(confidence * 100)} %).`,
          costDelta: null,
        })),
        ...(unknown
          ? [
              {
                value: unassigned,
                label: 'None of these',
                effect: `${which} summed without a trade.`,
                costDelta: null,
              },
            ]
          : []),
      ],
      context: {
        lines: cluster
          .slice(0, 10)
          .map((entry) => ({ ...placeOf(entry.bill.line), description: entry.bill.line.description })),
        lineCount: cluster.length,
      },
      defaultOption: unknown ? unassigned : guess.trade,
      canSkip: true,
    });
    const chosen = reply?.outcome === 'answered' ? reply.values[0] : undefined;
    for (const entry of cluster) {
      if (chosen !== undefined) answered.set(entry.bill.line.id, chosen);
      else if (!unknown) entry.guess = withFirst(entry.guess, guess.trade);
    }
  }

  const tradeLines: TradeLine[] = [];
  for (const { bill, guess } of mapped) {
    tradeLines.push(tradeLine(bill, guess, answered.get(bill.line.id) ?? null));
    await breather.breathe();
  }
  const result: TradeMap = { lines: tradeLines, questionsAsked: clusters.length };
  const certain = result.lines.filter(({ confidence }) => confidence >= sure).length;
  const learned = result.lines.filter(({ method }) => method === 'learned').length;
  const tradeCount = new Set(result.lines.map(({ trade }) => trade)).size;
  yield progress('completed', 100, {
    operation: 'trades_mapped',
    itemsProcessed: lines.length,
    itemsTotal: lines.length,
    tokensProcessed: Math.ceil(characters / 4),
  });
  return {
    outputs: [{ kind: 'trade_map', name: 'trade-map.json', mediaType: 'application/json', json: result }],
    summary:
      lines.length === 0
        ? 'The documents have no bill lines to map.'
        : `${lines.length} lines belong to ${tradeCount} trades; ${certain} of them are clear.`,
    confidence: meanOf(result.lines.map(({ confidence }) => confidence)),
    factors: [
      `clear_lines ${certain}/${lines.length}`,
      `questions ${clusters.length}`,
      ...(learned === 0 ? [] : [`learned_lines ${learned}`]),
    ],
    lessons: mapped.flatMap(({ bill }) => lessonOf(bill, answered.get(bill.line.id) ?? null)),
    tokensProcessed: Math.ceil(characters / 4),
  };
}

/** Changes the guesses that a model is surer of. */
async function* judgeByModel(doubted: readonly Mapped[]): Step<void> {
  const judged = yield* tradesByModel(
    doubted.map(({ bill: { line }, guess }) => ({
      description: line.description,
      section: line.section,
      unit: line.unit,
      candidates: [guess.trade, ...guess.alternatives.map(({ trade }) => trade)],
      confidence: guess.confidence,
    })),
  );
  for (const [index, { trade, confidence }] of judged) {
    const entry = doubted[index]!;
    if (confidence <= entry.guess.confidence) continue;
    const others = [entry.guess, ...entry.guess.alternatives]
      .filter((other) => other.trade !== trade)
      .map((other) => ({ trade: other.trade, confidence: Math.min(other.confidence, 1 - confidence) }));
    entry.guess = { trade, confidence, method: 'model', alternatives: others.slice(0, 3) };
  }
}

function withLearned(guess: Guess, trade: string | null): Guess {
  if (trade === null || guess.method === 'code' || tradeOf(trade) === null) return guess;
  const others = [{ trade: guess.trade, confidence: guess.confidence }, ...guess.alternatives]
    .filter((other) => other.trade !== trade)
    .map((other) => ({ ...other, confidence: Math.min(other.confidence, 1 - learnedConfidence) }));
  return { trade, confidence: learnedConfidence, method: 'learned', alternatives: others.slice(0, 3) };
}

function lessonOf({ line: { description } }: BillLine, trade: string | null) {
  if (trade === null || tradeOf(trade) === null || words(description).length < 2) return [];
  return [{ text: description, trade }];
}

/** The guess with one of its alternatives in the first place, as sure as it is of that one. */
function withFirst(guess: Guess, trade: string): Guess {
  const all = [{ trade: guess.trade, confidence: guess.confidence }, ...guess.alternatives];
  const first = all.find((one) => one.trade === trade);
  return first === undefined
    ? guess
    : { ...guess, ...first, alternatives: all.filter((one) => one !== first) };
}

function tradeLine({ line, table }: BillLine, guess: Guess, chosen: string | null): TradeLine {
  const { trade, confidence, method, alternatives } = guess;
  const own = { lineId: line.id, tableId: table.id, trade, confidence, method, alternatives };
  if (chosen === null && isUnknown(guess))
    return { ...own, trade: unassigned, alternatives: [{ trade, confidence }, ...alternatives] };
  if (chosen === null) return own;
  const others = [{ trade, confidence }, ...alternatives].filter((other) => other.trade !== chosen);
  return { ...own, trade: chosen, confidence: 1, method: 'person', alternatives: others };
}

function isUnknown({ confidence }: Guess): boolean {
  return confidence < doubtful;
}

function isUnsure({ confidence, alternatives }: Guess): boolean {
  const margin = confidence - (alternatives[0]?.confidence ?? 0);
  return confidence < doubtful || (confidence < sure && margin < closeCall);
}

/** Lines that could be the same two trades and share words, largest cluster first. */
async function clustersOf(unsure: readonly Mapped[], breather: Breather): Promise<Mapped[][]> {
  const clusters: { pair: string; words: Set<string>; members: Mapped[] }[] = [];
  for (const entry of unsure) {
    await breather.breathe();
    // What one answer or default decides has to be equally unsure.
    const pair = [
      ...[entry.guess.trade, entry.guess.alternatives[0]?.trade ?? ''].sort(),
      isUnknown(entry.guess),
    ].join(' ');
    const own = new Set(words(entry.bill.line.description));
    const home = clusters.find(
      (cluster) => cluster.pair === pair && shareOfCommon(cluster.words, own) >= alike,
    );
    if (home === undefined) clusters.push({ pair, words: own, members: [entry] });
    else home.members.push(entry);
  }
  return clusters.map(({ members }) => members).sort((a, b) => b.length - a.length);
}

function shareOfCommon(a: Set<string>, b: Set<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return common / Math.max(1, Math.min(a.size, b.size));
}

function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 1000) / 1000;
}
