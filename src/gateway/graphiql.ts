// GraphiQL: the tabs it opens on.

import type { GraphiQLOptions } from 'graphql-yoga';
import { newId } from '../base/id.ts';
import { sessionIdForKey } from '../manager/commands.ts';

const start = `# 1. Start the sample workflow. The other tabs know its session.
#    Started again with the same key, it is the same one: change the key for another.
mutation Start($key: String!) {
  startWorkflow(input: {
    sample: true
    instructions: "Full estimate for Indiana, exported as a workbook"
    idempotencyKey: $key
  }) {
    __typename
    ... on WorkflowStarted { cursor session { id } workflow { id status } }
    ... on Fault { code message }
  }
}
`;

const watch = `# 2. Watch it. Leave it running in this tab.
subscription Watch($sessionId: ID!) {
  events(sessionId: $sessionId) {
    __typename
    ... on Event { sequence timestamp }
    ... on ManagerThinking { thinkingType analysis confidence }
    ... on WorkflowStateChange { changeType currentStage activeAgents workflowVisualization { completionPercentage } }
    ... on BrainAllocation { agentName modelSelected reasoning }
    ... on AgentSubstep { agentName substep progressPercentage substepDetails { operation } }
    ... on UserDecisionNeeded { decisionId prompt options { value label effect } defaultOption }
    ... on UserDecisionMade { decisionId outcome answer }
    ... on ErrorRecovery { errorMessage recoveryStrategy recoveryStatus }
    ... on ChatMessage { role text }
    ... on ArtifactReady { artifact { name kind url } }
  }
}
`;

const open = `# 3. What people are asked, over all sessions.
query OpenDecisions {
  openDecisions { id sessionId type prompt options { value label effect } defaultOption canSkip expiresAt }
}
`;

const answer = `# 4. Answer one: take its id from the tab before.
mutation Answer($decisionId: ID!) {
  answerDecision(input: { decisionId: $decisionId, answer: { useDefault: true } }) {
    __typename
    ... on DecisionAnswered { decision { status outcome answer } }
    ... on Fault { code message }
  }
}
`;

const history = `# 5. The result and the history. Artifacts can be fetched at their url.
query Result($sessionId: ID!) {
  session(id: $sessionId) {
    title
    status
    artifacts { name kind byteSize url }
    currentWorkflow {
      estimate {
        class
        low { amount } likely { amount currency } high { amount }
        byTrade { name lineCount likely { amount } share }
        issues { severity code message source { documentName sheet page row } }
      }
    }
    events(last: 10) { edges { cursor node { __typename ... on Event { sequence timestamp } } } }
  }
}
`;

const variables = (values: Record<string, string>) => JSON.stringify(values, null, 2);

/** Made anew for each page, so that everybody's tabs have a session of their own. */
export function graphiqlOptions(): GraphiQLOptions {
  const key = newId('session').replace('session', 'graphiql');
  const session = variables({ sessionId: sessionIdForKey(key) });
  return {
    title: 'pip-stream',
    subscriptionsProtocol: 'WS',
    defaultTabs: [
      { query: start, variables: variables({ key }) },
      { query: watch, variables: session },
      { query: open },
      { query: answer, variables: variables({ decisionId: 'take it from the tab before' }) },
      { query: history, variables: session },
    ],
  };
}
