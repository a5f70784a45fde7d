/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query Features { __type(name: \"EventType\") { enumValues { name } } }": typeof types.FeaturesDocument,
    "mutation Start($input: StartWorkflowInput!) {\n  startWorkflow(input: $input) {\n    __typename\n    ... on WorkflowStarted { cursor session { id } workflow { id } }\n    ... on Fault { code message }\n  }\n}": typeof types.StartDocument,
    "query Current($id: ID!) {\n  session(id: $id) { currentWorkflow { id } }\n}": typeof types.CurrentDocument,
    "subscription Watch($sessionId: ID!, $after: Cursor) {\n  events(sessionId: $sessionId, after: $after) {\n    __typename\n    ... on Event { type sequence timestamp workflowId }\n    ... on ManagerThinking { thinkingType analysis confidence }\n    ... on AgentSubstep { agentName substep progressPercentage substepDetails { operation itemsProcessed itemsTotal } }\n    ... on UserDecisionNeeded {\n      decisionId prompt defaultOption canSkip\n      options { value label effect costDelta { amount currency } }\n      decision { status multiple freeText }\n    }\n    ... on UserDecisionMade { outcome answer answeredBy { name } decision { options { value label } } }\n    ... on WorkflowStateChange { changeType status currentStage changedAgent reason workflowVisualization { completionPercentage } }\n    ... on BrainAllocation { agentName modelSelected provider }\n    ... on ErrorRecovery { errorMessage errorCode recoveryStrategy recoveryStatus nextRetryAt }\n    ... on ChatMessage { role text }\n    ... on CostIncurred { agentName model cost { amount currency } }\n    ... on ArtifactReady { artifact { name kind url byteSize } }\n    ... on NotificationRaised { title body }\n    ... on RecommendationMade { recommendation { title } }\n  }\n}": typeof types.WatchDocument,
    "mutation Answer($input: AnswerDecisionInput!) {\n  answerDecision(input: $input) {\n    __typename\n    ... on Fault { code message }\n  }\n}": typeof types.AnswerDocument,
    "query Result($id: ID!) {\n  workflow(id: $id) {\n    status reason\n    artifacts { name kind url }\n    estimate {\n      currency class\n      low { amount } likely { amount } high { amount }\n      byTrade { name lineCount likely { amount } share }\n      markups { name rate base { amount } amount { amount } }\n      issues { severity code message source { documentName sheet page row } }\n    }\n  }\n}": typeof types.ResultDocument,
};
const documents: Documents = {
    "query Features { __type(name: \"EventType\") { enumValues { name } } }": types.FeaturesDocument,
    "mutation Start($input: StartWorkflowInput!) {\n  startWorkflow(input: $input) {\n    __typename\n    ... on WorkflowStarted { cursor session { id } workflow { id } }\n    ... on Fault { code message }\n  }\n}": types.StartDocument,
    "query Current($id: ID!) {\n  session(id: $id) { currentWorkflow { id } }\n}": types.CurrentDocument,
    "subscription Watch($sessionId: ID!, $after: Cursor) {\n  events(sessionId: $sessionId, after: $after) {\n    __typename\n    ... on Event { type sequence timestamp workflowId }\n    ... on ManagerThinking { thinkingType analysis confidence }\n    ... on AgentSubstep { agentName substep progressPercentage substepDetails { operation itemsProcessed itemsTotal } }\n    ... on UserDecisionNeeded {\n      decisionId prompt defaultOption canSkip\n      options { value label effect costDelta { amount currency } }\n      decision { status multiple freeText }\n    }\n    ... on UserDecisionMade { outcome answer answeredBy { name } decision { options { value label } } }\n    ... on WorkflowStateChange { changeType status currentStage changedAgent reason workflowVisualization { completionPercentage } }\n    ... on BrainAllocation { agentName modelSelected provider }\n    ... on ErrorRecovery { errorMessage errorCode recoveryStrategy recoveryStatus nextRetryAt }\n    ... on ChatMessage { role text }\n    ... on CostIncurred { agentName model cost { amount currency } }\n    ... on ArtifactReady { artifact { name kind url byteSize } }\n    ... on NotificationRaised { title body }\n    ... on RecommendationMade { recommendation { title } }\n  }\n}": types.WatchDocument,
    "mutation Answer($input: AnswerDecisionInput!) {\n  answerDecision(input: $input) {\n    __typename\n    ... on Fault { code message }\n  }\n}": types.AnswerDocument,
    "query Result($id: ID!) {\n  workflow(id: $id) {\n    status reason\n    artifacts { name kind url }\n    estimate {\n      currency class\n      low { amount } likely { amount } high { amount }\n      byTrade { name lineCount likely { amount } share }\n      markups { name rate base { amount } amount { amount } }\n      issues { severity code message source { documentName sheet page row } }\n    }\n  }\n}": types.ResultDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Features { __type(name: \"EventType\") { enumValues { name } } }"): typeof import('./graphql.ts').FeaturesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Start($input: StartWorkflowInput!) {\n  startWorkflow(input: $input) {\n    __typename\n    ... on WorkflowStarted { cursor session { id } workflow { id } }\n    ... on Fault { code message }\n  }\n}"): typeof import('./graphql.ts').StartDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Current($id: ID!) {\n  session(id: $id) { currentWorkflow { id } }\n}"): typeof import('./graphql.ts').CurrentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription Watch($sessionId: ID!, $after: Cursor) {\n  events(sessionId: $sessionId, after: $after) {\n    __typename\n    ... on Event { type sequence timestamp workflowId }\n    ... on ManagerThinking { thinkingType analysis confidence }\n    ... on AgentSubstep { agentName substep progressPercentage substepDetails { operation itemsProcessed itemsTotal } }\n    ... on UserDecisionNeeded {\n      decisionId prompt defaultOption canSkip\n      options { value label effect costDelta { amount currency } }\n      decision { status multiple freeText }\n    }\n    ... on UserDecisionMade { outcome answer answeredBy { name } decision { options { value label } } }\n    ... on WorkflowStateChange { changeType status currentStage changedAgent reason workflowVisualization { completionPercentage } }\n    ... on BrainAllocation { agentName modelSelected provider }\n    ... on ErrorRecovery { errorMessage errorCode recoveryStrategy recoveryStatus nextRetryAt }\n    ... on ChatMessage { role text }\n    ... on CostIncurred { agentName model cost { amount currency } }\n    ... on ArtifactReady { artifact { name kind url byteSize } }\n    ... on NotificationRaised { title body }\n    ... on RecommendationMade { recommendation { title } }\n  }\n}"): typeof import('./graphql.ts').WatchDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Answer($input: AnswerDecisionInput!) {\n  answerDecision(input: $input) {\n    __typename\n    ... on Fault { code message }\n  }\n}"): typeof import('./graphql.ts').AnswerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Result($id: ID!) {\n  workflow(id: $id) {\n    status reason\n    artifacts { name kind url }\n    estimate {\n      currency class\n      low { amount } likely { amount } high { amount }\n      byTrade { name lineCount likely { amount } share }\n      markups { name rate base { amount } amount { amount } }\n      issues { severity code message source { documentName sheet page row } }\n    }\n  }\n}"): typeof import('./graphql.ts').ResultDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
