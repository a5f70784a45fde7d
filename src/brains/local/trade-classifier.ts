// Trade classifier: the trade of a bill line without a model: explicit code, then heading, then an ensemble of phrase
// rules, full-text ranking and letter n-grams.
//
//   T1. A code or heading that allows one trade decides; one that allows several narrows what the ensemble may say.
//   T2. The confidence is what such evidence was worth when a part of the knowledge was hidden: it counts how strong the
//       winner's phrases are and how many members agree, so one chance likeness does not make a line sure.

import MiniSearch from 'minisearch';
import { type TradeKnowledge, tradeKnowledge, unitShare } from '../../estimating/trade-knowledge.ts';
import {
  type PhraseRules,
  tradesOfCode,
  tradesOfHeading,
  trainPhraseRules,
} from '../../estimating/trade-rules.ts';
import { words } from '../../estimating/words.ts';
import { type Example, type NgramModel, trainNgramModel } from './ngram-model.ts';

export interface TradeText {
  code: string | null;
  item: string | null;
  section: string | null;
  description: string;
  /** As written; what it measures speaks for and against trades. */
  unit?: string | null;
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

/** Trains on all that is known of trades, in about a second; `pause` lets others have a turn. */
export async function createTradeClassifier(
  pause: () => Promise<void>,
  knowledge: TradeKnowledge = tradeKnowledge,
): Promise<TradeClassifier> {
  const examples: Example[] = [...knowledge.descriptions, ...knowledge.phrases].map(({ trade, text }) => ({
    label: trade,
    text,
  }));
  const rules = await trainPhraseRules(knowledge.phrases, pause);
  const letters = await trainNgramModel(examples, pause);
  const index = new MiniSearch<Example & { id: number }>({
    fields: ['text'],
    storeFields: ['label'],
    tokenize: (text) => words(text),
    processTerm: (term) => term,
  });
  const vocabulary = new Set<string>();
  for (const [id, example] of examples.entries()) {
    index.add({ id, ...example });
    for (const word of words(example.text)) vocabulary.add(word);
    await pause();
  }

  return {
    classify(line) {
      const ensemble = rank(line, { rules, index, letters, vocabulary });
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

interface Members {
  rules: PhraseRules;
  index: MiniSearch<Example & { id: number }>;
  letters: NgramModel;
  /** Every word of what it learned from. */
  vocabulary: ReadonlySet<string>;
}

interface Ranking {
  ranked: { trade: string; confidence: number }[];
  byRules: boolean;
}

function rank(line: TradeText, { rules, index, letters, vocabulary }: Members): Ranking {
  const text = line.description;
  const phrases = rules(text);
  const hits = new Map<string, number>();
  for (const hit of index.search(words(text).join(' ')).slice(0, 12)) {
    const label = hit.label as string;
    hits.set(label, Math.max(hits.get(label) ?? 0, hit.score) + 0.15 * hit.score);
  }
  const members: [Map<string, number>, number][] = [
    [shares(phrases, wholeWord), weights.rules],
    [shares(hits), weights.search],
    [letters.score(text), weights.letters],
  ];
  const fitting = unitShare(line.unit);
  const total = new Map<string, number>();
  for (const [scores, weight] of members) {
    for (const [trade, share] of scores)
      total.set(trade, (total.get(trade) ?? 0) + share * weight * fitting(trade));
  }
  const sum = [...total.values()].reduce((all, share) => all + share, 0);
  const firsts = members.map(([scores]) => firstOf(scores));
  const ranked = [...total]
    .map(([trade, share]) => ({ trade, share: share / sum }))
    .sort((a, b) => b.share - a.share || (a.trade < b.trade ? -1 : 1));
  const [winner, second] = ranked;
  if (winner === undefined) return { ranked: [], byRules: false };
  const own = phrases.get(winner.trade) ?? 0;
  const rival = Math.max(0, ...[...phrases].map(([trade, score]) => (trade === winner.trade ? 0 : score)));
  const said = words(text).filter((word) => /\p{L}/u.test(word));
  const likeness = worth({
    share: winner.share,
    lead: winner.share - (second?.share ?? 0),
    strength: Math.min(own, 5) / 5,
    agreeing: firsts.filter((first) => first === winner.trade).length / members.length,
    contrast: (own - rival) / Math.max(own, rival, 1),
    known: said.filter((word) => vocabulary.has(word)).length / Math.max(said.length, 1),
  });
  const confidence = phrases.size > 0 ? likeness : likeness * unspoken;
  const left = (1 - confidence) / Math.max(1 - winner.share, 1e-9);
  return {
    ranked: ranked.map(({ trade, share }, at) => ({
      trade,
      // Never above the winner: the order is the ensemble's.
      confidence: at === 0 ? confidence : Math.min(share * left, (share / winner.share) * confidence),
    })),
    byRules: phrases.size > 0,
  };
}

export interface Evidence {
  /** Of the ensemble, 0–1. */
  share: number;
  /** Over the second, 0–1. */
  lead: number;
  /** Of the winner's phrases, 0–1. */
  strength: number;
  /** Share of members whose first choice it is. */
  agreeing: number;
  /** How far its phrases are ahead of those of any other trade, −1 to 1. */
  contrast: number;
  /** Share of the words that are known at all. */
  known: number;
}

/** Found by a regression over the open and everyday lines with 0 to 65 % of the known words hidden. */
const learnt: Evidence & { base: number } = {
  base: -1.84,
  share: 0.24,
  lead: 1.97,
  strength: 2.68,
  agreeing: 0.78,
  contrast: 1.0,
  known: 1.52,
};
/** From this likelihood on, 97 in 100 of those lines with a third of the words hidden and more were right; given as 0.6. */
const proven = 0.889;
/** A line in which no phrase of any trade stands only resembles something, and a person had better say. */
const unspoken = 0.65;

function worth(evidence: Evidence): number {
  const { base, ...weightOf } = learnt;
  const names = Object.keys(weightOf) as (keyof Evidence)[];
  const sum = names.reduce((total, name) => total + weightOf[name] * evidence[name], base);
  const likelihood = 1 / (1 + Math.exp(-sum));
  if (likelihood < 0.3) return likelihood;
  if (likelihood < proven) return 0.3 + (0.3 * (likelihood - 0.3)) / (proven - 0.3);
  return 0.6 + (0.37 * (likelihood - proven)) / (1 - proven);
}

function firstOf(scores: Map<string, number>): string | null {
  let first: string | null = null;
  let most = 0;
  for (const [trade, score] of scores) if (score > most) [first, most] = [trade, score];
  return first;
}

/** What one phrase of one telling word is worth; weaker words do not get a whole share by being alone. */
const wholeWord = 1;

/** Squared before they are shared out, so that a clear winner counts as one; of at least so much. */
function shares(scores: Map<string, number>, least = 0): Map<string, number> {
  let sum = 0;
  for (const score of scores.values()) sum += score ** 2;
  return new Map([...scores].map(([trade, score]) => [trade, score ** 2 / Math.max(sum, least)]));
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
