// Shapes: the closed vocabularies and small objects that several event kinds share.

import type { z } from 'zod';
import {
  choice,
  dateTime,
  decimal,
  flag,
  id,
  int,
  list,
  nullable,
  object,
  percentage,
  share,
  text,
} from './field.ts';

export const executionStatus = choice(
  'ExecutionStatus',
  {
    queued: 'Not begun.',
    running: 'At work.',
    waiting_for_decision: 'Nothing can go on until a person answers.',
    paused: 'Held by a person, or by the clock when a decision stayed open.',
    succeeded: 'Finished, with a result.',
    failed: 'Ended without a result.',
    cancelled: 'Stopped by a person.',
    skipped: 'Left out on purpose.',
  },
  'Where it is in its life.',
);

export const severity = choice(
  'Severity',
  {
    low: 'Good to know.',
    medium: 'Worth a look.',
    high: 'Changes the result noticeably.',
    critical: 'The result cannot be trusted without acting on it.',
  },
  'How much it matters.',
);

export const complexity = choice(
  'Complexity',
  {
    low: 'A few clean lines.',
    medium: 'Some hundred lines, or some doubt.',
    high: 'Thousands of lines, or much doubt.',
  },
  'How demanding the work is.',
);

export const modelTier = choice(
  'ModelTier',
  {
    local: 'Rules and a small classifier in this process; costs nothing.',
    low: 'A small model.',
    medium: 'A mid-sized model.',
    high: 'The strongest models.',
  },
  'The class of a brain.',
);

export const reasoningDepth = choice(
  'ReasoningDepth',
  {
    quick: 'One look.',
    standard: 'The usual weighing.',
    deep: 'Alternatives were worked out.',
  },
  'How much thought went into it.',
);

export const decisionType = choice(
  'DecisionType',
  {
    file_selection: 'Which files to use.',
    sheet_selection: 'Which sheets to count.',
    price_column: 'Whose prices to use.',
    trade_assignment: 'Which trade a cluster of lines belongs to.',
    scope_confirmation: 'Whether something is in or out.',
    missing_scope: 'What to do about work that seems to be missing.',
    quantity_conflict: 'Which of two quantities holds.',
    price_match: 'Which price fits a line.',
    approve_estimate: 'Whether the estimate may be exported.',
    budget_exceeded: 'Whether to go on beyond the budget.',
    error_resolution: 'What to do about a failure.',
    clarification: 'What was meant.',
    other: 'Anything else.',
  },
  'What the question is about.',
);

export const decisionOutcome = choice(
  'DecisionOutcome',
  {
    answered: 'A person answered.',
    defaulted: 'The default was taken, by the clock or on request.',
    skipped: 'It was skipped, by a person or by the clock.',
    expired: 'Time ran out, and there was no default and no skipping.',
    withdrawn: 'Its workflow ended first.',
  },
  'How the decision was closed.',
);

export const artifactKind = choice(
  'ArtifactKind',
  {
    extracted_tables: 'What was read from the documents.',
    trade_map: 'Every line with its trade.',
    scope_report: 'Inclusions, exclusions and issues.',
    takeoff: 'Every line with its quantity.',
    estimate: 'The priced estimate, as data.',
    export_xlsx: 'The estimate as a workbook with formulas.',
    export_csv: 'The estimate lines as CSV.',
    export_json: 'The estimate as JSON.',
    export_pdf: 'The estimate as PDF.',
    transcript: 'What was put to language models, and what they answered.',
  },
  'What kind of result it is.',
);

export const budgetPolicy = choice(
  'BudgetPolicy',
  {
    ask: 'A person is asked.',
    downgrade_model: 'A cheaper brain is taken, in the end the rules, which cost nothing.',
    cancel: 'The workflow is cancelled; what is finished is kept.',
  },
  'What happens before a budget would be exceeded.',
);

export const chatRole = choice(
  'ChatRole',
  {
    user: 'A person.',
    assistant: 'The manager.',
    system: 'The server.',
  },
  'Who speaks.',
);

export const recoveryStatus = choice(
  'RecoveryStatus',
  {
    started: 'The failure was noticed.',
    in_progress: 'A remedy is under way.',
    recovered: 'Work goes on.',
    exhausted: 'The remedies are used up.',
    waiting_for_user: 'A person has to decide.',
  },
  'How far the recovery is.',
);

