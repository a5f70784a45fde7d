// Workflows: starting, holding, stopping and looking at runs of the manager.

import { Fault } from '../base/fault.ts';
import type { DataOf } from '../events/catalog.ts';
import { cursorOf } from '../events/cursor.ts';
import { workflowStateChange } from '../events/kinds/workflow.ts';
import { isForeign, openDecisions, type Session, type Workflow } from '../events/session.ts';
import {
  type BudgetPolicy,
  budgetPolicy,
  executionStatus,
  type Money,
  pipelineStatus,
} from '../events/shapes.ts';
import { traceIdOf } from '../events/trace.ts';
import { budgetOf } from '../manager/budget.ts';
import type { Started } from '../manager/commands.ts';
import { forecastOf } from '../manager/forecast.ts';
import { lineageOf } from '../manager/lineage.ts';
import { basisOf, findResult } from '../manager/plan.ts';
import type { Services } from './context.ts';
import type { FaultTypes } from './fault.ts';
import type { Kit } from './kit.ts';
import type { addMoney, Reported } from './money.ts';
import type { WorkflowWithin } from './within.ts';
import { addSteps, stepFrom } from './workflow-step.ts';
import { addTemplates } from './workflow-template.ts';

/** The session as it was asked for, or as it is now. */
function sessionOf(
  { session, sessionId }: WorkflowWithin,
  { sessions }: Services,
): Session | Promise<Session> {
  return session ?? sessions.get(sessionId);
}

export function addWorkflows(kit: Kit, money: ReturnType<typeof addMoney>, faults: FaultTypes): void {
  const { builder, derive } = kit;
  const Budget = builder
    .objectRef<{ limit: Money; spent: Money; onExceeded: BudgetPolicy }>('Budget')
    .implement({
      description: 'What language models may cost in a workflow.',
      fields: (t) => ({
        limit: t.field({ type: money.Money, description: 'At most so much.', resolve: (one) => one.limit }),
        spent: t.field({ type: money.Money, description: 'So far.', resolve: (one) => one.spent }),
        onExceeded: t.field({
          type: derive.enumOf(budgetPolicy),
          description: 'What happens before it would be exceeded.',
          resolve: (one) => one.onExceeded,
        }),
      }),
    });
  builder.objectType('Workflow', {
    description: 'One run of the manager in a session, from an instruction to its end.',
    interfaces: ['Node'],
    fields: (t) => ({
      sessionId: t.exposeID('sessionId', { description: 'Its session.' }),
      traceId: t.string({
        description:
          'Under which traces and log lines tell of it: 32 hexadecimal digits, a W3C trace id. It follows from the id.',
        resolve: (one) => traceIdOf(one.id),
      }),
      status: t.field({
        type: derive.enumOf(executionStatus),
        description: 'Where it is in its life.',
        resolve: (one) => one.status,
      }),
      instructions: t.string({
        description: 'What was asked for.',
        resolve: (one) => one.request?.instructions ?? '',
      }),
      startedAt: t.field({
        type: 'DateTime',
        description: 'When it began.',
        resolve: (one) => one.startedAt,
      }),
      finishedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When it ended.',
        resolve: (one) => one.finishedAt,
      }),
      reason: t.exposeString('reason', {
        nullable: true,
        description: 'Why it is where it is, when somebody or something decided it.',
      }),
      visualization: t.field({
        type: derive.objectOf(workflowStateChange.data.shape.workflowVisualization),
        description: 'What is needed to draw it.',
        resolve: (one): DataOf<'workflow_state_change'>['workflowVisualization'] => one.visualization,
      }),
      pipelineStatus: t.field({
        type: derive.objectOf(pipelineStatus),
        description: 'What is there so far.',
        resolve: (one) => one.pipelineStatus,
      }),
      activeAgents: t.exposeStringList('activeAgents', { description: 'Who is at work.' }),
      openDecisions: t.field({
        type: ['Decision'],
        description: 'Those that wait, oldest first.',
        resolve: async (one, _args, { services }) =>
          openDecisions(await sessionOf(one, services)).filter((decision) => decision.workflowId === one.id),
      }),
      artifacts: t.field({
        type: ['Artifact'],
        description: 'Its results, oldest first.',
        resolve: async (one, _args, { services }) =>
          (await sessionOf(one, services)).artifacts.filter((artifact) => artifact.workflowId === one.id),
      }),
      cost: t.field({
        type: money.CostReport,
        description: 'What brains have cost.',
        resolve: async (one, _args, { services }): Promise<Reported> => ({
          ...one.cost,
          forecast: forecastOf(await sessionOf(one, services), one, services.brains.all),
        }),
      }),
      budget: t.field({
        type: Budget,
        nullable: true,
        description: 'What language models may cost in it, with what people added; null for no limit.',
        resolve: async (one, _args, { services }) => {
          const budget = budgetOf(await sessionOf(one, services), one);
          return budget === null ? null : { ...budget, spent: one.cost.total };
        },
      }),
      recommendations: t.field({
        type: ['Recommendation'],
        description:
          'What would make its result better, what matters most first; at most three of this manager.',
        resolve: async (one, _args, { services }) =>
          (await sessionOf(one, services)).recommendations.filter(({ workflowId }) => workflowId === one.id),
      }),
      estimate: t.field({
        type: 'Estimate',
        nullable: true,
        description:
          'Its own, or the one of an earlier workflow that it used. Kept also when the workflow was cancelled or failed later.',
        resolve: async (one, _args, { services }) => {
          // A manager elsewhere names hashes that are none of this server’s.
          if (one.request === null || isForeign(one)) return null;
          const session = await sessionOf(one, services);
          const own = session.artifacts.findLast(
            (artifact) => artifact.workflowId === one.id && artifact.kind === 'estimate',
          );
          const reused =
            one.intent?.reused.includes('estimator') === true
              ? findResult(lineageOf(session, one), 'estimate', basisOf(one.request))
              : undefined;
          const found = own ?? reused;
          return found === undefined ? null : services.estimates.get(found.sha256);
        },
      }),
    }),
  });
  builder.queryField('workflow', (t) =>
    t.field({
      type: 'Workflow',
      nullable: true,
      description: 'A workflow; null when there is none with this id.',
      args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
      resolve: async (_root, { id }, { services }) => {
        const sessionId = await services.log.find(id);
        if (sessionId === null) return null;
        return (await services.sessions.get(sessionId)).workflows.find((one) => one.id === id) ?? null;
      },
    }),
  );
  const steps = addSteps(kit);
  addStarting(kit, steps, faults);
  addTemplates(kit, steps, faults);
  addControlling(kit, faults);
}

