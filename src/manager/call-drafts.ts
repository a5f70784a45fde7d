// What calls of models make happen, as events: who was chosen, what it cost, what failed and what is done about it. Pure.

import { createHash } from 'node:crypto';
import type { Call } from '../agents/agent.ts';
import { timestampOf } from '../base/clock.ts';
import { idFrom, sha256 } from '../base/id.ts';
import { type Brain, type BrainOutcome, brainFailures, nameOf } from '../brains/brain.ts';
import { costOf } from '../brains/brains.ts';
import { addMoney, noMoney } from '../events/cost.ts';
import type { Draft } from '../events/event.ts';
import type { Recovery, Session, Workflow } from '../events/session.ts';
import { budgetWarnings, leftOf } from './budget.ts';
import { draft, thinking } from './drafts.ts';
import { localBrain } from './local-brain.ts';
import type { Ranked } from './offers.ts';

/** Whose call it is, in a session as it stands. */
export interface Caller {
  session: Session;
  workflow: Workflow;
  agentName: string;
  now: number;
}

/** The same words of the same agent in the same workflow are the same call. */
export function callIdOf(workflow: Workflow, agentName: string, { topic, system, prompt }: Call): string {
  return idFrom('call', workflow.id, agentName, topic, sha256(`${system}\n${prompt}`));
}

export const recoveryIdOfCall = (callId: string) => `${callId}:model`;

/** The words of a call that people are shown while they come belong to one message or thought. */
export function messageIdOf(workflow: Workflow, agentName: string, topic: string): string {
  return idFrom('message', workflow.id, agentName, topic);
}

/** The reasoning of a call, while it comes and as a whole. */
export const thoughtIdOf = (callId: string) => idFrom('thought', callId);

/** Attempts with one brain before another is taken. */
const attemptsPerBrain = 3;
const firstBackOffMs = 500;
/** Another brain is quicker than a longer wait. */
export const longestWaitMs = 30_000;

/** Calls that wait for the same limit come back within so much time. */
const furtherWaitMs = 1000;
/** Of what a model thought, in an event; the transcript has all of it. */
const longestThought = 20_000;

/** Told once for each brain that an agent is given. */
export function allocationOf(
  { workflow, agentName, now }: Caller,
  call: Call,
  ranked: readonly Ranked[],
  fallbackFrom: string | null,
): Draft {
  const [best] = ranked;
  const chosen = best?.rejectedBecause === null ? best.offer : null;
  const brain = chosen?.brain ?? localBrain;
  const unsure = `the rules are ${Math.round(call.localConfidence * 100)} % sure`;
  const tokens = ranked[0]?.offer.inputTokens ?? 0;
  return draft('brain_allocation', workflow.id, now, {
    agentName,
    modelSelected: brain.model,
    provider: brain.provider,
    modelTier: brain.tier,
    reasoning:
      chosen === null
        ? `No language model can take «${call.purpose}»: the rules in this process go on alone.`
        : `${nameOf(brain)} is asked for what the rules are unsure of: ${call.purpose}.`,
    complexityAssessment: call.tier,
    contextWindow: chosen?.brain.contextWindow ?? 0,
    expectedCost: chosen === null ? noMoney : chosen.cost,
    performanceExpectation:
      chosen === null
        ? 'repeatable; what is unsure is asked or stays marked'
        : chosen.standing.latencyMs === null
          ? 'not asked yet in this process'
          : `answers in about ${chosen.standing.latencyMs} ms`,
    factorsConsidered: [
      unsure,
      `tokens of the question: ${tokens}`,
      `tokens of the answer, at most: ${call.maxOutputTokens}`,
      `tier needed: ${call.tier}`,
      `language models considered: ${ranked.length}`,
    ],
    candidates: [
      ...ranked.map(({ offer, score, rejectedBecause }, index) => ({
        model: offer.brain.model,
        provider: offer.brain.provider,
        tier: offer.brain.tier,
        expectedCost: offer.cost,
        score,
        rejectedBecause: rejectedBecause ?? (index === 0 ? null : 'Another fits better.'),
      })),
      {
        model: localBrain.model,
        provider: localBrain.provider,
        tier: localBrain.tier,
        expectedCost: noMoney,
        score: call.localConfidence,
        rejectedBecause: chosen === null ? null : `By themselves, ${unsure}.`,
      },
    ],
    fallbackFrom,
  });
}

/** A model answered: what it used, and that a failure before it is over. */
export function answeredDrafts(
  caller: Caller,
  callId: string,
  brain: Brain,
  outcome: Extract<BrainOutcome, { kind: 'answer' }> & { latencyMs: number },
  result: string,
): Draft[] {
  const { workflow, now } = caller;
  const before = workflow.recoveries[recoveryIdOfCall(callId)];
  return [
    ...spent(caller, callId, brain, outcome, result),
    ...(before?.status === 'in_progress' || before?.status === 'started'
      ? [
          recovery(caller, callId, {
            ...before,
            errorMessage: `${nameOf(brain)} answered.`,
            recoveryStatus: 'recovered',
            severity: 'low',
            failedModel: nameOf(brain),
            recoveryStrategy: before.strategy === 'retry_with_backoff' ? 'retry' : 'other_model',
          }),
        ]
      : []),
    ...(outcome.reasoning === null || outcome.reasoning.trim() === ''
      ? []
      : [
          thinking(workflow, now, {
            thinkingType: 'model_reasoning',
            analysis:
              outcome.reasoning.length > longestThought
                ? `${outcome.reasoning.slice(0, longestThought)} …`
                : outcome.reasoning,
            factors: [`model: ${nameOf(brain)}`, `agent: ${caller.agentName}`],
            reasoningDepth: 'deep',
            thoughtId: thoughtIdOf(callId),
          }),
        ]),
  ];
}

