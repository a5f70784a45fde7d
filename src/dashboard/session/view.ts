// View: a session as the page shows it, folded from a snapshot and what came after it.
//
//   fold(view, event) ──▶ view      pure; an event that the view has already changes nothing
//
//   V1. However a log is split into a snapshot and the events after it, the view at its end is the same, and what it
//       shares with the server's own snapshot there equals that (test/dashboard/view.test.ts).
//   V2. What is remembered of events is of the current workflow only.
//
// The status of documents is not told by events, so it is as of the newest snapshot.

import { own } from '../components/own.ts';
import type {
  AgentSubstepPartsFragment,
  BrainAllocationPartsFragment,
  DecisionPartsFragment,
  ErrorRecoveryPartsFragment,
  EventPartsFragment,
  ManagerThinkingPartsFragment,
  SessionAtQuery,
  SessionPartsFragment,
  WorkflowPartsFragment,
} from '../generated/graphql.ts';
import { withRaise } from './budget.ts';
import { noCost, withCost, withNodeCost } from './cost.ts';
import { hasEnded } from './status.ts';

export type Event = EventPartsFragment;
type SessionAtResult = NonNullable<SessionAtQuery['session']>;

export interface View {
  /** As of `session.lastSequence`. */
  session: SessionPartsFragment;
  thinking: ManagerThinkingPartsFragment | null;
  /** What a language model thinks or thought last, as far as it has said. */
  reasoning: ManagerThinkingPartsFragment | null;
  /** The newest for each agent. */
  brains: Readonly<Record<string, BrainAllocationPartsFragment>>;
  substeps: Readonly<Record<string, AgentSubstepPartsFragment>>;
  /** The newest of each recovery. */
  recoveries: Readonly<Record<string, ErrorRecoveryPartsFragment>>;
}

const nothing = { thinking: null, reasoning: null, brains: {}, substeps: {}, recoveries: {} };

/** From one answer of the server, which is consistent in itself. */
export function viewOf(result: SessionAtResult): View {
  const { newest, thoughts, brains, recoveries, substeps, ...session } = result;
  const events = [newest, thoughts, brains, recoveries, substeps]
    .flatMap(({ edges }) => edges.map(({ node }) => node))
    .sort((a, b) => a.sequence - b.sequence);
  return events.reduce(remember, { ...nothing, session });
}

/** With the server's own snapshot of a later place; what is not in it stays. */
export function withSnapshot(view: View, session: SessionPartsFragment): View {
  if (session.lastSequence < view.session.lastSequence) return view;
  const isSame = session.currentWorkflow?.id === view.session.currentWorkflow?.id;
  return { ...view, ...(isSame ? {} : nothing), session };
}

export function fold(view: View, event: Event): View {
  if (event.sequence <= view.session.lastSequence) return view;
  const { sequence: lastSequence, cursor } = event;
  const moved = withWorkflow({ ...view, session: { ...view.session, lastSequence, cursor } }, event);
  const session = foldData(moved.session, event);
  const status = session.currentWorkflow?.status ?? session.status;
  return remember({ ...moved, session: { ...session, status } }, event);
}

/** The newest event of a kind, where that is what is shown. */
function remember(view: View, event: Event): View {
  if ((event.workflowId ?? null) !== (view.session.currentWorkflow?.id ?? null)) return view;
  switch (event.__typename) {
    case 'ManagerThinking':
      return event.thoughtId === null ? { ...view, thinking: event } : { ...view, reasoning: event };
    case 'BrainAllocation':
      return {
        ...view,
        brains: { ...view.brains, [event.agentName]: event },
        substeps: withBrain(view.substeps, event),
      };
    case 'AgentSubstep':
      return { ...view, substeps: { ...view.substeps, [event.agentName]: event } };
    case 'ErrorRecovery':
      return { ...view, recoveries: { ...view.recoveries, [event.recoveryId]: event } };
    default:
      return view;
  }
}

/** A step that goes on with another brain; the next step says so itself. */
function withBrain(substeps: View['substeps'], { agentName, modelSelected }: BrainAllocationPartsFragment) {
  const step = own(substeps, agentName);
  if (step === undefined) return substeps;
  const substepDetails = { ...step.substepDetails, modelUsed: modelSelected };
  return { ...substeps, [agentName]: { ...step, substepDetails } };
}