/** A name, or names by agent. @throws INVALID_INPUT */
function preferredModels(given: unknown): { agentName: string | null; model: string }[] {
  if (given == null) return [];
  if (typeof given === 'string') return [{ agentName: null, model: given }];
  const entries = typeof given === 'object' && !Array.isArray(given) ? Object.entries(given) : null;
  if (entries === null || entries.some(([, model]) => typeof model !== 'string'))
    throw new Fault('INVALID_INPUT', 'Models are named by a text, or by an object of texts by agent.', {
      path: ['models'],
    });
  return entries.map(([name, model]) => ({ agentName: name === '*' ? null : name, model: String(model) }));
}

function addStarting({ builder, derive }: Kit, steps: ReturnType<typeof addSteps>, faults: FaultTypes): void {
  const Budget = builder.inputType('BudgetInput', {
    description: 'What language models may cost in the workflow.',
    fields: (t) => ({
      limit: t.field({
        type: 'Decimal',
        required: true,
        description: 'At most so much; 0 for no paid model.',
      }),
      currency: t.string({ defaultValue: 'USD', description: 'ISO 4217; models have prices in USD.' }),
      onExceeded: t.field({
        type: derive.enumOf(budgetPolicy),
        defaultValue: 'ask',
        description: 'What happens before it would be exceeded.',
      }),
    }),
  });
  const Input = builder.inputType('StartWorkflowInput', {
    description: 'What to start.',
    fields: (t) => ({
      sessionId: t.id({ description: 'Continue this session; otherwise a new one is made.' }),
      title: t.string({
        description: 'Of the new session; the first words of the instructions when left out.',
      }),
      instructions: t.string({ required: true, description: 'What is wanted, in plain words.' }),
      documentIds: t.idList({ description: 'Documents uploaded before; all of the session when left out.' }),
      urls: t.field({
        type: ['URL'],
        description:
          'Web addresses of documents: each is fetched once and added to the session. When one fails, nothing is started.',
      }),
      sample: t.boolean({
        defaultValue: false,
        description: 'Run on the sample project that ships with the server.',
      }),
      templateId: t.id({
        description: 'Takes the steps of this template, as it stands now. Not together with steps.',
      }),
      steps: t.field({
        type: [steps.Input],
        description: 'The agents to run; without them and a template the manager plans.',
      }),
      budget: t.field({
        type: Budget,
        description: 'What language models may cost; no limit when left out.',
      }),
      models: t.field({
        type: 'JSON',
        description:
          'Models to prefer: a name, or an object of names by agent, `*` for all others. As provider/model or model; `local` for none.',
      }),
      idempotencyKey: t.string({ description: 'Same key, same input: the first result is returned again.' }),
    }),
  });
  const Started = faults.outcome('WorkflowStarted', 'It runs.', (t) => ({
    session: t.field({
      type: 'Session',
      description: 'Its session.',
      resolve: (one: Started) => one.session,
    }),
    workflow: t.field({
      type: 'Workflow',
      description: 'The workflow.',
      resolve: (one: Started) => one.workflow,
    }),
    cursor: t.field({
      type: 'Cursor',
      description: 'Where to subscribe to see it from its first event.',
      resolve: (one: Started) => cursorOf(one.session.id, one.from),
    }),
  }));
  const Result = faults.resultOf('StartWorkflowResult', 'What became of a start.', Started, [
    'InvalidInput',
    'NotFound',
    'WorkflowConflict',
  ]);
  builder.mutationField('startWorkflow', (t) =>
    t.field({
      type: Result,
      description: 'Starts a workflow. One at a time runs in a session.',
      args: { input: t.arg({ type: Input, required: true, description: 'What to start.' }) },
      resolve: (_root, { input }, { services }) =>
        faults.attempt('WorkflowStarted', services, () =>
          services.commands.start({
            sessionId: input.sessionId ?? null,
            title: input.title ?? null,
            instructions: input.instructions,
            documentIds: input.documentIds ?? null,
            urls: input.urls ?? [],
            sample: input.sample ?? false,
            steps: input.steps?.map(stepFrom) ?? null,
            ...(input.templateId != null && { templateId: input.templateId }),
            budget:
              input.budget == null
                ? null
                : {
                    limit: { amount: String(input.budget.limit), currency: input.budget.currency ?? 'USD' },
                    onExceeded: input.budget.onExceeded ?? 'ask',
                  },
            models: preferredModels(input.models),
            idempotencyKey: input.idempotencyKey ?? null,
          }),
        ),
    }),
  );
}

