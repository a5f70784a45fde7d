// Workflow templates: arrangements of agents with a name, to start from, to save and to delete.

import { ships } from '../manager/templates.ts';
import type { Template } from '../templates/templates.ts';
import type { FaultTypes } from './fault.ts';
import type { Kit } from './kit.ts';
import { type addSteps, stepFrom } from './workflow-step.ts';

export function addTemplates(
  { builder }: Kit,
  { Input, Step }: ReturnType<typeof addSteps>,
  faults: FaultTypes,
): void {
  builder.objectType('WorkflowTemplate', {
    description: 'An arrangement of agents with a name. Start from it with `StartWorkflowInput.templateId`.',
    interfaces: ['Node'],
    fields: (t) => ({
      name: t.exposeString('name', { description: 'To show to people; at most 80 characters.' }),
      version: t.exposeInt('version', {
        description: 'From 1, one more each time it is saved; the last one is run.',
      }),
      steps: t.field({ type: [Step], description: 'The agents to run.', resolve: (one) => one.steps }),
      savedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When this version was saved; null for one that ships.',
        resolve: (one) => one.savedAt,
      }),
      ships: t.boolean({
        description: 'It comes with the server and cannot be changed or deleted.',
        resolve: ships,
      }),
    }),
  });
  builder.queryField('workflowTemplates', (t) =>
    t.field({
      type: ['WorkflowTemplate'],
      description: 'Those that ship, then your own by name.',
      resolve: (_root, _args, { services }) => services.templates.list(),
    }),
  );

  const Saved = faults.outcome('TemplateSaved', 'It is kept.', (t) => ({
    template: t.field({
      type: 'WorkflowTemplate',
      description: 'As it stands now.',
      resolve: (one: { template: Template }) => one.template,
    }),
  }));
  const SaveResult = faults.resultOf('SaveTemplateResult', 'What became of it.', Saved, ['InvalidInput']);
  builder.mutationField('saveWorkflowTemplate', (t) =>
    t.field({
      type: SaveResult,
      description:
        'Keeps an arrangement of agents under a name: a new version when the name is known. At most 200 are kept.',
      args: {
        name: t.arg.string({ required: true, description: 'At most 80 characters.' }),
        steps: t.arg({ type: [Input], required: true, description: 'The agents to run.' }),
      },
      resolve: (_root, { name, steps }, { services }) =>
        faults.attempt('TemplateSaved', services, async () => ({
          template: services.templates.save(name, steps.map(stepFrom)),
        })),
    }),
  );

  const Deleted = faults.outcome('TemplateDeleted', 'It is gone; what was started from it stays.', (t) => ({
    id: t.id({ description: 'Its id.', resolve: (one: { id: string }) => one.id }),
  }));
  const DeleteResult = faults.resultOf('DeleteTemplateResult', 'What became of it.', Deleted, [
    'NotFound',
    'InvalidInput',
  ]);
  builder.mutationField('deleteWorkflowTemplate', (t) =>
    t.field({
      type: DeleteResult,
      description: 'Deletes a template with all its versions. Those that ship stay.',
      args: { id: t.arg.id({ required: true, description: 'The template.' }) },
      resolve: (_root, { id }, { services }) =>
        faults.attempt('TemplateDeleted', services, async () => {
          services.templates.remove(id);
          return { id };
        }),
    }),
  );
}
