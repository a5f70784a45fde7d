// Decision card: one question to a person, what each answer would change, and how long there is.

import { graphql } from '../generated/gql.ts';
import type { DecisionPartsFragment } from '../generated/graphql.ts';

export const decisionParts = graphql(`
  fragment DecisionParts on Decision {
    id sessionId workflowId type status prompt context askedBy askedAt expiresAt
    defaultOption canSkip freeText multiple affectsWorkflow
    options { value label effect costDelta { amount currency } }
    outcome answer comment answeredAt answeredBy { name kind }
  }
`);

export function DecisionCard({ decision }: { decision: DecisionPartsFragment }) {
  return (
    <section className="card stack tight">
      <h3 className="words">{decision.prompt}</h3>
    </section>
  );
}
