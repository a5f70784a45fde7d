// An agent that asks a model, and models that answer as they are told to.

import { z } from 'zod';
import { type Call, think } from '../../src/agents/agent.ts';
import type { Brain, BrainFailure, BrainRequest } from '../../src/brains/brain.ts';
import { defineBrain, type OwnAnswer, type OwnBrain } from '../../src/brains/define-brain.ts';
import { easyWork, type Work } from './fake-agents.ts';

export const colour = z.object({ colour: z.enum(['red', 'blue']) });

/** Asks so many questions one after the other; `answers` takes what came of them. */
export function asking(times = 1, answers: unknown[] = [], put: Partial<Call> = {}): Work {
  return async function* (context) {
    for (let index = 0; index < times; index += 1) {
      const thought = yield* think({
        topic: `colour:${index}`,
        purpose: 'naming a colour',
        system: 'You name colours.',
        prompt: `Which colour is number ${index}?`,
        maxOutputTokens: 100,
        ...put,
        schema: colour,
      });
      answers.push(thought === null ? null : thought.value);
    }
    return yield* easyWork(context);
  };
}

/** Used by an answer of a scripted brain. */
export const used = { inputTokens: 1000, outputTokens: 100 };

export const red: OwnAnswer = { kind: 'answer', value: { colour: 'red' }, usage: used };

export function failure(code: BrainFailure, more: { retryAfterMs?: number } = {}): OwnAnswer {
  return {
    kind: 'failure',
    code,
    message: `it was ${code}`,
    usage: { inputTokens: 0, outputTokens: 0 },
    ...more,
  };
}

export interface Scripted {
  brain: Brain;
  asked: BrainRequest[];
}

/** Answers in turn; the last answer is given for ever. */
export function scripted(
  answers: (OwnAnswer | ((request: BrainRequest, signal: AbortSignal) => unknown))[],
  of: Partial<OwnBrain> = {},
): Scripted {
  const asked: BrainRequest[] = [];
  const brain = defineBrain({
    model: 'small',
    provider: 'paid',
    tier: 'low',
    contextWindow: 100_000,
    price: { input: '1', output: '10' },
    local: false,
    ...of,
    ask(request, signal) {
      asked.push(request);
      const answer = answers[Math.min(asked.length, answers.length) - 1]!;
      return typeof answer === 'function' ? answer(request, signal) : answer;
    },
  });
  return { brain, asked };
}
