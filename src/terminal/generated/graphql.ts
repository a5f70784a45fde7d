/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** An answer to a decision. */
export type AnswerDecisionInput = {
  /** The answer. */
  answer: DecisionAnswerInput;
  /** Kept with the answer. */
  comment?: string | null | undefined;
  /** The decision. */
  decisionId: string | number;
  /** Same key, same input: the first result is returned again. */
  idempotencyKey?: string | null | undefined;
};

/** What kind of result it is. */
export type ArtifactKind =
  /** The priced estimate, as data. */
  | 'ESTIMATE'
  /** The estimate lines as CSV. */
  | 'EXPORT_CSV'
  /** The estimate as JSON. */
  | 'EXPORT_JSON'
  /** The estimate as PDF. */
  | 'EXPORT_PDF'
  /** The estimate as a workbook with formulas. */
  | 'EXPORT_XLSX'
  /** What was read from the documents. */
  | 'EXTRACTED_TABLES'
  /** Inclusions, exclusions and issues. */
  | 'SCOPE_REPORT'
  /** Every line with its quantity. */
  | 'TAKEOFF'
  /** Every line with its trade. */
  | 'TRADE_MAP'
  /** What was put to language models, and what they answered. */
  | 'TRANSCRIPT';

/** What language models may cost in the workflow. */
export type BudgetInput = {
  /** ISO 4217; models have prices in USD. */
  currency?: string | null | undefined;
  /** At most so much; 0 for no paid model. */
  limit: string;
  /** What happens before it would be exceeded. */
  onExceeded?: BudgetPolicy | null | undefined;
};

/** What happens before a budget would be exceeded. */
export type BudgetPolicy =
  /** A person is asked. */
  | 'ASK'
  /** The workflow is cancelled; what is finished is kept. */
  | 'CANCEL'
  /** A cheaper brain is taken, in the end the rules, which cost nothing. */
  | 'DOWNGRADE_MODEL';

/** Who speaks. */
export type ChatRole =
  /** The manager. */
  | 'ASSISTANT'
  /** The server. */
  | 'SYSTEM'
  /** A person. */
  | 'USER';

/** Exactly one way of answering. */
export type DecisionAnswerInput =
  {   /** One of the options. */
  option: string; options?: never; skip?: never; text?: never; useDefault?: never; }
  |  { option?: never;   /** Several of the options, where several may be chosen. */
  options: Array<string>; skip?: never; text?: never; useDefault?: never; }
  |  { option?: never; options?: never;   /** true: skip it, where that is legal. */
  skip: boolean; text?: never; useDefault?: never; }
  |  { option?: never; options?: never; skip?: never;   /** Free text, where that is legal. */
  text: string; useDefault?: never; }
  |  { option?: never; options?: never; skip?: never; text?: never;   /** true: take the default, where there is one. */
  useDefault: boolean; };

/** How the decision was closed. */
export type DecisionOutcome =
  /** A person answered. */
  | 'ANSWERED'
  /** The default was taken, by the clock or on request. */
  | 'DEFAULTED'
  /** Time ran out, and there was no default and no skipping. */
  | 'EXPIRED'
  /** It was skipped, by a person or by the clock. */
  | 'SKIPPED'
  /** Its workflow ended first. */
  | 'WITHDRAWN';

/** Whether it waits for an answer. */
export type DecisionStatus =
  /** It was made. */
  | 'CLOSED'
  /** It waits for an answer. */
  | 'OPEN';

/** The kinds of events. */
export type EventType =
  /** An agent got a step further. */
  | 'AGENT_SUBSTEP'
  /** A result can be taken away. */
  | 'ARTIFACT_READY'
  /** The manager gave an agent a brain, with its reasons. */
  | 'BRAIN_ALLOCATION'
  /** Something was said in the session. */
  | 'CHAT_MESSAGE'
  /** A brain was used: how much, and what it cost, with the workflow’s running total. */
  | 'COST_INCURRED'
  /** Something failed, and this is what is done about it. */
  | 'ERROR_RECOVERY'
  /** The manager weighs something, with its reasons. */
  | 'MANAGER_THINKING'
  /** Something a person should know, without having to act. */
  | 'NOTIFICATION'
  /** The manager suggests something that would make the result better. */
  | 'RECOMMENDATION'
  /** A decision was closed. */
  | 'USER_DECISION_MADE'
  /** A person is asked. Answer with `answerDecision`. */
  | 'USER_DECISION_NEEDED'
  /** The workflow moved: a stage, an agent, its end. */
  | 'WORKFLOW_STATE_CHANGE';

/** Where it is in its life. */
export type ExecutionStatus =
  /** Stopped by a person. */
  | 'CANCELLED'
  /** Ended without a result. */
  | 'FAILED'
  /** Held by a person, or by the clock when a decision stayed open. */
  | 'PAUSED'
  /** Not begun. */
  | 'QUEUED'
  /** At work. */
  | 'RUNNING'
  /** Left out on purpose. */
  | 'SKIPPED'
  /** Finished, with a result. */
  | 'SUCCEEDED'
  /** Nothing can go on until a person answers. */
  | 'WAITING_FOR_DECISION';

