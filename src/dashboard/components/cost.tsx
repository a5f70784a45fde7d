// Cost: what the brains of a workflow cost so far, by agent and model.

import './cost.css';
import { memo } from 'react';
import { graphql } from '../generated/gql.ts';
import type { BudgetPartsFragment, BudgetPolicy, CostPartsFragment } from '../generated/graphql.ts';
import { countOf, inWords, type Money, moneyOf, percent } from './words.ts';

export const costParts = graphql(`
  fragment CostParts on CostReport {
    total { amount currency }
    inputTokens outputTokens
    byAgent { name cost { amount currency } inputTokens outputTokens }
    byModel { name cost { amount currency } inputTokens outputTokens }
  }
`);

export const budgetParts = graphql(`
  fragment BudgetParts on Budget { limit { amount currency } onExceeded }
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
  /** What models may cost; null for no limit. */
  budget?: BudgetPartsFragment | null;
}

export const Cost = memo(function Cost({ report, forecast = null, budget = null }: CostProps) {
  const { total, byAgent, byModel, inputTokens, outputTokens } = report;
  const free = Number(total.amount) === 0;
  return (
    <section className="card stack tight cost" aria-label="Cost">
      <div className="row apart">
        <h3>Cost so far</h3>
        <strong className="number cost-total">{free ? 'Nothing' : moneyOf(total)}</strong>
      </div>
      {budget !== null && <BudgetBar budget={budget} spent={total} />}
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

const policyWords: Record<BudgetPolicy, string> = {
  ASK: 'you are asked before it would be exceeded',
  DOWNGRADE_MODEL: 'cheaper models are taken before it would be exceeded',
  CANCEL: 'the workflow is cancelled before it would be exceeded',
};

function BudgetBar({ budget: { limit, onExceeded }, spent }: { budget: BudgetPartsFragment; spent: Money }) {
  const [most, used] = [Number(limit.amount), Number(spent.amount)];
  const share = most === 0 ? (used > 0 ? 1 : 0) : Math.min(1, used / most);
  return (
    <div className="stack cost-budget">
      <p className="row apart small">
        <span>Budget</span>
        <span className="number">
          {moneyOf(spent)} of {moneyOf(limit)}
        </span>
      </p>
      <meter
        className="cost-budget-bar"
        min={0}
        max={1}
        value={share}
        aria-label="Budget used"
        aria-valuetext={`${percent(share)}, ${moneyOf(spent)} of ${moneyOf(limit)}`}
        data-tone={share >= 0.8 ? 'asks' : undefined}
      />
      <p className="small soft">
        {most === 0 ? 'No paid model is used.' : `Of this workflow; ${policyWords[onExceeded]}.`}
      </p>
    </div>
  );
}

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
