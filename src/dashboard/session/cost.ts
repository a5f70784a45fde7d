// Cost: sums of money between two snapshots of the server, in decimals as the server counts.

import Big from 'big.js';
import type { CostIncurredPartsFragment, CostPartsFragment } from '../generated/graphql.ts';

type Share = CostPartsFragment['byAgent'][number];

export function noCost(currency: string): CostPartsFragment {
  return { total: { amount: '0', currency }, inputTokens: 0, outputTokens: 0, byAgent: [], byModel: [] };
}

/** The server sends the workflow's total with each cost; the shares are summed here. */
export function withCost(report: CostPartsFragment, event: CostIncurredPartsFragment): CostPartsFragment {
  return {
    ...report,
    total: event.workflowTotal,
    inputTokens: report.inputTokens + event.inputTokens,
    outputTokens: report.outputTokens + event.outputTokens,
    byAgent: added(report.byAgent, event.agentName, event),
    byModel: added(report.byModel, event.model, event),
  };
}

function added(shares: readonly Share[], name: string, event: CostIncurredPartsFragment): Share[] {
  const { cost, inputTokens, outputTokens } = event;
  const found = shares.find((one) => one.name === name);
  if (found === undefined) return [...shares, { name, cost, inputTokens, outputTokens }];
  const sum: Share = {
    name,
    cost: { ...cost, amount: new Big(found.cost.amount).plus(cost.amount).toString() },
    inputTokens: found.inputTokens + inputTokens,
    outputTokens: found.outputTokens + outputTokens,
  };
  return shares.map((one) => (one === found ? sum : one));
}
