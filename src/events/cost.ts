// Cost: what brains have cost so far, by agent and by model. Exact decimals.

import { Big } from 'big.js';
import type { DataOf } from './catalog.ts';
import type { Money } from './shapes.ts';

export interface CostShare {
  name: string;
  cost: Money;
  inputTokens: number;
  outputTokens: number;
}

export interface Cost {
  total: Money;
  inputTokens: number;
  outputTokens: number;
  byAgent: CostShare[];
  byModel: CostShare[];
}

/** Brains are paid for in one currency. */
export const brainCurrency = 'USD';
export const noMoney: Money = { amount: '0', currency: brainCurrency };
export const noCost: Cost = { total: noMoney, inputTokens: 0, outputTokens: 0, byAgent: [], byModel: [] };

export function addMoney(one: Money, other: Money): Money {
  return { amount: new Big(one.amount).plus(other.amount).toFixed(), currency: one.currency };
}

export function subtractMoney(one: Money, other: Money): Money {
  return { amount: new Big(one.amount).minus(other.amount).toFixed(), currency: one.currency };
}

/** The cost with one more use of a brain. */
export function addCost(cost: Cost, used: DataOf<'cost_incurred'>): Cost {
  return {
    total: addMoney(cost.total, used.cost),
    inputTokens: cost.inputTokens + used.inputTokens,
    outputTokens: cost.outputTokens + used.outputTokens,
    byAgent: addShare(cost.byAgent, used.agentName, used),
    byModel: addShare(cost.byModel, used.model, used),
  };
}

/** Two costs as one. */
export function mergeCost(one: Cost, other: Cost): Cost {
  return {
    total: addMoney(one.total, other.total),
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    byAgent: other.byAgent.reduce((all, share) => addShare(all, share.name, share), one.byAgent),
    byModel: other.byModel.reduce((all, share) => addShare(all, share.name, share), one.byModel),
  };
}

function addShare(
  shares: CostShare[],
  name: string,
  used: Pick<CostShare, 'cost' | 'inputTokens' | 'outputTokens'>,
): CostShare[] {
  const before = shares.find((one) => one.name === name) ?? {
    name,
    cost: noMoney,
    inputTokens: 0,
    outputTokens: 0,
  };
  const share = {
    name,
    cost: addMoney(before.cost, used.cost),
    inputTokens: before.inputTokens + used.inputTokens,
    outputTokens: before.outputTokens + used.outputTokens,
  };
  return [...shares.filter((one) => one.name !== name), share];
}
