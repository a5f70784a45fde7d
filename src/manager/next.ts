// Next: from the state of a session to what the manager does now. Pure.
//
//   fold(log) ──▶ next(session, now, running) ──▶ action ──▶ its events ──▶ fold(log) …
//
// Nothing is remembered between two calls: a process that wakes anywhere folds the log and goes on.
//   M1. Every append moves the state on, so that the same state never asks for the same append twice.
//   M2. What an agent finished is in the log; `start` names only executions that the log says are running.

import type { Draft } from '../events/event.ts';
import {
  type Decision,
  hasEnded,
  isForeign,
  openDecisions,
  type Recovery,
  type Session,
  type Workflow,
} from '../events/session.ts';
import type { WorkflowNode } from '../events/shapes.ts';
import { allocationDraft } from './allocate.ts';
import { delegate, readInput, route } from './beats.ts';
import { decisionOn, expireDraft, replyOf, withdrawDrafts } from './decide.ts';
import { draft, isBusy, nodesWhere, says, stateChange, thinking } from './drafts.ts';
import { allDone, readyNodes } from './plan.ts';
import { failureQuestion, failureTopicOf } from './react.ts';
import { recoveryIdOf } from './recover.ts';
import type { ManagerRules } from './rules.ts';
import { stages } from './stages.ts';
import { approvalOf } from './steps.ts';

export type Action =
  | { kind: 'append'; drafts: Draft[] }
  | { kind: 'start'; workflow: Workflow; agentNames: string[] }
  | { kind: 'stop'; executionIds: string[] }
  /** Until something new is in the log, or until a time in milliseconds since 1970. */
  | { kind: 'wait'; until: number | null };

/** `running`: the executions that are at work in this process. */
export function next(
  session: Session,
  now: number,
  running: ReadonlySet<string>,
  rules: ManagerRules,
): Action {
  const workflow = session.workflows.at(-1);
  const wanted = workflow === undefined || workflow.status === 'paused' ? [] : workingNodes(workflow);
  const unwanted = [...running].filter(
    (id) => !wanted.some((node) => workflow?.executions[node.agentName]?.id === id),
  );
  if (unwanted.length > 0) return { kind: 'stop', executionIds: unwanted };
  if (workflow === undefined || workflow.request === null || isForeign(workflow))
    return { kind: 'wait', until: null };

  const open = openDecisions(session).filter((one) => one.workflowId === workflow.id);
  if (hasEnded(workflow.status)) {
    return open.length > 0
      ? { kind: 'append', drafts: withdrawDrafts(session, workflow.id, now) }
      : { kind: 'wait', until: null };
  }
  const expired = open.filter((one) => one.expiresAt !== null && Date.parse(one.expiresAt) <= now);
  if (expired.length > 0) return { kind: 'append', drafts: closeByClock(workflow, expired, now) };
  if (workflow.status === 'paused')
    return { kind: 'wait', until: earliest(open.map((one) => one.expiresAt)) };

  if (workflow.intent === null) {
    const beat =
      stages.indexOf(workflow.currentStage as never) <= 0
        ? readInput(workflow, now)
        : route(session, workflow, rules, now);
    return beat === null
      ? { kind: 'wait', until: earliest(open.map((one) => one.expiresAt)) }
      : { kind: 'append', drafts: beat };
  }
  return runAgents(session, workflow, open, now, running, rules);
}

function runAgents(
  session: Session,
  workflow: Workflow,
  open: Decision[],
  now: number,
  running: ReadonlySet<string>,
  rules: ManagerRules,
): Action {
  if (allDone(workflow.visualization)) return { kind: 'append', drafts: finish(session, workflow, now) };

  const unknown = workflow.visualization.nodes.find(
    (node) => !rules.roster.some((one) => one.name === node.agentName),
  );
  if (unknown !== undefined) {
    const reason = `There is no agent «${unknown.agentName}» in this server.`;
    return {
      kind: 'append',
      drafts: [stateChange(workflow, now, { changeType: 'workflow_failed', status: 'failed', reason })],
    };
  }
  for (const node of workflow.visualization.nodes) {
    const drafts = resolveFailure(session, workflow, node, rules, now);
    if (drafts !== null) return { kind: 'append', drafts };
  }
  const ready = readyNodes(workflow.visualization);
  const due = ready.filter((node) => (retryAtOf(workflow, node) ?? 0) <= now);
  for (const node of due) {
    const agent = rules.roster.find((one) => one.name === node.agentName)!;
    const approval = approvalOf(session, workflow, agent, rules, now);
    if (approval.kind === 'append') return approval;
    if (approval.kind === 'open') continue;
    const allocation = allocationDraft(session, workflow, agent, rules.brains.all, now);
    return { kind: 'append', drafts: delegate(workflow, agent, allocation, now) };
  }
  const idle = workingNodes(workflow).filter(
    (node) => !running.has(workflow.executions[node.agentName]?.id ?? ''),
  );
  if (idle.length > 0) return { kind: 'start', workflow, agentNames: idle.map((node) => node.agentName) };
  const retries = ready.flatMap((node) => retryAtOf(workflow, node) ?? []);
  const deadline = earliest(open.map((one) => one.expiresAt));
  return {
    kind: 'wait',
    until: [...retries, ...(deadline === null ? [] : [deadline])].sort((a, b) => a - b)[0] ?? null,
  };
}

/** Agents that should have a process now: at work, or waiting for an answer to a question of their own. */
function workingNodes(workflow: Workflow): WorkflowNode[] {
  if (hasEnded(workflow.status)) return [];
  return workflow.visualization.nodes.filter(
    (node) =>
      node.status === 'running' || (node.status === 'waiting_for_decision' && !hasFailed(workflow, node)),
  );
}

