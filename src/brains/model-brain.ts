// Model brain: a brain over one language model, with a deadline, one repair and every failure by its name.

import type { LanguageModel, ModelMessage } from 'ai';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import type { Brain, BrainFailure, BrainOutcome, BrainRequest, TokenPrice } from './brain.ts';
import { addUsage, type Called, type CallStyle, callModel } from './call-model.ts';
import { failureOf } from './failure.ts';
import { parseAnswer } from './parse-answer.ts';
import { redact } from './redact.ts';
import { countTokens } from './tokens.ts';

export interface ModelBrain extends Omit<Brain, 'ask' | 'price'> {
  languageModel: LanguageModel;
  style: CallStyle;
  /** For servers that may pass over the shape beside the question. */
  shapeInWords: boolean;
  /** Never shown, even where a provider repeats it. */
  secrets: readonly string[];
  /** For both calls together, in milliseconds. */
  timeoutMs: number;
  /** At a time, in milliseconds since 1970: announced prices come into force while the server runs. */
  priceAt(now: number): TokenPrice | null;
  clock: Clock;
}

/** What is sent has gone through `redact`, and is sent with no tools: an answer can do nothing but be read. */
export function createModelBrain(brain: ModelBrain): Brain {
  const { model, provider, tier, contextWindow, local } = brain;
  return {
    model,
    provider,
    tier,
    contextWindow,
    local,
    get price() {
      return brain.priceAt(brain.clock.now());
    },
    async ask(request, signal) {
      signal.throwIfAborted();
      const redacted = { ...request, system: redact(request.system), prompt: redact(request.prompt) };
      const sent = withShape(redacted, brain.shapeInWords);
      return (await tooLong(sent, contextWindow)) ?? askWithin(brain, sent, signal);
    },
  };
}

async function askWithin(
  brain: ModelBrain,
  request: BrainRequest,
  signal: AbortSignal,
): Promise<BrainOutcome> {
  const deadline = AbortSignal.timeout(brain.timeoutMs);
  const either = AbortSignal.any([signal, deadline]);
  const messages: ModelMessage[] = [{ role: 'user', content: request.prompt }];
  const call = async () => {
    const called = await callModel(brain.languageModel, brain.style, { ...request, messages }, either);
    signal.throwIfAborted();
    return called;
  };
  const first = await call();
  const outcome = outcomeOf(first, request, brain, deadline);
  if (outcome.kind === 'answer' || outcome.code !== 'ANSWER_UNUSABLE') return outcome;
  messages.push(
    { role: 'assistant', content: first.text.trim() === '' ? '(nothing)' : first.text },
    {
      role: 'user',
      content: `${outcome.message} Answer again, with nothing but JSON of the shape that was asked for.`,
    },
  );
  const second = outcomeOf(await call(), request, brain, deadline);
  const usage = addUsage(first.usage, second.usage);
  return second.kind === 'answer' ? { ...second, usage, repaired: true } : { ...second, usage };
}

function outcomeOf(
  called: Called,
  request: BrainRequest,
  brain: ModelBrain,
  deadline: AbortSignal,
): BrainOutcome {
  const failed = (code: BrainFailure, message: string): BrainOutcome => ({
    kind: 'failure',
    code,
    message,
    retryAfterMs: null,
    usage: called.usage,
  });
  const { text, error, finish, usage } = called;
  if (deadline.aborted && (error !== null || finish === null)) {
    return failed(
      'PROVIDER_TIMEOUT',
      `${brain.provider} did not answer within ${Math.ceil(brain.timeoutMs / 1000)} s.`,
    );
  }
  if (finish === 'content-filter') return failed('ANSWER_REFUSED', `${brain.model} would not answer this.`);
  if (error !== null) {
    const begun = text !== '' || called.reasoning !== '';
    return {
      kind: 'failure',
      ...failureOf(error, {
        provider: brain.provider,
        begun,
        now: brain.clock.now(),
        secrets: brain.secrets,
      }),
      usage,
    };
  }
  if (finish === 'length') {
    return failed('ANSWER_TOO_LONG', `The answer was longer than ${request.maxOutputTokens} tokens.`);
  }
  const parsed = parseAnswer(text, request.schema);
  // A server that does not say how it ended may have been cut off: only a whole value shows that it was not.
  if (finish === null && (request.schema === null || !parsed.success)) {
    return failed('ANSWER_CUT_OFF', `The answer of ${brain.provider} ended before it was whole.`);
  }
  if (!parsed.success) return failed('ANSWER_UNUSABLE', parsed.message);
  const reasoning = called.reasoning === '' ? null : called.reasoning;
  return { kind: 'answer', value: parsed.data, reasoning, usage, repaired: false };
}

function withShape(request: BrainRequest, inWords: boolean): BrainRequest {
  if (request.schema === null) return request;
  // Throws for a shape that cannot be told to anybody: a bug of who asks, and no failure of a provider.
  const shape = JSON.stringify(z.toJSONSchema(request.schema));
  if (!inWords) return request;
  return {
    ...request,
    system: `${request.system}\n\nAnswer with nothing but JSON of this schema:\n${shape}`,
  };
}

/** Some servers cut a long question without a word, so it is not sent to anybody. */
async function tooLong(
  { system, prompt, maxOutputTokens }: BrainRequest,
  contextWindow: number,
): Promise<BrainOutcome | null> {
  // No token is shorter than a third of a character.
  if ((system.length + prompt.length) * 3 + maxOutputTokens <= contextWindow) return null;
  const tokens = (await countTokens(`${system}\n${prompt}`)) + maxOutputTokens;
  if (tokens <= contextWindow) return null;
  const message = `Question and answer take about ${tokens} tokens; the model takes ${contextWindow}.`;
  return {
    kind: 'failure',
    code: 'CONTEXT_OVERFLOW',
    message,
    retryAfterMs: null,
    usage: { inputTokens: 0, outputTokens: 0 },
  };
}
