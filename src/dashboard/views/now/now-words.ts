// Now words: who has something in hand, and what is said when nobody has.

import { strategyWords } from '../../components/recovery-words.ts';
import type {
  AgentSubstepPartsFragment,
  ErrorRecoveryPartsFragment,
  ExecutionStatus,
  VisualizationPartsFragment,
} from '../../generated/graphql.ts';

export type AgentShown = Pick<VisualizationPartsFragment['nodes'][number], 'agentName' | 'status'>;

/** The agents of the plan; where a manager elsewhere told of none, those it spoke of. */
export function agentsOf(
  planned: readonly AgentShown[],
  active: readonly string[],
  steps: readonly Pick<AgentSubstepPartsFragment, 'agentName' | 'progressPercentage'>[],
): readonly AgentShown[] {
  if (planned.length > 0) return planned;
  const agents = new Map<string, AgentShown>(
    active.map((agentName) => [agentName, { agentName, status: 'RUNNING' }]),
  );
  for (const { agentName, progressPercentage } of steps)
    if (!agents.has(agentName))
      agents.set(agentName, { agentName, status: progressPercentage < 100 ? 'RUNNING' : 'SUCCEEDED' });
  return [...agents.values()];
}

const begun: readonly ExecutionStatus[] = ['RUNNING', 'WAITING_FOR_DECISION', 'PAUSED', 'FAILED'];

/** Those that work first, then those that wait, are held or failed. */
export function inHand(agents: readonly AgentShown[]): AgentShown[] {
  return agents
    .filter(({ status }) => begun.includes(status))
    .sort((one, other) => begun.indexOf(one.status) - begun.indexOf(other.status));
}

export function nobodyWords(status: ExecutionStatus, agents: readonly AgentShown[]): string {
  switch (status) {
    case 'SUCCEEDED':
      return agents.length === 1 ? 'The agent is done.' : `All ${agents.length} agents are done.`;
    case 'FAILED':
    case 'CANCELLED':
    case 'SKIPPED':
      return 'Nobody any more.';
    case 'PAUSED':
      return 'Nobody while it is paused.';
    default:
      return agents.length === 0 ? 'Nobody yet: the manager is planning.' : 'Nobody at this moment.';
  }
}

/** What is said aloud: only what somebody who looks away should know. */
export function spokenWords(
  status: ExecutionStatus,
  recoveries: readonly Pick<ErrorRecoveryPartsFragment, 'recoveryStrategy' | 'errorMessage'>[],
): string {
  const first = recoveries[0];
  if (first !== undefined) return `Trouble. ${strategyWords(first.recoveryStrategy)}: ${first.errorMessage}`;
  switch (status) {
    case 'PAUSED':
      return 'The workflow is paused.';
    case 'SUCCEEDED':
      return 'The workflow is finished.';
    case 'FAILED':
      return 'The workflow ended without a result.';
    case 'CANCELLED':
      return 'The workflow was cancelled.';
    default:
      return '';
  }
}
