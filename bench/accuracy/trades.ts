// Trades: how often trade_mapper is right on labelled lines, and how much its confidence is worth.

import type { TradeMap } from '../../src/estimating/estimate.ts';
import { text } from '../../test/documents/files.ts';
import { csv } from './layouts/sheets.ts';
import type { LabelledLine } from './lines/labelled-line.ts';
import { runAgents } from './run-agents.ts';

export const bands = [0.9, 0.8, 0.6, 0.3, 0] as const;

export interface TradeScore {
  lines: number;
  top1: number;
  top3: number;
  /** By the lower end of the band of confidence. */
  bands: Map<number, { right: number; all: number }>;
  misses: string[];
}

/** All lines as one bill without headings, from the file to the trades. */
export async function scoreTrades(lines: readonly LabelledLine[]): Promise<TradeScore> {
  const rows = [
    ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'],
    ...lines.map(({ description, unit }, index) => [String(index + 1), description, '1', unit, '10', '10']),
  ];
  const outcome = await runAgents([{ name: 'lines.csv', bytes: text(csv(rows, ',')) }]);
  const read =
    outcome?.tables.documents.flatMap(({ tables }) => tables.flatMap((table) => table.lines)) ?? [];
  const items = new Map(read.map(({ id, item }) => [id, item]));
  const trueTrades = new Map(lines.map(({ trade }, index) => [String(index + 1), trade]));
  const pairs = (outcome?.trades.lines ?? []).flatMap((guess) => {
    const item = items.get(guess.lineId) ?? '';
    const trade = trueTrades.get(item);
    return trade === undefined ? [] : [{ guess, trade, text: lines[Number(item) - 1]?.description ?? '' }];
  });
  return tradeScore(lines.length, pairs);
}

/** The score of guesses beside the truth; lines without a guess count as wrong. */
export function tradeScore(
  lines: number,
  pairs: readonly { guess: TradeMap['lines'][number]; trade: string; text: string }[],
): TradeScore {
  const score: TradeScore = { lines, top1: 0, top3: 0, bands: new Map(), misses: [] };
  for (const { guess, trade, text } of pairs) {
    const ranked = [guess.trade, ...guess.alternatives.map((other) => other.trade)];
    // What is left unassigned still names its first three.
    const first = (ranked[0] === 'unassigned' ? ranked.slice(1) : ranked).slice(0, 3);
    const right = guess.trade === trade;
    if (right) score.top1 += 1;
    if (first.includes(trade)) score.top3 += 1;
    const low = bands.find((band) => guess.confidence >= band) ?? 0;
    const band = score.bands.get(low) ?? { right: 0, all: 0 };
    score.bands.set(low, { right: band.right + (right ? 1 : 0), all: band.all + 1 });
    if (!right) score.misses.push(`${trade} ← ${guess.trade} ${guess.confidence} (${first}): ${text}`);
  }
  return score;
}
