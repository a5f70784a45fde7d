// The trades of lines that the rules are unsure of, as a model sees them.

import { z } from 'zod';
import { tradeOf, trades } from '../../estimating/trades.ts';
import { type Step, think } from '../agent.ts';
import { clipped, dataRule, harmless, isHarmless, mostSure, portions, thinkingRoom } from './rules.ts';

export interface UnsureLine {
  description: string;
  section: string | null;
  unit: string | null;
  /** What the rules think of, best first. */
  candidates: readonly string[];
  /** 0–1, of the best. */
  confidence: number;
}

export interface TradeByModel {
  trade: string;
  confidence: number;
  /** Such as openai/gpt-5-mini. */
  brain: string;
}

const answer = z.object({
  lines: z.array(z.object({ line: z.int(), trade: z.string(), confidence: z.number().min(0).max(1) })),
});

const system = `You sort lines of a bill of quantities into trades. Use only these codes:
${trades.map((one) => `${one.code}: ${one.name}`).join('\n')}
Answer for each line with its number, one code, and how sure you are from 0 to 1; below 0.5 when it could well be another. ${dataRule}`;

/** By index of `lines`; those that no model judged, or judged with a code that is none, are left out. */
export async function* tradesByModel(lines: readonly UnsureLine[]): Step<Map<number, TradeByModel>> {
  const found = new Map<number, TradeByModel>();
  const alone = lines
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => isHarmless(`${line.section ?? ''}\n${line.description}\n${line.unit ?? ''}`));
  const together = harmless(alone, ({ line }) => line.description);
  for (const [portion, some] of portions(together).entries()) {
    const thought = yield* think({
      topic: `trades:${portion}`,
      purpose: `finding the trades of ${some.length} lines`,
      tier: 'low',
      localConfidence: Math.min(...some.map(({ line }) => line.confidence)),
      system,
      prompt: `DATA\n${some.map(({ line }, number) => shown(line, number)).join('\n')}`,
      schema: answer,
      maxOutputTokens: 60 * some.length + thinkingRoom,
    });
    if (thought === null) break;
    for (const { line: number, trade, confidence } of thought.value.lines) {
      const place = some[number];
      if (place !== undefined && tradeOf(trade) !== null)
        found.set(place.index, { trade, confidence: Math.min(confidence, mostSure), brain: thought.brain });
    }
  }
  return found;
}

function shown({ description, section, unit, candidates }: UnsureLine, number: number): string {
  const heading = section === null ? '' : `, under «${clipped(section, 100)}»`;
  const perhaps = candidates.length === 0 ? '' : `, perhaps ${candidates.join(' or ')}`;
  return `${number}. «${clipped(description)}»${heading}${unit === null ? '' : `, per ${unit}`}${perhaps}`;
}
