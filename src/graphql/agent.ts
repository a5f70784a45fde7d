// Agents: who is there, and how they have been doing.

import { Big } from 'big.js';
import type { Agent } from '../agents/agent.ts';
import { brainCurrency } from '../events/cost.ts';
import { isForeign } from '../events/session.ts';
import { artifactKind, type Money, money } from '../events/shapes.ts';
import { eachHead } from '../log/heads.ts';
import { recoveryIdOf } from '../manager/recover.ts';
import type { Services } from './context.ts';
import type { Kit } from './kit.ts';

interface Performance {
  runs: number;
  successRate: number | null;
  p50Ms: number | null;
  p95Ms: number | null;
  meanCost: Money | null;
  retries: number;
}

export function addAgents({ builder, derive }: Kit): void {
  const Performance = builder.objectRef<Performance>('AgentPerformance').implement({
    description: 'How an agent did over a time, from the logs of all sessions.',
    fields: (t) => ({
      runs: t.exposeInt('runs', { description: 'Executions that ended.' }),
      successRate: t.exposeFloat('successRate', {
        nullable: true,
        description: '0 to 1; null without runs.',
      }),
      p50Ms: t.exposeInt('p50Ms', {
        nullable: true,
        description: 'Median time from start to end, waiting for people included, in milliseconds.',
      }),
      p95Ms: t.exposeInt('p95Ms', {
        nullable: true,
        description: 'Time within which 95 of 100 ended, in milliseconds.',
      }),
      meanCost: t.field({
        type: derive.objectOf(money),
        nullable: true,
        description: 'What its brains cost in one run on average; null without runs.',
        resolve: (one) => one.meanCost,
      }),
      retries: t.exposeInt('retries', { description: 'Executions that failed at least once.' }),
    }),
  });
  builder.objectType('Agent', {
    description: 'A worker with a name, needs and results.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'Its name in events and plans.' }),
      title: t.exposeString('title', { description: 'To show to people.' }),
      description: t.exposeString('description', { description: 'What it does.' }),
      stage: t.exposeString('stage', { description: 'The manager’s stage it belongs to.' }),
      needs: t.field({
        type: [derive.enumOf(artifactKind)],
        description: 'Results it needs first.',
        resolve: (one) => [...one.needs],
      }),
      gives: t.field({
        type: [derive.enumOf(artifactKind)],
        description: 'Results it makes.',
        resolve: (one) => [...one.gives],
      }),
      performance: t.field({
        type: Performance,
        description: 'How it has been doing.',
        args: { days: t.arg.int({ defaultValue: 30, description: 'Over so many days back from now.' }) },
        resolve: (one, { days }, { services }) => measure(one, services, days ?? 30),
      }),
    }),
  });
  builder.queryField('agents', (t) =>
    t.field({
      type: ['Agent'],
      description: 'All agents, in the order of the pipeline.',
      resolve: (_root, _args, { services }) => services.roster.filter((one) => one.onRequest !== true),
    }),
  );
}

async function measure(agent: Agent, { log, sessions, clock }: Services, days: number): Promise<Performance> {
  const since = clock.now() - days * 86_400_000;
  const times: number[] = [];
  let succeeded = 0;
  let retries = 0;
  let cost = new Big(0);
  for await (const head of eachHead(log, null)) {
    for (const workflow of (await sessions.get(head.id)).workflows) {
      if (isForeign(workflow)) continue;
      const node = workflow.visualization.nodes.find((one) => one.agentName === agent.name);
      if (node?.startedAt == null || node.finishedAt === null || Date.parse(node.finishedAt) < since)
        continue;
      times.push(Date.parse(node.finishedAt) - Date.parse(node.startedAt));
      if (node.status === 'succeeded') succeeded++;
      cost = cost.plus(workflow.cost.byAgent.find((one) => one.name === agent.name)?.cost.amount ?? 0);
      const execution = workflow.executions[agent.name];
      if (execution !== undefined && workflow.recoveries[recoveryIdOf(execution)] !== undefined) retries++;
    }
  }
  times.sort((a, b) => a - b);
  const percentile = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? null;
  return {
    runs: times.length,
    successRate: times.length === 0 ? null : succeeded / times.length,
    p50Ms: percentile(0.5),
    p95Ms: percentile(0.95),
    meanCost:
      times.length === 0
        ? null
        : { amount: cost.div(times.length).round(6).toFixed(), currency: brainCurrency },
    retries,
  };
}
