// Session: what the events of a session add up to.
//
//   fold(session, event) ──▶ session      pure: the same events give the same session, however they are cut
//
// The manager after a crash, GraphQL's `session`, a feed's snapshot and the tests' oracle are all this fold.
// It takes any event in any order without failing, since events may come from managers of other makes.
// A session is plain data, so that it can be stored and read again.

import type { z } from 'zod';
import { idFrom } from '../base/id.ts';
import type { DataOf } from './catalog.ts';
import { addCost, type Cost, noCost } from './cost.ts';
import type { Event } from './event.ts';
import { brainOf, foldCall, foldNodeCost, foldRecovery } from './fold-brains.ts';
import type { artifact } from './kinds/result.ts';
import { producerOf } from './producer.ts';
import type {
  Actor,
  DecisionOutcome,
  ExecutionStatus,
  Money,
  PipelineStatus,
  RecoveryStatus,
} from './shapes.ts';

export interface Session {
  id: string;
  title: string;
  createdAt: string;
  lastSequence: number;
  status: ExecutionStatus;
  workflows: Workflow[];
  decisions: Record<string, Decision>;
  artifacts: Artifact[];
  recommendations: (Recommendation & { workflowId: string | null })[];
  cost: Cost;
  /** The highest number that each producer elsewhere has given an event. */
  producers: Record<string, number>;
}

export type Visualization = DataOf<'workflow_state_change'>['workflowVisualization'];
export type Request = NonNullable<DataOf<'workflow_state_change'>['request']>;
export type Intent = NonNullable<DataOf<'workflow_state_change'>['intent']>;
export type Recommendation = DataOf<'recommendation'>['recommendation'];
export type Artifact = z.output<typeof artifact> & { workflowId: string | null };

export interface Workflow {
  id: string;
  sessionId: string;
  status: ExecutionStatus;
  /** The sequence of its first event. */
  startedAtSequence: number;
  startedAt: string;
  finishedAt: string | null;
  request: Request | null;
  intent: Intent | null;
  reason: string | null;
  currentStage: string;
  visualization: Visualization;
  pipelineStatus: PipelineStatus;
  activeAgents: string[];
  /** The newest execution of each agent. */
  executions: Record<string, Execution>;
  recoveries: Record<string, Recovery>;
  /** Calls of models that were answered: whose they were, and the SHA-256 of what was recorded. */
  calls: Record<string, { agentName: string; result: string }>;
  /** The brain that each agent was given last. */
  brains: Record<string, { model: string; provider: string; expectedCost: Money | null }>;
  cost: Cost;
}

export interface Execution {
  id: string;
  agentName: string;
  attempt: number;
  status: ExecutionStatus;
  substep: string;
  progressPercentage: number;
  operation: string;
}

export interface Recovery {
  id: string;
  status: RecoveryStatus;
  strategy: string;
  attempt: number;
  nextRetryAt: string | null;
  affectedAgents: string[];
  errorCode: string;
  /** The brain that failed last, as provider/model; null when it was something else. */
  model: string | null;
  /** Brains that are not asked again in this story: provider/model, or provider/* for all of a provider. */
  givenUp: string[];
}

export type Decision = Omit<
  DataOf<'user_decision_needed'>,
  'decisionId' | 'decisionType' | 'timeoutSeconds'
> & {
  id: string;
  sessionId: string;
  workflowId: string | null;
  type: DataOf<'user_decision_needed'>['decisionType'];
  status: 'open' | 'closed';
  askedAt: string;
  expiresAt: string | null;
  outcome: DecisionOutcome | null;
  answer: DataOf<'user_decision_made'>['answer'];
  answeredBy: Actor | null;
  answeredAt: string | null;
  comment: string | null;
};

const ended: ReadonlySet<ExecutionStatus> = new Set(['succeeded', 'failed', 'cancelled', 'skipped']);

/** Whether nothing more happens by itself. */
export function hasEnded(status: ExecutionStatus): boolean {
  return ended.has(status);
}

/** Whether a manager elsewhere runs it: this server shows it and takes answers, and never acts in it. */
export function isForeign(workflow: Pick<Workflow, 'id'>): boolean {
  return workflow.id.startsWith('workflow_foreign_');
}