/** How far the recovery is. */
export type RecoveryStatus =
  /** The remedies are used up. */
  | 'EXHAUSTED'
  /** A remedy is under way. */
  | 'IN_PROGRESS'
  /** Work goes on. */
  | 'RECOVERED'
  /** The failure was noticed. */
  | 'STARTED'
  /** A person has to decide. */
  | 'WAITING_FOR_USER';

/** How much it matters. */
export type Severity =
  /** The result cannot be trusted without acting on it. */
  | 'CRITICAL'
  /** Changes the result noticeably. */
  | 'HIGH'
  /** Good to know. */
  | 'LOW'
  /** Worth a look. */
  | 'MEDIUM';

/** What to start. */
export type StartWorkflowInput = {
  /** What language models may cost; no limit when left out. */
  budget?: BudgetInput | null | undefined;
  /** Documents uploaded before; all of the session when left out. */
  documentIds?: Array<string | number> | null | undefined;
  /** Same key, same input: the first result is returned again. */
  idempotencyKey?: string | null | undefined;
  /** What is wanted, in plain words. */
  instructions: string;
  /** Models to prefer: a name, or an object of names by agent, `*` for all others. As provider/model or model; `local` for none. */
  models?: unknown;
  /** Run on the sample project that ships with the server. */
  sample?: boolean | null | undefined;
  /** Continue this session; otherwise a new one is made. */
  sessionId?: string | number | null | undefined;
  /** The agents to run; without them and a template the manager plans. */
  steps?: Array<WorkflowStepInput> | null | undefined;
  /** Takes the steps of this template, as it stands now. Not together with steps. */
  templateId?: string | number | null | undefined;
  /** Of the new session; the first words of the instructions when left out. */
  title?: string | null | undefined;
  /** Web addresses of documents: each is fetched once and added to the session. When one fails, nothing is started. */
  urls?: Array<string> | null | undefined;
};

/** An agent to run. Agents whose results it needs run too, unless their results are there already. */
export type WorkflowStepInput = {
  /** Other steps that have to finish first, beyond those whose results it needs. */
  after?: Array<string> | null | undefined;
  /** The agent. */
  agentName: string;
  /** Attempts before a person is asked; the agent’s own number when left out. */
  maxAttempts?: number | null | undefined;
  /** The workflow may go on without it when it fails. */
  optional?: boolean | null | undefined;
  /** A person is asked before it begins. */
  requiresApproval?: boolean | null | undefined;
  /** Working time for one attempt, in seconds; the agent’s own limit when left out. */
  timeoutSeconds?: number | null | undefined;
};

export type FeaturesQueryVariables = Exact<{ [key: string]: never; }>;


export type FeaturesQuery = { __type: { enumValues: Array<{ name: string }> | null } | null };

export type StartMutationVariables = Exact<{
  input: StartWorkflowInput;
}>;


export type StartMutation = { startWorkflow:
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'NotFound', code: string, message: string }
    | { __typename: 'WorkflowConflict', code: string, message: string }
    | { __typename: 'WorkflowStarted', cursor: string, session: { id: string }, workflow: { id: string } }
   };

export type CurrentQueryVariables = Exact<{
  id: string | number;
}>;


export type CurrentQuery = { session: { currentWorkflow: { id: string } | null } | null };

export type WatchSubscriptionVariables = Exact<{
  sessionId: string | number;
  after?: string | null | undefined;
}>;


export type WatchSubscription = { events:
    | { __typename: 'AgentSubstep', type: EventType, sequence: number, timestamp: string, workflowId: string | null, agentName: string, substep: string, progressPercentage: number, substepDetails: { operation: string, itemsProcessed: number | null, itemsTotal: number | null } }
    | { __typename: 'ArtifactReady', type: EventType, sequence: number, timestamp: string, workflowId: string | null, artifact: { name: string, kind: ArtifactKind, url: string, byteSize: number } }
    | { __typename: 'BrainAllocation', type: EventType, sequence: number, timestamp: string, workflowId: string | null, agentName: string, modelSelected: string, provider: string }
    | { __typename: 'ChatMessage', type: EventType, sequence: number, timestamp: string, workflowId: string | null, role: ChatRole, text: string }
    | { __typename: 'CostIncurred', type: EventType, sequence: number, timestamp: string, workflowId: string | null, agentName: string, model: string, cost: { amount: string, currency: string } }
    | { __typename: 'ErrorRecovery', type: EventType, sequence: number, timestamp: string, workflowId: string | null, errorMessage: string, errorCode: string, recoveryStrategy: string, recoveryStatus: RecoveryStatus, nextRetryAt: string | null }
    | { __typename: 'ManagerThinking', type: EventType, sequence: number, timestamp: string, workflowId: string | null, thinkingType: string, analysis: string, confidence: number | null }
    | { __typename: 'NotificationRaised', type: EventType, sequence: number, timestamp: string, workflowId: string | null, title: string, body: string }
    | { __typename: 'RecommendationMade', type: EventType, sequence: number, timestamp: string, workflowId: string | null, recommendation: { title: string } }
    | { __typename: 'UserDecisionMade', type: EventType, sequence: number, timestamp: string, workflowId: string | null, outcome: DecisionOutcome, answer: unknown, answeredBy: { name: string } | null, decision: { options: Array<{ value: string, label: string }> } }
    | { __typename: 'UserDecisionNeeded', type: EventType, sequence: number, timestamp: string, workflowId: string | null, decisionId: string, prompt: string, defaultOption: string | null, canSkip: boolean, options: Array<{ value: string, label: string, effect: string | null, costDelta: { amount: string, currency: string } | null }>, decision: { status: DecisionStatus, multiple: boolean, freeText: boolean } }
    | { __typename: 'WorkflowStateChange', type: EventType, sequence: number, timestamp: string, workflowId: string | null, changeType: string, status: ExecutionStatus, currentStage: string, changedAgent: string | null, reason: string | null, workflowVisualization: { completionPercentage: number } }
   };

