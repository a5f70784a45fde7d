// Event: one line for each kind of event, the answer to one that asks, and which one is the last.

import { graphql } from './generated/gql.ts';
import type { AnswerDecisionInput, EventLineFragment } from './generated/graphql.ts';

graphql(`
  fragment EventLine on StreamingEvent {
    __typename
    ... on Event { sequence }
    ... on AgentSubstep { agentName substep progressPercentage }
    ... on ArtifactReady { artifact { name } }
    ... on BrainAllocation { agentName modelSelected }
    ... on ChatMessage { role text }
    ... on CostIncurred { agentName cost { amount currency } }
    ... on ErrorRecovery { errorMessage recoveryStrategy }
    ... on ManagerThinking { analysis confidence }
    ... on NotificationRaised { title }
    ... on RecommendationMade { recommendation { title } }
    ... on UserDecisionMade { outcome answer }
    ... on UserDecisionNeeded { decisionId prompt defaultOption canSkip options { value } decision { status } }
    ... on WorkflowStateChange { changeType status changedAgent }
  }
`);

/** Without a default branch: when the schema gets another kind of event, this does not compile. */
function words(event: EventLineFragment): string {
  switch (event.__typename) {
    case 'AgentSubstep':
      return `${event.agentName}: ${event.substep}, ${event.progressPercentage} %`;
    case 'ArtifactReady':
      return `ready: ${event.artifact.name}`;
    case 'BrainAllocation':
      return `${event.agentName} thinks with ${event.modelSelected}`;
    case 'ChatMessage':
      return `${event.role.toLowerCase()}: ${event.text}`;
    case 'CostIncurred':
      return `${event.agentName} cost ${event.cost.amount} ${event.cost.currency}`;
    case 'ErrorRecovery':
      return `${event.errorMessage} (${event.recoveryStrategy})`;
    case 'ManagerThinking':
      return `thought: ${event.analysis}`;
    case 'NotificationRaised':
      return event.title;
    case 'RecommendationMade':
      return `recommended: ${event.recommendation.title}`;
    case 'UserDecisionMade':
      return `${event.outcome.toLowerCase()}: ${JSON.stringify(event.answer)}`;
    case 'UserDecisionNeeded':
      return `asked: ${event.prompt}`;
    case 'WorkflowStateChange':
      return [event.changeType, event.changedAgent].filter((word) => word !== null).join(' ');
  }
}

export const eventLine = (event: EventLineFragment): string =>
  `${event.sequence} ${words(event).replaceAll(/\s+/g, ' ')}`;

/** Null when nothing is asked, or no more: an event of the past may tell of a decision that is closed by now. */
export function defaultAnswer(event: EventLineFragment): AnswerDecisionInput | null {
  if (event.__typename !== 'UserDecisionNeeded' || event.decision.status !== 'OPEN') return null;
  const { decisionId, defaultOption, canSkip, options } = event;
  if (defaultOption !== null) return { decisionId, answer: { useDefault: true } };
  if (canSkip) return { decisionId, answer: { skip: true } };
  return { decisionId, answer: { option: options[0]?.value ?? '' } };
}

export const isLast = (event: EventLineFragment): boolean =>
  event.__typename === 'WorkflowStateChange' && ['SUCCEEDED', 'FAILED', 'CANCELLED'].includes(event.status);
