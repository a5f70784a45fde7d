// Brain allocation: which model an agent was given, why, and why not another.

import './brain-allocation.css';
import { memo } from 'react';
import { graphql } from '../generated/gql.ts';
import type { BrainAllocationPartsFragment } from '../generated/graphql.ts';
import { complexityWords, tierWords } from './brain-words.ts';
import { LongWords } from './long-words.tsx';
import { plain } from './thought-words.ts';
import { countOf, inWords, type Money, moneyOf, percent } from './words.ts';

export const brainAllocationParts = graphql(`
  fragment BrainAllocationParts on BrainAllocation {
    agentName modelSelected modelTier provider reasoning factorsConsidered contextWindow
    complexityAssessment performanceExpectation fallbackFrom
    expectedCost { amount currency }
    candidates { model provider tier score rejectedBecause expectedCost { amount currency } }
  }
`);

const priceOf = (cost: Money | null) =>
  cost === null ? 'price unknown' : Number(cost.amount) === 0 ? 'free' : `about ${moneyOf(cost)}`;

interface BrainAllocationProps {
  allocation: BrainAllocationPartsFragment;
  /** Without the reason until it is opened, where the reason is said beside it. */
  brief?: boolean;
}

/** One line with the reason; opened, all that was weighed. */
export const BrainAllocation = memo(function BrainAllocation({
  allocation,
  brief = false,
}: BrainAllocationProps) {
  const { agentName, modelSelected, modelTier, provider, reasoning, fallbackFrom, expectedCost } = allocation;
  const { complexityAssessment, performanceExpectation, contextWindow, factorsConsidered, candidates } =
    allocation;
  return (
    <details className="brain-allocation" data-agent={agentName}>
      <summary>
        <span className="row apart">
          <strong className="clamped">{inWords(agentName)}</strong>
          <span className="chip brain-allocation-model">
            <span className="clamped">{modelSelected}</span>
          </span>
        </span>
        {!brief && (
          <span className="small soft words brain-allocation-why" dir="auto">
            {reasoning}
          </span>
        )}
      </summary>
      <div className="stack tight brain-allocation-all small">
        <LongWords text={reasoning} />
        <dl>
          <dt>Brain</dt>
          <dd className="words">
            {modelSelected}: {tierWords[modelTier]}, run by {provider}
            {fallbackFrom !== null && `, in place of ${fallbackFrom}`}
          </dd>
          <dt>Work</dt>
          <dd>{complexityWords[complexityAssessment]}</dd>
          <dt>To expect</dt>
          <dd className="words">{performanceExpectation}</dd>
          <dt>Price</dt>
          <dd className="number">{priceOf(expectedCost)}</dd>
          {contextWindow > 0 && (
            <>
              <dt>Reads at once</dt>
              <dd className="number">{countOf(contextWindow)} tokens</dd>
            </>
          )}
          {factorsConsidered.length > 0 && (
            <>
              <dt>Weighed</dt>
              <dd className="words">{factorsConsidered.map(plain).join(' · ')}</dd>
            </>
          )}
        </dl>
        {candidates.length > 1 ? (
          <ol
            className="stack tight brain-allocation-candidates"
            aria-label="All that were considered, best first"
          >
            {candidates.map(({ model, provider: by, tier, score, rejectedBecause, expectedCost: cost }) => (
              <li key={`${by} ${model}`} className="words" data-taken={rejectedBecause === null || undefined}>
                <span className="row apart">
                  <span>
                    <strong>{model}</strong>{' '}
                    <span className="soft">
                      {by}, {tierWords[tier]}, {priceOf(cost)}
                    </span>
                  </span>
                  <span className="number">{percent(score)}</span>
                </span>
                <span className="soft">{rejectedBecause ?? 'Taken.'}</span>
              </li>
            ))}
          </ol>
        ) : (
          <p className="soft">There was no other brain to choose from.</p>
        )}
      </div>
    </details>
  );
});