export type AnswerMutationVariables = Exact<{
  input: AnswerDecisionInput;
}>;


export type AnswerMutation = { answerDecision:
    | { __typename: 'DecisionAnswered' }
    | { __typename: 'DecisionClosed', code: string, message: string }
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'NotFound', code: string, message: string }
   };

export type ResultQueryVariables = Exact<{
  id: string | number;
}>;


export type ResultQuery = { workflow: { status: ExecutionStatus, reason: string | null, artifacts: Array<{ name: string, kind: ArtifactKind, url: string }>, estimate: { currency: string, class: number, low: { amount: string }, likely: { amount: string }, high: { amount: string }, byTrade: Array<{ name: string, lineCount: number, share: number, likely: { amount: string } }>, markups: Array<{ name: string, rate: string, base: { amount: string } | null, amount: { amount: string } }>, issues: Array<{ severity: Severity, code: string, message: string, source: { documentName: string, sheet: string | null, page: number | null, row: number | null } | null }> } | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const FeaturesDocument = new TypedDocumentString(`
    query Features {
  __type(name: "EventType") {
    enumValues {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<FeaturesQuery, FeaturesQueryVariables>;
export const StartDocument = new TypedDocumentString(`
    mutation Start($input: StartWorkflowInput!) {
  startWorkflow(input: $input) {
    __typename
    ... on WorkflowStarted {
      cursor
      session {
        id
      }
      workflow {
        id
      }
    }
    ... on Fault {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StartMutation, StartMutationVariables>;
export const CurrentDocument = new TypedDocumentString(`
    query Current($id: ID!) {
  session(id: $id) {
    currentWorkflow {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<CurrentQuery, CurrentQueryVariables>;
export const WatchDocument = new TypedDocumentString(`
    subscription Watch($sessionId: ID!, $after: Cursor) {
  events(sessionId: $sessionId, after: $after) {
    __typename
    ... on Event {
      type
      sequence
      timestamp
      workflowId
    }
    ... on ManagerThinking {
      thinkingType
      analysis
      confidence
    }
    ... on AgentSubstep {
      agentName
      substep
      progressPercentage
      substepDetails {
        operation
        itemsProcessed
        itemsTotal
      }
    }
    ... on UserDecisionNeeded {
      decisionId
      prompt
      defaultOption
      canSkip
      options {
        value
        label
        effect
        costDelta {
          amount
          currency
        }
      }
      decision {
        status
        multiple
        freeText
      }
    }
    ... on UserDecisionMade {
      outcome
      answer
      answeredBy {
        name
      }
      decision {
        options {
          value
          label
        }
      }
    }
    ... on WorkflowStateChange {
      changeType
      status
      currentStage
      changedAgent
      reason
      workflowVisualization {
        completionPercentage
      }
    }
    ... on BrainAllocation {
      agentName
      modelSelected
      provider
    }
    ... on ErrorRecovery {
      errorMessage
      errorCode
      recoveryStrategy
      recoveryStatus
      nextRetryAt
    }
    ... on ChatMessage {
      role
      text
    }
    ... on CostIncurred {
      agentName
      model
      cost {
        amount
        currency
      }
    }
    ... on ArtifactReady {
      artifact {
        name
        kind
        url
        byteSize
      }
    }
    ... on NotificationRaised {
      title
      body
    }
    ... on RecommendationMade {
      recommendation {
        title
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WatchSubscription, WatchSubscriptionVariables>;
export const AnswerDocument = new TypedDocumentString(`
    mutation Answer($input: AnswerDecisionInput!) {
  answerDecision(input: $input) {
    __typename
    ... on Fault {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AnswerMutation, AnswerMutationVariables>;
export const ResultDocument = new TypedDocumentString(`
    query Result($id: ID!) {
  workflow(id: $id) {
    status
    reason
    artifacts {
      name
      kind
      url
    }
    estimate {
      currency
      class
      low {
        amount
      }
      likely {
        amount
      }
      high {
        amount
      }
      byTrade {
        name
        lineCount
        likely {
          amount
        }
        share
      }
      markups {
        name
        rate
        base {
          amount
        }
        amount {
          amount
        }
      }
      issues {
        severity
        code
        message
        source {
          documentName
          sheet
          page
          row
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ResultQuery, ResultQueryVariables>;