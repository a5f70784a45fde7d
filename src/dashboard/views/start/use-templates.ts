// Use templates: the arrangements of agents that have a name, and what is done to them.

import { useCallback, useEffect, useState } from 'react';
import { client } from '../../api/client.ts';
import { graphql } from '../../generated/gql.ts';
import type { TemplatePartsFragment, WorkflowStepInput } from '../../generated/graphql.ts';

export const templateParts = graphql(`
  fragment TemplateParts on WorkflowTemplate {
    id name version ships
    steps { agentName after optional requiresApproval timeoutSeconds maxAttempts }
  }
`);

const workflowTemplates = graphql(`query WorkflowTemplates { workflowTemplates { ...TemplateParts } }`);

const saveTemplate = graphql(`
  mutation SaveTemplate($name: String!, $steps: [WorkflowStepInput!]!) {
    saveWorkflowTemplate(name: $name, steps: $steps) {
      __typename
      ... on TemplateSaved { template { ...TemplateParts } }
      ... on Fault { message }
    }
  }
`);

const deleteTemplate = graphql(`
  mutation DeleteTemplate($id: ID!) {
    deleteWorkflowTemplate(id: $id) { __typename ... on Fault { message } }
  }
`);

export type Template = TemplatePartsFragment;

const noAnswer = 'No answer came from the server.';

export interface UseTemplates {
  /** Null until they came. */
  templates: readonly Template[] | null;
  save(name: string, steps: WorkflowStepInput[]): Promise<Template | { refusal: string }>;
  /** What was said against it; null when it is gone. */
  remove(template: Template): Promise<string | null>;
}

export function useTemplates(): UseTemplates {
  const [templates, setTemplates] = useState<readonly Template[] | null>(null);
  const ask = useCallback(async () => {
    const { data } = await client.query(workflowTemplates, {}).toPromise();
    if (data !== undefined) setTemplates(data.workflowTemplates);
  }, []);
  useEffect(() => void ask(), [ask]);

  return {
    templates,
    async save(name, steps) {
      const { data, error } = await client.mutation(saveTemplate, { name, steps }).toPromise();
      const result = data?.saveWorkflowTemplate;
      await ask();
      if (result?.__typename === 'TemplateSaved') return result.template;
      return { refusal: result?.message ?? error?.message ?? noAnswer };
    },
    async remove({ id }) {
      const { data, error } = await client.mutation(deleteTemplate, { id }).toPromise();
      const result = data?.deleteWorkflowTemplate;
      await ask();
      // Somebody else may have been faster.
      if (result?.__typename === 'TemplateDeleted' || result?.__typename === 'NotFound') return null;
      return result?.message ?? error?.message ?? noAnswer;
    },
  };
}
