// Brains: which one an agent gets, and what its calls cost.
//
// Source: streaming guide, «Brain Allocation Decisions» and «Real-time Cost Tracking».

import { z } from 'zod';
import { as, flag, id, int, list, nullable, since, text } from '../field.ts';
import { defineKind } from '../kind.ts';
import { complexity, modelCandidate, modelTier, money } from '../shapes.ts';

export const brainAllocation = defineKind('brain_allocation', {
  doc: 'The manager gave an agent a brain, with its reasons.',
  priority: 'normal',
  data: z.object({
    agentName: text('The agent.'),
    modelSelected: text('The brain.'),
    provider: since(text('Who runs it.'), () => 'unknown'),
    modelTier,
    reasoning: text('Why this one.'),
    complexityAssessment: complexity,
    contextWindow: int('Tokens; 0 for a brain that works line by line and has no window.'),
    expectedCost: nullable(money, { nullWord: 'calculating' }),
    performanceExpectation: text('What to expect of it.'),
    factorsConsidered: list(text('One factor.'), 'What was taken into account.'),
    candidates: since(list(modelCandidate, 'All that were considered, best first.'), () => []),
    fallbackFrom: since(
      nullable(text('The model that this one replaces after a failure or for its price.')),
      () => null,
    ),
  }),
  example: {
    agentName: 'trade_mapper',
    modelSelected: 'local-rules',
    provider: 'local',
    modelTier: 'local',
    reasoning: 'No other brain is configured.',
    complexityAssessment: 'low',
    contextWindow: 0,
    expectedCost: { amount: '0', currency: 'USD' },
    performanceExpectation: 'steady',
    factorsConsidered: ['lines: 40'],
    candidates: [
      {
        model: 'local-rules',
        provider: 'local',
        tier: 'local',
        expectedCost: { amount: '0', currency: 'USD' },
        score: 1,
        rejectedBecause: null,
      },
    ],
    fallbackFrom: null,
  },
});

export const costIncurred = defineKind('cost_incurred', {
  doc: 'A brain was used: how much, and what it cost, with the workflow’s running total.',
  priority: 'normal',
  data: z.object({
    agentName: text('The agent that used it.'),
    model: text('The brain.'),
    provider: text('Who runs it.'),
    inputTokens: int('Tokens read.'),
    outputTokens: int('Tokens written.'),
    cost: money,
    workflowTotal: as(money, 'All of the workflow so far.'),
    budgetRemaining: nullable(as(money, 'What is left; null without a budget.')),
    local: since(flag('It ran on this machine or in this network, at no cost.'), () => true),
    callId: since(nullable(id('The call of a model; null for the rules in this process.')), () => null),
    latencyMs: since(nullable(int('Milliseconds that the call took.')), () => null),
    result: since(
      nullable(
        text(
          'SHA-256 of the recorded answer; null when the call gave none. It is not asked, and not paid, again.',
        ),
      ),
      () => null,
    ),
  }),
  example: {
    agentName: 'trade_mapper',
    model: 'local-rules',
    provider: 'local',
    inputTokens: 1500,
    outputTokens: 0,
    cost: { amount: '0', currency: 'USD' },
    workflowTotal: { amount: '0', currency: 'USD' },
    budgetRemaining: null,
    local: true,
    callId: 'call_1',
    latencyMs: 800,
    result: 'ab',
  },
});
