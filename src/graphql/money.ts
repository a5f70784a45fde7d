// Money, cost, and who is behind an answer.

import type { Cost, CostShare } from '../events/cost.ts';
import { actor, type Money, money } from '../events/shapes.ts';
import type { Kit } from './kit.ts';

/** An Int of GraphQL ends there; a sum of tokens over a long session may not. */
const maxInt = 2 ** 31 - 1;
const most = '2147483647 also stands for more';
const tokens = (count: number) => Math.min(count, maxInt);

/** A cost, with what it will be at the end where that can be told. */
export type Reported = Cost & { forecast?: Money };

export function addMoney({ builder, derive }: Kit) {
  const MoneyType = derive.objectOf(money);
  const Actor = derive.objectOf(actor);
  const CostShare = builder.objectRef<CostShare>('CostShare').implement({
    description: 'A part of a cost.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'The agent or model.' }),
      cost: t.field({ type: MoneyType, description: 'What it cost.', resolve: (share) => share.cost }),
      inputTokens: t.int({ description: `Tokens read; ${most}.`, resolve: (one) => tokens(one.inputTokens) }),
      outputTokens: t.int({
        description: `Tokens written; ${most}.`,
        resolve: (one) => tokens(one.outputTokens),
      }),
    }),
  });
  const CostReport = builder.objectRef<Reported>('CostReport').implement({
    description: 'What brains have cost.',
    fields: (t) => ({
      total: t.field({ type: MoneyType, description: 'Altogether.', resolve: (cost) => cost.total }),
      inputTokens: t.int({ description: `Tokens read; ${most}.`, resolve: (one) => tokens(one.inputTokens) }),
      outputTokens: t.int({
        description: `Tokens written; ${most}.`,
        resolve: (one) => tokens(one.outputTokens),
      }),
      byAgent: t.field({ type: [CostShare], description: 'By agent.', resolve: (cost) => cost.byAgent }),
      byModel: t.field({ type: [CostShare], description: 'By model.', resolve: (cost) => cost.byModel }),
      forecast: t.field({
        type: MoneyType,
        nullable: true,
        description:
          'What it will have been at the end, as far as that can be told now: better as work proceeds, and the total once it ended. Null for a report over a time.',
        resolve: (cost) => cost.forecast ?? null,
      }),
    }),
  });
  return { Money: MoneyType, Actor, CostReport };
}
