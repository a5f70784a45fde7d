// Result: what a workflow has come to, in lines.

import { graphql } from './generated/gql.ts';
import type { ResultLinesFragment } from './generated/graphql.ts';

graphql(`
  fragment ResultLines on Workflow {
    status
    estimate { likely { amount currency } }
    artifacts { name url }
  }
`);

export function resultLines(workflow: ResultLinesFragment, server: string): string {
  const { status, estimate, artifacts } = workflow;
  return [
    `${status}, likely total: ${estimate === null ? 'none' : `${estimate.likely.amount} ${estimate.likely.currency}`}`,
    ...artifacts.map(({ name, url }) => `${name}: ${new URL(url, server).href}`),
  ].join('\n');
}
