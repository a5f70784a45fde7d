// Node: anything that has an id, by its id.

import { decisionById } from '../manager/decide.ts';
import type { Services } from './context.ts';
import type { Kit } from './kit.ts';
import { orNull } from './session.ts';

const kinds = {
  session: 'Session',
  workflow: 'Workflow',
  decision: 'Decision',
  document: 'Document',
  artifact: 'Artifact',
  template: 'WorkflowTemplate',
  recommendation: 'Recommendation',
} as const;

export function addNodes({ builder }: Kit): void {
  builder.interfaceType('Node', {
    description: 'Anything that has an id.',
    resolveType: (value) => (value as { __typename?: string }).__typename,
    fields: (t) => ({ id: t.exposeID('id', { description: 'Unique over all kinds.' }) }),
  });
  builder.queryField('node', (t) =>
    t.field({
      type: 'Node',
      nullable: true,
      description:
        'A session, workflow, decision, document, artifact, template or recommendation; null when there is none with this id.',
      args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
      resolve: async (_root, { id }, { services }) => {
        const kind = id.split('_')[0] ?? '';
        if (!Object.hasOwn(kinds, kind)) return null;
        const found = await find(kind as keyof typeof kinds, id, services);
        return found == null ? null : { ...found, __typename: kinds[kind as keyof typeof kinds] };
      },
    }),
  );
}

async function find(
  kind: keyof typeof kinds,
  id: string,
  { log, sessions, templates, recommendations }: Services,
): Promise<{ id: string } | null | undefined> {
  if (kind === 'session') return sessions.get(id).catch(orNull);
  if (kind === 'document') return log.document(id);
  if (kind === 'template') return templates.get(id);
  if (kind === 'recommendation') return (await recommendations.find(id))?.recommendation;
  const sessionId = await log.find(id);
  if (sessionId === null) return null;
  const session = await sessions.get(sessionId);
  switch (kind) {
    case 'workflow':
      return session.workflows.find((one) => one.id === id);
    case 'decision':
      return decisionById(session, id);
    case 'artifact':
      return session.artifacts.find((one) => one.id === id);
  }
}
