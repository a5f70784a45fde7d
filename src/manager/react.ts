// Reacting: from what an agent reports to the events that tell it. Pure.

import {
  type Agent,
  type AgentResult,
  createQuestion,
  type Problem,
  type Progress,
  type Question,
} from '../agents/agent.ts';
import { timestampOf } from '../base/clock.ts';
import { idFrom } from '../base/id.ts';
import { addMoney, noMoney } from '../events/cost.ts';
import type { Draft } from '../events/event.ts';
import type { Execution, Session, Workflow } from '../events/session.ts';
import { leftOf } from './budget.ts';
import { messageIdOf } from './call-drafts.ts';
import { askDraft, withdrawDrafts } from './decide.ts';
import { draft, isBusy, nodesWhere, says, stateChange, thinking } from './drafts.ts';
import { localBrain } from './local-brain.ts';
import { basisOf } from './plan.ts';
import { describeFailure, recoveryIdOf, remedyFor } from './recover.ts';
import { isOptional } from './steps.ts';

/** One execution of an agent in a workflow, tried as often as it takes. */
export function executionIdOf(workflow: Workflow, agentName: string): string {
  return idFrom('execution', workflow.id, agentName);
}

/** What a person is asked when the attempts of an execution are used up; another question for each time. */
export function failureTopicOf(execution: Execution): string {
  return `failed:${execution.id}:${execution.attempt}`;
}

/** Whose report it is. */
export interface Reporter {
  session: Session;
  workflow: Workflow;
  execution: Execution;
  agent: Agent;
  now: number;
}

/** `begunAt`: when this attempt began, in milliseconds since 1970. */
export function progressDraft(
  { workflow, execution, agent, now }: Reporter,
  report: Progress,
  attempt: number,
  begunAt: number,
): Draft {
  return draft('agent_substep', workflow.id, now, {
    agentName: agent.name,
    executionId: execution.id,
    attempt,
    substep: report.substep,
    progressPercentage: Math.min(
      100,
      Math.max(0, Number.isFinite(report.percentage) ? report.percentage : 0),
    ),
    substepDetails: {
      operation: report.operation,
      estimatedCompletion: estimateEnd(begunAt, now, report.percentage),
      modelUsed: workflow.brains?.[agent.name]?.model ?? localBrain.model,
      tokensProcessed: report.tokensProcessed,
      itemsProcessed: report.itemsProcessed,
      itemsTotal: report.itemsTotal,
      source: report.source === null ? null : { ...report.source, cell: report.source.cell ?? null },
    },
  });
}

/** When it should be done at the pace so far; null while that says nothing yet. */
function estimateEnd(begunAt: number, now: number, percentage: number): string | null {
  const elapsed = now - begunAt;
  if (!(percentage >= 5 && percentage < 100) || elapsed < 1000) return null;
  return timestampOf(begunAt + Math.round((elapsed * 100) / percentage));
}

/** A question that holds the agent up changes where the workflow stands; another does not. */
export function questionDrafts(reporter: Reporter, question: Question, timeoutSeconds: number): Draft[] {
  const { session, workflow, agent, now } = reporter;
  const asking = askDraft(session, workflow, agent.name, question, timeoutSeconds, now);
  return question.affectsWorkflow ? [asking, waitingDraft(reporter, question.prompt)] : [asking];
}

/** The agent cannot go on until a person says something. */
export function waitingDraft({ workflow, execution, agent, now }: Reporter, reason: string): Draft {
  return stateChange(workflow, now, {
    changeType: 'waiting_for_decision',
    agentName: agent.name,
    executionId: execution.id,
    reason,
    nodes: { [agent.name]: { status: 'waiting_for_decision' } },
  });
}

/** The answer is there, and the agent goes on. */
export function answeredDraft({ workflow, execution, agent, now }: Reporter): Draft {
  return stateChange(workflow, now, {
    changeType: 'decision_applied',
    agentName: agent.name,
    executionId: execution.id,
    nodes: { [agent.name]: { status: 'running' } },
  });
}

export function problemIdOf(execution: Execution, problem: Problem): string {
  return `${execution.id}:${problem.topic}`;
}

