// Forecast: what it will have cost, as far as brains were given out.

import Big from 'big.js';
import type {
  BrainAllocationPartsFragment,
  CostPartsFragment,
  WorkflowPartsFragment,
} from '../generated/graphql.ts';
import { hasEnded } from '../session/status.ts';
import { own } from './own.ts';
import type { Money } from './words.ts';

/**
 * The cost so far and what agents that have not ended are expected to need beyond what they used; null where nothing
 * more is expected.
 */
export function forecastOf(
  { total, byAgent }: CostPartsFragment,
  nodes: WorkflowPartsFragment['visualization']['nodes'],
  brains: Readonly<Record<string, Pick<BrainAllocationPartsFragment, 'expectedCost'>>>,
): Money | null {
  let rest = new Big(0);
  for (const { agentName, status } of nodes) {
    const expected = own(brains, agentName)?.expectedCost;
    if (hasEnded(status) || expected == null || expected.currency !== total.currency) continue;
    const used = byAgent.find(({ name }) => name === agentName)?.cost.amount ?? '0';
    const more = new Big(expected.amount).minus(used);
    if (more.gt(0)) rest = rest.plus(more);
  }
  return rest.eq(0) ? null : { amount: rest.plus(total.amount).toString(), currency: total.currency };
}
