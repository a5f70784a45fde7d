// Cost: what a use of a brain costs, in exact decimals.

import { Big } from 'big.js';
import { brainCurrency } from '../events/cost.ts';
import type { Money } from '../events/shapes.ts';
import type { Brain, BrainRequest, BrainUsage, TokenPrice, TokenRates } from './brain.ts';

const million = new Big(1_000_000);

/**
 * In USD, with all digits. 0 for a local brain, and for one without a price: ask for `price` where the difference counts.
 * Input that the provider had kept, or keeps from now on, counts at its own rate where there is one.
 */
export function costOf(brain: Pick<Brain, 'price' | 'local'>, usage: BrainUsage): Money {
  if (brain.local || brain.price === null) return { amount: '0', currency: brainCurrency };
  const rates = ratesFor(brain.price, usage.inputTokens);
  const cached = Math.min(usage.cachedInputTokens ?? 0, usage.inputTokens);
  const kept = Math.min(usage.keptInputTokens ?? 0, usage.inputTokens - cached);
  const amount = new Big(rates.input)
    .times(usage.inputTokens - cached - kept)
    .plus(new Big(rates.cachedInput ?? rates.input).times(cached))
    .plus(new Big(rates.keptInput ?? rates.input).times(kept))
    .plus(new Big(rates.output).times(usage.outputTokens))
    .div(million);
  return { amount: amount.toFixed(), currency: brainCurrency };
}

/** A long question makes the whole call dearer, its answer too. */
function ratesFor(price: TokenPrice, inputTokens: number): TokenRates {
  return (price.long ?? []).findLast(({ above }) => inputTokens > above) ?? price;
}

/**
 * The most that one `ask` may use, going by the tokens of its question: an answer of a wrong shape takes a second call,
 * which reads question and answer again.
 */
export function mostUsage(
  inputTokens: number,
  { schema, maxOutputTokens }: Pick<BrainRequest, 'schema' | 'maxOutputTokens'>,
): BrainUsage {
  if (schema === null) return { inputTokens, outputTokens: maxOutputTokens };
  return {
    inputTokens: 2 * inputTokens + maxOutputTokens + wordsOfRepair,
    outputTokens: 2 * maxOutputTokens,
  };
}

/** What is said about the wrong shape, in tokens. */
const wordsOfRepair = 150;
