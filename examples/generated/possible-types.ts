
      export interface PossibleTypesResultData {
        possibleTypes: {
          [key: string]: string[]
        }
      }
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "AnswerDecisionResult": [
      "DecisionAnswered",
      "DecisionClosed",
      "InvalidInput",
      "NotFound"
    ],
    "ApplyRecommendationResult": [
      "InvalidInput",
      "NotFound",
      "RecommendationApplied",
      "WorkflowConflict"
    ],
    "ControlWorkflowResult": [
      "NotFound",
      "WorkflowConflict",
      "WorkflowControlled"
    ],
    "DeleteTemplateResult": [
      "InvalidInput",
      "NotFound",
      "TemplateDeleted"
    ],
    "DismissRecommendationResult": [
      "InvalidInput",
      "NotFound",
      "RecommendationDismissed"
    ],
    "Event": [
      "AgentSubstep",
      "ArtifactReady",
      "BrainAllocation",
      "ChatMessage",
      "CostIncurred",
      "ErrorRecovery",
      "ManagerThinking",
      "NotificationRaised",
      "RecommendationMade",
      "UserDecisionMade",
      "UserDecisionNeeded",
      "WorkflowStateChange"
    ],
    "Fault": [
      "DecisionClosed",
      "InvalidInput",
      "NotFound",
      "WorkflowConflict"
    ],
    "FeedItem": [
      "FeedCaughtUp",
      "FeedConflated",
      "FeedEnding",
      "FeedEvent",
      "FeedGap",
      "FeedHeartbeat",
      "FeedSnapshot"
    ],
    "ForkWorkflowResult": [
      "InvalidInput",
      "NotFound",
      "WorkflowConflict",
      "WorkflowForked"
    ],
    "Node": [
      "Artifact",
      "Decision",
      "Document",
      "Recommendation",
      "Session",
      "Workflow",
      "WorkflowTemplate"
    ],
    "RevokeAccessResult": [
      "AccessRevoked",
      "InvalidInput"
    ],
    "SaveTemplateResult": [
      "InvalidInput",
      "TemplateSaved"
    ],
    "SendMessageResult": [
      "InvalidInput",
      "MessageSent",
      "NotFound"
    ],
    "StartWorkflowResult": [
      "InvalidInput",
      "NotFound",
      "WorkflowConflict",
      "WorkflowStarted"
    ],
    "StreamingEvent": [
      "AgentSubstep",
      "ArtifactReady",
      "BrainAllocation",
      "ChatMessage",
      "CostIncurred",
      "ErrorRecovery",
      "ManagerThinking",
      "NotificationRaised",
      "RecommendationMade",
      "UserDecisionMade",
      "UserDecisionNeeded",
      "WorkflowStateChange"
    ],
    "TeachTradeResult": [
      "InvalidInput",
      "TradeTaught"
    ],
    "UploadDocumentResult": [
      "DocumentUploaded",
      "InvalidInput",
      "NotFound"
    ]
  }
};
      export default result;
    