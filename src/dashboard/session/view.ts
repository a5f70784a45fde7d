// View: a session as the page shows it, folded from a snapshot and what came after it.
//
//   fold(view, event) ──▶ view      pure; an event that the view has already changes nothing
//
// The server folds whole sessions; what is needed between two of its snapshots is only this.

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
import { noCost, withCost } from './cost.ts';
import { hasEnded } from './status.ts';

export type Event = EventPartsFragment;
type SessionAtResult = NonNullable<SessionAtQuery['session']>;

export interface View {
  /** As of `session.lastSequence`. */
  session: SessionPartsFragment;
  thinking: ManagerThinkingPartsFragment | null;
  /** The newest for each agent. */
  brains: Readonly<Record<string, BrainAllocationPartsFragment>>;
  substeps: Readonly<Record<string, AgentSubstepPartsFragment>>;
  /** The newest of each recovery. */
  recoveries: Readonly<Record<string, ErrorRecoveryPartsFragment>>;
}

/** From one answer of the server, which is consistent in itself. */
export function viewOf(result: SessionAtResult): View {
  const { newest: _, thoughts, brains, recoveries, substeps, ...session } = result;
  const empty: View = { session, thinking: null, brains: {}, substeps: {}, recoveries: {} };
  return [thoughts, brains, recoveries, substeps]
    .flatMap(({ edges }) => edges.map(({ node }) => node))
    .reduce(remember, empty);
}

/** With the server's own snapshot of a later place; what is not in it stays. */
export function withSnapshot(view: View, session: SessionPartsFragment): View {
  return session.lastSequence < view.session.lastSequence ? view : { ...view, session };
}

export function fold(view: View, event: Event): View {
  if (event.sequence <= view.session.lastSequence) return view;
  const { sequence: lastSequence, cursor } = event;
  const session = { ...foldSession(view.session, event), lastSequence, cursor };
  return remember({ ...view, session }, event);
}

/** The newest event of a kind, where that is what is shown. */
function remember(view: View, event: Event): View {
  switch (event.__typename) {
    case 'ManagerThinking':
      return { ...view, thinking: event };
    case 'BrainAllocation':
      return { ...view, brains: { ...view.brains, [event.agentName]: event } };
    case 'AgentSubstep':
      return { ...view, substeps: { ...view.substeps, [event.agentName]: event } };
    case 'ErrorRecovery':
      return { ...view, recoveries: { ...view.recoveries, [event.recoveryId]: event } };
    case 'WorkflowStateChange':
      // Another run begins with nothing thought and nobody at work.
      return event.changeType === 'workflow_started'
        ? { ...view, thinking: null, brains: {}, substeps: {}, recoveries: {} }
        : view;
    default:
      return view;
  }
}

function foldSession(session: SessionPartsFragment, event: Event): SessionPartsFragment {
  switch (event.__typename) {
    case 'WorkflowStateChange': {
      const { workflowId, status, reason, activeAgents, pipelineStatus, workflowVisualization } = event;
      if (workflowId === null || workflowId === undefined) return session;
      const before = session.currentWorkflow?.id === workflowId ? session.currentWorkflow : null;
      return {
        ...session,
        status,
        currentWorkflow: {
          id: workflowId,
          instructions: event.request?.instructions ?? before?.instructions ?? '',
          startedAt: before?.startedAt ?? event.timestamp,
          finishedAt: hasEnded(status) ? event.timestamp : null,
          status,
          reason: reason ?? null,
          activeAgents,
          pipelineStatus,
          visualization: workflowVisualization,
          cost: before?.cost ?? noCost(session.cost.total.currency),
        },
      };
    }
    case 'AgentSubstep':
      return ofWorkflow(session, event.workflowId, (workflow) => withProgress(workflow, event));
    case 'UserDecisionNeeded':
    case 'UserDecisionMade':
      return { ...session, decisions: withDecision(session.decisions, event.decision) };
    case 'ArtifactReady':
      return session.artifacts.some(({ id }) => id === event.artifact.id)
        ? session
        : { ...session, artifacts: [...session.artifacts, event.artifact] };
    case 'CostIncurred':
      return ofWorkflow(session, event.workflowId, (workflow) => ({
        ...workflow,
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
  workflowId: string | null | undefined,
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
  const completionPercentage = nodes.length === 0 ? visualization.completionPercentage : sum / nodes.length;
  return { ...workflow, visualization: { ...visualization, nodes, completionPercentage } };
}

function withDecision(decisions: readonly DecisionPartsFragment[], decision: DecisionPartsFragment) {
  return decisions.some(({ id }) => id === decision.id)
    ? decisions.map((one) => (one.id === decision.id ? decision : one))
    : [...decisions, decision];
}
