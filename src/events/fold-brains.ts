// The part of the fold that is about brains: who was given which, what was answered, what failed.

import type { DataOf } from './catalog.ts';
import { addMoney } from './cost.ts';
import type { Recovery, Visualization, Workflow } from './session.ts';

export function brainOf({ modelSelected, provider, expectedCost }: DataOf<'brain_allocation'>) {
  return { model: modelSelected, provider, expectedCost };
}

/** What each agent has cost. */
export function foldNodeCost(
  picture: Visualization,
  { agentName, cost }: DataOf<'cost_incurred'>,
): Visualization {
  if (Number(cost.amount) === 0) return picture;
  const nodes = picture.nodes.map((node) =>
    node.agentName === agentName ? { ...node, cost: addMoney(node.cost, cost) } : node,
  );
  return { ...picture, nodes };
}

export function foldCall(
  workflow: Workflow,
  { agentName, callId, result }: DataOf<'cost_incurred'>,
): Workflow['calls'] {
  // States that were kept before there were calls, and events of before, have none.
  return callId == null || result == null
    ? (workflow.calls ?? {})
    : { ...workflow.calls, [callId]: { agentName, result } };
}

export function foldRecovery(workflow: Workflow, data: DataOf<'error_recovery'>): Workflow {
  const recovery: Recovery = {
    id: data.recoveryId,
    status: data.recoveryStatus,
    strategy: data.recoveryStrategy,
    attempt: data.attempt,
    nextRetryAt: data.nextRetryAt,
    affectedAgents: data.affectedAgents,
    errorCode: data.errorCode,
    model: data.failedModel ?? null,
    givenUp: foldGivenUp(workflow.recoveries[data.recoveryId], data),
  };
  return { ...workflow, recoveries: { ...workflow.recoveries, [recovery.id]: recovery } };
}

function foldGivenUp(before: Recovery | undefined, data: DataOf<'error_recovery'>): string[] {
  const known = before?.givenUp ?? [];
  if (data.failedModel == null || !data.recoveryStrategy.startsWith('fallback_')) return known;
  const provider = data.failedModel.slice(0, data.failedModel.indexOf('/'));
  return [...known, data.recoveryStrategy === 'fallback_provider' ? `${provider}/*` : data.failedModel];
}
