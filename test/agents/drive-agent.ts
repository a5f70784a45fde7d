// Drives an agent by hand: collects its reports, answers its questions, and returns its result.

import type { Agent, AgentContext, AgentResult, Progress, Question, Reply } from '../../src/agents/agent.ts';

export interface Drive {
  result: AgentResult;
  /** The JSON of its first output. */
  output: unknown;
  questions: Question[];
  progress: Progress[];
}

/** Questions without an answer here are closed with their default, or left open where they hold nothing up. */
export async function drive(
  agent: Agent,
  context: Partial<AgentContext>,
  answers: Record<string, string> = {},
): Promise<Drive> {
  const run = agent.run({
    documents: [],
    inputs: {},
    instructions: '',
    settings: { currency: 'USD', region: 'Indiana', markups: [], formats: [] },
    answerTo: () => null,
    startedAt: '2026-01-01T00:00:00.000Z',
    signal: new AbortController().signal,
    ...context,
  });
  const questions: Question[] = [];
  const progress: Progress[] = [];
  let reply: Reply | undefined;
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
      };
    }
    const report = next.value;
    if (report.kind === 'progress') progress.push(report);
    if (report.kind === 'question') {
      questions.push(report);
      reply = replyTo(report, answers);
    }
  }
}

function replyTo(question: Question, answers: Record<string, string>): Reply | undefined {
  const answer = answers[question.topic];
  if (answer !== undefined) return { outcome: 'answered', values: [answer] };
  if (!question.affectsWorkflow) return undefined;
  if (question.defaultOption !== null) return { outcome: 'defaulted', values: [question.defaultOption] };
  return { outcome: 'skipped', values: [] };
}
