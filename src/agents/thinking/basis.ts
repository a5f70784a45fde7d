// A paragraph on what the estimate rests on, as a model writes it from the assumptions that are there.

import type { Estimate } from '../../estimating/estimate.ts';
import { type Step, think } from '../agent.ts';
import { clipped, dataRule, harmlessFacts, safe, thinkingRoom } from './rules.ts';

const system = `You write one paragraph, at most 90 words, for the cover of a construction estimate: what it rests on, what it leaves out, and where it is least sure. Plain sentences for a client. Use only what is under DATA and no figure that is not there. ${dataRule}`;

const figure = /\d[\d,.]*\d|\d/g;

/** Null without a model, and when it names a figure that is not in the estimate. */
export async function* basisByModel(estimate: Estimate): Step<string | null> {
  const { assumptions, byTrade, issues } = estimate;
  const facts = harmlessFacts(
    [
      `Total ${estimate.currency} ${estimate.likely}, between ${estimate.low} and ${estimate.high}; AACE class ${estimate.class}; price level ${estimate.region ?? 'national average'}; ${estimate.lines.length} lines.`,
      ...byTrade.slice(0, 12).map((one) => `${one.name}: ${one.likely}`),
      ...assumptions.slice(0, 30).map((one) => `Assumption: ${safe(one)}`),
      ...issues.slice(0, 15).map((one) => `Issue: ${safe(one.message)}`),
    ],
    estimate.lines.map((line) => line.description),
  ).join('\n');
  const thought = yield* think({
    topic: 'basis',
    purpose: 'writing what the estimate rests on',
    tier: 'medium',
    localConfidence: 0.5,
    system,
    prompt: `DATA\n${facts}`,
    schema: null,
    maxOutputTokens: 300 + thinkingRoom,
    aloud: 'thinking',
  });
  if (thought === null) return null;
  const known = new Set(facts.match(figure) ?? []);
  const said = thought.value.replace(/\s+/g, ' ').trim();
  const made = (said.match(figure) ?? []).some(
    (one) => !known.has(one) && Number(one.replaceAll(',', '')) >= 10,
  );
  return made || said === ''
    ? null
    : `${clipped(said, 900)} (Written by ${thought.brain} from the points above.)`;
}
