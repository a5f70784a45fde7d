// Event item: an event in the list, of whatever kind it is.

import { memo } from 'react';
import { graphql } from '../generated/gql.ts';
import type { EventItemFragment } from '../generated/graphql.ts';

graphql(`
  fragment EventItem on StreamingEvent {
    __typename
    ... on Event { sequence }
    ... on AgentSubstep { agentName substep progressPercentage }
    ... on ArtifactReady { artifact { name url } }
    ... on BrainAllocation { agentName modelSelected }
    ... on ChatMessage { text }
    ... on CostIncurred { agentName cost { amount currency } }
    ... on ErrorRecovery { errorMessage }
    ... on ManagerThinking { analysis }
    ... on NotificationRaised { title }
    ... on RecommendationMade { recommendation { title } }
    ... on UserDecisionMade { decisionId outcome }
    ... on UserDecisionNeeded { decisionId ...Question }
    ... on WorkflowStateChange { changeType changedAgent }
  }
`);

export const EventItem = memo(function EventItem({ event }: { event: EventItemFragment }) {
  return (
    <li value={event.sequence}>
      <Words event={event} />
    </li>
  );
});

/** Without a default branch: when the schema gets another kind of event, this does not compile. */
function Words({ event }: { event: EventItemFragment }): React.JSX.Element {
  switch (event.__typename) {
    case 'AgentSubstep':
      return (
        <label>
          {event.agentName}, {event.substep} <progress max={100} value={event.progressPercentage} />
        </label>
      );
    case 'ArtifactReady':
      return <a href={event.artifact.url}>{event.artifact.name}</a>;
    case 'BrainAllocation':
      return <>{`${event.agentName} thinks with ${event.modelSelected}`}</>;
    case 'ChatMessage':
      return <q>{event.text}</q>;
    case 'CostIncurred':
      return <>{`${event.agentName} cost ${event.cost.amount} ${event.cost.currency}`}</>;
    case 'ErrorRecovery':
      return <strong>{event.errorMessage}</strong>;
    case 'ManagerThinking':
      return <em>{event.analysis}</em>;
    case 'NotificationRaised':
      return <>{event.title}</>;
    case 'RecommendationMade':
      return <>{event.recommendation.title}</>;
    case 'UserDecisionMade':
      return <>{event.outcome.toLowerCase()}</>;
    case 'UserDecisionNeeded':
      return <>{event.prompt}</>;
    case 'WorkflowStateChange':
      return <>{[event.changeType, event.changedAgent].filter((word) => word !== null).join(' ')}</>;
  }
}
