// Documents: what the page asks of a session. Each component says beside itself what it reads; here that is put together.

import { graphql } from '../generated/gql.ts';

/** Every kind of event, each with what its component shows. */
export const eventParts = graphql(`
  fragment EventParts on StreamingEvent {
    __typename
    ... on Event { id type sequence cursor timestamp workflowId priority }
    ...ManagerThinkingParts
    ...AgentSubstepParts
    ...BrainAllocationParts
    ...ErrorRecoveryParts
    ...CostIncurredParts
    ...StateChangeParts
    ... on UserDecisionNeeded { decision { ...DecisionParts } }
    ... on UserDecisionMade { outcome answer comment answeredBy { name kind } decision { ...DecisionParts } }
    ... on ArtifactReady { artifact { ...ArtifactParts } }
    ... on ChatMessage { role text messageId partial }
    ... on NotificationRaised { severity title body about }
    ... on RecommendationMade { recommendation { id kind title rationale status } }
  }
`);

/** A session as it stands at one place in its log. */
export const sessionParts = graphql(`
  fragment SessionParts on Session {
    id title status createdAt cursor lastSequence firstRetainedSequence
    documents { id name kind byteSize status }
    currentWorkflow { ...WorkflowParts }
    workflows { id }
    decisions { ...DecisionParts }
    artifacts { ...ArtifactParts }
    cost { ...CostParts }
  }
`);

/** A session now, or as it was after the event \`at\`, with the newest events up to there. */
export const sessionAt = graphql(`
  query SessionAt($id: ID!, $at: Int) {
    session(id: $id, at: $at) {
      ...SessionParts
      newest: events(last: 200) { edges { node { ...EventParts } } pageInfo { hasPreviousPage } }
      thoughts: events(last: 24, types: [MANAGER_THINKING]) { edges { node { ...EventParts } } }
      brains: events(last: 24, types: [BRAIN_ALLOCATION]) { edges { node { ...EventParts } } }
      recoveries: events(last: 24, types: [ERROR_RECOVERY]) { edges { node { ...EventParts } } }
      substeps: events(last: 60, types: [AGENT_SUBSTEP]) { edges { node { ...EventParts } } }
    }
  }
`);

/** What happens from a place on, each event once. */
export const follow = graphql(`
  subscription Follow($sessionId: ID!, $after: Cursor) {
    feed(sessionId: $sessionId, after: $after) {
      __typename
      ... on FeedSnapshot { session { ...SessionParts } }
      ... on FeedEvent { event { ...EventParts } }
      ... on FeedConflated { fromSequence toSequence droppedCount }
      ... on FeedGap { fromSequence toSequence gapReason }
      ... on FeedCaughtUp { replayedCount }
      ... on FeedHeartbeat { lagSequences }
      ... on FeedEnding { endReason retryAfterMs }
    }
  }
`);

/** Earlier events, for a list that is scrolled up. */
export const earlier = graphql(`
  query Earlier($id: ID!, $before: Cursor, $last: Int!, $types: [EventType!], $agents: [String!]) {
    session(id: $id) {
      events(last: $last, before: $before, types: $types, agents: $agents) {
        edges { node { ...EventParts } }
        pageInfo { hasPreviousPage }
      }
    }
  }
`);

/** Only how far a session is. */
export const headOf = graphql(`query HeadOf($id: ID!) { session(id: $id) { lastSequence } }`);
