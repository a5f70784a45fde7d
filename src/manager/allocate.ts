// Allocating: the brain that an agent begins with, and why.
//
// Every agent begins with the rules in this process, which cost nothing. What they are unsure of is put to a language
// model where there is one: that allocation is told when it happens, with the tokens counted (call-drafts.ts).

import type { Agent } from '../agents/agent.ts';
import type { Brain } from '../brains/brain.ts';
import { noMoney } from '../events/cost.ts';
import type { Draft } from '../events/event.ts';
import type { Session, Workflow } from '../events/session.ts';
import type { Complexity } from '../events/shapes.ts';
import { draft } from './drafts.ts';
import { localBrain } from './local-brain.ts';
import { basisOf, findResult } from './plan.ts';

/** Bytes of input per step of complexity: about a hundred lines, about two thousand. */
const mediumBytes = 100_000;
const highBytes = 2_000_000;

export function allocationDraft(
  session: Session,
  workflow: Workflow,
  agent: Agent,
  brains: readonly Brain[],
  now: number,
): Draft {
  const { request } = workflow;
  const basis = request === null ? '' : basisOf(request);
  const results = agent.needs.flatMap((kind) => findResult(session, kind, basis) ?? []);
  const inputBytes =
    results.length > 0
      ? results.reduce((sum, one) => sum + one.byteSize, 0)
      : (request?.documents ?? []).reduce((sum, one) => sum + one.byteSize, 0);
  const complexity: Complexity =
    inputBytes > highBytes ? 'high' : inputBytes > mediumBytes ? 'medium' : 'low';
  const size = `${Math.max(1, Math.round(inputBytes / 1024))} kB`;
  return draft('brain_allocation', workflow.id, now, {
    agentName: agent.name,
    modelSelected: localBrain.model,
    provider: localBrain.provider,
    modelTier: localBrain.tier,
    reasoning:
      brains.length === 0
        ? `No language model is configured, so rules and a small classifier in this process do it: ${size} of input, at no cost.`
        : `Rules and a small classifier in this process come first: ${size} of input, at no cost. A language model is asked for what they are unsure of.`,
    complexityAssessment: complexity,
    contextWindow: 0,
    expectedCost: noMoney,
    performanceExpectation:
      complexity === 'high' ? 'thorough, some lines may have to be asked about' : 'fast and repeatable',
    factorsConsidered: [
      `input: ${size}`,
      `complexity: ${complexity}`,
      `results of other agents: ${results.length}`,
      `language models configured: ${brains.length}`,
    ],
    candidates: [
      { ...localBrain, expectedCost: noMoney, score: 1, rejectedBecause: null },
      ...brains.map(({ model, provider, tier }) => ({
        model,
        provider,
        tier,
        expectedCost: null,
        score: 0,
        rejectedBecause: 'Asked only for what the rules are unsure of.',
      })),
    ],
    fallbackFrom: null,
  });
}
