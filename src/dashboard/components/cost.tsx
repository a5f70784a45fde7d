// Cost: what the brains of a workflow cost so far, by agent and model.

import './cost.css';
import { memo } from 'react';
import { graphql } from '../generated/gql.ts';
import type { CostPartsFragment } from '../generated/graphql.ts';
import { countOf, inWords, type Money, moneyOf } from './words.ts';

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

interface CostProps {
  report: CostPartsFragment;
  /** What it is expected to come to; null where nothing more is. */
  forecast?: Money | null;
}

export const Cost = memo(function Cost({ report, forecast = null }: CostProps) {
  const { total, byAgent, byModel, inputTokens, outputTokens } = report;
  const free = Number(total.amount) === 0;
  return (
    <section className="card stack tight cost" aria-label="Cost">
      <div className="row apart">
        <h3>Cost so far</h3>
        <strong className="number cost-total">{free ? 'Nothing' : moneyOf(total)}</strong>
      </div>
      {forecast !== null && (
        <p className="row apart small soft">
          Expected in the end <span className="number">about {moneyOf(forecast)}</span>
        </p>
      )}
      {free && (
        <p className="small soft words">
          {byModel.length === 0
            ? 'No brain was used yet.'
            : `Free of charge: ${byModel.map(({ name }) => name).join(', ')} did it all.`}
        </p>
      )}
      {inputTokens + outputTokens > 0 && (
        <p className="small soft number">
          {countOf(inputTokens)} tokens read, {countOf(outputTokens)} written
        </p>
      )}
      {byAgent.length > 0 && (
        <details>
          <summary className="small">By agent and by model</summary>
          <Shares head="Agent" shares={byAgent} wordsOf={inWords} />
          <Shares head="Model" shares={byModel} wordsOf={(name) => name} />
        </details>
      )}
    </section>
  );
});

interface SharesProps {
  head: string;
  shares: CostPartsFragment['byAgent'];
  wordsOf: (name: string) => string;
}

function Shares({ head, shares, wordsOf }: SharesProps) {
  return (
    <table className="small number">
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">Tokens</th>
          <th scope="col">Cost</th>
        </tr>
      </thead>
      <tbody>
        {shares.map(({ name, cost, inputTokens, outputTokens }) => (
          <tr key={name}>
            <th scope="row" className="words">
              {wordsOf(name)}
            </th>
            <td>{countOf(inputTokens + outputTokens)}</td>
            <td>{Number(cost.amount) === 0 ? 'free' : moneyOf(cost)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