/** The id of a foreign workflow, from its session and its number in it. */
export function foreignWorkflowId(sessionId: string, number: number): string {
  return idFrom('workflow_foreign', sessionId, String(number));
}

/** A session before its first event. */
export function emptySession(record: { id: string; title: string; createdAt: string }): Session {
  const { id, title, createdAt } = record;
  return {
    id,
    title,
    createdAt,
    lastSequence: 0,
    status: 'queued',
    workflows: [],
    decisions: {},
    artifacts: [],
    recommendations: [],
    cost: noCost,
    producers: {},
  };
}

/** The session after one more event. Never changes what it was given. */
export function fold(session: Session, event: Event): Session {
  const moved = { ...session, lastSequence: event.sequence, producers: foldProducer(session, event) };
  const next = foldData(inWorkflow(moved, event), event);
  const last = next.workflows.at(-1);
  return last === undefined ? next : { ...next, status: last.status };
}

/** Snapshots that were kept before there were producers have none. */
function foldProducer({ producers = {} }: Session, event: Event): Session['producers'] {
  const producer = producerOf(event);
  if (producer === null) return producers;
  const before = Object.hasOwn(producers, producer.id) ? producers[producer.id]! : -1;
  return { ...producers, [producer.id]: Math.max(before, producer.sequence) };
}

/** Sees to it that the event's workflow is there. */
function inWorkflow(session: Session, event: Event): Session {
  const { workflowId } = event;
  if (workflowId === null || session.workflows.some((one) => one.id === workflowId)) return session;
  const workflow: Workflow = {
    id: workflowId,
    sessionId: session.id,
    status: 'queued',
    startedAtSequence: event.sequence,
    startedAt: event.timestamp,
    finishedAt: null,
    request: null,
    intent: null,
    reason: null,
    currentStage: '',
    activeAgents: [],
    executions: {},
    recoveries: {},
    calls: {},
    brains: {},
    cost: noCost,
    visualization: {
      stages: [],
      currentStageIndex: 0,
      dependencies: [],
      completionPercentage: 0,
      parallelTracks: [],
      nodes: [],
    },
    pipelineStatus: {
      filesProcessed: false,
      tradesMapped: false,
      scopeAnalyzed: false,
      takeoffCalculated: false,
      estimateGenerated: false,
      exportReady: false,
    },
  };
  return { ...session, workflows: [...session.workflows, workflow] };
}

function foldData(session: Session, event: Event): Session {
  switch (event.type) {
    case 'workflow_state_change':
      return change(session, event, (workflow) => foldStateChange(workflow, event));
    case 'agent_substep':
      return change(session, event, (workflow) => foldSubstep(workflow, event.data));
    case 'error_recovery':
      return change(session, event, (workflow) => foldRecovery(workflow, event.data));
    case 'cost_incurred':
      return change({ ...session, cost: addCost(session.cost, event.data) }, event, (workflow) => ({
        ...workflow,
        cost: addCost(workflow.cost, event.data),
        visualization: foldNodeCost(workflow.visualization, event.data),
        calls: foldCall(workflow, event.data),
      }));
    case 'brain_allocation':
      return change(session, event, (workflow) => ({
        ...workflow,
        brains: { ...workflow.brains, [event.data.agentName]: brainOf(event.data) },
      }));
    case 'user_decision_needed':
      // The first asking counts: a question that is told again is not open again.
      return Object.hasOwn(session.decisions, event.data.decisionId)
        ? session
        : withDecision(session, asked(session.id, event));
    case 'user_decision_made':
      return foldDecisionMade(session, event);
    case 'artifact_ready':
      return {
        ...session,
        artifacts: [...session.artifacts, { ...event.data.artifact, workflowId: event.workflowId }],
      };
    case 'recommendation': {
      const { recommendation } = event.data;
      const { recommendations: before } = session;
      const place = before.findIndex((one) => one.id === recommendation.id);
      // Told again it is what became of it, in its place.
      const recommendations = before.toSpliced(place === -1 ? before.length : place, place === -1 ? 0 : 1, {
        ...recommendation,
        workflowId: event.workflowId,
      });
      return { ...session, recommendations };
    }
    case 'manager_thinking':
    case 'chat_message':
    case 'notification':
      return session;
  }
}

