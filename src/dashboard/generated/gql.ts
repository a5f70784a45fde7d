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
    "query OpenDecisions { openDecisions { ...DecisionParts } }": typeof types.OpenDecisionsDocument,
    "subscription DecisionChanges { decisions { ...DecisionParts } }": typeof types.DecisionChangesDocument,
    "\n  query OneDecision($id: ID!) { node(id: $id) { __typename ...DecisionParts } }\n": typeof types.OneDecisionDocument,
    "query Viewer { viewer { id name tenant roles expiresAt } }": typeof types.ViewerDocument,
    "\n  fragment AgentSubstepParts on AgentSubstep {\n    agentName executionId attempt substep progressPercentage\n    substepDetails { operation itemsProcessed itemsTotal tokensProcessed modelUsed estimatedCompletion }\n  }\n": typeof types.AgentSubstepPartsFragmentDoc,
    "\n  mutation AnswerDecision($input: AnswerDecisionInput!) {\n    answerDecision(input: $input) {\n      __typename\n      ... on DecisionAnswered { decision { ...DecisionParts } }\n      ... on DecisionClosed { message decision { ...DecisionParts } }\n      ... on InvalidInput { message issues { message } }\n      ... on NotFound { message }\n    }\n  }\n": typeof types.AnswerDecisionDocument,
    "\n  fragment ArtifactParts on Artifact {\n    id name kind mediaType byteSize createdAt agentName url\n  }\n": typeof types.ArtifactPartsFragmentDoc,
    "\n  fragment BrainAllocationParts on BrainAllocation {\n    agentName modelSelected modelTier provider reasoning factorsConsidered contextWindow\n    complexityAssessment performanceExpectation fallbackFrom\n    expectedCost { amount currency }\n    candidates { model provider tier score rejectedBecause expectedCost { amount currency } }\n  }\n": typeof types.BrainAllocationPartsFragmentDoc,
    "\n  fragment CostParts on CostReport {\n    total { amount currency }\n    inputTokens outputTokens\n    byAgent { name cost { amount currency } inputTokens outputTokens }\n    byModel { name cost { amount currency } inputTokens outputTokens }\n  }\n": typeof types.CostPartsFragmentDoc,
    "\n  fragment BudgetParts on Budget { limit { amount currency } onExceeded }\n": typeof types.BudgetPartsFragmentDoc,
    "\n  fragment CostIncurredParts on CostIncurred {\n    agentName model provider inputTokens outputTokens\n    cost { amount currency }\n    workflowTotal { amount currency }\n    budgetRemaining { amount currency }\n  }\n": typeof types.CostIncurredPartsFragmentDoc,
    "\n  fragment DecisionParts on Decision {\n    id sessionId workflowId type status prompt context askedBy askedAt expiresAt\n    defaultOption canSkip freeText multiple affectsWorkflow\n    options { value label effect costDelta { amount currency } }\n    outcome answer comment answeredAt answeredBy { name kind }\n  }\n": typeof types.DecisionPartsFragmentDoc,
    "\n  fragment ErrorRecoveryParts on ErrorRecovery {\n    recoveryId errorCode errorMessage severity recoveryStrategy recoveryStatus attempt nextRetryAt\n    affectedAgents canContinue userActionRequired\n  }\n": typeof types.ErrorRecoveryPartsFragmentDoc,
    "\n  fragment ManagerThinkingParts on ManagerThinking {\n    id timestamp thinkingType stage analysis confidence reasoningDepth factors\n    alternatives { label score rejectedBecause }\n    thoughtId partial\n  }\n": typeof types.ManagerThinkingPartsFragmentDoc,
    "\n  fragment PriceListParts on PriceList {\n    sheet page currency takenCount leftCount leftBecause\n    taken(first: 200) { description unit low likely high source { ...LineSourceParts } }\n    left(first: 200) { description because source { ...LineSourceParts } }\n  }\n": typeof types.PriceListPartsFragmentDoc,
    "\n  fragment VisualizationParts on WorkflowVisualization {\n    stages currentStageIndex completionPercentage\n    nodes { agentName stage status progressPercentage startedAt finishedAt cost { amount currency } }\n    dependencies { from to }\n    parallelTracks { id label agentNames status }\n  }\n": typeof types.VisualizationPartsFragmentDoc,
    "\n  fragment WorkflowParts on Workflow {\n    id status instructions reason startedAt finishedAt activeAgents\n    pipelineStatus { ...PipelineParts }\n    visualization { ...VisualizationParts }\n    cost { ...CostParts }\n    budget { ...BudgetParts }\n  }\n": typeof types.WorkflowPartsFragmentDoc,
    "\n  fragment PipelineParts on PipelineStatus {\n    filesProcessed tradesMapped scopeAnalyzed takeoffCalculated estimateGenerated exportReady\n  }\n": typeof types.PipelinePartsFragmentDoc,
    "\n  fragment StateChangeParts on WorkflowStateChange {\n    changeType changedAgent currentStage status reason activeAgents\n    request { instructions budget { limit { amount currency } onExceeded } }\n    pipelineStatus { ...PipelineParts }\n    workflowVisualization { ...VisualizationParts }\n  }\n": typeof types.StateChangePartsFragmentDoc,
    "\n  fragment EventParts on StreamingEvent {\n    __typename\n    ... on Event { id type sequence cursor timestamp workflowId priority }\n    ...ManagerThinkingParts\n    ...AgentSubstepParts\n    ...BrainAllocationParts\n    ...ErrorRecoveryParts\n    ...CostIncurredParts\n    ...StateChangeParts\n    ... on UserDecisionNeeded { decision { ...DecisionParts } }\n    ... on UserDecisionMade { outcome answer comment answeredBy { name kind } decision { ...DecisionParts } }\n    ... on ArtifactReady { artifact { ...ArtifactParts } }\n    ... on ChatMessage { role text messageId partial }\n    ... on NotificationRaised { severity title body about }\n    ... on RecommendationMade { recommendation { id kind title rationale status } }\n  }\n": typeof types.EventPartsFragmentDoc,
    "\n  fragment SessionParts on Session {\n    id title status createdAt cursor lastSequence firstRetainedSequence\n    documents { id name kind byteSize status }\n    currentWorkflow { ...WorkflowParts }\n    workflows { id }\n    decisions { ...DecisionParts }\n    artifacts { ...ArtifactParts }\n    cost { ...CostParts }\n  }\n": typeof types.SessionPartsFragmentDoc,
    "\n  query SessionAt($id: ID!, $at: Int) {\n    session(id: $id, at: $at) {\n      ...SessionParts\n      newest: events(last: 200) { edges { node { ...EventParts } } pageInfo { hasPreviousPage } }\n      thoughts: events(last: 24, types: [MANAGER_THINKING]) { edges { node { ...EventParts } } }\n      brains: events(last: 24, types: [BRAIN_ALLOCATION]) { edges { node { ...EventParts } } }\n      recoveries: events(last: 24, types: [ERROR_RECOVERY]) { edges { node { ...EventParts } } }\n      substeps: events(last: 60, types: [AGENT_SUBSTEP]) { edges { node { ...EventParts } } }\n    }\n  }\n": typeof types.SessionAtDocument,
    "\n  subscription Follow($sessionId: ID!, $after: Cursor) {\n    feed(sessionId: $sessionId, after: $after) {\n      __typename\n      ... on FeedSnapshot { session { ...SessionParts } }\n      ... on FeedEvent { event { ...EventParts } }\n      ... on FeedConflated { fromSequence toSequence droppedCount }\n      ... on FeedGap { fromSequence toSequence gapReason }\n      ... on FeedCaughtUp { replayedCount }\n      ... on FeedHeartbeat { lagSequences }\n      ... on FeedEnding { endReason retryAfterMs }\n    }\n  }\n": typeof types.FollowDocument,
    "\n  query Earlier($id: ID!, $before: Cursor, $last: Int!, $types: [EventType!], $agents: [String!]) {\n    session(id: $id) {\n      events(last: $last, before: $before, types: $types, agents: $agents) {\n        edges { node { ...EventParts } }\n        pageInfo { hasPreviousPage }\n      }\n    }\n  }\n": typeof types.EarlierDocument,
    "query HeadOf($id: ID!) { session(id: $id) { lastSequence } }": typeof types.HeadOfDocument,
    "\n  query ChatHistory($id: ID!, $before: Cursor, $last: Int!) {\n    session(id: $id) {\n      lastSequence\n      events(last: $last, before: $before, types: [CHAT_MESSAGE]) {\n        edges { cursor node { __typename ... on ChatMessage { sequence timestamp role text messageId partial } } }\n        pageInfo { hasPreviousPage }\n      }\n    }\n  }\n": typeof types.ChatHistoryDocument,
    "\n  mutation SendMessage($sessionId: ID!, $text: String!) {\n    sendMessage(sessionId: $sessionId, text: $text) {\n      __typename\n      ... on MessageSent { sent { sequence timestamp role text messageId partial } }\n      ... on Fault { message }\n    }\n  }\n": typeof types.SendMessageDocument,
    "\n  mutation ForkWorkflow($input: ForkWorkflowInput!) {\n    forkWorkflow(input: $input) { __typename ... on Fault { message } }\n  }\n": typeof types.ForkWorkflowDocument,
    "\n  query Landmarks($id: ID!) {\n    session(id: $id) {\n      events(last: 500, types: [USER_DECISION_NEEDED, ERROR_RECOVERY, ARTIFACT_READY]) {\n        edges { node { __typename ... on Event { sequence } } }\n      }\n    }\n  }\n": typeof types.LandmarksDocument,
    "\n  query Later($id: ID!, $after: Cursor, $first: Int!, $types: [EventType!], $agents: [String!]) {\n    session(id: $id) {\n      lastSequence\n      events(first: $first, after: $after, types: $types, agents: $agents) {\n        edges { node { ...EventParts } }\n        pageInfo { hasNextPage }\n      }\n    }\n  }\n": typeof types.LaterDocument,
    "query TitleOf($id: ID!) { session(id: $id) { title } }": typeof types.TitleOfDocument,
    "query AllTrades { trades { code name } }": typeof types.AllTradesDocument,
    "\n  fragment LearnedTradeParts on LearnedTrade { id text trade tradeName times lastUsedAt learnedFrom }\n": typeof types.LearnedTradePartsFragmentDoc,
    "\n  query LearnedTrades($search: String!, $after: String) {\n    learnedTrades(search: $search, after: $after) {\n      edges { node { ...LearnedTradeParts } }\n      pageInfo { hasNextPage }\n      totalCount\n    }\n  }\n": typeof types.LearnedTradesDocument,
    "\n  mutation TeachTrade($text: String!, $trade: String!) {\n    teachTrade(text: $text, trade: $trade) {\n      __typename\n      ... on TradeTaught { learned { ...LearnedTradeParts } }\n      ... on InvalidInput { message issues { message } }\n    }\n  }\n": typeof types.TeachTradeDocument,
    "mutation ForgetTrades($ids: [ID!]!) { forgetTrades(ids: $ids) }": typeof types.ForgetTradesDocument,
    "\n  query Forecast($id: ID!) {\n    node(id: $id) { __typename ... on Workflow { id cost { forecast { amount currency } } } }\n  }\n": typeof types.ForecastDocument,
    "\n  fragment EstimateIssueParts on EstimateIssue {\n    severity code message\n    source { ...LineSourceParts }\n  }\n": typeof types.EstimateIssuePartsFragmentDoc,
    "\n  fragment EstimateMarkupsParts on Estimate {\n    currency\n    likely { amount currency }\n    byTrade { likely { amount currency } }\n    markups { name rate base { amount currency } amount { amount currency } }\n  }\n": typeof types.EstimateMarkupsPartsFragmentDoc,
    "\n  fragment EstimateLineParts on EstimateLine {\n    id item description section trade quantity unit confidence priceBasis priceSource\n    unitPrice { amount currency }\n    amount { amount currency }\n    low { amount currency }\n    high { amount currency }\n    source { ...LineSourceParts }\n    quantitySource { ...LineSourceParts }\n    priceReference { ...LineSourceParts }\n  }\n": typeof types.EstimateLinePartsFragmentDoc,
    "\n  query LinesOf($id: ID!, $first: Int!, $after: String, $trade: String) {\n    workflow(id: $id) {\n      estimate {\n        lines(first: $first, after: $after, trade: $trade) {\n          edges { node { ...EstimateLineParts } }\n          pageInfo { hasNextPage endCursor }\n          totalCount\n        }\n      }\n    }\n  }\n": typeof types.LinesOfDocument,
    "\n  fragment LineSourceParts on SourceReference { documentId documentName sheet page row cell quote }\n": typeof types.LineSourcePartsFragmentDoc,
    "\n  query PriceListsOf($id: ID!) { node(id: $id) { id ... on Document { priceLists { ...PriceListParts } } } }\n": typeof types.PriceListsOfDocument,
    "\n  fragment RecommendationParts on Recommendation { id kind title rationale apply status }\n": typeof types.RecommendationPartsFragmentDoc,
    "\n  query RecommendationsOf($id: ID!, $at: Int) {\n    session(id: $id, at: $at) { workflows { id recommendations { ...RecommendationParts } } }\n  }\n": typeof types.RecommendationsOfDocument,
    "\n  mutation ApplyRecommendation($id: ID!) {\n    applyRecommendation(id: $id) { __typename ... on Fault { message } }\n  }\n": typeof types.ApplyRecommendationDocument,
    "\n  mutation DismissRecommendation($id: ID!) {\n    dismissRecommendation(id: $id) { __typename ... on Fault { message } }\n  }\n": typeof types.DismissRecommendationDocument,
    "\n  fragment EstimateTotalsParts on Estimate {\n    class region currency\n    low { amount currency }\n    likely { amount currency }\n    high { amount currency }\n  }\n": typeof types.EstimateTotalsPartsFragmentDoc,
    "\n  fragment EstimateTradesParts on Estimate {\n    byTrade {\n      trade name lineCount share\n      low { amount currency }\n      likely { amount currency }\n      high { amount currency }\n    }\n    byElement {\n      code name lineCount share\n      low { amount currency }\n      likely { amount currency }\n      high { amount currency }\n    }\n  }\n": typeof types.EstimateTradesPartsFragmentDoc,
    "\n  fragment EstimateParts on Estimate {\n    ...EstimateTotalsParts\n    ...EstimateMarkupsParts\n    ...EstimateTradesParts\n    assumptions\n    issues { ...EstimateIssueParts }\n  }\n": typeof types.EstimatePartsFragmentDoc,
    "\n  query ResultOf($id: ID!, $at: Int) {\n    session(id: $id, at: $at) {\n      currentWorkflow { id estimate { ...EstimateParts } }\n      workflows { id startedAt instructions estimate { class } }\n    }\n  }\n": typeof types.ResultOfDocument,
    "\n  query EarlierResult($id: ID!) { workflow(id: $id) { id estimate { ...EstimateParts } } }\n": typeof types.EarlierResultDocument,
    "\n  query ForkOf($id: ID!) { workflow(id: $id) { forkedFrom { workflowId } estimate { likely { amount currency } } } }\n": typeof types.ForkOfDocument,
    "\n  fragment ControlOutcome on ControlWorkflowResult {\n    __typename\n    ... on Fault { code message }\n  }\n": typeof types.ControlOutcomeFragmentDoc,
    "mutation Pause($id: ID!) { pauseWorkflow(workflowId: $id) { ...ControlOutcome } }": typeof types.PauseDocument,
    "mutation Resume($id: ID!) { resumeWorkflow(workflowId: $id) { ...ControlOutcome } }": typeof types.ResumeDocument,
    "mutation Cancel($id: ID!) { cancelWorkflow(workflowId: $id) { ...ControlOutcome } }": typeof types.CancelDocument,
    "mutation Retry($id: ID!) { retryWorkflow(workflowId: $id) { ...ControlOutcome } }": typeof types.RetryDocument,
    "query Roster { agents { name title description needs gives } }": typeof types.RosterDocument,
    "\n  query BrainsThere {\n    models { name local available inputPricePerMillion { amount currency } outputPricePerMillion { amount currency } }\n    agents { name title }\n  }\n": typeof types.BrainsThereDocument,
    "\n  query CheckedDocument($id: ID!) {\n    node(id: $id) { __typename ... on Document { kind priceLists { ...PriceListParts } } }\n  }\n": typeof types.CheckedDocumentDocument,
    "\n  mutation Upload($file: File!, $sessionId: ID) {\n    uploadDocument(file: $file, sessionId: $sessionId) {\n      __typename\n      ... on DocumentUploaded { session { id } document { id } }\n      ... on Fault { code message }\n    }\n  }\n": typeof types.UploadDocument,
    "\n  query Sessions($first: Int!, $after: String) {\n    sessions(first: $first, after: $after) {\n      edges { node { id title createdAt status documents { id } openDecisions { id } } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.SessionsDocument,
    "\n  mutation StartWorkflow($input: StartWorkflowInput!) {\n    startWorkflow(input: $input) {\n      __typename\n      ... on WorkflowStarted { session { id } }\n      ... on Fault { code message }\n      ... on InvalidInput { issues { path message } }\n    }\n  }\n": typeof types.StartWorkflowDocument,
    "\n  fragment TemplateParts on WorkflowTemplate {\n    id name version ships\n    steps { agentName after optional requiresApproval timeoutSeconds maxAttempts }\n  }\n": typeof types.TemplatePartsFragmentDoc,
    "query WorkflowTemplates { workflowTemplates { ...TemplateParts } }": typeof types.WorkflowTemplatesDocument,
    "\n  mutation SaveTemplate($name: String!, $steps: [WorkflowStepInput!]!) {\n    saveWorkflowTemplate(name: $name, steps: $steps) {\n      __typename\n      ... on TemplateSaved { template { ...TemplateParts } }\n      ... on Fault { message }\n    }\n  }\n": typeof types.SaveTemplateDocument,
    "\n  mutation DeleteTemplate($id: ID!) {\n    deleteWorkflowTemplate(id: $id) { __typename ... on Fault { message } }\n  }\n": typeof types.DeleteTemplateDocument,
};
const documents: Documents = {
    "query OpenDecisions { openDecisions { ...DecisionParts } }": types.OpenDecisionsDocument,
    "subscription DecisionChanges { decisions { ...DecisionParts } }": types.DecisionChangesDocument,
    "\n  query OneDecision($id: ID!) { node(id: $id) { __typename ...DecisionParts } }\n": types.OneDecisionDocument,
    "query Viewer { viewer { id name tenant roles expiresAt } }": types.ViewerDocument,
    "\n  fragment AgentSubstepParts on AgentSubstep {\n    agentName executionId attempt substep progressPercentage\n    substepDetails { operation itemsProcessed itemsTotal tokensProcessed modelUsed estimatedCompletion }\n  }\n": types.AgentSubstepPartsFragmentDoc,
    "\n  mutation AnswerDecision($input: AnswerDecisionInput!) {\n    answerDecision(input: $input) {\n      __typename\n      ... on DecisionAnswered { decision { ...DecisionParts } }\n      ... on DecisionClosed { message decision { ...DecisionParts } }\n      ... on InvalidInput { message issues { message } }\n      ... on NotFound { message }\n    }\n  }\n": types.AnswerDecisionDocument,
    "\n  fragment ArtifactParts on Artifact {\n    id name kind mediaType byteSize createdAt agentName url\n  }\n": types.ArtifactPartsFragmentDoc,
    "\n  fragment BrainAllocationParts on BrainAllocation {\n    agentName modelSelected modelTier provider reasoning factorsConsidered contextWindow\n    complexityAssessment performanceExpectation fallbackFrom\n    expectedCost { amount currency }\n    candidates { model provider tier score rejectedBecause expectedCost { amount currency } }\n  }\n": types.BrainAllocationPartsFragmentDoc,
    "\n  fragment CostParts on CostReport {\n    total { amount currency }\n    inputTokens outputTokens\n    byAgent { name cost { amount currency } inputTokens outputTokens }\n    byModel { name cost { amount currency } inputTokens outputTokens }\n  }\n": types.CostPartsFragmentDoc,
    "\n  fragment BudgetParts on Budget { limit { amount currency } onExceeded }\n": types.BudgetPartsFragmentDoc,
    "\n  fragment CostIncurredParts on CostIncurred {\n    agentName model provider inputTokens outputTokens\n    cost { amount currency }\n    workflowTotal { amount currency }\n    budgetRemaining { amount currency }\n  }\n": types.CostIncurredPartsFragmentDoc,
    "\n  fragment DecisionParts on Decision {\n    id sessionId workflowId type status prompt context askedBy askedAt expiresAt\n    defaultOption canSkip freeText multiple affectsWorkflow\n    options { value label effect costDelta { amount currency } }\n    outcome answer comment answeredAt answeredBy { name kind }\n  }\n": types.DecisionPartsFragmentDoc,
    "\n  fragment ErrorRecoveryParts on ErrorRecovery {\n    recoveryId errorCode errorMessage severity recoveryStrategy recoveryStatus attempt nextRetryAt\n    affectedAgents canContinue userActionRequired\n  }\n": types.ErrorRecoveryPartsFragmentDoc,
    "\n  fragment ManagerThinkingParts on ManagerThinking {\n    id timestamp thinkingType stage analysis confidence reasoningDepth factors\n    alternatives { label score rejectedBecause }\n    thoughtId partial\n  }\n": types.ManagerThinkingPartsFragmentDoc,
    "\n  fragment PriceListParts on PriceList {\n    sheet page currency takenCount leftCount leftBecause\n    taken(first: 200) { description unit low likely high source { ...LineSourceParts } }\n    left(first: 200) { description because source { ...LineSourceParts } }\n  }\n": types.PriceListPartsFragmentDoc,
    "\n  fragment VisualizationParts on WorkflowVisualization {\n    stages currentStageIndex completionPercentage\n    nodes { agentName stage status progressPercentage startedAt finishedAt cost { amount currency } }\n    dependencies { from to }\n    parallelTracks { id label agentNames status }\n  }\n": types.VisualizationPartsFragmentDoc,
    "\n  fragment WorkflowParts on Workflow {\n    id status instructions reason startedAt finishedAt activeAgents\n    pipelineStatus { ...PipelineParts }\n    visualization { ...VisualizationParts }\n    cost { ...CostParts }\n    budget { ...BudgetParts }\n  }\n": types.WorkflowPartsFragmentDoc,
    "\n  fragment PipelineParts on PipelineStatus {\n    filesProcessed tradesMapped scopeAnalyzed takeoffCalculated estimateGenerated exportReady\n  }\n": types.PipelinePartsFragmentDoc,
    "\n  fragment StateChangeParts on WorkflowStateChange {\n    changeType changedAgent currentStage status reason activeAgents\n    request { instructions budget { limit { amount currency } onExceeded } }\n    pipelineStatus { ...PipelineParts }\n    workflowVisualization { ...VisualizationParts }\n  }\n": types.StateChangePartsFragmentDoc,
    "\n  fragment EventParts on StreamingEvent {\n    __typename\n    ... on Event { id type sequence cursor timestamp workflowId priority }\n    ...ManagerThinkingParts\n    ...AgentSubstepParts\n    ...BrainAllocationParts\n    ...ErrorRecoveryParts\n    ...CostIncurredParts\n    ...StateChangeParts\n    ... on UserDecisionNeeded { decision { ...DecisionParts } }\n    ... on UserDecisionMade { outcome answer comment answeredBy { name kind } decision { ...DecisionParts } }\n    ... on ArtifactReady { artifact { ...ArtifactParts } }\n    ... on ChatMessage { role text messageId partial }\n    ... on NotificationRaised { severity title body about }\n    ... on RecommendationMade { recommendation { id kind title rationale status } }\n  }\n": types.EventPartsFragmentDoc,
    "\n  fragment SessionParts on Session {\n    id title status createdAt cursor lastSequence firstRetainedSequence\n    documents { id name kind byteSize status }\n    currentWorkflow { ...WorkflowParts }\n    workflows { id }\n    decisions { ...DecisionParts }\n    artifacts { ...ArtifactParts }\n    cost { ...CostParts }\n  }\n": types.SessionPartsFragmentDoc,
    "\n  query SessionAt($id: ID!, $at: Int) {\n    session(id: $id, at: $at) {\n      ...SessionParts\n      newest: events(last: 200) { edges { node { ...EventParts } } pageInfo { hasPreviousPage } }\n      thoughts: events(last: 24, types: [MANAGER_THINKING]) { edges { node { ...EventParts } } }\n      brains: events(last: 24, types: [BRAIN_ALLOCATION]) { edges { node { ...EventParts } } }\n      recoveries: events(last: 24, types: [ERROR_RECOVERY]) { edges { node { ...EventParts } } }\n      substeps: events(last: 60, types: [AGENT_SUBSTEP]) { edges { node { ...EventParts } } }\n    }\n  }\n": types.SessionAtDocument,
    "\n  subscription Follow($sessionId: ID!, $after: Cursor) {\n    feed(sessionId: $sessionId, after: $after) {\n      __typename\n      ... on FeedSnapshot { session { ...SessionParts } }\n      ... on FeedEvent { event { ...EventParts } }\n      ... on FeedConflated { fromSequence toSequence droppedCount }\n      ... on FeedGap { fromSequence toSequence gapReason }\n      ... on FeedCaughtUp { replayedCount }\n      ... on FeedHeartbeat { lagSequences }\n      ... on FeedEnding { endReason retryAfterMs }\n    }\n  }\n": types.FollowDocument,
    "\n  query Earlier($id: ID!, $before: Cursor, $last: Int!, $types: [EventType!], $agents: [String!]) {\n    session(id: $id) {\n      events(last: $last, before: $before, types: $types, agents: $agents) {\n        edges { node { ...EventParts } }\n        pageInfo { hasPreviousPage }\n      }\n    }\n  }\n": types.EarlierDocument,
    "query HeadOf($id: ID!) { session(id: $id) { lastSequence } }": types.HeadOfDocument,
    "\n  query ChatHistory($id: ID!, $before: Cursor, $last: Int!) {\n    session(id: $id) {\n      lastSequence\n      events(last: $last, before: $before, types: [CHAT_MESSAGE]) {\n        edges { cursor node { __typename ... on ChatMessage { sequence timestamp role text messageId partial } } }\n        pageInfo { hasPreviousPage }\n      }\n    }\n  }\n": types.ChatHistoryDocument,
    "\n  mutation SendMessage($sessionId: ID!, $text: String!) {\n    sendMessage(sessionId: $sessionId, text: $text) {\n      __typename\n      ... on MessageSent { sent { sequence timestamp role text messageId partial } }\n      ... on Fault { message }\n    }\n  }\n": types.SendMessageDocument,
    "\n  mutation ForkWorkflow($input: ForkWorkflowInput!) {\n    forkWorkflow(input: $input) { __typename ... on Fault { message } }\n  }\n": types.ForkWorkflowDocument,
    "\n  query Landmarks($id: ID!) {\n    session(id: $id) {\n      events(last: 500, types: [USER_DECISION_NEEDED, ERROR_RECOVERY, ARTIFACT_READY]) {\n        edges { node { __typename ... on Event { sequence } } }\n      }\n    }\n  }\n": types.LandmarksDocument,
    "\n  query Later($id: ID!, $after: Cursor, $first: Int!, $types: [EventType!], $agents: [String!]) {\n    session(id: $id) {\n      lastSequence\n      events(first: $first, after: $after, types: $types, agents: $agents) {\n        edges { node { ...EventParts } }\n        pageInfo { hasNextPage }\n      }\n    }\n  }\n": types.LaterDocument,
    "query TitleOf($id: ID!) { session(id: $id) { title } }": types.TitleOfDocument,
    "query AllTrades { trades { code name } }": types.AllTradesDocument,
    "\n  fragment LearnedTradeParts on LearnedTrade { id text trade tradeName times lastUsedAt learnedFrom }\n": types.LearnedTradePartsFragmentDoc,
    "\n  query LearnedTrades($search: String!, $after: String) {\n    learnedTrades(search: $search, after: $after) {\n      edges { node { ...LearnedTradeParts } }\n      pageInfo { hasNextPage }\n      totalCount\n    }\n  }\n": types.LearnedTradesDocument,
    "\n  mutation TeachTrade($text: String!, $trade: String!) {\n    teachTrade(text: $text, trade: $trade) {\n      __typename\n      ... on TradeTaught { learned { ...LearnedTradeParts } }\n      ... on InvalidInput { message issues { message } }\n    }\n  }\n": types.TeachTradeDocument,
    "mutation ForgetTrades($ids: [ID!]!) { forgetTrades(ids: $ids) }": types.ForgetTradesDocument,
    "\n  query Forecast($id: ID!) {\n    node(id: $id) { __typename ... on Workflow { id cost { forecast { amount currency } } } }\n  }\n": types.ForecastDocument,
    "\n  fragment EstimateIssueParts on EstimateIssue {\n    severity code message\n    source { ...LineSourceParts }\n  }\n": types.EstimateIssuePartsFragmentDoc,
    "\n  fragment EstimateMarkupsParts on Estimate {\n    currency\n    likely { amount currency }\n    byTrade { likely { amount currency } }\n    markups { name rate base { amount currency } amount { amount currency } }\n  }\n": types.EstimateMarkupsPartsFragmentDoc,
    "\n  fragment EstimateLineParts on EstimateLine {\n    id item description section trade quantity unit confidence priceBasis priceSource\n    unitPrice { amount currency }\n    amount { amount currency }\n    low { amount currency }\n    high { amount currency }\n    source { ...LineSourceParts }\n    quantitySource { ...LineSourceParts }\n    priceReference { ...LineSourceParts }\n  }\n": types.EstimateLinePartsFragmentDoc,
    "\n  query LinesOf($id: ID!, $first: Int!, $after: String, $trade: String) {\n    workflow(id: $id) {\n      estimate {\n        lines(first: $first, after: $after, trade: $trade) {\n          edges { node { ...EstimateLineParts } }\n          pageInfo { hasNextPage endCursor }\n          totalCount\n        }\n      }\n    }\n  }\n": types.LinesOfDocument,
    "\n  fragment LineSourceParts on SourceReference { documentId documentName sheet page row cell quote }\n": types.LineSourcePartsFragmentDoc,
    "\n  query PriceListsOf($id: ID!) { node(id: $id) { id ... on Document { priceLists { ...PriceListParts } } } }\n": types.PriceListsOfDocument,
    "\n  fragment RecommendationParts on Recommendation { id kind title rationale apply status }\n": types.RecommendationPartsFragmentDoc,
    "\n  query RecommendationsOf($id: ID!, $at: Int) {\n    session(id: $id, at: $at) { workflows { id recommendations { ...RecommendationParts } } }\n  }\n": types.RecommendationsOfDocument,
    "\n  mutation ApplyRecommendation($id: ID!) {\n    applyRecommendation(id: $id) { __typename ... on Fault { message } }\n  }\n": types.ApplyRecommendationDocument,
    "\n  mutation DismissRecommendation($id: ID!) {\n    dismissRecommendation(id: $id) { __typename ... on Fault { message } }\n  }\n": types.DismissRecommendationDocument,
    "\n  fragment EstimateTotalsParts on Estimate {\n    class region currency\n    low { amount currency }\n    likely { amount currency }\n    high { amount currency }\n  }\n": types.EstimateTotalsPartsFragmentDoc,
    "\n  fragment EstimateTradesParts on Estimate {\n    byTrade {\n      trade name lineCount share\n      low { amount currency }\n      likely { amount currency }\n      high { amount currency }\n    }\n    byElement {\n      code name lineCount share\n      low { amount currency }\n      likely { amount currency }\n      high { amount currency }\n    }\n  }\n": types.EstimateTradesPartsFragmentDoc,
    "\n  fragment EstimateParts on Estimate {\n    ...EstimateTotalsParts\n    ...EstimateMarkupsParts\n    ...EstimateTradesParts\n    assumptions\n    issues { ...EstimateIssueParts }\n  }\n": types.EstimatePartsFragmentDoc,
    "\n  query ResultOf($id: ID!, $at: Int) {\n    session(id: $id, at: $at) {\n      currentWorkflow { id estimate { ...EstimateParts } }\n      workflows { id startedAt instructions estimate { class } }\n    }\n  }\n": types.ResultOfDocument,
    "\n  query EarlierResult($id: ID!) { workflow(id: $id) { id estimate { ...EstimateParts } } }\n": types.EarlierResultDocument,
    "\n  query ForkOf($id: ID!) { workflow(id: $id) { forkedFrom { workflowId } estimate { likely { amount currency } } } }\n": types.ForkOfDocument,
    "\n  fragment ControlOutcome on ControlWorkflowResult {\n    __typename\n    ... on Fault { code message }\n  }\n": types.ControlOutcomeFragmentDoc,
    "mutation Pause($id: ID!) { pauseWorkflow(workflowId: $id) { ...ControlOutcome } }": types.PauseDocument,
    "mutation Resume($id: ID!) { resumeWorkflow(workflowId: $id) { ...ControlOutcome } }": types.ResumeDocument,
    "mutation Cancel($id: ID!) { cancelWorkflow(workflowId: $id) { ...ControlOutcome } }": types.CancelDocument,
    "mutation Retry($id: ID!) { retryWorkflow(workflowId: $id) { ...ControlOutcome } }": types.RetryDocument,
    "query Roster { agents { name title description needs gives } }": types.RosterDocument,
    "\n  query BrainsThere {\n    models { name local available inputPricePerMillion { amount currency } outputPricePerMillion { amount currency } }\n    agents { name title }\n  }\n": types.BrainsThereDocument,
    "\n  query CheckedDocument($id: ID!) {\n    node(id: $id) { __typename ... on Document { kind priceLists { ...PriceListParts } } }\n  }\n": types.CheckedDocumentDocument,
    "\n  mutation Upload($file: File!, $sessionId: ID) {\n    uploadDocument(file: $file, sessionId: $sessionId) {\n      __typename\n      ... on DocumentUploaded { session { id } document { id } }\n      ... on Fault { code message }\n    }\n  }\n": types.UploadDocument,
    "\n  query Sessions($first: Int!, $after: String) {\n    sessions(first: $first, after: $after) {\n      edges { node { id title createdAt status documents { id } openDecisions { id } } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.SessionsDocument,
    "\n  mutation StartWorkflow($input: StartWorkflowInput!) {\n    startWorkflow(input: $input) {\n      __typename\n      ... on WorkflowStarted { session { id } }\n      ... on Fault { code message }\n      ... on InvalidInput { issues { path message } }\n    }\n  }\n": types.StartWorkflowDocument,
    "\n  fragment TemplateParts on WorkflowTemplate {\n    id name version ships\n    steps { agentName after optional requiresApproval timeoutSeconds maxAttempts }\n  }\n": types.TemplatePartsFragmentDoc,
    "query WorkflowTemplates { workflowTemplates { ...TemplateParts } }": types.WorkflowTemplatesDocument,
    "\n  mutation SaveTemplate($name: String!, $steps: [WorkflowStepInput!]!) {\n    saveWorkflowTemplate(name: $name, steps: $steps) {\n      __typename\n      ... on TemplateSaved { template { ...TemplateParts } }\n      ... on Fault { message }\n    }\n  }\n": types.SaveTemplateDocument,
    "\n  mutation DeleteTemplate($id: ID!) {\n    deleteWorkflowTemplate(id: $id) { __typename ... on Fault { message } }\n  }\n": types.DeleteTemplateDocument,
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
export function graphql(source: "query OpenDecisions { openDecisions { ...DecisionParts } }"): (typeof documents)["query OpenDecisions { openDecisions { ...DecisionParts } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription DecisionChanges { decisions { ...DecisionParts } }"): (typeof documents)["subscription DecisionChanges { decisions { ...DecisionParts } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OneDecision($id: ID!) { node(id: $id) { __typename ...DecisionParts } }\n"): (typeof documents)["\n  query OneDecision($id: ID!) { node(id: $id) { __typename ...DecisionParts } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Viewer { viewer { id name tenant roles expiresAt } }"): (typeof documents)["query Viewer { viewer { id name tenant roles expiresAt } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AgentSubstepParts on AgentSubstep {\n    agentName executionId attempt substep progressPercentage\n    substepDetails { operation itemsProcessed itemsTotal tokensProcessed modelUsed estimatedCompletion }\n  }\n"): (typeof documents)["\n  fragment AgentSubstepParts on AgentSubstep {\n    agentName executionId attempt substep progressPercentage\n    substepDetails { operation itemsProcessed itemsTotal tokensProcessed modelUsed estimatedCompletion }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AnswerDecision($input: AnswerDecisionInput!) {\n    answerDecision(input: $input) {\n      __typename\n      ... on DecisionAnswered { decision { ...DecisionParts } }\n      ... on DecisionClosed { message decision { ...DecisionParts } }\n      ... on InvalidInput { message issues { message } }\n      ... on NotFound { message }\n    }\n  }\n"): (typeof documents)["\n  mutation AnswerDecision($input: AnswerDecisionInput!) {\n    answerDecision(input: $input) {\n      __typename\n      ... on DecisionAnswered { decision { ...DecisionParts } }\n      ... on DecisionClosed { message decision { ...DecisionParts } }\n      ... on InvalidInput { message issues { message } }\n      ... on NotFound { message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ArtifactParts on Artifact {\n    id name kind mediaType byteSize createdAt agentName url\n  }\n"): (typeof documents)["\n  fragment ArtifactParts on Artifact {\n    id name kind mediaType byteSize createdAt agentName url\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BrainAllocationParts on BrainAllocation {\n    agentName modelSelected modelTier provider reasoning factorsConsidered contextWindow\n    complexityAssessment performanceExpectation fallbackFrom\n    expectedCost { amount currency }\n    candidates { model provider tier score rejectedBecause expectedCost { amount currency } }\n  }\n"): (typeof documents)["\n  fragment BrainAllocationParts on BrainAllocation {\n    agentName modelSelected modelTier provider reasoning factorsConsidered contextWindow\n    complexityAssessment performanceExpectation fallbackFrom\n    expectedCost { amount currency }\n    candidates { model provider tier score rejectedBecause expectedCost { amount currency } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CostParts on CostReport {\n    total { amount currency }\n    inputTokens outputTokens\n    byAgent { name cost { amount currency } inputTokens outputTokens }\n    byModel { name cost { amount currency } inputTokens outputTokens }\n  }\n"): (typeof documents)["\n  fragment CostParts on CostReport {\n    total { amount currency }\n    inputTokens outputTokens\n    byAgent { name cost { amount currency } inputTokens outputTokens }\n    byModel { name cost { amount currency } inputTokens outputTokens }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BudgetParts on Budget { limit { amount currency } onExceeded }\n"): (typeof documents)["\n  fragment BudgetParts on Budget { limit { amount currency } onExceeded }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CostIncurredParts on CostIncurred {\n    agentName model provider inputTokens outputTokens\n    cost { amount currency }\n    workflowTotal { amount currency }\n    budgetRemaining { amount currency }\n  }\n"): (typeof documents)["\n  fragment CostIncurredParts on CostIncurred {\n    agentName model provider inputTokens outputTokens\n    cost { amount currency }\n    workflowTotal { amount currency }\n    budgetRemaining { amount currency }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment DecisionParts on Decision {\n    id sessionId workflowId type status prompt context askedBy askedAt expiresAt\n    defaultOption canSkip freeText multiple affectsWorkflow\n    options { value label effect costDelta { amount currency } }\n    outcome answer comment answeredAt answeredBy { name kind }\n  }\n"): (typeof documents)["\n  fragment DecisionParts on Decision {\n    id sessionId workflowId type status prompt context askedBy askedAt expiresAt\n    defaultOption canSkip freeText multiple affectsWorkflow\n    options { value label effect costDelta { amount currency } }\n    outcome answer comment answeredAt answeredBy { name kind }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ErrorRecoveryParts on ErrorRecovery {\n    recoveryId errorCode errorMessage severity recoveryStrategy recoveryStatus attempt nextRetryAt\n    affectedAgents canContinue userActionRequired\n  }\n"): (typeof documents)["\n  fragment ErrorRecoveryParts on ErrorRecovery {\n    recoveryId errorCode errorMessage severity recoveryStrategy recoveryStatus attempt nextRetryAt\n    affectedAgents canContinue userActionRequired\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ManagerThinkingParts on ManagerThinking {\n    id timestamp thinkingType stage analysis confidence reasoningDepth factors\n    alternatives { label score rejectedBecause }\n    thoughtId partial\n  }\n"): (typeof documents)["\n  fragment ManagerThinkingParts on ManagerThinking {\n    id timestamp thinkingType stage analysis confidence reasoningDepth factors\n    alternatives { label score rejectedBecause }\n    thoughtId partial\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PriceListParts on PriceList {\n    sheet page currency takenCount leftCount leftBecause\n    taken(first: 200) { description unit low likely high source { ...LineSourceParts } }\n    left(first: 200) { description because source { ...LineSourceParts } }\n  }\n"): (typeof documents)["\n  fragment PriceListParts on PriceList {\n    sheet page currency takenCount leftCount leftBecause\n    taken(first: 200) { description unit low likely high source { ...LineSourceParts } }\n    left(first: 200) { description because source { ...LineSourceParts } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment VisualizationParts on WorkflowVisualization {\n    stages currentStageIndex completionPercentage\n    nodes { agentName stage status progressPercentage startedAt finishedAt cost { amount currency } }\n    dependencies { from to }\n    parallelTracks { id label agentNames status }\n  }\n"): (typeof documents)["\n  fragment VisualizationParts on WorkflowVisualization {\n    stages currentStageIndex completionPercentage\n    nodes { agentName stage status progressPercentage startedAt finishedAt cost { amount currency } }\n    dependencies { from to }\n    parallelTracks { id label agentNames status }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment WorkflowParts on Workflow {\n    id status instructions reason startedAt finishedAt activeAgents\n    pipelineStatus { ...PipelineParts }\n    visualization { ...VisualizationParts }\n    cost { ...CostParts }\n    budget { ...BudgetParts }\n  }\n"): (typeof documents)["\n  fragment WorkflowParts on Workflow {\n    id status instructions reason startedAt finishedAt activeAgents\n    pipelineStatus { ...PipelineParts }\n    visualization { ...VisualizationParts }\n    cost { ...CostParts }\n    budget { ...BudgetParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PipelineParts on PipelineStatus {\n    filesProcessed tradesMapped scopeAnalyzed takeoffCalculated estimateGenerated exportReady\n  }\n"): (typeof documents)["\n  fragment PipelineParts on PipelineStatus {\n    filesProcessed tradesMapped scopeAnalyzed takeoffCalculated estimateGenerated exportReady\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment StateChangeParts on WorkflowStateChange {\n    changeType changedAgent currentStage status reason activeAgents\n    request { instructions budget { limit { amount currency } onExceeded } }\n    pipelineStatus { ...PipelineParts }\n    workflowVisualization { ...VisualizationParts }\n  }\n"): (typeof documents)["\n  fragment StateChangeParts on WorkflowStateChange {\n    changeType changedAgent currentStage status reason activeAgents\n    request { instructions budget { limit { amount currency } onExceeded } }\n    pipelineStatus { ...PipelineParts }\n    workflowVisualization { ...VisualizationParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EventParts on StreamingEvent {\n    __typename\n    ... on Event { id type sequence cursor timestamp workflowId priority }\n    ...ManagerThinkingParts\n    ...AgentSubstepParts\n    ...BrainAllocationParts\n    ...ErrorRecoveryParts\n    ...CostIncurredParts\n    ...StateChangeParts\n    ... on UserDecisionNeeded { decision { ...DecisionParts } }\n    ... on UserDecisionMade { outcome answer comment answeredBy { name kind } decision { ...DecisionParts } }\n    ... on ArtifactReady { artifact { ...ArtifactParts } }\n    ... on ChatMessage { role text messageId partial }\n    ... on NotificationRaised { severity title body about }\n    ... on RecommendationMade { recommendation { id kind title rationale status } }\n  }\n"): (typeof documents)["\n  fragment EventParts on StreamingEvent {\n    __typename\n    ... on Event { id type sequence cursor timestamp workflowId priority }\n    ...ManagerThinkingParts\n    ...AgentSubstepParts\n    ...BrainAllocationParts\n    ...ErrorRecoveryParts\n    ...CostIncurredParts\n    ...StateChangeParts\n    ... on UserDecisionNeeded { decision { ...DecisionParts } }\n    ... on UserDecisionMade { outcome answer comment answeredBy { name kind } decision { ...DecisionParts } }\n    ... on ArtifactReady { artifact { ...ArtifactParts } }\n    ... on ChatMessage { role text messageId partial }\n    ... on NotificationRaised { severity title body about }\n    ... on RecommendationMade { recommendation { id kind title rationale status } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SessionParts on Session {\n    id title status createdAt cursor lastSequence firstRetainedSequence\n    documents { id name kind byteSize status }\n    currentWorkflow { ...WorkflowParts }\n    workflows { id }\n    decisions { ...DecisionParts }\n    artifacts { ...ArtifactParts }\n    cost { ...CostParts }\n  }\n"): (typeof documents)["\n  fragment SessionParts on Session {\n    id title status createdAt cursor lastSequence firstRetainedSequence\n    documents { id name kind byteSize status }\n    currentWorkflow { ...WorkflowParts }\n    workflows { id }\n    decisions { ...DecisionParts }\n    artifacts { ...ArtifactParts }\n    cost { ...CostParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SessionAt($id: ID!, $at: Int) {\n    session(id: $id, at: $at) {\n      ...SessionParts\n      newest: events(last: 200) { edges { node { ...EventParts } } pageInfo { hasPreviousPage } }\n      thoughts: events(last: 24, types: [MANAGER_THINKING]) { edges { node { ...EventParts } } }\n      brains: events(last: 24, types: [BRAIN_ALLOCATION]) { edges { node { ...EventParts } } }\n      recoveries: events(last: 24, types: [ERROR_RECOVERY]) { edges { node { ...EventParts } } }\n      substeps: events(last: 60, types: [AGENT_SUBSTEP]) { edges { node { ...EventParts } } }\n    }\n  }\n"): (typeof documents)["\n  query SessionAt($id: ID!, $at: Int) {\n    session(id: $id, at: $at) {\n      ...SessionParts\n      newest: events(last: 200) { edges { node { ...EventParts } } pageInfo { hasPreviousPage } }\n      thoughts: events(last: 24, types: [MANAGER_THINKING]) { edges { node { ...EventParts } } }\n      brains: events(last: 24, types: [BRAIN_ALLOCATION]) { edges { node { ...EventParts } } }\n      recoveries: events(last: 24, types: [ERROR_RECOVERY]) { edges { node { ...EventParts } } }\n      substeps: events(last: 60, types: [AGENT_SUBSTEP]) { edges { node { ...EventParts } } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Follow($sessionId: ID!, $after: Cursor) {\n    feed(sessionId: $sessionId, after: $after) {\n      __typename\n      ... on FeedSnapshot { session { ...SessionParts } }\n      ... on FeedEvent { event { ...EventParts } }\n      ... on FeedConflated { fromSequence toSequence droppedCount }\n      ... on FeedGap { fromSequence toSequence gapReason }\n      ... on FeedCaughtUp { replayedCount }\n      ... on FeedHeartbeat { lagSequences }\n      ... on FeedEnding { endReason retryAfterMs }\n    }\n  }\n"): (typeof documents)["\n  subscription Follow($sessionId: ID!, $after: Cursor) {\n    feed(sessionId: $sessionId, after: $after) {\n      __typename\n      ... on FeedSnapshot { session { ...SessionParts } }\n      ... on FeedEvent { event { ...EventParts } }\n      ... on FeedConflated { fromSequence toSequence droppedCount }\n      ... on FeedGap { fromSequence toSequence gapReason }\n      ... on FeedCaughtUp { replayedCount }\n      ... on FeedHeartbeat { lagSequences }\n      ... on FeedEnding { endReason retryAfterMs }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Earlier($id: ID!, $before: Cursor, $last: Int!, $types: [EventType!], $agents: [String!]) {\n    session(id: $id) {\n      events(last: $last, before: $before, types: $types, agents: $agents) {\n        edges { node { ...EventParts } }\n        pageInfo { hasPreviousPage }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Earlier($id: ID!, $before: Cursor, $last: Int!, $types: [EventType!], $agents: [String!]) {\n    session(id: $id) {\n      events(last: $last, before: $before, types: $types, agents: $agents) {\n        edges { node { ...EventParts } }\n        pageInfo { hasPreviousPage }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query HeadOf($id: ID!) { session(id: $id) { lastSequence } }"): (typeof documents)["query HeadOf($id: ID!) { session(id: $id) { lastSequence } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ChatHistory($id: ID!, $before: Cursor, $last: Int!) {\n    session(id: $id) {\n      lastSequence\n      events(last: $last, before: $before, types: [CHAT_MESSAGE]) {\n        edges { cursor node { __typename ... on ChatMessage { sequence timestamp role text messageId partial } } }\n        pageInfo { hasPreviousPage }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ChatHistory($id: ID!, $before: Cursor, $last: Int!) {\n    session(id: $id) {\n      lastSequence\n      events(last: $last, before: $before, types: [CHAT_MESSAGE]) {\n        edges { cursor node { __typename ... on ChatMessage { sequence timestamp role text messageId partial } } }\n        pageInfo { hasPreviousPage }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SendMessage($sessionId: ID!, $text: String!) {\n    sendMessage(sessionId: $sessionId, text: $text) {\n      __typename\n      ... on MessageSent { sent { sequence timestamp role text messageId partial } }\n      ... on Fault { message }\n    }\n  }\n"): (typeof documents)["\n  mutation SendMessage($sessionId: ID!, $text: String!) {\n    sendMessage(sessionId: $sessionId, text: $text) {\n      __typename\n      ... on MessageSent { sent { sequence timestamp role text messageId partial } }\n      ... on Fault { message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ForkWorkflow($input: ForkWorkflowInput!) {\n    forkWorkflow(input: $input) { __typename ... on Fault { message } }\n  }\n"): (typeof documents)["\n  mutation ForkWorkflow($input: ForkWorkflowInput!) {\n    forkWorkflow(input: $input) { __typename ... on Fault { message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Landmarks($id: ID!) {\n    session(id: $id) {\n      events(last: 500, types: [USER_DECISION_NEEDED, ERROR_RECOVERY, ARTIFACT_READY]) {\n        edges { node { __typename ... on Event { sequence } } }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Landmarks($id: ID!) {\n    session(id: $id) {\n      events(last: 500, types: [USER_DECISION_NEEDED, ERROR_RECOVERY, ARTIFACT_READY]) {\n        edges { node { __typename ... on Event { sequence } } }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Later($id: ID!, $after: Cursor, $first: Int!, $types: [EventType!], $agents: [String!]) {\n    session(id: $id) {\n      lastSequence\n      events(first: $first, after: $after, types: $types, agents: $agents) {\n        edges { node { ...EventParts } }\n        pageInfo { hasNextPage }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Later($id: ID!, $after: Cursor, $first: Int!, $types: [EventType!], $agents: [String!]) {\n    session(id: $id) {\n      lastSequence\n      events(first: $first, after: $after, types: $types, agents: $agents) {\n        edges { node { ...EventParts } }\n        pageInfo { hasNextPage }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query TitleOf($id: ID!) { session(id: $id) { title } }"): (typeof documents)["query TitleOf($id: ID!) { session(id: $id) { title } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AllTrades { trades { code name } }"): (typeof documents)["query AllTrades { trades { code name } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LearnedTradeParts on LearnedTrade { id text trade tradeName times lastUsedAt learnedFrom }\n"): (typeof documents)["\n  fragment LearnedTradeParts on LearnedTrade { id text trade tradeName times lastUsedAt learnedFrom }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LearnedTrades($search: String!, $after: String) {\n    learnedTrades(search: $search, after: $after) {\n      edges { node { ...LearnedTradeParts } }\n      pageInfo { hasNextPage }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query LearnedTrades($search: String!, $after: String) {\n    learnedTrades(search: $search, after: $after) {\n      edges { node { ...LearnedTradeParts } }\n      pageInfo { hasNextPage }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TeachTrade($text: String!, $trade: String!) {\n    teachTrade(text: $text, trade: $trade) {\n      __typename\n      ... on TradeTaught { learned { ...LearnedTradeParts } }\n      ... on InvalidInput { message issues { message } }\n    }\n  }\n"): (typeof documents)["\n  mutation TeachTrade($text: String!, $trade: String!) {\n    teachTrade(text: $text, trade: $trade) {\n      __typename\n      ... on TradeTaught { learned { ...LearnedTradeParts } }\n      ... on InvalidInput { message issues { message } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ForgetTrades($ids: [ID!]!) { forgetTrades(ids: $ids) }"): (typeof documents)["mutation ForgetTrades($ids: [ID!]!) { forgetTrades(ids: $ids) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Forecast($id: ID!) {\n    node(id: $id) { __typename ... on Workflow { id cost { forecast { amount currency } } } }\n  }\n"): (typeof documents)["\n  query Forecast($id: ID!) {\n    node(id: $id) { __typename ... on Workflow { id cost { forecast { amount currency } } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EstimateIssueParts on EstimateIssue {\n    severity code message\n    source { ...LineSourceParts }\n  }\n"): (typeof documents)["\n  fragment EstimateIssueParts on EstimateIssue {\n    severity code message\n    source { ...LineSourceParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EstimateMarkupsParts on Estimate {\n    currency\n    likely { amount currency }\n    byTrade { likely { amount currency } }\n    markups { name rate base { amount currency } amount { amount currency } }\n  }\n"): (typeof documents)["\n  fragment EstimateMarkupsParts on Estimate {\n    currency\n    likely { amount currency }\n    byTrade { likely { amount currency } }\n    markups { name rate base { amount currency } amount { amount currency } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EstimateLineParts on EstimateLine {\n    id item description section trade quantity unit confidence priceBasis priceSource\n    unitPrice { amount currency }\n    amount { amount currency }\n    low { amount currency }\n    high { amount currency }\n    source { ...LineSourceParts }\n    quantitySource { ...LineSourceParts }\n    priceReference { ...LineSourceParts }\n  }\n"): (typeof documents)["\n  fragment EstimateLineParts on EstimateLine {\n    id item description section trade quantity unit confidence priceBasis priceSource\n    unitPrice { amount currency }\n    amount { amount currency }\n    low { amount currency }\n    high { amount currency }\n    source { ...LineSourceParts }\n    quantitySource { ...LineSourceParts }\n    priceReference { ...LineSourceParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LinesOf($id: ID!, $first: Int!, $after: String, $trade: String) {\n    workflow(id: $id) {\n      estimate {\n        lines(first: $first, after: $after, trade: $trade) {\n          edges { node { ...EstimateLineParts } }\n          pageInfo { hasNextPage endCursor }\n          totalCount\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query LinesOf($id: ID!, $first: Int!, $after: String, $trade: String) {\n    workflow(id: $id) {\n      estimate {\n        lines(first: $first, after: $after, trade: $trade) {\n          edges { node { ...EstimateLineParts } }\n          pageInfo { hasNextPage endCursor }\n          totalCount\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LineSourceParts on SourceReference { documentId documentName sheet page row cell quote }\n"): (typeof documents)["\n  fragment LineSourceParts on SourceReference { documentId documentName sheet page row cell quote }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PriceListsOf($id: ID!) { node(id: $id) { id ... on Document { priceLists { ...PriceListParts } } } }\n"): (typeof documents)["\n  query PriceListsOf($id: ID!) { node(id: $id) { id ... on Document { priceLists { ...PriceListParts } } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RecommendationParts on Recommendation { id kind title rationale apply status }\n"): (typeof documents)["\n  fragment RecommendationParts on Recommendation { id kind title rationale apply status }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RecommendationsOf($id: ID!, $at: Int) {\n    session(id: $id, at: $at) { workflows { id recommendations { ...RecommendationParts } } }\n  }\n"): (typeof documents)["\n  query RecommendationsOf($id: ID!, $at: Int) {\n    session(id: $id, at: $at) { workflows { id recommendations { ...RecommendationParts } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ApplyRecommendation($id: ID!) {\n    applyRecommendation(id: $id) { __typename ... on Fault { message } }\n  }\n"): (typeof documents)["\n  mutation ApplyRecommendation($id: ID!) {\n    applyRecommendation(id: $id) { __typename ... on Fault { message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DismissRecommendation($id: ID!) {\n    dismissRecommendation(id: $id) { __typename ... on Fault { message } }\n  }\n"): (typeof documents)["\n  mutation DismissRecommendation($id: ID!) {\n    dismissRecommendation(id: $id) { __typename ... on Fault { message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EstimateTotalsParts on Estimate {\n    class region currency\n    low { amount currency }\n    likely { amount currency }\n    high { amount currency }\n  }\n"): (typeof documents)["\n  fragment EstimateTotalsParts on Estimate {\n    class region currency\n    low { amount currency }\n    likely { amount currency }\n    high { amount currency }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EstimateTradesParts on Estimate {\n    byTrade {\n      trade name lineCount share\n      low { amount currency }\n      likely { amount currency }\n      high { amount currency }\n    }\n    byElement {\n      code name lineCount share\n      low { amount currency }\n      likely { amount currency }\n      high { amount currency }\n    }\n  }\n"): (typeof documents)["\n  fragment EstimateTradesParts on Estimate {\n    byTrade {\n      trade name lineCount share\n      low { amount currency }\n      likely { amount currency }\n      high { amount currency }\n    }\n    byElement {\n      code name lineCount share\n      low { amount currency }\n      likely { amount currency }\n      high { amount currency }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EstimateParts on Estimate {\n    ...EstimateTotalsParts\n    ...EstimateMarkupsParts\n    ...EstimateTradesParts\n    assumptions\n    issues { ...EstimateIssueParts }\n  }\n"): (typeof documents)["\n  fragment EstimateParts on Estimate {\n    ...EstimateTotalsParts\n    ...EstimateMarkupsParts\n    ...EstimateTradesParts\n    assumptions\n    issues { ...EstimateIssueParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ResultOf($id: ID!, $at: Int) {\n    session(id: $id, at: $at) {\n      currentWorkflow { id estimate { ...EstimateParts } }\n      workflows { id startedAt instructions estimate { class } }\n    }\n  }\n"): (typeof documents)["\n  query ResultOf($id: ID!, $at: Int) {\n    session(id: $id, at: $at) {\n      currentWorkflow { id estimate { ...EstimateParts } }\n      workflows { id startedAt instructions estimate { class } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EarlierResult($id: ID!) { workflow(id: $id) { id estimate { ...EstimateParts } } }\n"): (typeof documents)["\n  query EarlierResult($id: ID!) { workflow(id: $id) { id estimate { ...EstimateParts } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ForkOf($id: ID!) { workflow(id: $id) { forkedFrom { workflowId } estimate { likely { amount currency } } } }\n"): (typeof documents)["\n  query ForkOf($id: ID!) { workflow(id: $id) { forkedFrom { workflowId } estimate { likely { amount currency } } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ControlOutcome on ControlWorkflowResult {\n    __typename\n    ... on Fault { code message }\n  }\n"): (typeof documents)["\n  fragment ControlOutcome on ControlWorkflowResult {\n    __typename\n    ... on Fault { code message }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Pause($id: ID!) { pauseWorkflow(workflowId: $id) { ...ControlOutcome } }"): (typeof documents)["mutation Pause($id: ID!) { pauseWorkflow(workflowId: $id) { ...ControlOutcome } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Resume($id: ID!) { resumeWorkflow(workflowId: $id) { ...ControlOutcome } }"): (typeof documents)["mutation Resume($id: ID!) { resumeWorkflow(workflowId: $id) { ...ControlOutcome } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Cancel($id: ID!) { cancelWorkflow(workflowId: $id) { ...ControlOutcome } }"): (typeof documents)["mutation Cancel($id: ID!) { cancelWorkflow(workflowId: $id) { ...ControlOutcome } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Retry($id: ID!) { retryWorkflow(workflowId: $id) { ...ControlOutcome } }"): (typeof documents)["mutation Retry($id: ID!) { retryWorkflow(workflowId: $id) { ...ControlOutcome } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Roster { agents { name title description needs gives } }"): (typeof documents)["query Roster { agents { name title description needs gives } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BrainsThere {\n    models { name local available inputPricePerMillion { amount currency } outputPricePerMillion { amount currency } }\n    agents { name title }\n  }\n"): (typeof documents)["\n  query BrainsThere {\n    models { name local available inputPricePerMillion { amount currency } outputPricePerMillion { amount currency } }\n    agents { name title }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CheckedDocument($id: ID!) {\n    node(id: $id) { __typename ... on Document { kind priceLists { ...PriceListParts } } }\n  }\n"): (typeof documents)["\n  query CheckedDocument($id: ID!) {\n    node(id: $id) { __typename ... on Document { kind priceLists { ...PriceListParts } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Upload($file: File!, $sessionId: ID) {\n    uploadDocument(file: $file, sessionId: $sessionId) {\n      __typename\n      ... on DocumentUploaded { session { id } document { id } }\n      ... on Fault { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation Upload($file: File!, $sessionId: ID) {\n    uploadDocument(file: $file, sessionId: $sessionId) {\n      __typename\n      ... on DocumentUploaded { session { id } document { id } }\n      ... on Fault { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Sessions($first: Int!, $after: String) {\n    sessions(first: $first, after: $after) {\n      edges { node { id title createdAt status documents { id } openDecisions { id } } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query Sessions($first: Int!, $after: String) {\n    sessions(first: $first, after: $after) {\n      edges { node { id title createdAt status documents { id } openDecisions { id } } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartWorkflow($input: StartWorkflowInput!) {\n    startWorkflow(input: $input) {\n      __typename\n      ... on WorkflowStarted { session { id } }\n      ... on Fault { code message }\n      ... on InvalidInput { issues { path message } }\n    }\n  }\n"): (typeof documents)["\n  mutation StartWorkflow($input: StartWorkflowInput!) {\n    startWorkflow(input: $input) {\n      __typename\n      ... on WorkflowStarted { session { id } }\n      ... on Fault { code message }\n      ... on InvalidInput { issues { path message } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TemplateParts on WorkflowTemplate {\n    id name version ships\n    steps { agentName after optional requiresApproval timeoutSeconds maxAttempts }\n  }\n"): (typeof documents)["\n  fragment TemplateParts on WorkflowTemplate {\n    id name version ships\n    steps { agentName after optional requiresApproval timeoutSeconds maxAttempts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query WorkflowTemplates { workflowTemplates { ...TemplateParts } }"): (typeof documents)["query WorkflowTemplates { workflowTemplates { ...TemplateParts } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SaveTemplate($name: String!, $steps: [WorkflowStepInput!]!) {\n    saveWorkflowTemplate(name: $name, steps: $steps) {\n      __typename\n      ... on TemplateSaved { template { ...TemplateParts } }\n      ... on Fault { message }\n    }\n  }\n"): (typeof documents)["\n  mutation SaveTemplate($name: String!, $steps: [WorkflowStepInput!]!) {\n    saveWorkflowTemplate(name: $name, steps: $steps) {\n      __typename\n      ... on TemplateSaved { template { ...TemplateParts } }\n      ... on Fault { message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteTemplate($id: ID!) {\n    deleteWorkflowTemplate(id: $id) { __typename ... on Fault { message } }\n  }\n"): (typeof documents)["\n  mutation DeleteTemplate($id: ID!) {\n    deleteWorkflowTemplate(id: $id) { __typename ... on Fault { message } }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;