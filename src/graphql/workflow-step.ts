// Steps: agents by name, as they are asked for and as templates tell them.

import type { TemplateStep } from '../templates/templates.ts';
import type { Kit } from './kit.ts';

const words = {
  timeoutSeconds: 'Working time for one attempt, in seconds; the agent’s own limit when left out.',
  after: 'Other steps that have to finish first, beyond those whose results it needs.',
  optional: 'The workflow may go on without it when it fails.',
  requiresApproval: 'A person is asked before it begins.',
  maxAttempts: 'Attempts before a person is asked; the agent’s own number when left out.',
} as const;

/** A step as a caller gives it. */
interface GivenStep {
  agentName: string;
  timeoutSeconds?: number | null | undefined;
  maxAttempts?: number | null | undefined;
  after?: readonly string[] | null | undefined;
  optional?: boolean | null | undefined;
  requiresApproval?: boolean | null | undefined;
}

export function addSteps({ builder }: Kit) {
  const Input = builder.inputType('WorkflowStepInput', {
    description:
      'An agent to run. Agents whose results it needs run too, unless their results are there already.',
    fields: (t) => ({
      agentName: t.string({ required: true, description: 'The agent.' }),
      timeoutSeconds: t.int({ description: words.timeoutSeconds }),
      after: t.stringList({ description: words.after }),
      optional: t.boolean({ defaultValue: false, description: words.optional }),
      requiresApproval: t.boolean({ defaultValue: false, description: words.requiresApproval }),
      maxAttempts: t.int({ description: words.maxAttempts }),
    }),
  });
  const Step = builder.objectRef<TemplateStep>('WorkflowStep').implement({
    description: 'An agent of a template.',
    fields: (t) => ({
      agentName: t.exposeString('agentName', { description: 'The agent.' }),
      timeoutSeconds: t.exposeInt('timeoutSeconds', {
        nullable: true,
        description: 'Working time for one attempt, in seconds; null for the agent’s own limit.',
      }),
      after: t.exposeStringList('after', { description: words.after }),
      optional: t.exposeBoolean('optional', { description: words.optional }),
      requiresApproval: t.exposeBoolean('requiresApproval', { description: words.requiresApproval }),
      maxAttempts: t.exposeInt('maxAttempts', {
        nullable: true,
        description: 'Attempts before a person is asked; null for the agent’s own number.',
      }),
    }),
  });
  return { Input, Step };
}

export const stepFrom = (step: GivenStep): TemplateStep => ({
  agentName: step.agentName,
  timeoutSeconds: step.timeoutSeconds ?? null,
  maxAttempts: step.maxAttempts ?? null,
  after: [...(step.after ?? [])],
  optional: step.optional ?? false,
  requiresApproval: step.requiresApproval ?? false,
});
