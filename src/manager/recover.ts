// Recovering: what follows from an agent's failure.

import { createHash } from 'node:crypto';
import type { Agent } from '../agents/agent.ts';
import { isFault, messageOf } from '../base/fault.ts';
import type { Execution, Workflow } from '../events/session.ts';
import { stepOf } from './steps.ts';

/** What happens next. */
export type Remedy = { kind: 'retry'; afterMs: number; attempt: number } | { kind: 'ask'; attempt: number };

const firstBackOffMs = 500;
const longestBackOffMs = 60_000;

export function recoveryIdOf(execution: Pick<Execution, 'id'>): string {
  return `${execution.id}:failure`;
}

/** Failures of this execution since it last went well or a person said to try again. */
function failuresOf(workflow: Workflow, execution: Execution): number {
  const recovery = workflow.recoveries[recoveryIdOf(execution)];
  return recovery === undefined || recovery.status !== 'in_progress' ? 0 : recovery.attempt;
}

/** Tries again with growing waits until the attempts are used up, then asks. */
export function remedyFor(workflow: Workflow, execution: Execution, agent: Agent): Remedy {
  const attempt = failuresOf(workflow, execution) + 1;
  const step = stepOf(workflow, agent.name);
  if (attempt >= (step?.maxAttempts ?? agent.maxAttempts)) return { kind: 'ask', attempt };
  const wait = Math.min(longestBackOffMs, firstBackOffMs * 2 ** (attempt - 1));
  return { kind: 'retry', afterMs: Math.round(wait * (0.75 + jitter(execution.id, attempt) / 2)), attempt };
}

/** 0–1, another for each attempt, the same for the same one: many executions do not come back at once. */
function jitter(executionId: string, attempt: number): number {
  return createHash('sha256').update(`${executionId}:${attempt}`).digest().readUInt32BE() / 2 ** 32;
}

/** Code and words of a failure, safe to show. A bug's own words stay in the server's log. */
export function describeFailure(error: unknown): { code: string; message: string } {
  if (isFault(error)) return { code: error.code, message: messageOf(error) };
  return {
    code: 'AGENT_FAILED',
    message: 'The agent stopped with an unexpected error; the server’s log has the details.',
  };
}