export function problemDraft({ workflow, execution, agent, now }: Reporter, problem: Problem): Draft {
  return draft('error_recovery', workflow.id, now, {
    recoveryId: problemIdOf(execution, problem),
    errorMessage: problem.message,
    errorCode: problem.errorCode,
    severity: problem.severity,
    recoveryStrategy: problem.strategy,
    recoveryStatus: problem.status,
    canContinue: problem.status !== 'exhausted',
    affectedAgents: [agent.name],
    userActionRequired: problem.status === 'waiting_for_user',
    attempt: 1,
    nextRetryAt: null,
    failedModel: null,
  });
}

export interface StoredOutput {
  kind: AgentResult['outputs'][number]['kind'];
  name: string;
  mediaType: string;
  byteSize: number;
  sha256: string;
}

/** An agent is done: its results, what it used, what the manager makes of it; all in one append, so that it is done once. */
export function resultDrafts(
  reporter: Reporter,
  result: AgentResult,
  outputs: StoredOutput[],
  attempt: number,
): Draft[] {
  const { session, workflow, execution, agent, now } = reporter;
  const recovery = workflow.recoveries[recoveryIdOf(execution)];
  const last = {
    kind: 'progress',
    substep: 'completed',
    percentage: 100,
    operation: result.summary,
    itemsProcessed: null,
    itemsTotal: null,
    tokensProcessed: result.tokensProcessed,
    source: null,
  } as const;
  const drafts: Draft[] = [
    progressDraft(reporter, last, attempt, now),
    ...outputs.map((output) =>
      draft('artifact_ready', workflow.id, now, {
        artifact: {
          id: idFrom('artifact', workflow.id, agent.name, output.kind, output.name),
          ...output,
          createdAt: timestampOf(now),
          agentName: agent.name,
          basis: basisOf(workflow.request!),
        },
      }),
    ),
    draft('cost_incurred', workflow.id, now, {
      agentName: agent.name,
      model: localBrain.model,
      provider: localBrain.provider,
      inputTokens: result.tokensProcessed,
      outputTokens: 0,
      cost: noMoney,
      workflowTotal: addMoney(workflow.cost.total, noMoney),
      budgetRemaining: leftOf(session, workflow),
      local: true,
      callId: null,
      latencyMs: null,
      result: null,
    }),
    ...(result.message === undefined ? [] : [told(workflow, agent.name, result.message, now)]),
    ...(recovery?.status === 'in_progress' ? [recovered(reporter, recovery.attempt)] : []),
    thinking(workflow, now, {
      thinkingType: 'output_review',
      stage: workflow.currentStage,
      analysis: result.summary,
      factors: result.factors,
      confidence: result.confidence,
      reasoningDepth: 'quick',
    }),
  ];
  if (result.stop !== undefined)
    return [...drafts, ...stopDrafts(session, workflow, agent, execution, result.stop, now)];
  return [
    ...drafts,
    stateChange(workflow, now, {
      changeType: 'agent_completed',
      agentName: agent.name,
      executionId: execution.id,
      pipelineStatus: agent.milestone === null ? {} : { [agent.milestone]: true },
      nodes: { [agent.name]: { status: 'succeeded', progressPercentage: 100, finishedAt: timestampOf(now) } },
    }),
  ];
}

/** The whole of what was told in parts. */
function told(
  workflow: Workflow,
  agentName: string,
  message: { text: string; topic: string },
  now: number,
): Draft {
  return draft('chat_message', workflow.id, now, {
    role: 'assistant',
    text: message.text,
    messageId: messageIdOf(workflow, agentName, message.topic),
    partial: false,
  });
}

function stopDrafts(
  session: Session,
  workflow: Workflow,
  agent: Agent,
  execution: Execution,
  stop: NonNullable<AgentResult['stop']>,
  now: number,
): Draft[] {
  const status = stop.failed === true ? 'failed' : 'cancelled';
  return [
    says(workflow, now, stop.reason),
    ...withdrawDrafts(session, workflow.id, now),
    stateChange(workflow, now, {
      changeType: stop.failed === true ? 'workflow_failed' : 'cancelled',
      status,
      agentName: agent.name,
      executionId: execution.id,
      reason: stop.reason,
      nodes: {
        ...nodesWhere(
          workflow,
          isBusy,
          status === 'failed'
            ? { status: 'queued', progressPercentage: 0 }
            : { status, finishedAt: timestampOf(now) },
        ),
        [agent.name]: { status, finishedAt: timestampOf(now) },
      },
    }),
  ];
}

