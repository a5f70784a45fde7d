// Workflow: the shape of the run and where it stands.
//
// Source: streaming guide, «Visual Workflow Representation». Its `current_stage` need not be one of `stages`;
// `currentStageIndex` tells the place.

import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { decimal, flag, id, int, list, nullable, object, onWire, percentage, since, text } from '../field.ts';
import { defineKind } from '../kind.ts';
import {
  budgetPolicy,
  dependency,
  executionStatus,
  money,
  parallelTrack,
  pipelineStatus,
  workflowNode,
} from '../shapes.ts';

type Dependency = z.output<typeof dependency>;

type Waits = Record<string, string[]>;

function toMap(all: Dependency[]): Waits {
  const froms = (to: string) => all.filter((one) => one.to === to).map((one) => one.from);
  return Object.fromEntries(all.map(({ to }) => [to, froms(to)]));
}

const fromMap = (waits: Waits): Dependency[] =>
  Object.entries(waits).flatMap(([to, froms]) => froms.map((from) => ({ from, to })));

/** On the wire a map from each agent to those it waits for, and beside it the list where the map would lose its order. */
const dependencies = onWire(list(dependency, 'Who waits for whom.'), {
  print: (all: Dependency[]) => ({
    dependencies: toMap(all),
    ...(isDeepStrictEqual(fromMap(toMap(all)), all) ? {} : { dependency_list: all }),
  }),
  parse: (data) => data.dependency_list ?? fromMap((data.dependencies ?? {}) as Waits),
});

/** The last stage whose words all occur in the text, else the first. */
function placeOf(stages: unknown, current: unknown): number {
  const has = (stage: string) => stage.split(' ').every((word) => String(current).includes(word));
  return Array.isArray(stages)
    ? Math.max(
        0,
        stages.findLastIndex((stage) => has(String(stage))),
      )
    : 0;
}

/** The guide's messages tell no status; what changed says it. */
function statusAfter(changeType: unknown): z.output<typeof executionStatus> {
  switch (changeType) {
    case 'workflow_completed':
      return 'succeeded';
    case 'workflow_failed':
      return 'failed';
    case 'cancelled':
    case 'paused':
      return changeType;
    default:
      return 'running';
  }
}

const visualization = object('WorkflowVisualization', 'What is needed to draw the workflow.', {
  stages: list(text('A stage.'), 'The manager’s stages, in order.'),
  currentStageIndex: since(int('The current one, from 0.'), (data) =>
    placeOf(data.stages, data.currentStage),
  ),
  dependencies,
  completionPercentage: percentage('0 to 100.'),
  parallelTracks: list(parallelTrack, 'Groups of agents that may run beside each other.'),
  nodes: since(list(workflowNode, 'Every agent of the plan.'), () => []),
});

const markup = object('RequestedMarkup', 'A mark-up that was asked for.', {
  name: text('Such as contingency.'),
  percent: decimal('In percent.'),
});

const documentInWorkflow = object('RequestedDocument', 'A document that the workflow works on.', {
  documentId: id('The document.'),
  name: text('Its file name.'),
  kind: text('What its content is.'),
  byteSize: int('Bytes.'),
  sha256: text('SHA-256 of the content, hexadecimal.'),
});

const requestedStep = object('RequestedStep', 'An agent that was asked for by name.', {
  agentName: text('The agent.'),
  timeoutSeconds: nullable(int('Working time for one attempt; null for the agent’s own limit.')),
  maxAttempts: nullable(int('Attempts before a person is asked; null for the agent’s own number.')),
  after: list(text('An agent.'), 'Steps that have to finish first, beyond those whose results it needs.'),
  optional: flag('The workflow may go on without it.'),
  requiresApproval: flag('A person is asked before it begins.'),
});

const requestedBudget = object('RequestedBudget', 'What brains may cost in a workflow.', {
  limit: money,
  onExceeded: budgetPolicy,
});

const preferredModel = object('PreferredModel', 'A brain that was asked for.', {
  agentName: nullable(text('For this agent; null for all others.')),
  model: text('As provider/model or by the model’s name alone; `local` for no language model.'),
});

const forkOrigin = object('ForkOrigin', 'Of which workflow it is a what-if.', {
  workflowId: id('The workflow.'),
  sequence: int('The place of the session before the first answer that is another one.'),
});

