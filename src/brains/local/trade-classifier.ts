// Trade classifier: the trade of a bill line without a model: explicit code, then heading, then an ensemble of phrase
// rules, full-text ranking and letter n-grams.
//
//   T1. A code or heading that allows one trade decides; one that allows several narrows what the ensemble may say.
//   T2. The confidence is the ensemble's share for the winner, lowered when its members have little to go by.

import MiniSearch from 'minisearch';
import { costBook } from '../../estimating/cost-book.ts';
import { phraseScores, tradesOfCode, tradesOfHeading } from '../../estimating/trade-rules.ts';
import { trades } from '../../estimating/trades.ts';
import { words } from '../../estimating/words.ts';
import { type Example, type NgramModel, trainNgramModel } from './ngram-model.ts';

export interface TradeText {
  code: string | null;
  item: string | null;
  section: string | null;
  description: string;
}

export interface TradeGuess {
  trade: string;
  /** 0–1. */
  confidence: number;
  method: 'code' | 'heading' | 'rules' | 'search';
  /** Other trades, best first, at most three. */
  alternatives: { trade: string; confidence: number }[];
}

export interface TradeClassifier {
  classify(line: TradeText): TradeGuess;
}

const weights = { rules: 0.45, search: 0.3, letters: 0.25 };
const codeConfidence = 0.98;
const headingConfidence = 0.92;
/** A heading that the words of the line speak against. */
const doubtedHeading = 0.7;

/** Trains on the trades' phrases and the cost book, in less than a tenth of a second; `pause` lets others have a turn. */
export async function createTradeClassifier(pause: () => Promise<void>): Promise<TradeClassifier> {
  const examples: Example[] = [
    ...trades.flatMap(({ code, name, phrases }) => [name, ...phrases].map((text) => ({ label: code, text }))),
    ...costBook.lines.flatMap(({ trade, description, synonyms }) =>
      [description, ...synonyms].map((text) => ({ label: trade, text })),
    ),
  ];
  const letters = await trainNgramModel(examples, pause);
  const index = new MiniSearch<Example & { id: number }>({
    fields: ['text'],
    storeFields: ['label'],
    tokenize: (text) => words(text),
    processTerm: (term) => term,
  });
  for (const [id, example] of examples.entries()) {
    index.add({ id, ...example });
    await pause();
  }

  return {
    classify(line) {
      const ensemble = rank(line.description, index, letters);
      const named = tradesOfCode(line.code).concat(
        /^\d\d \d\d \d\d/.test(line.item ?? '') ? tradesOfCode(line.item) : [],
      );
      if (named.length === 1) return decided(named[0] ?? '', 'code', codeConfidence, ensemble);
      const allowed = named.length > 0 ? named : tradesOfHeading(line.section);
      if (named.length === 0 && allowed.length === 1) {
        const trade = allowed[0] ?? '';
        const [first] = ensemble.ranked;
        const doubted = first !== undefined && first.trade !== trade && first.confidence > 0.75;
        return decided(trade, 'heading', doubted ? doubtedHeading : headingConfidence, ensemble);
      }
      return ofEnsemble(narrow(ensemble, allowed));
    },
  };
}

interface Ranking {
  ranked: { trade: string; confidence: number }[];
  byRules: boolean;
}

function rank(text: string, index: MiniSearch<Example & { id: number }>, letters: NgramModel): Ranking {
  const rules = shares(phraseScores(text));
  const hits = new Map<string, number>();
  for (const hit of index.search(words(text).join(' ')).slice(0, 12)) {
    const label = hit.label as string;
    hits.set(label, Math.max(hits.get(label) ?? 0, hit.score) + 0.15 * hit.score);
  }
  const search = shares(hits);
  const likeness = letters.score(text);
  const members: [Map<string, number>, number][] = [
    [rules, weights.rules],
    [search, weights.search],
    [likeness, weights.letters],
  ];
  const total = new Map<string, number>();
  for (const [scores, weight] of members) {
    for (const [trade, share] of scores) total.set(trade, (total.get(trade) ?? 0) + share * weight);
  }
  // A member with nothing to say leaves its share out, which lowers the confidence of the others.
  const silent = members.reduce((sum, [scores, weight]) => sum + (scores.size === 0 ? weight : 0), 0);
  const scale = 1 / (1 - silent * 0.6);
  const ranked = [...total]
    .map(([trade, confidence]) => ({ trade, confidence: confidence * scale }))
    .sort((a, b) => b.confidence - a.confidence || (a.trade < b.trade ? -1 : 1));
  return { ranked, byRules: rules.size > 0 };
}

/** Squared before they are shared out, so that a clear winner counts as one. */
function shares(scores: Map<string, number>): Map<string, number> {
  let sum = 0;
  for (const score of scores.values()) sum += score ** 2;
  return new Map([...scores].map(([trade, score]) => [trade, score ** 2 / sum]));
}

function narrow(ranking: Ranking, allowed: string[]): Ranking {
  if (allowed.length === 0) return ranking;
  const inside = ranking.ranked.filter(({ trade }) => allowed.includes(trade));
  const outside = ranking.ranked.filter(({ trade }) => !allowed.includes(trade));
  const [first] = outside;
  // The heading may be broader than it sounds; a line that clearly is something else stays that.
  if (first !== undefined && first.confidence > 0.8) return ranking;
  const sum = inside.reduce((total, { confidence }) => total + confidence, 0);
  if (sum < 0.1) return ranking;
  const missed = outside.reduce((total, { confidence }) => total + confidence, 0);
  const gain = (sum + missed * 0.6) / sum;
  const lifted = inside.map(({ trade, confidence }) => ({ trade, confidence: confidence * gain }));
  const lowered = outside.map(({ trade, confidence }) => ({ trade, confidence: confidence * 0.4 }));
  return { ...ranking, ranked: [...lifted, ...lowered].sort((a, b) => b.confidence - a.confidence) };
}

function decided(
  trade: string,
  method: 'code' | 'heading',
  confidence: number,
  ensemble: Ranking,
): TradeGuess {
  const alternatives = ensemble.ranked.filter((other) => other.trade !== trade).slice(0, 3);
  return {
    trade,
    confidence,
    method,
    alternatives: alternatives.map((other) => ({
      trade: other.trade,
      confidence: rounded(Math.min(other.confidence, 1 - confidence)),
    })),
  };
}

function ofEnsemble(ranking: Ranking): TradeGuess {
  const [first, ...others] = ranking.ranked;
  return {
    trade: first?.trade ?? 'general',
    confidence: rounded(Math.min(0.97, first?.confidence ?? 0)),
    method: ranking.byRules ? 'rules' : 'search',
    alternatives: others
      .slice(0, 3)
      .map(({ trade, confidence }) => ({ trade, confidence: rounded(confidence) })),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
