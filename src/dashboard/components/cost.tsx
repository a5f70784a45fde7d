// Cost: what the brains of a workflow cost so far, by agent and model.

import { graphql } from '../generated/gql.ts';
import type { CostPartsFragment } from '../generated/graphql.ts';
import { inWords, moneyOf } from './words.ts';

export const costParts = graphql(`
  fragment CostParts on CostReport {
    total { amount currency }
    inputTokens outputTokens
    byAgent { name cost { amount currency } inputTokens outputTokens }
    byModel { name cost { amount currency } inputTokens outputTokens }
  }
`);

export const costIncurredParts = graphql(`
  fragment CostIncurredParts on CostIncurred {
    agentName model provider inputTokens outputTokens
    cost { amount currency }
    workflowTotal { amount currency }
    budgetRemaining { amount currency }
  }
`);

export function Cost({ report }: { report: CostPartsFragment }) {
  return (
    <section className="card stack tight" aria-label="Cost">
      <h3>
        Cost so far <span className="number">{moneyOf(report.total)}</span>
      </h3>
      {report.byAgent.map(({ name, cost }) => (
        <p key={name} className="row apart small">
          {inWords(name)} <span className="number">{moneyOf(cost)}</span>
        </p>
      ))}
    </section>
  );
}
