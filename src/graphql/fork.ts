// Forks: «what if I had answered otherwise?», as a workflow to compare with its origin.

import { cursorOf } from '../events/cursor.ts';
import type { Workflow } from '../events/session.ts';
import type { Started } from '../manager/commands.ts';
import { type addAnswering, answerOf } from './decision.ts';
import type { FaultTypes } from './fault.ts';
import type { Kit } from './kit.ts';

export function addForks(
  { builder }: Kit,
  Answer: ReturnType<typeof addAnswering>,
  faults: FaultTypes,
): void {
  const Point = builder
    .objectRef<{ sessionId: string; workflowId: string; sequence: number }>('ForkPoint')
    .implement({
      description: 'Where a workflow left another one.',
      fields: (t) => ({
        workflowId: t.exposeID('workflowId', { description: 'The workflow that it is a what-if of.' }),
        cursor: t.field({
          type: 'Cursor',
          description: 'The last place that both have: before the first answer that is another one.',
          resolve: ({ sessionId, sequence }) => cursorOf(sessionId, sequence),
        }),
      }),
    });
  builder.objectField('Workflow', 'forkedFrom', (t) =>
    t.field({
      type: Point,
      nullable: true,
      description: 'Of a what-if; null for every other workflow.',
      resolve: ({ request, sessionId }: Workflow) =>
        request?.forkedFrom == null ? null : { sessionId, ...request.forkedFrom },
    }),
  );
  const Changed = builder.inputType('ForkAnswerInput', {
    description: 'Another answer to a question.',
    fields: (t) => ({
      decisionId: t.id({ required: true, description: 'A decision of the workflow that was answered.' }),
      answer: t.field({ type: Answer, required: true, description: 'The other answer.' }),
    }),
  });
  const Input = builder.inputType('ForkWorkflowInput', {
    description: 'What would have been answered otherwise.',
    fields: (t) => ({
      workflowId: t.id({ required: true, description: 'The workflow; it stays as it is.' }),
      answers: t.field({ type: [Changed], required: true, description: 'One or more.' }),
      idempotencyKey: t.string({ description: 'Same key, same input: the first result is returned again.' }),
    }),
  });
  const Forked = faults.outcome('WorkflowForked', 'The what-if runs.', (t) => ({
    workflow: t.field({
      type: 'Workflow',
      description: 'The what-if.',
      resolve: (one: Started) => one.workflow,
    }),
    cursor: t.field({
      type: 'Cursor',
      description: 'Where to subscribe to see it from its first event.',
      resolve: (one: Started) => cursorOf(one.session.id, one.from),
    }),
  }));
  const Result = faults.resultOf('ForkWorkflowResult', 'What became of it.', Forked, [
    'InvalidInput',
    'NotFound',
    'WorkflowConflict',
  ]);
  builder.mutationField('forkWorkflow', (t) =>
    t.field({
      type: Result,
      description:
        'Runs a workflow once more with other answers: «what if I had answered B?». Who asked and whoever works with their results run again; all other results serve again. What is started after it goes on from it.',
      args: { input: t.arg({ type: Input, required: true, description: 'What is changed.' }) },
      resolve: (_root, { input }, { services, actor: by }) =>
        faults.attempt('WorkflowForked', services, () =>
          services.forks.fork(
            {
              workflowId: input.workflowId,
              answers: input.answers.map(({ decisionId, answer }) => ({
                decisionId,
                answer: answerOf(answer),
              })),
              idempotencyKey: input.idempotencyKey ?? null,
            },
            by,
          ),
        ),
    }),
  );
}
