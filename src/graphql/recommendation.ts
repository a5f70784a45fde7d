// Recommendations: what would make a result better, to be applied or dismissed.

import { Fault } from '../base/fault.ts';
import { recommendationStatus } from '../events/kinds/result.ts';
import type { Recommendation } from '../events/session.ts';
import type { Started } from '../manager/commands.ts';
import { unknownRecommendation } from '../manager/recommendations.ts';
import type { Services } from './context.ts';
import type { FaultTypes } from './fault.ts';
import type { Kit } from './kit.ts';
import { plain } from './plain.ts';

export function addRecommendations({ builder, derive }: Kit, faults: FaultTypes): void {
  builder.objectType('Recommendation', {
    description: 'A suggestion of the manager, with its reason.',
    interfaces: ['Node'],
    fields: (t) => ({
      title: t.exposeString('title', { description: 'What to do.' }),
      rationale: t.exposeString('rationale', { description: 'Why it would help.' }),
      kind: t.exposeString('kind', {
        description:
          'Open vocabulary: answer_questions, price_lines, resolve_issues, import_prices, teach_trades, price_quantities …',
      }),
      apply: t.string({
        nullable: true,
        description:
          'An instruction that `applyRecommendation` starts a workflow with; null where a person has to do something else.',
        // What other managers told before there was such a field has none.
        resolve: (one) => one.apply ?? null,
        ...plain,
      }),
      status: t.field({
        type: derive.enumOf(recommendationStatus),
        description: 'What became of it.',
        resolve: (one) => one.status,
        ...plain,
      }),
    }),
  });

  const Dismissed = faults.outcome('RecommendationDismissed', 'It is not wanted.', (t) => ({
    recommendation: t.field({
      type: 'Recommendation',
      description: 'As it stands now.',
      resolve: (one: { recommendation: Recommendation }) => one.recommendation,
    }),
  }));
  const DismissResult = faults.resultOf('DismissRecommendationResult', 'What became of it.', Dismissed, [
    'NotFound',
    'InvalidInput',
  ]);
  const id = 'The recommendation.';
  builder.mutationField('dismissRecommendation', (t) =>
    t.field({
      type: DismissResult,
      description: 'Says that a recommendation is not wanted; the same one is not made again in the session.',
      args: { id: t.arg.id({ required: true, description: id }) },
      resolve: (_root, args, { services }) =>
        faults.attempt('RecommendationDismissed', services, async () => ({
          recommendation: await services.recommendations.mark(args.id, 'dismissed'),
        })),
    }),
  );

  const Applied = faults.outcome('RecommendationApplied', 'A workflow with its instruction runs.', (t) => ({
    recommendation: t.field({
      type: 'Recommendation',
      description: 'As it stands now.',
      resolve: (one: { recommendation: Recommendation }) => one.recommendation,
    }),
    workflow: t.field({
      type: 'Workflow',
      description: 'The workflow, on the documents of the one that it was made for.',
      resolve: (one: Started) => one.workflow,
    }),
  }));
  const ApplyResult = faults.resultOf('ApplyRecommendationResult', 'What became of it.', Applied, [
    'NotFound',
    'InvalidInput',
    'WorkflowConflict',
  ]);
  builder.mutationField('applyRecommendation', (t) =>
    t.field({
      type: ApplyResult,
      description:
        'Starts a workflow in the session with the instruction of a recommendation. Done again, it is the same workflow.',
      args: { id: t.arg.id({ required: true, description: id }) },
      resolve: (_root, args, { services }) =>
        faults.attempt('RecommendationApplied', services, () => apply(args.id, services)),
    }),
  );
}

async function apply(
  id: string,
  { commands, recommendations }: Services,
): Promise<{ recommendation: Recommendation; workflow: Started['workflow'] }> {
  const found = await recommendations.find(id);
  if (found === null) throw unknownRecommendation(id);
  const { session, recommendation } = found;
  if (recommendation.apply == null)
    throw new Fault('INVALID_INPUT', 'It has no instruction: a person has to do what it says.', {
      path: ['id'],
    });
  const { request } = session.workflows.find((one) => one.id === recommendation.workflowId) ?? {};
  const { workflow } = await commands.start({
    sessionId: session.id,
    title: null,
    instructions: recommendation.apply,
    documentIds: request?.documents.map(({ documentId }) => documentId) ?? null,
    urls: [],
    sample: false,
    steps: null,
    budget: request?.budget ?? null,
    models: request?.models ?? [],
    // What was cut off between the start and the mark is gone on with.
    idempotencyKey: `recommendation:${id}`,
  });
  return { recommendation: await recommendations.mark(id, 'applied'), workflow };
}
