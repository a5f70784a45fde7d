// GraphiQL: the tabs it opens on.

import type { GraphiQLOptions } from 'graphql-yoga';
import { newId } from '../base/id.ts';
import { sessionIdForKey } from '../manager/commands.ts';

const start = (key: string) => `# 1. Start the sample workflow. The other tabs know its session.
#    Started again with the same key, it is the same one: change the key for another.
mutation Start {
  startWorkflow(input: {
    sample: true
    instructions: "Full estimate for Indiana, exported as a workbook"
    idempotencyKey: "${key}"
  }) {
    __typename
    ... on WorkflowStarted { cursor session { id } workflow { id status } }
    ... on Fault { code message }
  }
}
`;

const watch = (sessionId: string) => `# 2. Watch it. Leave it running in this tab.
subscription Watch {
  events(sessionId: "${sessionId}") {
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
mutation Answer {
  answerDecision(input: { decisionId: "decision_…", answer: { useDefault: true } }) {
    __typename
    ... on DecisionAnswered { decision { status outcome answer } }
    ... on Fault { code message }
  }
}
`;

const history = (
  sessionId: string,
) => `# 5. The result and the history. Artifacts can be fetched at their url.
query Result {
  session(id: "${sessionId}") {
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

/**
 * Made anew for each page, so that everybody's tabs have a session of their own. Ids are written into the operations:
 * variables of prepared tabs do not reach GraphiQL's editor.
 */
export function graphiqlOptions(): GraphiQLOptions {
  const key = newId('graphiql');
  const sessionId = sessionIdForKey(key);
  const tabs = [start(key), watch(sessionId), open, answer, history(sessionId)];
  return { title: 'pip-stream', subscriptionsProtocol: 'WS', defaultTabs: tabs.map((query) => ({ query })) };
}