const request = object('WorkflowRequest', 'What a workflow was started with.', {
  instructions: text('In the words of the person.'),
  documents: list(documentInWorkflow, 'What to work on, in order.'),
  steps: nullable(list(requestedStep, 'The agents asked for by name; null leaves the plan to the manager.')),
  budget: since(nullable(requestedBudget), () => null),
  models: since(list(preferredModel, 'Brains that are preferred.'), () => []),
  forkedFrom: since(nullable(forkOrigin), () => null),
  fingerprint: text('Hash of the input, to tell a repetition from another request with the same key.'),
});

const intent = object('WorkflowIntent', 'What the manager understood.', {
  goal: text('The last agent that is needed, or the kind of change.'),
  agents: list(text('An agent.'), 'The plan: the agents to run, in an order that respects their needs.'),
  reused: list(text('An agent.'), 'Agents whose results of an earlier workflow are used again.'),
  formats: list(text('xlsx, pdf, csv or json.'), 'What to export.'),
  markups: list(markup, 'Mark-ups that the instruction sets.'),
  region: nullable(text('The US state whose price level applies.')),
  currency: text('ISO 4217.'),
  confidence: z.number().min(0).max(1).describe('0 to 1.'),
});

export const workflowStateChange = defineKind('workflow_state_change', {
  doc: 'The workflow moved: a stage, an agent, its end.',
  priority: 'normal',
  data: z.object({
    changeType: text(
      'Open vocabulary: workflow_started, phase_transition, agent_started, agent_completed, agent_failed, paused, resumed, cancelled, workflow_completed, workflow_failed …',
    ),
    status: since(executionStatus, (data) => statusAfter(data.changeType)),
    currentStage: text('Where the manager is.'),
    workflowVisualization: visualization,
    activeAgents: list(text('An agent.'), 'Who is at work.'),
    pipelineStatus,
    changedAgent: since(nullable(text('The agent that the change is about.')), () => null),
    changedExecution: since(nullable(id('Its execution.')), () => null),
    reason: since(nullable(text('Why, where somebody or something decided it.')), () => null),
    request: since(nullable(request), () => null),
    intent: since(nullable(intent), () => null),
  }),
  example: {
    changeType: 'agent_started',
    status: 'running',
    currentStage: 'Task Delegation',
    workflowVisualization: {
      stages: ['Universal Intake', 'Intent Classification', 'Task Delegation', 'Output Management'],
      currentStageIndex: 2,
      dependencies: [{ from: 'file_reader', to: 'trade_mapper' }],
      completionPercentage: 20,
      parallelTracks: [{ id: 'track_1', label: 'Reading', agentNames: ['file_reader'], status: 'running' }],
      nodes: [
        {
          agentName: 'file_reader',
          stage: 'Task Delegation',
          status: 'running',
          progressPercentage: 20,
          startedAt: '2026-01-01T00:00:00.000Z',
          finishedAt: null,
          cost: { amount: '0', currency: 'USD' },
        },
      ],
    },
    activeAgents: ['file_reader'],
    pipelineStatus: {
      filesProcessed: false,
      tradesMapped: false,
      scopeAnalyzed: false,
      takeoffCalculated: false,
      estimateGenerated: false,
      exportReady: false,
    },
    changedAgent: 'file_reader',
    changedExecution: 'execution_1',
    reason: null,
    request: {
      instructions: 'Estimate this.',
      documents: [{ documentId: 'document_1', name: 'bill.xlsx', kind: 'xlsx', byteSize: 10, sha256: 'ab' }],
      steps: null,
      budget: { limit: { amount: '1.5', currency: 'USD' }, onExceeded: 'ask' },
      models: [{ agentName: null, model: 'openai/gpt-5-mini' }],
      forkedFrom: { workflowId: 'workflow_0', sequence: 7 },
      fingerprint: 'ab',
    },
    intent: {
      goal: 'export',
      agents: ['file_reader'],
      reused: [],
      formats: ['xlsx'],
      markups: [{ name: 'contingency', percent: '10' }],
      region: 'Indiana',
      currency: 'USD',
      confidence: 0.9,
    },
  },
});
