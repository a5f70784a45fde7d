// Allocating: which brain an agent gets, and why.
//
// So far there is one brain, the local one, and it is told as such; candidates are ranked here when there are more.

import type { Agent } from '../agents/agent.ts';
import { noMoney } from '../events/cost.ts';
import type { Draft } from '../events/event.ts';
import type { Session, Workflow } from '../events/session.ts';
import type { Complexity } from '../events/shapes.ts';
import { draft } from './drafts.ts';
import { basisOf, findResult } from './plan.ts';

export const localBrain = { model: 'local-rules', provider: 'local', tier: 'local' } as const;

/** Bytes of input per step of complexity: about a hundred lines, about two thousand. */
const mediumBytes = 100_000;
const highBytes = 2_000_000;

export function allocationDraft(session: Session, workflow: Workflow, agent: Agent, now: number): Draft {
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
    reasoning: `No language model is configured, so rules and a small classifier in this process do it: ${size} of input, at no cost.`,
    complexityAssessment: complexity,
    contextWindow: 0,
    expectedCost: noMoney,
    performanceExpectation:
      complexity === 'high' ? 'thorough, some lines may have to be asked about' : 'fast and repeatable',
    factorsConsidered: [
      `input: ${size}`,
      `complexity: ${complexity}`,
      `results of other agents: ${results.length}`,
      'language models configured: 0',
    ],
    candidates: [{ ...localBrain, expectedCost: noMoney, score: 1, rejectedBecause: null }],
    fallbackFrom: null,
  });
}
