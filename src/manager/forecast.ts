// Forecast: what brains will have cost when a workflow ends, from what they have cost so far. Pure.
//
//   an agent that ended     what it cost
//   an agent at work        what it cost so far, at the pace of its progress
//   an agent to come        what it cost in earlier workflows of the session; else what a fifth of the documents' words
//                           would cost with the cheapest model, since that much is unsure at most on usual input
//
// So it is a guess at the start, gets better as work proceeds, and is the total at the end.

import { Big } from 'big.js';
import type { Brain } from '../brains/brain.ts';
import { brainCurrency } from '../events/cost.ts';
import { hasEnded, type Session, type Workflow } from '../events/session.ts';
import type { Money, WorkflowNode } from '../events/shapes.ts';
import { costOfUse, preferenceOf } from './offers.ts';

const shareThatIsUnsure = 0.2;
const bytesPerToken = 4;
/** Under it, progress says too little about what is left. */
const leastProgress = 10;

/** In USD. 0 without models; never under what was spent. */
export function forecastOf(session: Session, workflow: Workflow, brains: readonly Brain[]): Money {
  const spent = new Big(workflow.cost.total.amount);
  if (hasEnded(workflow.status) || brains.length === 0) return usd(spent);
  const toCome = workflow.visualization.nodes.reduce(
    (sum, node) => sum.plus(restOf(session, workflow, node, brains)),
    new Big(0),
  );
  return usd(spent.plus(toCome));
}

/** What one agent may still cost. */
function restOf(session: Session, workflow: Workflow, node: WorkflowNode, brains: readonly Brain[]): Big {
  if (hasEnded(node.status) || preferenceOf(workflow, node.agentName) === 'local') return new Big(0);
  const spent = new Big(workflow.cost.byAgent.find((one) => one.name === node.agentName)?.cost.amount ?? 0);
  const percentage = node.progressPercentage;
  if (percentage >= leastProgress) return spent.times(100 - percentage).div(percentage);
  const usual = usualCost(session, workflow, node.agentName) ?? guess(workflow, brains);
  return usual.gt(spent) ? usual.minus(spent) : new Big(0);
}

/** The mean of the session's earlier workflows in which it ran to its end; null when it did in none. */
function usualCost(session: Session, workflow: Workflow, agentName: string): Big | null {
  const before = session.workflows.filter(
    (one) =>
      one.id !== workflow.id &&
      one.visualization.nodes.some((node) => node.agentName === agentName && node.status === 'succeeded'),
  );
  if (before.length === 0) return null;
  const sum = before.reduce(
    (all, one) => all.plus(one.cost.byAgent.find((share) => share.name === agentName)?.cost.amount ?? 0),
    new Big(0),
  );
  return sum.div(before.length);
}

function guess(workflow: Workflow, brains: readonly Brain[]): Big {
  const bytes = (workflow.request?.documents ?? []).reduce((sum, one) => sum + one.byteSize, 0);
  const agents = Math.max(1, workflow.visualization.nodes.length);
  const tokens = Math.round((bytes / bytesPerToken) * shareThatIsUnsure) / agents;
  const prices = brains.flatMap((brain) => {
    const cost = costOfUse(brain, {
      inputTokens: Math.round(tokens),
      outputTokens: Math.round(tokens / 4),
    });
    return cost === null ? [] : [new Big(cost.amount)];
  });
  return prices.sort((one, other) => one.cmp(other))[0] ?? new Big(0);
}

function usd(amount: Big): Money {
  return { amount: amount.round(8).toFixed(), currency: brainCurrency };
}
