// Brains: what thinks for an agent where rules are unsure. A port: one question in, one outcome out.
//
//   ask(request, signal) ──▶ answer | failure          never both, and never a throw for what a provider may do
//
//   B1. One `ask` is at most two calls of the provider: the question, and one repair when the answer has another shape.
//   B2. Nothing is retried inside: waiting and choosing another brain are the manager's, where they can be seen.
//   B3. What was used is told for failures too, since a provider that answered is paid.
//   B4. An answer is data of the shape that was asked for. It is never run.

import type { z } from 'zod';
import type { ModelTier } from '../events/shapes.ts';

/** USD for a million tokens, as decimals. */
export interface TokenRates {
  input: string;
  output: string;
  /** Input that the provider had kept from an earlier call; left out where it costs as any other. */
  cachedInput?: string;
  /** Input that the provider keeps for later calls; left out where it costs as any other. */
  keptInput?: string;
}

export interface TokenPrice extends TokenRates {
  /** Rates for calls with more input tokens than `above`, shortest first; left out where length makes no difference. */
  long?: readonly (TokenRates & { above: number })[];
}

export interface Brain {
  /** Such as `gpt-5-mini`; with the provider it names the brain. */
  model: string;
  /** Such as `openai`. */
  provider: string;
  tier: ModelTier;
  /** Tokens of prompt and answer together. */
  contextWindow: number;
  /** Null where nobody knows; it is then used only when there is no budget. */
  price: TokenPrice | null;
  /** Runs on this machine or in this network: costs nothing, and nothing leaves. */
  local: boolean;
  /** Aborting ends the call in flight and rejects with the signal's reason. */
  ask(request: BrainRequest, signal: AbortSignal): Promise<BrainOutcome>;
}

export interface BrainRequest {
  system: string;
  prompt: string;
  /** What the answer has to be; null for plain text. */
  schema: z.ZodType | null;
  /** Of the whole answer, reasoning that is not shown included: under 1,000 a model that reasons may not get to its answer. */
  maxOutputTokens: number;
  /** Told while the model speaks: all of its reasoning, or of its text, so far. */
  onWords?(words: { kind: 'reasoning' | 'text'; text: string }): void;
}

export interface BrainUsage {
  /** All that was read, also what the provider had kept. */
  inputTokens: number;
  /** All that was written, also reasoning that is not shown. */
  outputTokens: number;
  /** The part of `inputTokens` that the provider had kept from an earlier call. */
  cachedInputTokens?: number;
  /** The part of `inputTokens` that the provider keeps for later calls. */
  keptInputTokens?: number;
}

export type BrainOutcome =
  | { kind: 'answer'; value: unknown; reasoning: string | null; usage: BrainUsage; repaired: boolean }
  | {
      kind: 'failure';
      code: BrainFailure;
      /** For people: safe to show, without keys and without the provider's whole text. */
      message: string;
      /** What the provider asked for; null where it did not. */
      retryAfterMs: number | null;
      usage: BrainUsage;
    };

/** What can go wrong, and what follows from it. */
export const brainFailures = {
  RATE_LIMITED: { meaning: 'The provider takes no more at the moment (429).', then: 'retry' },
  PROVIDER_FAILED: { meaning: 'The provider had an error of its own (5xx).', then: 'retry' },
  PROVIDER_TIMEOUT: { meaning: 'The provider did not answer in time.', then: 'retry' },
  PROVIDER_UNREACHABLE: { meaning: 'No connection could be made to the provider.', then: 'retry' },
  ANSWER_CUT_OFF: { meaning: 'The answer ended before it was whole.', then: 'retry' },
  ANSWER_TOO_LONG: { meaning: 'The answer was longer than was allowed for it.', then: 'next_model' },
  ANSWER_UNUSABLE: {
    meaning: 'The answer had another shape than asked for, also after one repair.',
    then: 'next_model',
  },
  ANSWER_REFUSED: { meaning: 'The model would not answer this.', then: 'next_model' },
  CONTEXT_OVERFLOW: { meaning: 'The question was longer than the model takes.', then: 'next_model' },
  MODEL_UNKNOWN: { meaning: 'The provider does not know this model.', then: 'next_model' },
  KEY_REFUSED: { meaning: 'The provider does not accept the key (401, 403).', then: 'next_provider' },
  QUOTA_USED_UP: { meaning: 'The account with the provider has nothing left.', then: 'next_provider' },
  REQUEST_REFUSED: { meaning: 'The provider does not take the request as it is (400).', then: 'next_model' },
} as const satisfies Record<string, { meaning: string; then: 'retry' | 'next_model' | 'next_provider' }>;

export type BrainFailure = keyof typeof brainFailures;

/** Names a brain among all: `openai/gpt-5-mini`. */
export function nameOf({ provider, model }: Pick<Brain, 'provider' | 'model'>): string {
  return `${provider}/${model}`;
}

export { defineBrain } from './define-brain.ts';
