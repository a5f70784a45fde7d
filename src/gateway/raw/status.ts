// Status: a folded session in the guide's words.

import { type Decision, openDecisions, type Session } from '../../events/session.ts';
import { toWire } from '../../events/wire.ts';

/** The newest workflow as `workflow_state_change` tells it, with what is open and what is there. */
export function statusOf(session: Session): Record<string, unknown> {
  const { id: sessionId, title, status, artifacts, cost } = session;
  const workflow = session.workflows.at(-1);
  const told =
    workflow === undefined
      ? {}
      : toWire({
          type: 'workflow_state_change',
          sessionId,
          workflowId: workflow.id,
          timestamp: workflow.startedAt,
          data: {
            changeType: 'workflow_status',
            status: workflow.status,
            currentStage: workflow.currentStage,
            workflowVisualization: workflow.visualization,
            activeAgents: workflow.activeAgents,
            pipelineStatus: workflow.pipelineStatus,
            changedAgent: null,
            changedExecution: null,
            reason: workflow.reason,
            request: workflow.request,
            intent: workflow.intent,
          },
        }).data;
  return {
    title,
    workflow_id: workflow?.id ?? null,
    ...told,
    status,
    open_decisions: openDecisions(session).map(questionOf),
    artifacts: artifacts.map(({ id, kind, name, mediaType, byteSize }) => ({
      id,
      kind,
      name,
      media_type: mediaType,
      byte_size: byteSize,
      url: `/artifacts/${id}`,
    })),
    cost: cost.total,
  };
}

/** An open decision as it was asked. */
function questionOf(decision: Decision): Record<string, unknown> {
  const { id, type, sessionId, workflowId, askedAt, expiresAt, ...rest } = decision;
  const timeoutSeconds =
    expiresAt === null ? null : Math.round((Date.parse(expiresAt) - Date.parse(askedAt)) / 1000);
  return toWire({
    type: 'user_decision_needed',
    sessionId,
    workflowId,
    timestamp: askedAt,
    data: { ...rest, decisionId: id, decisionType: type, timeoutSeconds },
  }).data;
}
