// Totals: what it all comes to, likely, low and high, and what kind of estimate that is.

import './totals.css';
import { moneyOf } from '../../components/words.ts';
import { graphql } from '../../generated/gql.ts';
import type { EstimateTotalsPartsFragment } from '../../generated/graphql.ts';
import { classWords, placeOfLikely, spread } from './figures.ts';

export const estimateTotalsParts = graphql(`
  fragment EstimateTotalsParts on Estimate {
    class region currency
    low { amount currency }
    likely { amount currency }
    high { amount currency }
  }
`);

export function Totals({ estimate }: { estimate: EstimateTotalsPartsFragment }) {
  const { low, likely, high, region, currency } = estimate;
  const distance = spread(estimate);
  const place = placeOfLikely(estimate);
  // Built-in prices are in dollars; what is priced in other money has the level of its documents.
  const level = region ?? (currency === 'USD' ? 'United States, national average' : null);
  return (
    <section className="card totals" aria-labelledby="totals-head">
      <div className="totals-likely">
        <h2 id="totals-head" className="totals-name">
          Likely total
        </h2>
        <p className="totals-figure number" data-total="likely">
          {moneyOf(likely)}
        </p>
        <p className="small soft">With mark-ups</p>
      </div>
      <div className="totals-range">
        <div className="totals-track" aria-hidden="true">
          <span className="totals-below" style={{ width: `${place * 100}%` }} />
          <span className="totals-mark" style={{ left: `${place * 100}%` }} />
        </div>
        <dl className="totals-ends">
          <div>
            <dt>Low</dt>
            <dd className="number" data-total="low">
              {moneyOf(low)}
            </dd>
            {distance !== null && <dd className="small soft number">{distance.below}</dd>}
          </div>
          <div>
            <dt>High</dt>
            <dd className="number" data-total="high">
              {moneyOf(high)}
            </dd>
            {distance !== null && <dd className="small soft number">{distance.above}</dd>}
          </div>
        </dl>
      </div>
      <dl className="totals-kind">
        <div>
          <dt>Kind of estimate</dt>
          <dd>
            AACE {classWords(estimate.class)}
            <span className="small soft totals-scale">5 is a first concept, 1 is definitive</span>
          </dd>
        </div>
        {level !== null && (
          <div>
            <dt>Price level</dt>
            <dd className="words">{level}</dd>
          </div>
        )}
        <div>
          <dt>Currency</dt>
          <dd>{currency}</dd>
        </div>
      </dl>
    </section>
  );
}
