
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
    "Node": [
      "Artifact",
      "Decision",
      "Document",
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
    