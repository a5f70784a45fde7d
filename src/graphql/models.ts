// Models: which brains there are, and what all of them cost over a time.

import { Fault } from '../base/fault.ts';
import { type Brain, nameOf } from '../brains/brain.ts';
import type { Standing } from '../brains/brains.ts';
import { addCost, brainCurrency, type Cost, mergeCost, noCost } from '../events/cost.ts';
import type { Session, Workflow } from '../events/session.ts';
import { modelTier } from '../events/shapes.ts';
import { eachHead } from '../log/heads.ts';
import { localBrain } from '../manager/local-brain.ts';
import type { Services } from './context.ts';
import type { Kit } from './kit.ts';
import type { addMoney } from './money.ts';

/** Events are read in pages of so many. */
const pageSize = 1000;
const longestRangeMs = 3 * 366 * 86_400_000;

type Listed = Pick<Brain, 'model' | 'provider' | 'tier' | 'contextWindow' | 'price' | 'local'> & {
  standing: Standing | null;
};

const rules: Listed = {
  ...localBrain,
  contextWindow: 0,
  price: { input: '0', output: '0' },
  local: true,
  standing: null,
};

export function addModels({ builder, derive }: Kit, money: ReturnType<typeof addMoney>): void {
  const price = (one: Listed, side: 'input' | 'output') =>
    one.local
      ? { amount: '0', currency: brainCurrency }
      : one.price === null
        ? null
        : { amount: one.price[side], currency: brainCurrency };
  const Model = builder.objectRef<Listed>('Model').implement({
    description: 'A brain that the manager may give to agents.',
    fields: (t) => ({
      name: t.string({ description: 'What to prefer it by: provider/model.', resolve: nameOf }),
      model: t.exposeString('model', { description: 'What its provider calls it.' }),
      provider: t.exposeString('provider', { description: 'Who runs it.' }),
      tier: t.field({
        type: derive.enumOf(modelTier),
        description: 'Its class.',
        resolve: (one) => one.tier,
      }),
      contextWindow: t.exposeInt('contextWindow', {
        description: 'Tokens of question and answer together; 0 for the rules, which work line by line.',
      }),
      inputPricePerMillion: t.field({
        type: money.Money,
        nullable: true,
        description: 'For a million tokens read; null when nobody knows.',
        resolve: (one) => price(one, 'input'),
      }),
      outputPricePerMillion: t.field({
        type: money.Money,
        nullable: true,
        description: 'For a million tokens written; null when nobody knows.',
        resolve: (one) => price(one, 'output'),
      }),
      local: t.exposeBoolean('local', {
        description: 'It runs on this machine or in this network: it costs nothing, and no words leave.',
      }),
      latencyMs: t.int({
        nullable: true,
        description:
          'How long its last answers took, the middle one of 20; null before the first in this process.',
        resolve: ({ standing }) => (standing?.latencyMs == null ? null : Math.round(standing.latencyMs)),
      }),
      available: t.boolean({
        description:
          'Whether it would be asked now: it is not limited, and its provider does not keep failing.',
        resolve: ({ standing }, _args, { services }) => {
          const now = services.clock.now();
          return (standing?.limitedUntil ?? 0) <= now && (standing?.openUntil ?? 0) <= now;
        },
      }),
    }),
  });
  builder.queryField('models', (t) =>
    t.field({
      type: [Model],
      description:
        'The brains there are: the rules in this process first, then the language models that are switched on.',
      resolve: (_root, _args, { services: { brains } }) => [
        rules,
        ...brains.all.map((brain) => ({ ...brain, standing: brains.standingOf(brain) })),
      ],
    }),
  );
  builder.queryField('costs', (t) =>
    t.field({
      type: money.CostReport,
      description:
        'What brains cost over a time, in all sessions of the caller. Exact while the events are kept; a workflow whose events were cleaned up counts by when it began.',
      args: {
        from: t.arg({ type: 'DateTime', required: true, description: 'From then on.' }),
        to: t.arg({
          type: 'DateTime',
          required: true,
          description: 'Before then; at most three years later.',
        }),
      },
      resolve: (_root, { from, to }, context) =>
        costsBetween(context.services, new Date(from).toISOString(), new Date(to).toISOString()),
    }),
  );
}

async function costsBetween(services: Services, from: string, to: string): Promise<Cost> {
  const length = Date.parse(to) - Date.parse(from);
  if (!(length >= 0 && length <= longestRangeMs))
    throw new Fault('INVALID_INPUT', 'The end lies before the start, or more than three years after it.', {
      path: ['to'],
    });
  let all: Cost = noCost;
  for await (const head of eachHead(services.log, null)) {
    if (head.createdAt >= to) continue;
    const session = await services.sessions.get(head.id);
    all = mergeCost(all, await costOfSession(services, session, from, to));
  }
  return all;
}

/** Workflows that lie wholly within or outside are known from the session's state; only for others are events read. */
async function costOfSession(services: Services, session: Session, from: string, to: string): Promise<Cost> {
  const spending = session.workflows.filter((one) => one.cost.byAgent.length > 0);
  const isWithin = (one: Workflow) => one.startedAt >= from && one.finishedAt !== null && one.finishedAt < to;
  const isOutside = (one: Workflow) =>
    one.startedAt >= to || (one.finishedAt !== null && one.finishedAt < from);
  const partly = new Set(spending.filter((one) => !isWithin(one) && !isOutside(one)).map((one) => one.id));
  let cost = spending.filter(isWithin).reduce((sum, one) => mergeCost(sum, one.cost), noCost);
  if (partly.size === 0) return cost;
  for (let after = 0; ; ) {
    const events = await services.log.read(session.id, after, pageSize);
    const last = events.at(-1);
    if (last === undefined) return cost;
    for (const event of events) {
      if (event.type !== 'cost_incurred' || event.workflowId === null || !partly.has(event.workflowId))
        continue;
      if (event.timestamp >= from && event.timestamp < to) cost = addCost(cost, event.data);
    }
    after = last.sequence;
  }
}
