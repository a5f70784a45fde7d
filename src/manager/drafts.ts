// Drafts: the events that the manager writes, each built in one place.

import { timestampOf } from '../base/clock.ts';
import type { DataOf, KindName } from '../events/catalog.ts';
import type { Draft } from '../events/event.ts';
import { hasEnded, type Workflow } from '../events/session.ts';
import type { ExecutionStatus, WorkflowNode } from '../events/shapes.ts';
import { withNodes } from './plan.ts';
import { type Stage, stages } from './stages.ts';

/** An event of a workflow, now. */
export function draft<Name extends KindName>(
  type: Name,
  workflowId: string | null,
  now: number,
  data: DataOf<Name>,
): Draft {
  return { type, workflowId, timestamp: timestampOf(now), data } as Draft;
}

type StateChange = DataOf<'workflow_state_change'>;

export interface Change {
  changeType: string;
  status?: ExecutionStatus;
  stage?: Stage;
  /** What becomes of agents, by name. */
  nodes?: Record<string, Partial<WorkflowNode>>;
  agentName?: string;
  executionId?: string;
  reason?: string;
  intent?: StateChange['intent'];
  request?: StateChange['request'];
  picture?: StateChange['workflowVisualization'];
  pipelineStatus?: Partial<StateChange['pipelineStatus']>;
}

/** The workflow's next state, told as a whole: what the change does not name stays. */
export function stateChange(workflow: Workflow, now: number, change: Change): Draft {
  const picture = change.picture ?? workflow.visualization;
  const nodes = picture.nodes.map((node) => ({ ...node, ...change.nodes?.[node.agentName] }));
  const currentStage = change.stage ?? workflow.currentStage;
  const busy = nodes.some((node) => node.status === 'running' || node.status === 'queued');
  const waiting = nodes.some((node) => node.status === 'waiting_for_decision');
  const running = nodes.some((node) => node.status === 'running');
  return draft('workflow_state_change', workflow.id, now, {
    changeType: change.changeType,
    status:
      change.status ??
      (waiting && !running
        ? 'waiting_for_decision'
        : busy || !hasEnded(workflow.status)
          ? 'running'
          : workflow.status),
    currentStage,
    workflowVisualization: {
      ...withNodes(picture, nodes),
      currentStageIndex: Math.max(0, (stages as readonly string[]).indexOf(currentStage)),
    },
    activeAgents: nodes.filter((node) => node.status === 'running').map((node) => node.agentName),
    pipelineStatus: { ...workflow.pipelineStatus, ...change.pipelineStatus },
    changedAgent: change.agentName ?? null,
    changedExecution: change.executionId ?? null,
    reason: change.reason ?? null,
    request: change.request ?? null,
    intent: change.intent ?? null,
  });
}

export function thinking(
  workflow: Workflow,
  now: number,
  data: Partial<DataOf<'manager_thinking'>> &
    Pick<DataOf<'manager_thinking'>, 'thinkingType' | 'analysis' | 'factors'>,
): Draft {
  return draft('manager_thinking', workflow.id, now, {
    stage: workflow.currentStage,
    confidence: null,
    reasoningDepth: 'standard',
    alternatives: [],
    thoughtId: null,
    partial: false,
    ...data,
  });
}

export function says(workflow: Workflow, now: number, text: string): Draft {
  return draft('chat_message', workflow.id, now, {
    role: 'assistant',
    text,
    messageId: null,
    partial: false,
  });
}

/** The same change for all agents for which something holds. */
export function nodesWhere(
  workflow: Workflow,
  which: (node: WorkflowNode) => boolean,
  change: Partial<WorkflowNode>,
): Record<string, Partial<WorkflowNode>> {
  return Object.fromEntries(
    workflow.visualization.nodes.filter(which).map((node) => [node.agentName, change]),
  );
}

/** At work, or waiting for an answer to go on. */
export const isBusy = (node: WorkflowNode) =>
  node.status === 'running' || node.status === 'waiting_for_decision';
