// Budget: what models may cost in a workflow, as people raise it.

import type { BudgetPartsFragment, DecisionPartsFragment } from '../generated/graphql.ts';

type Money = BudgetPartsFragment['limit'];

/** With what a person added by an answer; the same budget when the answer is another or about something else. */
export function withRaise(
  budget: BudgetPartsFragment | null,
  { type, answer, context, outcome }: DecisionPartsFragment,
): BudgetPartsFragment | null {
  if (budget === null || type !== 'BUDGET_EXCEEDED' || outcome === 'WITHDRAWN' || answer !== 'raise')
    return budget;
  const limit = raiseOf(context);
  return limit === null ? budget : { ...budget, limit };
}

function raiseOf(context: unknown): Money | null {
  const { raiseTo } = (context ?? {}) as { raiseTo?: Partial<Money> };
  const { amount, currency } = raiseTo ?? {};
  return typeof amount === 'string' && typeof currency === 'string' ? { amount, currency } : null;
}
