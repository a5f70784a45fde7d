// Shapes: six of the guide's kinds of events, each with one text that is stretched to the size asked for.

/** The kinds, in the order in which they take turns. */
export const kinds = [
  'manager_thinking',
  'agent_substep',
  'brain_allocation',
  'error_recovery',
  'notification',
  'user_decision_needed',
] as const;

export type MomentKind = (typeof kinds)[number];

/** The kind of the event at a place, when the first `count` kinds take turns. */
export const kindAt = (sequence: number, count: number): MomentKind => kinds[sequence % count]!;

export const enumOf = (kind: MomentKind) => kind.toUpperCase();

export type Fields = Record<string, unknown>;

export interface Shape {
  typeName: string;
  /** The field that holds the text. */
  text: string;
  /** The same with another text; written out for each kind, so that making events costs little beside delivering them. */
  withText(fields: Fields, text: string): Fields;
  /** What the documents ask for. */
  data: Fields;
  /** What else the product keeps of such an event. */
  more: Fields;
}

export const shapes: Record<MomentKind, Shape> = {
  manager_thinking: {
    typeName: 'ManagerThinking',
    text: 'analysis',
    withText: (fields, analysis) => ({ ...fields, analysis }),
    data: {
      thinkingType: 'route_planning',
      stage: 'Intent Classification',
      factors: ['files: xlsx 1, docx 1, pdf 1', 'goal: full estimate'],
      confidence: 0.85,
      reasoningDepth: 'standard',
    },
    more: { alternatives: [] },
  },
  agent_substep: {
    typeName: 'AgentSubstep',
    text: 'substep',
    withText: (fields, substep) => ({ ...fields, substep }),
    data: {
      agentName: 'file_reader',
      executionId: 'execution_1',
      attempt: 1,
      progressPercentage: 50,
      substepDetails: { operation: 'reading bill.xlsx', tokensProcessed: 1500 },
    },
    more: {
      substepDetails: {
        operation: 'reading bill.xlsx',
        estimatedCompletion: null,
        modelUsed: 'local',
        tokensProcessed: 1500,
        itemsProcessed: 2,
        itemsTotal: 4,
        source: null,
      },
    },
  },
  brain_allocation: {
    typeName: 'BrainAllocation',
    text: 'reasoning',
    withText: (fields, reasoning) => ({ ...fields, reasoning }),
    data: {
      agentName: 'trade_mapper',
      modelSelected: 'local-rules',
      provider: 'local',
      modelTier: 'local',
      contextWindow: 0,
    },
    more: {
      complexityAssessment: 'low',
      expectedCost: null,
      performanceExpectation: 'steady',
      factorsConsidered: ['lines: 40'],
      candidates: [],
      fallbackFrom: null,
    },
  },
  error_recovery: {
    typeName: 'ErrorRecovery',
    text: 'errorMessage',
    withText: (fields, errorMessage) => ({ ...fields, errorMessage }),
    data: {
      recoveryId: 'execution_1:unreadable',
      severity: 'medium',
      recoveryStrategy: 'skip_file',
      recoveryStatus: 'in_progress',
      canContinue: true,
    },
    more: {
      errorCode: 'DOCUMENT_CORRUPT',
      affectedAgents: ['file_reader'],
      userActionRequired: false,
      attempt: 1,
      nextRetryAt: null,
    },
  },
  notification: {
    typeName: 'NotificationRaised',
    text: 'body',
    withText: (fields, body) => ({ ...fields, body }),
    data: { severity: 'low', title: 'Estimate ready', about: 'workflow_1' },
    more: {},
  },
  user_decision_needed: {
    typeName: 'UserDecisionNeeded',
    text: 'prompt',
    withText: (fields, prompt) => ({ ...fields, prompt }),
    data: {
      decisionType: 'file_selection',
      defaultOption: 'bill.xlsx',
      timeoutSeconds: 300,
      canSkip: false,
      affectsWorkflow: true,
    },
    more: {
      decisionId: 'decision_1',
      askedBy: 'file_reader',
      topic: 'files',
      options: [],
      context: {},
      multiple: false,
      freeText: false,
    },
  },
};
