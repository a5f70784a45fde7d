// Call model: one call of a language model, told word by word, with whatever comes of it.
//
//   C1. It never throws: an error is a part of what came of it.
//   C2. Usage is the provider's; where the call broke off before it was told, it is counted from the words.

import { type LanguageModel, type ModelMessage, Output, streamText } from 'ai';
import type { BrainRequest, BrainUsage } from './brain.ts';
import { noUsage } from './no-usage.ts';
import { countTokens } from './tokens.ts';

export interface CallStyle {
  reasoning?: 'low';
  /** Options of the provider's own, by its name. */
  providerOptions?: NonNullable<Parameters<typeof streamText>[0]['providerOptions']>;
}

export interface Called {
  text: string;
  reasoning: string;
  usage: BrainUsage;
  /** Why the model stopped; null when it did not get so far. */
  finish: string | null;
  /** Null when nothing went wrong on the way. */
  error: unknown;
}

/** Nothing that was asked for is longer; a server that never stops is cut here. */
const mostCharacters = 2_000_000;

// Its warnings would go to the console of whoever runs the server.
globalThis.AI_SDK_LOG_WARNINGS = false;

export async function callModel(
  model: LanguageModel,
  style: CallStyle,
  request: BrainRequest & { messages: ModelMessage[] },
  signal: AbortSignal,
): Promise<Called> {
  const called: Called = { text: '', reasoning: '', usage: noUsage, finish: null, error: null };
  let told: BrainUsage | null = null;
  try {
    const { stream } = streamText({
      model,
      instructions: request.system,
      messages: request.messages,
      maxOutputTokens: request.maxOutputTokens,
      maxRetries: 0,
      abortSignal: signal,
      telemetry: { isEnabled: false },
      onError: () => {},
      ...style,
      ...(request.schema === null ? {} : { output: Output.object({ schema: request.schema }) }),
    });
    for await (const part of stream) {
      if (part.type === 'text-delta') {
        called.text += part.text;
        request.onWords?.({ kind: 'text', text: called.text });
      } else if (part.type === 'reasoning-delta') {
        called.reasoning += part.text;
        request.onWords?.({ kind: 'reasoning', text: called.reasoning });
      } else if (part.type === 'finish-step') {
        // The library's word for a stream that ended without saying why.
        called.finish = part.finishReason === 'other' && part.rawFinishReason === undefined ? null : part.finishReason;
        told = usageOf(part.usage);
      } else if (part.type === 'error') {
        called.error ??= part.error;
      } else if (part.type === 'abort') {
        called.error ??= signal.reason;
      }
      if (called.text.length + called.reasoning.length > mostCharacters) break;
    }
  } catch (error) {
    called.error ??= error;
  }
  called.usage = told !== null && !isNonsense(told, called) ? told : (await countedUsage(called, request, signal));
  return called;
}

export function addUsage(one: BrainUsage, other: BrainUsage): BrainUsage {
  const sum = (name: keyof BrainUsage) => (one[name] ?? 0) + (other[name] ?? 0);
  const [cached, kept] = [sum('cachedInputTokens'), sum('keptInputTokens')];
  return {
    inputTokens: sum('inputTokens'),
    outputTokens: sum('outputTokens'),
    ...(cached > 0 ? { cachedInputTokens: cached } : {}),
    ...(kept > 0 ? { keptInputTokens: kept } : {}),
  };
}

interface ToldUsage {
  inputTokens: number | undefined;
  outputTokens: number | undefined;
  inputTokenDetails: { cacheReadTokens: number | undefined; cacheWriteTokens: number | undefined };
}

/** Null when the provider told none, or told nonsense. */
function usageOf({ inputTokens, outputTokens, inputTokenDetails }: ToldUsage): BrainUsage | null {
  if (!isCount(inputTokens) || !isCount(outputTokens)) return null;
  const { cacheReadTokens, cacheWriteTokens } = inputTokenDetails;
  return addUsage(
    { inputTokens, outputTokens },
    {
      ...noUsage,
      cachedInputTokens: isCount(cacheReadTokens) ? cacheReadTokens : 0,
      keptInputTokens: isCount(cacheWriteTokens) ? cacheWriteTokens : 0,
    },
  );
}

/** Some servers tell zeros for want of counting. */
function isNonsense(told: BrainUsage, { text }: Called): boolean {
  return text !== '' && (told.inputTokens === 0 || told.outputTokens === 0);
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}

/** Nothing where the provider refused the call; its time running out does not make it free. */
async function countedUsage(
  called: Called,
  request: BrainRequest & { messages: ModelMessage[] },
  signal: AbortSignal,
): Promise<BrainUsage> {
  const answered = called.error === null || called.text !== '' || called.reasoning !== '' || signal.aborted;
  if (!answered) return noUsage;
  const asked = request.messages
    .map(({ content }) => (typeof content === 'string' ? content : ''))
    .join('\n');
  return {
    inputTokens: await countTokens(`${request.system}\n${asked}`),
    outputTokens: await countTokens(called.reasoning + called.text),
  };
}
