// Documents: what the subscribers of the benchmark ask for.

const thinking = 'thinkingType stage analysis factors confidence reasoningDepth';
const substep =
  'agentName executionId attempt substep progressPercentage substepDetails { operation tokensProcessed }';
const allocation = 'agentName modelSelected provider modelTier reasoning contextWindow';
const recovery = 'recoveryId errorMessage severity recoveryStrategy recoveryStatus canContinue';
const notification = 'priority cursor severity title body about';
const decision = 'decisionType prompt defaultOption timeoutSeconds canSkip affectsWorkflow';

const subscription = (name: string, selection: string) =>
  `subscription ${name}($sessionId: ID!, $types: [EventType!]) {
  events(sessionId: $sessionId, types: $types, live: true) { __typename ${selection} }
}`;

const place = 'id type sessionId workflowId sequence timestamp';

/** Twelve fields of every member of the union. */
const whole = subscription(
  'Whole',
  `... on ManagerThinking { ${place} ${thinking} }
    ... on AgentSubstep { ${place} ${substep} }
    ... on BrainAllocation { ${place} ${allocation} }
    ... on ErrorRecovery { ${place} ${recovery} }
    ... on NotificationRaised { ${place} ${notification} }
    ... on UserDecisionNeeded { ${place} ${decision} }`,
);

/** A list of lines: place and words, over the interface. */
const lines = subscription(
  'Lines',
  `... on Event { id sessionId sequence timestamp type }
    ... on ManagerThinking { stage analysis confidence }
    ... on NotificationRaised { title body }`,
);

/** The same fields as the first under names of the client's own. */
const renamed = subscription(
  'Renamed',
  `... on Event { key: id sessionId sequence at: timestamp kind: type workflow: workflowId }
    ... on ManagerThinking { ${thinking.replace('analysis', 'words: analysis')} }
    ... on ErrorRecovery { words: errorMessage }`,
);

/** A workload that names n documents uses the first n. */
export const documents: readonly string[] = [whole, lines, renamed];
