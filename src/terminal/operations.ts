// The operations that the terminal uses; their types are generated (codegen.ts).

import { graphql } from './generated/gql.ts';

export const features = graphql(`query Features { __type(name: "EventType") { enumValues { name } } }`);

export const start = graphql(`mutation Start($input: StartWorkflowInput!) {
  startWorkflow(input: $input) {
    __typename
    ... on WorkflowStarted { cursor session { id } workflow { id } }
    ... on Fault { code message }
  }
}`);

export const current = graphql(`query Current($id: ID!) {
  session(id: $id) { currentWorkflow { id } }
}`);

export const watch = graphql(`subscription Watch($sessionId: ID!, $after: Cursor) {
  events(sessionId: $sessionId, after: $after) {
    __typename
    ... on Event { type sequence timestamp workflowId }
    ... on ManagerThinking { thinkingType analysis confidence }
    ... on AgentSubstep { agentName substep progressPercentage substepDetails { operation itemsProcessed itemsTotal } }
    ... on UserDecisionNeeded {
      decisionId prompt defaultOption canSkip
      options { value label effect costDelta { amount currency } }
      decision { status multiple freeText }
    }
    ... on UserDecisionMade { outcome answer answeredBy { name } decision { options { value label } } }
    ... on WorkflowStateChange { changeType status currentStage changedAgent reason workflowVisualization { completionPercentage } }
    ... on BrainAllocation { agentName modelSelected provider }
    ... on ErrorRecovery { errorMessage errorCode recoveryStrategy recoveryStatus nextRetryAt }
    ... on ChatMessage { role text }
    ... on CostIncurred { agentName model cost { amount currency } }
    ... on ArtifactReady { artifact { name kind url byteSize } }
    ... on NotificationRaised { title body }
    ... on RecommendationMade { recommendation { title } }
  }
}`);

export const answer = graphql(`mutation Answer($input: AnswerDecisionInput!) {
  answerDecision(input: $input) {
    __typename
    ... on Fault { code message }
  }
}`);

export const result = graphql(`query Result($id: ID!) {
  workflow(id: $id) {
    status reason
    artifacts { name kind url }
    estimate {
      currency class
      low { amount } likely { amount } high { amount }
      byTrade { name lineCount likely { amount } share }
      markups { name rate base { amount } amount { amount } }
      issues { severity code message source { documentName sheet page row } }
    }
  }
}`);
