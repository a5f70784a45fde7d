// Schema: the part of the product's schema that the benchmark's documents ask for, as SDL, for the peers.
//
// Events are plain objects that name their type; no field needs a resolver, which is the best case for every peer.

const common = `
  id: ID!
  type: EventType!
  sessionId: ID!
  workflowId: ID
  sequence: Int!
  cursor: Cursor!
  timestamp: DateTime!
  priority: EventPriority!`;

export const typeDefs = `
scalar Cursor
scalar DateTime

enum EventType { MANAGER_THINKING AGENT_SUBSTEP BRAIN_ALLOCATION ERROR_RECOVERY NOTIFICATION USER_DECISION_NEEDED }
enum EventPriority { CRITICAL NORMAL LOW }
enum ReasoningDepth { QUICK STANDARD DEEP }
enum ModelTier { LOCAL LOW MEDIUM HIGH }
enum Severity { LOW MEDIUM HIGH CRITICAL }
enum RecoveryStatus { STARTED IN_PROGRESS RECOVERED EXHAUSTED WAITING_FOR_USER }
enum DecisionType { FILE_SELECTION CLARIFICATION OTHER }

interface Event {${common}
}

type ManagerThinking implements Event {${common}
  thinkingType: String!
  stage: String!
  analysis: String!
  factors: [String!]!
  confidence: Float
  reasoningDepth: ReasoningDepth!
}

type SubstepDetails {
  operation: String!
  tokensProcessed: Int!
}

type AgentSubstep implements Event {${common}
  agentName: String!
  executionId: ID!
  attempt: Int!
  substep: String!
  progressPercentage: Float!
  substepDetails: SubstepDetails!
}

type BrainAllocation implements Event {${common}
  agentName: String!
  modelSelected: String!
  provider: String!
  modelTier: ModelTier!
  reasoning: String!
  contextWindow: Int!
}

type ErrorRecovery implements Event {${common}
  recoveryId: ID!
  errorMessage: String!
  severity: Severity!
  recoveryStrategy: String!
  recoveryStatus: RecoveryStatus!
  canContinue: Boolean!
}

type NotificationRaised implements Event {${common}
  severity: Severity!
  title: String!
  body: String!
  about: ID
}

type UserDecisionNeeded implements Event {${common}
  decisionType: DecisionType!
  prompt: String!
  defaultOption: String
  timeoutSeconds: Int
  canSkip: Boolean!
  affectsWorkflow: Boolean!
}

union StreamingEvent =
  ManagerThinking | AgentSubstep | BrainAllocation | ErrorRecovery | NotificationRaised | UserDecisionNeeded

type Query { version: String! }

type Subscription {
  events(sessionId: ID!, types: [EventType!], live: Boolean): StreamingEvent!
}
`;

/** The topic of a session: what everybody's documentation tells to do. */
export const topicOf = (sessionId) => `events/${sessionId}`;

/** Resolvers with a subscribe function of the peer's own. */
export const resolversWith = (subscribe) => ({
  Query: { version: () => '1' },
  Subscription: { events: { subscribe } },
});

/** Whether a subscriber who named types wants what was published. */
export const isWanted = (payload, { types }) => types.includes(payload.events.type);
