// Define brain: a function of one's own as a brain, with what was left out filled in.

import { Big } from 'big.js';
import { z } from 'zod';
import { Fault, messageOf } from '../base/fault.ts';
import type { ModelTier } from '../events/shapes.ts';
import type { Brain, BrainFailure, BrainOutcome, BrainRequest, BrainUsage, TokenPrice } from './brain.ts';
import { brainFailures } from './brain.ts';
import { checkShape, type Parsed, parseAnswer } from './parse-answer.ts';
import { redact } from './redact.ts';
import { countTokens } from './tokens.ts';

/** An answer in full: with usage where it is known, or with a failure. */
export type OwnAnswer =
  | { kind: 'answer'; value: unknown; reasoning?: string | null; usage?: BrainUsage }
  | {
      kind: 'failure';
      code: BrainFailure;
      message: string;
      retryAfterMs?: number | null;
      usage?: BrainUsage;
    };

export interface OwnBrain {
  model: string;
  provider?: string;
  tier?: ModelTier;
  contextWindow?: number;
  price?: TokenPrice | null;
  local?: boolean;
  /** Returns the value, its JSON, or an `OwnAnswer`. What it throws is told as PROVIDER_FAILED. */
  ask(request: BrainRequest, signal: AbortSignal): unknown | Promise<unknown>;
}

/** Tokens of a brain whose context window nobody told. */
export const usualContextWindow = 8192;

const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:@/+-]{0,119}$/, 'is not a name of letters, digits and . _ : @ / + -');
const decimal = z.string().regex(/^\d{1,9}(\.\d{1,12})?$/, 'is not a decimal of 0 or more');
const rates = {
  input: decimal,
  output: decimal,
  cachedInput: decimal.optional(),
  keptInput: decimal.optional(),
};
const shape = z.object({
  model: name,
  provider: name.refine((text) => !text.includes('/'), 'may not contain /').default('own'),
  tier: z.enum(['local', 'low', 'medium', 'high']).default('local'),
  contextWindow: z
    .int('is not a whole number')
    .min(256, 'is under 256 tokens')
    .max(100_000_000)
    .default(usualContextWindow),
  price: z
    .object(rates)
    .extend({ long: z.array(z.object({ above: z.int().min(1), ...rates })).optional() })
    .nullable()
    .optional(),
  local: z.boolean().optional(),
  ask: z.custom<OwnBrain['ask']>((value) => typeof value === 'function', 'is not a function'),
});

/**
 * A brain of one's own: a function that answers. What is left out is that of a brain on this machine.
 * @throws INVALID_INPUT for a context window, a price or a name that cannot be
 */
export function defineBrain(own: OwnBrain): Brain {
  const checked = shape.safeParse(own);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    throw new Fault(
      'INVALID_INPUT',
      `A brain's ${issue?.path.join('.') ?? 'shape'} ${issue?.message ?? 'is wrong'}.`,
    );
  }
  const { model, provider, tier, contextWindow, price, ask } = checked.data;
  const paid = price !== null && price !== undefined && new Big(price.input).plus(price.output).gt(0);
  const local = checked.data.local ?? !paid;
  return {
    model,
    provider,
    tier,
    contextWindow,
    price: price === undefined ? (local ? { input: '0', output: '0' } : null) : (price as TokenPrice | null),
    local,
    async ask(request, signal) {
      signal.throwIfAborted();
      const sent = local
        ? request
        : { ...request, system: redact(request.system), prompt: redact(request.prompt) };
      return whole(await settle(ask, sent, signal), sent);
    },
  };
}

async function settle(ask: OwnBrain['ask'], request: BrainRequest, signal: AbortSignal): Promise<OwnAnswer> {
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const told = await Promise.race([
      new Promise((resolve) => resolve(ask(request, signal))),
      stopped.promise,
    ]);
    return isOwnAnswer(told) ? told : { kind: 'answer', value: told };
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'failure', code: 'PROVIDER_FAILED', message: messageOf(error).slice(0, 300) };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function isOwnAnswer(told: unknown): told is OwnAnswer {
  if (typeof told !== 'object' || told === null) return false;
  const { kind, code, message } = told as Record<string, unknown>;
  if (kind === 'answer') return 'value' in told;
  return kind === 'failure' && typeof message === 'string' && String(code) in brainFailures;
}

async function whole(told: OwnAnswer, request: BrainRequest): Promise<BrainOutcome> {
  const usage = told.usage ?? (await counted(told, request));
  if (told.kind === 'failure') {
    return { ...told, message: told.message.slice(0, 300), retryAfterMs: told.retryAfterMs ?? null, usage };
  }
  const value = parsedValue(told.value, request.schema);
  if (value.success) {
    return { kind: 'answer', value: value.data, reasoning: told.reasoning ?? null, usage, repaired: false };
  }
  return { kind: 'failure', code: 'ANSWER_UNUSABLE', message: value.message, retryAfterMs: null, usage };
}

/** Text is read as a model's would be; anything else has to have the shape as it is. */
function parsedValue(value: unknown, schema: z.ZodType | null): Parsed {
  if (schema === null) {
    return typeof value === 'string'
      ? parseAnswer(value, null)
      : { success: false, message: 'The answer was not a text.' };
  }
  const shaped = checkShape(value, schema);
  return shaped.success || typeof value !== 'string' ? shaped : parseAnswer(value, schema);
}

/** By the tokenizer, since a function tells none. */
async function counted(told: OwnAnswer, request: BrainRequest): Promise<BrainUsage> {
  const answer = told.kind === 'answer' ? told.value : '';
  const text = typeof answer === 'string' ? answer : (JSON.stringify(answer) ?? '');
  return {
    inputTokens: await countTokens(`${request.system}\n${request.prompt}`),
    outputTokens: await countTokens(text),
  };
}