export const actorKind = choice(
  'ActorKind',
  {
    user: 'A person.',
    service: 'A program on somebody’s behalf.',
    clock: 'A time limit.',
    policy: 'A rule that was set beforehand.',
  },
  'What sort of actor it is.',
);

export const actor = object('Actor', 'Who did something.', {
  id: id('Names the actor.'),
  name: text('To show to people.'),
  kind: actorKind,
});

export const money = object('Money', 'An amount in one currency.', {
  amount: decimal('The amount, exact.'),
  currency: text('ISO 4217.'),
});

export const sourceReference = object(
  'SourceReference',
  'A place in a document, counted as a person sees it.',
  {
    documentId: id('The document.'),
    documentName: text('Its name.'),
    sheet: nullable(text('The sheet of a workbook.')),
    page: nullable(int('The page, from 1.')),
    row: nullable(int('The row or line, from 1.')),
    cell: nullable(
      text(
        'The name of the cell: D14, F14+H14 where two make one figure, or «row 3, column 2» of a table in a text.',
      ),
      {
        absent: () => null,
      },
    ),
    quote: nullable(text('The words found there.')),
  },
);

export const decisionOption = object('DecisionOption', 'One legal answer.', {
  value: text('What to answer with.'),
  label: text('What to show.'),
  effect: nullable(text('What choosing it would change, where that can be known.')),
  costDelta: nullable(money),
});

export const alternative = object('Alternative', 'A road not taken.', {
  label: text('What it would have been.'),
  score: share('0 to 1, comparable with the confidence.'),
  rejectedBecause: nullable(text('Why not.')),
});

export const dependency = object('Dependency', 'One agent waits for another.', {
  from: text('The agent that has to finish first.'),
  to: text('The agent that waits.'),
});

export const parallelTrack = object('ParallelTrack', 'Agents that may run beside others.', {
  id: id('Names the track within the workflow.'),
  label: text('To show to people.'),
  agentNames: list(text('An agent.'), 'In order.'),
  status: executionStatus,
});

export const workflowNode = object('WorkflowNode', 'An agent’s place in the workflow.', {
  agentName: text('The agent.'),
  stage: text('The manager’s stage it belongs to.'),
  status: executionStatus,
  progressPercentage: percentage('0 to 100.'),
  startedAt: nullable(dateTime('When its first attempt began.')),
  finishedAt: nullable(dateTime('When it ended.')),
  cost: money,
});

export const pipelineStatus = object(
  'PipelineStatus',
  'What is there so far, as the streaming guide names it.',
  {
    filesProcessed: flag('The documents were read.'),
    tradesMapped: flag('Every line has a trade.'),
    scopeAnalyzed: flag('Inclusions, exclusions and gaps are known.'),
    takeoffCalculated: flag('Every line has a quantity.'),
    estimateGenerated: flag('There is a priced estimate.'),
    exportReady: flag('There are files to take away.'),
  },
);

export const modelCandidate = object('ModelCandidate', 'A brain that was considered.', {
  model: text('Its name.'),
  provider: text('Who runs it.'),
  tier: modelTier,
  expectedCost: nullable(money),
  score: share('0 to 1; the highest wins.'),
  rejectedBecause: nullable(text('Why it lost; null for the winner.')),
});

export type ExecutionStatus = z.output<typeof executionStatus>;
export type Severity = z.output<typeof severity>;
export type Complexity = z.output<typeof complexity>;
export type DecisionType = z.output<typeof decisionType>;
export type DecisionOutcome = z.output<typeof decisionOutcome>;
export type ArtifactKind = z.output<typeof artifactKind>;
export type RecoveryStatus = z.output<typeof recoveryStatus>;
export type ModelTier = z.output<typeof modelTier>;
export type BudgetPolicy = z.output<typeof budgetPolicy>;
export type Actor = z.output<typeof actor>;
export type Money = z.output<typeof money>;
export type SourceReference = z.output<typeof sourceReference>;
export type DecisionOption = z.output<typeof decisionOption>;
export type PipelineStatus = z.output<typeof pipelineStatus>;
export type WorkflowNode = z.output<typeof workflowNode>;
