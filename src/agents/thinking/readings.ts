// Quantities that stand in the words of a line and that the rules could not read, as a model reads them.
//
// A model says which figures of the words to multiply or add; the arithmetic is ours. Every figure has to stand in the
// words, so no quantity comes from nowhere.

import type Big from 'big.js';
import { z } from 'zod';
import { evaluate } from '../../estimating/expression.ts';
import { type Step, think } from '../agent.ts';
import { clipped, dataRule, harmless, isHarmless, portions, thinkingRoom } from './rules.ts';

export interface Unmeasured {
  description: string;
  unit: string | null;
}

export interface ReadingByModel {
  quantity: Big;
  /** The expression, such as «12 * 3.5». */
  working: string;
  brain: string;
}

const answer = z.object({
  lines: z.array(z.object({ line: z.int(), expression: z.string().min(1).max(100) })),
});

const system = `You read quantities out of the words of bill lines. For each line whose words give its quantity in its unit, write the expression that works it out, with + - * / and parentheses and only with figures that stand in the words. Leave out lines whose words give only the size of one piece, and all of which you are unsure. ${dataRule}`;

/** By index of `lines`; those without a reading that can be shown are left out. */
export async function* readingsByModel(lines: readonly Unmeasured[]): Step<Map<number, ReadingByModel>> {
  const found = new Map<number, ReadingByModel>();
  const worthReading = lines
    .map((line, index) => ({ line, index }))
    .filter(
      ({ line }) => /\d/.test(line.description) && isHarmless(`${line.description}\n${line.unit ?? ''}`),
    );
  const together = harmless(worthReading, ({ line }) => line.description);
  for (const [portion, some] of portions(together).entries()) {
    const thought = yield* think({
      topic: `readings:${portion}`,
      purpose: `reading the quantities of ${some.length} lines`,
      tier: 'low',
      system,
      prompt: `DATA\n${some.map(({ line }, number) => `${number}. «${clipped(line.description)}», in ${line.unit ?? 'an unknown unit'}`).join('\n')}`,
      schema: answer,
      maxOutputTokens: 60 * some.length + thinkingRoom,
    });
    if (thought === null) break;
    for (const { line: number, expression } of thought.value.lines) {
      const place = some[number];
      if (place === undefined || !standsIn(expression, place.line.description)) continue;
      const quantity = evaluate(expression);
      if (quantity?.gt(0) === true)
        found.set(place.index, { quantity, working: expression, brain: thought.brain });
    }
  }
  return found;
}

const figure = /\d+(?:[.,]\d+)*/g;

function standsIn(expression: string, description: string): boolean {
  if (!/^[\d\s.,+\-*/×x()]+$/.test(expression)) return false;
  const known = new Set(description.match(figure) ?? []);
  const used = expression.match(figure) ?? [];
  return used.length > 0 && used.every((one) => known.has(one));
}