function addControlling({ builder }: Kit, faults: FaultTypes): void {
  const Controlled = faults.outcome('WorkflowControlled', 'It was done.', (t) => ({
    workflow: t.field({
      type: 'Workflow',
      description: 'As it stands now.',
      resolve: (one: { workflow: Workflow }) => one.workflow,
    }),
  }));
  const Result = faults.resultOf('ControlWorkflowResult', 'What became of it.', Controlled, [
    'NotFound',
    'WorkflowConflict',
  ]);
  const verbs = {
    cancelWorkflow: 'Stops its agents, keeps what is finished, and withdraws its open decisions.',
    pauseWorkflow: 'Stops its agents until it is resumed. Its open decisions can still be answered.',
    resumeWorkflow: 'Goes on after a pause; agents that were stopped begin again.',
    retryWorkflow: 'Runs again what failed, from where it failed.',
  } as const;
  for (const [name, description] of Object.entries(verbs) as [keyof typeof verbs, string][]) {
    const reasoned = name === 'cancelWorkflow' || name === 'pauseWorkflow';
    builder.mutationField(name, (t) =>
      t.field({
        type: Result,
        description,
        args: {
          workflowId: t.arg.id({ required: true, description: 'The workflow.' }),
          ...(reasoned ? { reason: t.arg.string({ description: 'Kept with it.' }) } : {}),
        },
        resolve: (_root, args, { services }) => {
          const { commands } = services;
          const { workflowId, reason = null } = args as { workflowId: string; reason?: string | null };
          const run = {
            cancelWorkflow: () => commands.cancel(workflowId, reason),
            pauseWorkflow: () => commands.pause(workflowId, reason),
            resumeWorkflow: () => commands.resume(workflowId),
            retryWorkflow: () => commands.retry(workflowId),
          }[name];
          return faults.attempt('WorkflowControlled', services, async () => ({ workflow: await run() }));
        },
      }),
    );
  }
}