function change(session: Session, event: Event, how: (workflow: Workflow) => Workflow): Session {
  if (event.workflowId === null) return session;
  return {
    ...session,
    workflows: session.workflows.map((one) => (one.id === event.workflowId ? how(one) : one)),
  };
}

function foldStateChange(workflow: Workflow, event: Event<'workflow_state_change'>): Workflow {
  const { data } = event;
  const { changedAgent: agentName, changedExecution: executionId } = data;
  const before = agentName === null ? undefined : workflow.executions[agentName];
  const node = data.workflowVisualization.nodes.find((one) => one.agentName === agentName);
  const executions =
    agentName === null || executionId === null || node === undefined
      ? workflow.executions
      : {
          ...workflow.executions,
          [agentName]: {
            ...(before?.id === executionId ? before : firstExecution(executionId, agentName)),
            status: node.status,
          },
        };
  return {
    ...workflow,
    status: data.status,
    finishedAt: hasEnded(data.status) ? event.timestamp : null,
    request: data.request ?? workflow.request,
    intent: data.intent ?? workflow.intent,
    reason: data.reason,
    currentStage: data.currentStage,
    visualization: data.workflowVisualization,
    pipelineStatus: data.pipelineStatus,
    activeAgents: data.activeAgents,
    executions,
  };
}

function firstExecution(id: string, agentName: string): Execution {
  return {
    id,
    agentName,
    attempt: 1,
    status: 'running',
    substep: 'initializing',
    progressPercentage: 0,
    operation: '',
  };
}

function foldSubstep(workflow: Workflow, data: DataOf<'agent_substep'>): Workflow {
  const before = workflow.executions[data.agentName];
  const execution: Execution = {
    id: data.executionId,
    agentName: data.agentName,
    attempt: data.attempt,
    status: before?.id === data.executionId ? before.status : 'running',
    substep: data.substep,
    progressPercentage: data.progressPercentage,
    operation: data.substepDetails.operation,
  };
  const nodes = workflow.visualization.nodes.map((node) =>
    node.agentName === data.agentName ? { ...node, progressPercentage: data.progressPercentage } : node,
  );
  return {
    ...workflow,
    executions: { ...workflow.executions, [data.agentName]: execution },
    visualization: {
      ...workflow.visualization,
      nodes,
      completionPercentage:
        nodes.length === 0 ? workflow.visualization.completionPercentage : completionOf(nodes),
    },
  };
}

/** 0–100: the mean over the agents, to one decimal. */
export function completionOf(
  nodes: readonly { status: ExecutionStatus; progressPercentage: number }[],
): number {
  if (nodes.length === 0) return 0;
  const sum = nodes.reduce((all, node) => all + (hasEnded(node.status) ? 100 : node.progressPercentage), 0);
  return Math.round((sum / nodes.length) * 10) / 10;
}

function asked(sessionId: string, event: Event<'user_decision_needed'>): Decision {
  const { decisionId, decisionType, timeoutSeconds, ...rest } = event.data;
  const expiresAt =
    timeoutSeconds === null
      ? null
      : new Date(Date.parse(event.timestamp) + timeoutSeconds * 1000).toISOString();
  return {
    ...rest,
    id: decisionId,
    sessionId,
    workflowId: event.workflowId,
    type: decisionType,
    status: 'open',
    askedAt: event.timestamp,
    expiresAt,
    outcome: null,
    answer: null,
    answeredBy: null,
    answeredAt: null,
    comment: null,
  };
}

/** The first closing counts. */
function foldDecisionMade(session: Session, event: Event<'user_decision_made'>): Session {
  const { decisionId, ...made } = event.data;
  if (!Object.hasOwn(session.decisions, decisionId)) return session;
  const decision = session.decisions[decisionId]!;
  if (decision.status === 'closed') return session;
  return withDecision(session, { ...decision, ...made, status: 'closed', answeredAt: event.timestamp });
}

function withDecision(session: Session, decision: Decision): Session {
  return { ...session, decisions: { ...session.decisions, [decision.id]: decision } };
}

/** Decisions that wait for an answer, oldest first. */
export function openDecisions(session: Session): Decision[] {
  return Object.values(session.decisions).filter((one) => one.status === 'open');
}