/** Another run begins with nothing thought and nobody at work. */
function withWorkflow(view: View, { workflowId, timestamp }: Event): View {
  if (workflowId == null || view.session.workflows.some(({ id }) => id === workflowId)) return view;
  const currentWorkflow: WorkflowPartsFragment = {
    id: workflowId,
    status: 'QUEUED',
    instructions: '',
    reason: null,
    startedAt: timestamp,
    finishedAt: null,
    activeAgents: [],
    pipelineStatus: {
      filesProcessed: false,
      tradesMapped: false,
      scopeAnalyzed: false,
      takeoffCalculated: false,
      estimateGenerated: false,
      exportReady: false,
    },
    visualization: {
      stages: [],
      currentStageIndex: 0,
      completionPercentage: 0,
      nodes: [],
      dependencies: [],
      parallelTracks: [],
    },
    cost: noCost(view.session.cost.total.currency),
    budget: null,
  };
  const workflows = [...view.session.workflows, { id: workflowId }];
  return { ...view, ...nothing, session: { ...view.session, currentWorkflow, workflows } };
}

function foldData(session: SessionPartsFragment, event: Event): SessionPartsFragment {
  switch (event.__typename) {
    case 'WorkflowStateChange':
      return ofWorkflow(session, event, (workflow) => ({
        ...workflow,
        status: event.status,
        instructions: event.request?.instructions ?? workflow.instructions,
        budget: event.request == null ? workflow.budget : event.request.budget,
        finishedAt: hasEnded(event.status) ? event.timestamp : null,
        reason: event.reason ?? null,
        activeAgents: event.activeAgents,
        pipelineStatus: event.pipelineStatus,
        visualization: event.workflowVisualization,
      }));
    case 'AgentSubstep':
      return ofWorkflow(session, event, (workflow) => withProgress(workflow, event));
    case 'UserDecisionNeeded':
      return { ...session, decisions: withDecision(session.decisions, event.decision) };
    case 'UserDecisionMade':
      return ofWorkflow(
        { ...session, decisions: withDecision(session.decisions, event.decision) },
        event,
        (workflow) => ({ ...workflow, budget: withRaise(workflow.budget, event.decision) }),
      );
    case 'ArtifactReady':
      return { ...session, artifacts: [...session.artifacts, event.artifact] };
    case 'CostIncurred':
      return ofWorkflow({ ...session, cost: withCost(session.cost, event) }, event, (workflow) => ({
        ...workflow,
        visualization: withNodeCost(workflow.visualization, event),
        cost: withCost(workflow.cost, event),
      }));
    case 'ManagerThinking':
    case 'BrainAllocation':
    case 'ErrorRecovery':
    case 'ChatMessage':
    case 'NotificationRaised':
    case 'RecommendationMade':
      return session;
  }
}

function ofWorkflow(
  session: SessionPartsFragment,
  { workflowId }: Event,
  how: (workflow: WorkflowPartsFragment) => WorkflowPartsFragment,
): SessionPartsFragment {
  const workflow = session.currentWorkflow;
  return workflow == null || workflow.id !== workflowId
    ? session
    : { ...session, currentWorkflow: how(workflow) };
}

function withProgress(
  { visualization, ...workflow }: WorkflowPartsFragment,
  { agentName, progressPercentage }: AgentSubstepPartsFragment,
): WorkflowPartsFragment {
  const nodes = visualization.nodes.map((node) =>
    node.agentName === agentName ? { ...node, progressPercentage } : node,
  );
  const sum = nodes.reduce((all, one) => all + (hasEnded(one.status) ? 100 : one.progressPercentage), 0);
  const completionPercentage =
    nodes.length === 0 ? visualization.completionPercentage : Math.round((sum / nodes.length) * 10) / 10;
  return { ...workflow, visualization: { ...visualization, nodes, completionPercentage } };
}

function withDecision(decisions: readonly DecisionPartsFragment[], decision: DecisionPartsFragment) {
  return decisions.some(({ id }) => id === decision.id)
    ? decisions.map((one) => (one.id === decision.id ? decision : one))
    : [...decisions, decision];
}