function recovered({ workflow, execution, agent, now }: Reporter, attempt: number): Draft {
  return draft('error_recovery', workflow.id, now, {
    recoveryId: recoveryIdOf(execution),
    errorMessage: `${agent.title} went well when tried again.`,
    errorCode: 'NONE',
    severity: 'low',
    recoveryStrategy: 'retry_with_backoff',
    recoveryStatus: 'recovered',
    canContinue: true,
    affectedAgents: [agent.name],
    userActionRequired: false,
    attempt,
    nextRetryAt: null,
    failedModel: null,
  });
}

/** An attempt failed: the story of what is done about it, and a question when nothing else is left. */
export function failureDrafts(reporter: Reporter, error: unknown, timeoutSeconds: number): Draft[] {
  const { workflow, execution, agent, now } = reporter;
  const { code, message } = describeFailure(error);
  const remedy = remedyFor(workflow, execution, agent);
  const story = {
    recoveryId: recoveryIdOf(execution),
    errorMessage: message,
    errorCode: code,
    canContinue: true,
    affectedAgents: [agent.name],
    userActionRequired: false,
    attempt: remedy.attempt,
    nextRetryAt: null,
    failedModel: null,
  };
  const analysing = draft('error_recovery', workflow.id, now, {
    ...story,
    severity: 'medium',
    recoveryStrategy: 'analyzing_options',
    recoveryStatus: 'started',
  });
  const thought = thinking(workflow, now, {
    thinkingType: 'error_analysis',
    analysis:
      remedy.kind === 'retry'
        ? `${agent.title} failed; it is worth another try.`
        : `${agent.title} failed ${remedy.attempt} times; a person has to decide.`,
    factors: [`error: ${code}`, `failures: ${remedy.attempt}`, `attempts allowed: ${agent.maxAttempts}`],
  });
  if (remedy.kind === 'retry') {
    return [
      analysing,
      thought,
      draft('error_recovery', workflow.id, now, {
        ...story,
        severity: 'medium',
        recoveryStrategy: 'retry_with_backoff',
        recoveryStatus: 'in_progress',
        nextRetryAt: timestampOf(now + remedy.afterMs),
      }),
      stateChange(workflow, now, {
        changeType: 'agent_failed',
        agentName: agent.name,
        executionId: execution.id,
        reason: message,
        nodes: { [agent.name]: { status: 'queued', progressPercentage: 0 } },
      }),
    ];
  }
  const asking = failureQuestion(reporter, remedy.attempt, code, timeoutSeconds);
  return [
    analysing,
    thought,
    draft('error_recovery', workflow.id, now, {
      ...story,
      severity: 'high',
      recoveryStrategy: 'ask_user',
      recoveryStatus: 'waiting_for_user',
      userActionRequired: true,
    }),
    asking,
    stateChange(workflow, now, {
      changeType: 'agent_failed',
      agentName: agent.name,
      executionId: execution.id,
      reason: message,
      nodes: { [agent.name]: { status: 'waiting_for_decision' } },
    }),
  ];
}

/** What shall be done about an agent whose attempts are used up. */
export function failureQuestion(
  reporter: Reporter,
  attempts: number,
  errorCode: string,
  timeoutSeconds: number,
): Draft {
  const { session, workflow, execution, agent, now } = reporter;
  const skip = {
    value: 'skip_agent',
    label: 'Go on without it',
    effect: 'The agents after it work without its result.',
    costDelta: null,
  };
  const question = createQuestion({
    topic: failureTopicOf(execution),
    decisionType: 'error_resolution',
    prompt: `${agent.title} failed ${attempts} times (${errorCode}). What now?`,
    options: [
      {
        value: 'retry',
        label: 'Try again',
        effect: 'Starts the agent anew; finished work is kept.',
        costDelta: null,
      },
      ...(isOptional(workflow, agent) ? [skip] : []),
      {
        value: 'abort',
        label: 'Stop here',
        effect: 'Ends the workflow; it can be retried later.',
        costDelta: null,
      },
    ],
    context: { agent: agent.name, errorCode, attempts },
  });
  return askDraft(session, workflow, agent.name, question, timeoutSeconds, now);
}
