// Budget: what brains may cost in a workflow, and what happens before it would be exceeded. Pure.
//
//   BU1. A call begins only when the most it may cost, with the most that calls in flight may cost, fits in what is left.
//   BU2. So the limit is exceeded by no more than the error in counting one call's tokens.
//   BU3. A person who raises it raises it for this workflow only; each raise is a decision in the log.

import { Big } from 'big.js';
import { createQuestion, type Question } from '../agents/agent.ts';
import { Fault } from '../base/fault.ts';
import { addMoney, brainCurrency, noMoney } from '../events/cost.ts';
import type { Draft } from '../events/event.ts';
import type { Decision, Request, Session, Workflow } from '../events/session.ts';
import type { Money } from '../events/shapes.ts';
import { replyOf } from './decide.ts';
import { draft } from './drafts.ts';

export type Budget = NonNullable<Request['budget']>;

/** Shares of the limit at which people are told. */
const warnAt = [0.5, 0.8, 1];

/** @throws INVALID_INPUT for an amount below 0 or a currency in which no model has a price */
export function checkBudget(budget: Budget): void {
  const refuse = (field: string, message: string) => {
    throw new Fault('INVALID_INPUT', message, { path: ['budget', field] });
  };
  const { amount, currency } = budget.limit;
  if (currency !== brainCurrency)
    refuse('currency', `Models have prices in ${brainCurrency} only, not in «${currency}».`);
  if (!/^-?\d{1,12}(\.\d{1,12})?$/.test(amount)) refuse('limit', `«${amount}» is not an amount.`);
  if (new Big(amount).lt(0)) refuse('limit', 'A budget cannot be below 0; 0 means no paid model.');
}

/** The limit as it stands, with what people have added; null without a budget. */
export function budgetOf(session: Session, workflow: Workflow): Budget | null {
  const asked = workflow.request?.budget ?? null;
  if (asked === null) return null;
  const raised = questionsOn(session, workflow)
    .filter((one) => choiceOf(one) === 'raise')
    .flatMap((one) => (isMoney(one.context) ? [one.context.raiseTo] : []));
  return { ...asked, limit: raised.at(-1) ?? asked.limit };
}

/** What is left, never below 0; null without a budget. `reserved`: the most that calls in flight may cost. */
export function leftOf(session: Session, workflow: Workflow, reserved: Money = noMoney): Money | null {
  const budget = budgetOf(session, workflow);
  if (budget === null) return null;
  const left = new Big(budget.limit.amount).minus(workflow.cost.total.amount).minus(reserved.amount);
  return { amount: (left.lt(0) ? new Big(0) : left).toFixed(), currency: budget.limit.currency };
}

/** What a person is asked when a call does not fit. Another raise is another question. */
export function budgetQuestion(
  session: Session,
  workflow: Workflow,
  wanted: Money,
  purpose: string,
): Question {
  const budget = budgetOf(session, workflow)!;
  const raises = questionsOn(session, workflow).filter((one) => choiceOf(one) === 'raise').length;
  const { limit } = budget;
  const needed = addMoney(workflow.cost.total, wanted);
  const twice = new Big(limit.amount).times(2);
  const raiseTo: Money = {
    amount: (twice.gt(needed.amount) ? twice : new Big(needed.amount).times(2)).toFixed(),
    currency: limit.currency,
  };
  return createQuestion({
    topic: `budget:${raises}`,
    decisionType: 'budget_exceeded',
    prompt: `${purpose.charAt(0).toUpperCase()}${purpose.slice(1)} may cost up to ${wanted.amount} ${wanted.currency}; ${workflow.cost.total.amount} of the budget of ${limit.amount} are spent. How shall we go on?`,
    options: [
      {
        value: 'raise',
        label: `Raise the budget to ${raiseTo.amount} ${raiseTo.currency}`,
        effect: 'Models go on being asked, up to that.',
        costDelta: {
          amount: new Big(raiseTo.amount).minus(limit.amount).toFixed(),
          currency: limit.currency,
        },
      },
      {
        value: 'local',
        label: 'Go on without paid models',
        effect: 'Rules do what they can; what they are unsure of is asked or stays marked as unsure.',
        costDelta: null,
      },
      {
        value: 'cancel',
        label: 'Stop here',
        effect: 'Ends the workflow; what is finished is kept.',
        costDelta: null,
      },
    ],
    context: { raiseTo, spent: workflow.cost.total, limit, wanted, purpose },
    defaultOption: 'local',
  });
}

/** What was said last about the budget; undefined when nothing was asked since it was raised. */
export function saidOnBudget(session: Session, workflow: Workflow): Decision | undefined {
  const all = questionsOn(session, workflow);
  const raises = all.filter((one) => choiceOf(one) === 'raise').length;
  return all.find((one) => one.topic === `budget:${raises}`);
}

/** Told when the spending crosses a share of the limit. */
export function budgetWarnings(session: Session, workflow: Workflow, cost: Money, now: number): Draft[] {
  const budget = budgetOf(session, workflow);
  if (budget === null || Number(budget.limit.amount) === 0) return [];
  const before = Number(workflow.cost.total.amount) / Number(budget.limit.amount);
  const after = Number(addMoney(workflow.cost.total, cost).amount) / Number(budget.limit.amount);
  const crossed = warnAt.findLast((share) => before < share && after >= share);
  if (crossed === undefined) return [];
  const title = crossed === 1 ? 'The budget is used up' : `${crossed * 100} % of the budget is used`;
  const body = `${addMoney(workflow.cost.total, cost).amount} of ${budget.limit.amount} ${budget.limit.currency} are spent on models.`;
  return [
    draft('notification', workflow.id, now, {
      severity: crossed === 1 ? 'high' : 'medium',
      title,
      body,
      about: workflow.id,
    }),
  ];
}

const choiceOf = (decision: Decision) => replyOf(decision).values[0];

function questionsOn(session: Session, workflow: Workflow): Decision[] {
  return Object.values(session.decisions).filter(
    (one) => one.workflowId === workflow.id && one.type === 'budget_exceeded' && one.outcome !== 'withdrawn',
  );
}

function isMoney(context: unknown): context is { raiseTo: Money } {
  return typeof context === 'object' && context !== null && 'raiseTo' in context;
}