/** A model failed: what it used all the same, and whether it is tried again or another takes its place. */
export function failedDrafts(
  caller: Caller,
  callId: string,
  brain: Brain,
  outcome: Extract<BrainOutcome, { kind: 'failure' }> & { latencyMs: number },
): Draft[] {
  const { workflow, now } = caller;
  const before = workflow.recoveries[recoveryIdOfCall(callId)];
  const again =
    before?.status === 'in_progress' &&
    before.model === nameOf(brain) &&
    before.strategy === 'retry_with_backoff';
  const attempt = again ? before.attempt + 1 : 1;
  const { then } = brainFailures[outcome.code];
  const backOffMs = Math.round(firstBackOffMs * 2 ** (attempt - 1) * (0.75 + jitter(callId, attempt) / 2));
  const waitMs = Math.max(outcome.retryAfterMs ?? 0, backOffMs);
  const retry = then === 'retry' && attempt < attemptsPerBrain && waitMs <= longestWaitMs;
  const strategy = retry
    ? 'retry_with_backoff'
    : then === 'next_provider' || outcome.code === 'PROVIDER_UNREACHABLE'
      ? 'fallback_provider'
      : 'fallback_model';
  const story = {
    errorMessage: `${nameOf(brain)}: ${outcome.message}`,
    errorCode: outcome.code,
    attempt,
    failedModel: nameOf(brain),
  };
  return [
    ...(outcome.usage.inputTokens + outcome.usage.outputTokens > 0
      ? spent(caller, callId, brain, outcome, null)
      : []),
    ...(before === undefined || before.status === 'recovered'
      ? [
          recovery(caller, callId, {
            ...story,
            severity: 'medium',
            recoveryStrategy: 'analyzing_options',
            recoveryStatus: 'started',
          }),
        ]
      : []),
    recovery(caller, callId, {
      ...story,
      severity: 'medium',
      recoveryStrategy: strategy,
      recoveryStatus: 'in_progress',
      nextRetryAt: retry ? timestampOf(now + waitMs) : null,
    }),
  ];
}

/** Its provider takes no more, as the calls of others found out: it is asked when it does, a little later than they are. */
export function limitedDrafts(caller: Caller, callId: string, brain: Brain, until: number): Draft[] {
  return failedDrafts(caller, callId, brain, {
    kind: 'failure',
    code: 'RATE_LIMITED',
    message: 'its provider takes no more calls for now.',
    retryAfterMs: Math.round(until - caller.now + jitter(callId, 0) * furtherWaitMs),
    usage: { inputTokens: 0, outputTokens: 0 },
    latencyMs: 0,
  });
}

/** Nothing is left to ask: the rules, or people, decide. */
export function exhaustedDraft(
  caller: Caller,
  callId: string,
  before: Pick<Recovery, 'errorCode' | 'attempt'>,
): Draft {
  return recovery(caller, callId, {
    errorMessage:
      'No language model is left for this; the rules go on, and what they are unsure of is asked.',
    errorCode: before.errorCode,
    attempt: before.attempt,
    severity: 'medium',
    recoveryStrategy: 'fallback_local',
    recoveryStatus: 'exhausted',
    failedModel: null,
  });
}

type Told = Pick<
  Extract<Draft, { type: 'error_recovery' }>['data'],
  | 'errorMessage'
  | 'errorCode'
  | 'attempt'
  | 'severity'
  | 'recoveryStrategy'
  | 'recoveryStatus'
  | 'failedModel'
> & { nextRetryAt?: string | null };

function recovery({ workflow, agentName, now }: Caller, callId: string, told: Told): Draft {
  const { errorMessage, errorCode, attempt, severity, recoveryStrategy, recoveryStatus, failedModel } = told;
  return draft('error_recovery', workflow.id, now, {
    recoveryId: recoveryIdOfCall(callId),
    errorMessage,
    errorCode,
    attempt,
    severity,
    recoveryStrategy,
    recoveryStatus,
    failedModel,
    nextRetryAt: recoveryStatus === 'in_progress' ? (told.nextRetryAt ?? null) : null,
    canContinue: true,
    affectedAgents: [agentName],
    userActionRequired: false,
  });
}

function spent(
  { session, workflow, agentName, now }: Caller,
  callId: string,
  brain: Brain,
  { usage, latencyMs }: BrainOutcome & { latencyMs: number },
  result: string | null,
): Draft[] {
  const cost = costOf(brain, usage);
  return [
    draft('cost_incurred', workflow.id, now, {
      agentName,
      model: brain.model,
      provider: brain.provider,
      inputTokens: usage.inputTokens,
      outputTokens: usage.outputTokens,
      cost,
      workflowTotal: addMoney(workflow.cost.total, cost),
      budgetRemaining: leftOf(session, workflow, cost),
      local: brain.local,
      callId,
      latencyMs: Math.max(0, Math.round(latencyMs)),
      result,
    }),
    ...budgetWarnings(session, workflow, cost, now),
  ];
}

/** 0–1, another for each attempt, the same for the same one: many calls do not come back at once. */
function jitter(callId: string, attempt: number): number {
  return createHash('sha256').update(`${callId}:${attempt}`).digest().readUInt32BE() / 2 ** 32;
}
