// Cost: sums of money between two snapshots of the server, in decimals and in the order in which the server counts.

import Big from 'big.js';
import type {
  CostIncurredPartsFragment,
  CostPartsFragment,
  VisualizationPartsFragment,
} from '../generated/graphql.ts';

type Share = CostPartsFragment['byAgent'][number];
type Money = Share['cost'];

export function noCost(currency: string): CostPartsFragment {
  return { total: { amount: '0', currency }, inputTokens: 0, outputTokens: 0, byAgent: [], byModel: [] };
}

/** The report with one more use of a brain. Brains are paid for in one currency. */
export function withCost(report: CostPartsFragment, event: CostIncurredPartsFragment): CostPartsFragment {
  const none = { amount: '0', currency: report.total.currency };
  return {
    ...report,
    total: sum(report.total, event.cost),
    inputTokens: report.inputTokens + event.inputTokens,
    outputTokens: report.outputTokens + event.outputTokens,
    byAgent: added(report.byAgent, event.agentName, event, none),
    byModel: added(report.byModel, event.model, event, none),
  };
}

/** What each agent has cost. */
export function withNodeCost(
  picture: VisualizationPartsFragment,
  { agentName, cost }: CostIncurredPartsFragment,
): VisualizationPartsFragment {
  if (Number(cost.amount) === 0) return picture;
  const nodes = picture.nodes.map((node) =>
    node.agentName === agentName ? { ...node, cost: sum(node.cost, cost) } : node,
  );
  return { ...picture, nodes };
}

const sum = (one: Money, other: Money): Money => ({
  amount: new Big(one.amount).plus(other.amount).toFixed(),
  currency: one.currency,
});

/** The one that was used last stands last. */
function added(
  shares: readonly Share[],
  name: string,
  { cost, inputTokens, outputTokens }: CostIncurredPartsFragment,
  none: Money,
): Share[] {
  const before = shares.find((one) => one.name === name);
  return [
    ...shares.filter((one) => one.name !== name),
    {
      name,
      cost: sum(before?.cost ?? none, cost),
      inputTokens: (before?.inputTokens ?? 0) + inputTokens,
      outputTokens: (before?.outputTokens ?? 0) + outputTokens,
    },
  ];
}
