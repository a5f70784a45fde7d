// Drives an agent by hand: collects its reports, answers its questions, and returns its result.

import type {
  Agent,
  AgentContext,
  AgentInput,
  AgentResult,
  Call,
  Progress,
  Question,
  Reply,
} from '../../src/agents/agent.ts';

export interface Drive {
  result: AgentResult;
  /** The JSON of its first output. */
  output: unknown;
  questions: Question[];
  progress: Progress[];
  /** What it put to a language model. */
  calls: Call[];
}

/** What a model would answer; undefined for no answer. */
export type Model = (call: Call) => unknown;

/** Without a model, calls go unanswered. Questions without an answer here are closed with their default, or left open where they hold nothing up. */
export async function drive(
  agent: Agent,
  context: Partial<AgentContext>,
  answers: Record<string, string> = {},
  model: Model = () => undefined,
): Promise<Drive> {
  const run = agent.run({
    documents: [],
    inputs: {},
    instructions: '',
    settings: { currency: 'USD', region: 'Indiana', markups: [], formats: [] },
    answerTo: () => null,
    hasModels: true,
    startedAt: '2026-01-01T00:00:00.000Z',
    signal: new AbortController().signal,
    ...context,
  });
  const questions: Question[] = [];
  const progress: Progress[] = [];
  const calls: Call[] = [];
  let reply: AgentInput;
  for (;;) {
    const next = await run.next(reply);
    reply = undefined;
    if (next.done) {
      const [first] = next.value.outputs;
      return {
        result: next.value,
        output: first !== undefined && 'json' in first ? first.json : null,
        questions,
        progress,
        calls,
      };
    }
    const report = next.value;
    if (report.kind === 'progress') progress.push(report);
    if (report.kind === 'call') {
      calls.push(report);
      const value = model(report);
      if (value !== undefined)
        reply = { kind: 'answered', value: shaped(report, value), brain: 'test/model' };
    }
    if (report.kind === 'question') {
      questions.push(report);
      reply = replyTo(report, answers);
    }
  }
}

/** As the manager gives it: checked against the shape that was asked for. */
const shaped = ({ schema }: Call, value: unknown) => (schema === null ? value : schema.parse(value));

function replyTo(question: Question, answers: Record<string, string>): Reply | undefined {
  const answer = answers[question.topic];
  if (answer !== undefined) return { outcome: 'answered', values: [answer] };
  if (!question.affectsWorkflow) return undefined;
  if (question.defaultOption !== null) return { outcome: 'defaulted', values: [question.defaultOption] };
  return { outcome: 'skipped', values: [] };
}