/** The story of the failures of an agent's execution. */
function recoveryOf(workflow: Workflow, node: WorkflowNode): Recovery | undefined {
  const execution = workflow.executions[node.agentName];
  return execution === undefined ? undefined : workflow.recoveries[recoveryIdOf(execution)];
}

/** Its attempts are used up, and a person is asked what to do. */
function hasFailed(workflow: Workflow, node: WorkflowNode): boolean {
  return recoveryOf(workflow, node)?.status === 'waiting_for_user';
}

function retryAtOf(workflow: Workflow, node: WorkflowNode): number | null {
  const recovery = recoveryOf(workflow, node);
  return recovery?.nextRetryAt == null || recovery.status !== 'in_progress'
    ? null
    : Date.parse(recovery.nextRetryAt);
}

/** What a person said about an agent whose attempts were used up. */
function resolveFailure(
  session: Session,
  workflow: Workflow,
  node: WorkflowNode,
  rules: ManagerRules,
  now: number,
): Draft[] | null {
  const execution = workflow.executions[node.agentName];
  const recovery = recoveryOf(workflow, node);
  if (execution === undefined || recovery === undefined) return null;
  if (node.status !== 'waiting_for_decision' || recovery.status !== 'waiting_for_user') return null;
  const decision = decisionOn(session, workflow.id, failureTopicOf(execution));
  const agent = rules.roster.find((one) => one.name === node.agentName);
  if (decision === undefined && agent !== undefined) {
    // Nobody answered in time, and the workflow was resumed since.
    return [
      failureQuestion(
        { session, workflow, execution, agent, now },
        recovery.attempt,
        recovery.errorCode,
        rules.decisionTimeoutSeconds,
      ),
    ];
  }
  if (decision === undefined || decision.status === 'open') return null;
  const choice = replyOf(decision).values[0];
  const tell = (strategy: string, status: 'recovered' | 'exhausted') =>
    draft('error_recovery', workflow.id, now, {
      recoveryId: recovery.id,
      errorMessage: `${node.agentName}: ${strategy.replaceAll('_', ' ')}, as was decided.`,
      errorCode: recovery.errorCode,
      severity: status === 'recovered' ? 'medium' : 'high',
      recoveryStrategy: strategy,
      recoveryStatus: status,
      canContinue: status === 'recovered',
      affectedAgents: [node.agentName],
      userActionRequired: false,
      attempt: recovery.attempt,
      nextRetryAt: null,
      failedModel: null,
    });
  const goOn = (strategy: string, changeType: string, status: 'queued' | 'skipped') => [
    tell(strategy, 'recovered'),
    stateChange(workflow, now, {
      changeType,
      agentName: node.agentName,
      executionId: execution.id,
      nodes: { [node.agentName]: { status } },
    }),
  ];
  if (choice === 'retry') return goOn('retry', 'agent_retried', 'queued');
  if (choice === 'skip_agent') return goOn('skip_agent', 'agent_skipped', 'skipped');
  return [
    tell('abort', 'exhausted'),
    stateChange(workflow, now, {
      changeType: 'workflow_failed',
      status: 'failed',
      agentName: node.agentName,
      executionId: execution.id,
      reason: `${node.agentName} could not be finished.`,
      // Those beside it wait for a retry.
      nodes: {
        ...nodesWhere(workflow, isBusy, { status: 'queued', progressPercentage: 0 }),
        [node.agentName]: { status: 'failed' },
      },
    }),
    ...withdrawDrafts(session, workflow.id, now),
  ];
}

/** D2. What has neither default nor skip holds the workflow. */
function closeByClock(workflow: Workflow, expired: Decision[], now: number): Draft[] {
  const stuck = expired.find((one) => one.defaultOption === null && !one.canSkip);
  return [
    ...expired.map((one) => expireDraft(one, now)),
    ...(stuck === undefined
      ? []
      : [
          stateChange(workflow, now, {
            changeType: 'paused',
            status: 'paused',
            reason: `Nobody answered: ${stuck.prompt}`,
            nodes: nodesWhere(workflow, (node) => node.status === 'running', { status: 'paused' }),
          }),
        ]),
  ];
}

function finish(session: Session, workflow: Workflow, now: number): Draft[] {
  const artifacts = session.artifacts.filter((one) => one.workflowId === workflow.id);
  const answered = workflow.intent?.goal === 'advisor';
  const exports = artifacts.filter((one) => one.kind.startsWith('export_'));
  const words =
    exports.length > 0
      ? `Done. ${exports.map((one) => one.name).join(', ')} can be downloaded.`
      : `Done. ${artifacts.length === 1 ? 'One result is' : `${artifacts.length} results are`} ready.`;
  return [
    thinking(workflow, now, {
      thinkingType: 'output_review',
      analysis: `All ${workflow.visualization.nodes.length} agents of the plan are done.`,
      factors: artifacts.map((one) => `${one.kind}: ${one.byteSize} bytes`),
      reasoningDepth: 'quick',
    }),
    // After a question, the answer is the last word.
    ...(answered ? [] : [says(workflow, now, words)]),
    ...withdrawDrafts(session, workflow.id, now),
    ...(answered
      ? []
      : [
          draft('notification', workflow.id, now, {
            severity: 'low',
            title: 'Workflow finished',
            body: words,
            about: workflow.id,
          }),
        ]),
    stateChange(workflow, now, {
      changeType: 'workflow_completed',
      status: 'succeeded',
      stage: 'Output Management',
    }),
  ];
}

function earliest(times: (string | null)[]): number | null {
  const known = times.flatMap((one) => (one === null ? [] : [Date.parse(one)]));
  return known.length === 0 ? null : Math.min(...known);
}
