// Which price of the books fits a line whose own words do not settle it, as a model sees it.
//
// A model chooses among prices that the books hold, or none of them. It never makes up a price.

import { z } from 'zod';
import type { PriceMatch } from '../../estimating/price-search.ts';
import { type Step, think } from '../agent.ts';
import { clipped, dataRule, harmless, isHarmless, mostSure, portions, safe, thinkingRoom } from './rules.ts';

export interface UnsurePrice {
  description: string;
  section: string | null;
  unit: string;
  matches: readonly PriceMatch[];
}

export interface PriceByModel {
  /** The id of one of the line's matches; null for none of them. */
  match: string | null;
  confidence: number;
  brain: string;
}

const answer = z.object({
  lines: z.array(
    z.object({ line: z.int(), choice: z.int().nullable(), confidence: z.number().min(0).max(1) }),
  ),
});

const system = `You match lines of a bill of quantities with entries of a cost book. For each line choose the number of the entry that prices the same work, or null when none does. Size, material and whether work is new, changed or removed must agree. Say how sure you are from 0 to 1. ${dataRule}`;

/** By index of `lines`; those that no model judged are left out. */
export async function* pricesByModel(lines: readonly UnsurePrice[]): Step<Map<number, PriceByModel>> {
  const found = new Map<number, PriceByModel>();
  const alone = lines
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => isHarmless(`${line.section ?? ''}\n${line.description}\n${line.unit}`));
  const together = harmless(alone, ({ line }) => line.description);
  for (const [portion, some] of portions(together).entries()) {
    const thought = yield* think({
      topic: `prices:${portion}`,
      purpose: `matching ${some.length} lines with the cost book`,
      tier: 'medium',
      localConfidence: Math.min(...some.map(({ line }) => line.matches[0]?.score ?? 0)),
      system,
      prompt: `DATA\n${some.map(({ line }, number) => shown(line, number)).join('\n')}`,
      schema: answer,
      maxOutputTokens: 60 * some.length + thinkingRoom,
    });
    if (thought === null) break;
    for (const { line: number, choice, confidence } of thought.value.lines) {
      const place = some[number];
      const match = choice === null ? null : place?.line.matches[choice];
      if (place === undefined || match === undefined) continue;
      found.set(place.index, {
        match: match?.line.id ?? null,
        confidence: Math.min(confidence, mostSure),
        brain: thought.brain,
      });
    }
  }
  return found;
}

function shown({ description, section, unit, matches }: UnsurePrice, number: number): string {
  const heading = section === null ? '' : `, under «${clipped(section, 100)}»`;
  const entries = matches.map(
    ({ line }, choice) => `   ${choice}: ${safe(line.description, 160)}, per ${safe(line.unit, 40)}`,
  );
  return [`${number}. «${clipped(description)}»${heading}, per ${unit}`, ...entries].join('\n');
}
