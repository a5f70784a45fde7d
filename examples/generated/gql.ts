/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

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
    "\n  fragment EventLine on StreamingEvent {\n    __typename\n    ... on Event { sequence }\n    ... on AgentSubstep { agentName substep progressPercentage }\n    ... on ArtifactReady { artifact { name } }\n    ... on BrainAllocation { agentName modelSelected }\n    ... on ChatMessage { role text }\n    ... on CostIncurred { agentName cost { amount currency } }\n    ... on ErrorRecovery { errorMessage recoveryStrategy }\n    ... on ManagerThinking { analysis confidence }\n    ... on NotificationRaised { title }\n    ... on RecommendationMade { recommendation { title } }\n    ... on UserDecisionMade { outcome answer }\n    ... on UserDecisionNeeded { decisionId prompt defaultOption canSkip options { value } decision { status } }\n    ... on WorkflowStateChange { changeType status changedAgent }\n  }\n": typeof types.EventLineFragmentDoc,
    "\n  mutation Start($key: String!) {\n    startWorkflow(input: { sample: true, instructions: \"Export a full estimate\", idempotencyKey: $key }) {\n      __typename\n      ... on WorkflowStarted { cursor session { id } workflow { id } }\n      ... on Fault { code message }\n    }\n  }\n": typeof types.StartDocument,
    "\n  subscription Watch($sessionId: ID!, $after: Cursor) {\n    events(sessionId: $sessionId, after: $after) { ...EventLine }\n  }\n": typeof types.WatchDocument,
    "\n  mutation Answer($input: AnswerDecisionInput!) {\n    answerDecision(input: $input) {\n      __typename\n      ... on Fault { code message }\n    }\n  }\n": typeof types.AnswerDocument,
    "\n  query Result($id: ID!) {\n    workflow(id: $id) { ...ResultLines }\n  }\n": typeof types.ResultDocument,
    "\n  fragment EventItem on StreamingEvent {\n    __typename\n    ... on Event { sequence }\n    ... on AgentSubstep { agentName substep progressPercentage }\n    ... on ArtifactReady { artifact { name url } }\n    ... on BrainAllocation { agentName modelSelected }\n    ... on ChatMessage { text }\n    ... on CostIncurred { agentName cost { amount currency } }\n    ... on ErrorRecovery { errorMessage }\n    ... on ManagerThinking { analysis }\n    ... on NotificationRaised { title }\n    ... on RecommendationMade { recommendation { title } }\n    ... on UserDecisionMade { decisionId outcome }\n    ... on UserDecisionNeeded { decisionId ...Question }\n    ... on WorkflowStateChange { changeType changedAgent }\n  }\n": typeof types.EventItemFragmentDoc,
    "\n  subscription Follow($sessionId: ID!, $after: Cursor) {\n    events(sessionId: $sessionId, after: $after) { ...EventItem }\n  }\n": typeof types.FollowDocument,
    "\n  fragment Question on UserDecisionNeeded {\n    decisionId prompt canSkip defaultOption options { value label effect }\n  }\n": typeof types.QuestionFragmentDoc,
    "\n  fragment ResultLines on Workflow {\n    status\n    estimate { likely { amount currency } }\n    artifacts { name url }\n  }\n": typeof types.ResultLinesFragmentDoc,
};
const documents: Documents = {
    "\n  fragment EventLine on StreamingEvent {\n    __typename\n    ... on Event { sequence }\n    ... on AgentSubstep { agentName substep progressPercentage }\n    ... on ArtifactReady { artifact { name } }\n    ... on BrainAllocation { agentName modelSelected }\n    ... on ChatMessage { role text }\n    ... on CostIncurred { agentName cost { amount currency } }\n    ... on ErrorRecovery { errorMessage recoveryStrategy }\n    ... on ManagerThinking { analysis confidence }\n    ... on NotificationRaised { title }\n    ... on RecommendationMade { recommendation { title } }\n    ... on UserDecisionMade { outcome answer }\n    ... on UserDecisionNeeded { decisionId prompt defaultOption canSkip options { value } decision { status } }\n    ... on WorkflowStateChange { changeType status changedAgent }\n  }\n": types.EventLineFragmentDoc,
    "\n  mutation Start($key: String!) {\n    startWorkflow(input: { sample: true, instructions: \"Export a full estimate\", idempotencyKey: $key }) {\n      __typename\n      ... on WorkflowStarted { cursor session { id } workflow { id } }\n      ... on Fault { code message }\n    }\n  }\n": types.StartDocument,
    "\n  subscription Watch($sessionId: ID!, $after: Cursor) {\n    events(sessionId: $sessionId, after: $after) { ...EventLine }\n  }\n": types.WatchDocument,
    "\n  mutation Answer($input: AnswerDecisionInput!) {\n    answerDecision(input: $input) {\n      __typename\n      ... on Fault { code message }\n    }\n  }\n": types.AnswerDocument,
    "\n  query Result($id: ID!) {\n    workflow(id: $id) { ...ResultLines }\n  }\n": types.ResultDocument,
    "\n  fragment EventItem on StreamingEvent {\n    __typename\n    ... on Event { sequence }\n    ... on AgentSubstep { agentName substep progressPercentage }\n    ... on ArtifactReady { artifact { name url } }\n    ... on BrainAllocation { agentName modelSelected }\n    ... on ChatMessage { text }\n    ... on CostIncurred { agentName cost { amount currency } }\n    ... on ErrorRecovery { errorMessage }\n    ... on ManagerThinking { analysis }\n    ... on NotificationRaised { title }\n    ... on RecommendationMade { recommendation { title } }\n    ... on UserDecisionMade { decisionId outcome }\n    ... on UserDecisionNeeded { decisionId ...Question }\n    ... on WorkflowStateChange { changeType changedAgent }\n  }\n": types.EventItemFragmentDoc,
    "\n  subscription Follow($sessionId: ID!, $after: Cursor) {\n    events(sessionId: $sessionId, after: $after) { ...EventItem }\n  }\n": types.FollowDocument,
    "\n  fragment Question on UserDecisionNeeded {\n    decisionId prompt canSkip defaultOption options { value label effect }\n  }\n": types.QuestionFragmentDoc,
    "\n  fragment ResultLines on Workflow {\n    status\n    estimate { likely { amount currency } }\n    artifacts { name url }\n  }\n": types.ResultLinesFragmentDoc,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EventLine on StreamingEvent {\n    __typename\n    ... on Event { sequence }\n    ... on AgentSubstep { agentName substep progressPercentage }\n    ... on ArtifactReady { artifact { name } }\n    ... on BrainAllocation { agentName modelSelected }\n    ... on ChatMessage { role text }\n    ... on CostIncurred { agentName cost { amount currency } }\n    ... on ErrorRecovery { errorMessage recoveryStrategy }\n    ... on ManagerThinking { analysis confidence }\n    ... on NotificationRaised { title }\n    ... on RecommendationMade { recommendation { title } }\n    ... on UserDecisionMade { outcome answer }\n    ... on UserDecisionNeeded { decisionId prompt defaultOption canSkip options { value } decision { status } }\n    ... on WorkflowStateChange { changeType status changedAgent }\n  }\n"): (typeof documents)["\n  fragment EventLine on StreamingEvent {\n    __typename\n    ... on Event { sequence }\n    ... on AgentSubstep { agentName substep progressPercentage }\n    ... on ArtifactReady { artifact { name } }\n    ... on BrainAllocation { agentName modelSelected }\n    ... on ChatMessage { role text }\n    ... on CostIncurred { agentName cost { amount currency } }\n    ... on ErrorRecovery { errorMessage recoveryStrategy }\n    ... on ManagerThinking { analysis confidence }\n    ... on NotificationRaised { title }\n    ... on RecommendationMade { recommendation { title } }\n    ... on UserDecisionMade { outcome answer }\n    ... on UserDecisionNeeded { decisionId prompt defaultOption canSkip options { value } decision { status } }\n    ... on WorkflowStateChange { changeType status changedAgent }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Start($key: String!) {\n    startWorkflow(input: { sample: true, instructions: \"Export a full estimate\", idempotencyKey: $key }) {\n      __typename\n      ... on WorkflowStarted { cursor session { id } workflow { id } }\n      ... on Fault { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation Start($key: String!) {\n    startWorkflow(input: { sample: true, instructions: \"Export a full estimate\", idempotencyKey: $key }) {\n      __typename\n      ... on WorkflowStarted { cursor session { id } workflow { id } }\n      ... on Fault { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Watch($sessionId: ID!, $after: Cursor) {\n    events(sessionId: $sessionId, after: $after) { ...EventLine }\n  }\n"): (typeof documents)["\n  subscription Watch($sessionId: ID!, $after: Cursor) {\n    events(sessionId: $sessionId, after: $after) { ...EventLine }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Answer($input: AnswerDecisionInput!) {\n    answerDecision(input: $input) {\n      __typename\n      ... on Fault { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation Answer($input: AnswerDecisionInput!) {\n    answerDecision(input: $input) {\n      __typename\n      ... on Fault { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Result($id: ID!) {\n    workflow(id: $id) { ...ResultLines }\n  }\n"): (typeof documents)["\n  query Result($id: ID!) {\n    workflow(id: $id) { ...ResultLines }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EventItem on StreamingEvent {\n    __typename\n    ... on Event { sequence }\n    ... on AgentSubstep { agentName substep progressPercentage }\n    ... on ArtifactReady { artifact { name url } }\n    ... on BrainAllocation { agentName modelSelected }\n    ... on ChatMessage { text }\n    ... on CostIncurred { agentName cost { amount currency } }\n    ... on ErrorRecovery { errorMessage }\n    ... on ManagerThinking { analysis }\n    ... on NotificationRaised { title }\n    ... on RecommendationMade { recommendation { title } }\n    ... on UserDecisionMade { decisionId outcome }\n    ... on UserDecisionNeeded { decisionId ...Question }\n    ... on WorkflowStateChange { changeType changedAgent }\n  }\n"): (typeof documents)["\n  fragment EventItem on StreamingEvent {\n    __typename\n    ... on Event { sequence }\n    ... on AgentSubstep { agentName substep progressPercentage }\n    ... on ArtifactReady { artifact { name url } }\n    ... on BrainAllocation { agentName modelSelected }\n    ... on ChatMessage { text }\n    ... on CostIncurred { agentName cost { amount currency } }\n    ... on ErrorRecovery { errorMessage }\n    ... on ManagerThinking { analysis }\n    ... on NotificationRaised { title }\n    ... on RecommendationMade { recommendation { title } }\n    ... on UserDecisionMade { decisionId outcome }\n    ... on UserDecisionNeeded { decisionId ...Question }\n    ... on WorkflowStateChange { changeType changedAgent }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Follow($sessionId: ID!, $after: Cursor) {\n    events(sessionId: $sessionId, after: $after) { ...EventItem }\n  }\n"): (typeof documents)["\n  subscription Follow($sessionId: ID!, $after: Cursor) {\n    events(sessionId: $sessionId, after: $after) { ...EventItem }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Question on UserDecisionNeeded {\n    decisionId prompt canSkip defaultOption options { value label effect }\n  }\n"): (typeof documents)["\n  fragment Question on UserDecisionNeeded {\n    decisionId prompt canSkip defaultOption options { value label effect }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ResultLines on Workflow {\n    status\n    estimate { likely { amount currency } }\n    artifacts { name url }\n  }\n"): (typeof documents)["\n  fragment ResultLines on Workflow {\n    status\n    estimate { likely { amount currency } }\n    artifacts { name url }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;