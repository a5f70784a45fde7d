// Call model: one call of a language model, told word by word, with whatever comes of it.
//
//   C1. An error of the provider is a part of what came of it; only a listener's own error is thrown on.
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

/** A server that goes on beyond what was asked for is cut here: the library looks at the whole answer with each part. */
const mostCharacters = (tokens: number) => Math.max(50_000, tokens * 16);

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
  let bug: unknown = null;
  const enough = new AbortController();
  const tell: BrainRequest['onWords'] = (words) => {
    try {
      request.onWords?.(words);
    } catch (error) {
      bug = error;
      throw error;
    }
  };
  try {
    const { stream } = streamText({
      model,
      instructions: request.system,
      messages: request.messages,
      maxOutputTokens: request.maxOutputTokens,
      maxRetries: 0,
      abortSignal: AbortSignal.any([signal, enough.signal]),
      telemetry: { isEnabled: false },
      onError: () => {},
      ...style,
      ...(request.schema === null ? {} : { output: Output.object({ schema: request.schema }) }),
    });
    for await (const part of stream) {
      if (part.type === 'text-delta') {
        called.text += part.text;
        tell({ kind: 'text', text: called.text });
      } else if (part.type === 'reasoning-delta') {
        called.reasoning += part.text;
        tell({ kind: 'reasoning', text: called.reasoning });
      } else if (part.type === 'finish-step') {
        called.finish = endOf(part.finishReason, part.rawFinishReason);
        told = usageOf(part.usage);
      } else if (part.type === 'error') {
        called.error ??= part.error;
      } else if (part.type === 'abort') {
        called.error ??= signal.reason;
      }
      if (called.text.length + called.reasoning.length > mostCharacters(request.maxOutputTokens)) {
        called.finish = 'length';
        enough.abort();
        break;
      }
    }
  } catch (error) {
    if (bug !== null) throw bug;
    called.error ??= error;
  }
  called.usage =
    told !== null && !isNonsense(told, called) ? told : await countedUsage(called, request, signal);
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

/** Null for a stream that ended without saying why. */
function endOf(finish: string, told: string | undefined): string | null {
  const silent = finish === 'interrupted' || finish === 'error' || (finish === 'other' && told === undefined);
  return silent ? null : finish;
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
