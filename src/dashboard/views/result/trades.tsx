// Trades: the sums by trade as a chart and as a table; a bar or a name shows its lines.

import './trades.css';
import { lazy, memo, Suspense, useMemo, useState } from 'react';
import { graphql } from '../../generated/gql.ts';
import type { EstimateTradesPartsFragment } from '../../generated/graphql.ts';
import { ElementTable, ViewChoice } from './elements.tsx';
import { byLikely } from './figures.ts';
import { SumCells, SumHeads } from './sums.tsx';

const TradeChart = lazy(() => import('./trade-chart.tsx'));

export const estimateTradesParts = graphql(`
  fragment EstimateTradesParts on Estimate {
    byTrade {
      trade name lineCount share
      low { amount currency }
      likely { amount currency }
      high { amount currency }
    }
    byElement {
      code name lineCount share
      low { amount currency }
      likely { amount currency }
      high { amount currency }
    }
  }
`);

export type Trade = EstimateTradesPartsFragment['byTrade'][number];

/** The chart and the table beside it say the same. */
export interface TradeListProps {
  trades: readonly Trade[];
  chosen: string | null;
  onChoose: (trade: string | null) => void;
}

export const Trades = memo(function Trades({
  estimate,
  chosen,
  onChoose,
}: {
  estimate: EstimateTradesPartsFragment;
  chosen: string | null;
  onChoose: (trade: string | null) => void;
}) {
  const trades = useMemo(() => [...estimate.byTrade].sort(byLikely), [estimate]);
  const [byElement, setByElement] = useState(false);
  if (byElement && estimate.byElement.length > 0)
    return (
      <section className="card stack trades" aria-labelledby="trades-head">
        <div>
          <h2 id="trades-head">By element</h2>
          <p className="small soft">Before mark-ups. Elements are those of UNIFORMAT II, level 2.</p>
        </div>
        <ViewChoice byElement onChoose={setByElement} />
        <ElementTable elements={estimate.byElement} />
      </section>
    );
  return (
    <section className="card stack trades" aria-labelledby="trades-head">
      <div>
        <h2 id="trades-head">By trade</h2>
        <p className="small soft">Before mark-ups. Choose a trade to see its lines.</p>
      </div>
      {estimate.byElement.length > 0 && <ViewChoice byElement={false} onChoose={setByElement} />}
      <div className="trades-parts">
        <figure className="trades-chart" aria-label="Chart of the trades; the table says the same">
          <div aria-hidden="true">
            <Suspense fallback={<p className="empty">One moment …</p>}>
              <TradeChart trades={trades} chosen={chosen} onChoose={onChoose} />
            </Suspense>
          </div>
          <figcaption className="small soft">Bar: likely. Thin line: from low to high.</figcaption>
        </figure>
        <TradeTable trades={trades} chosen={chosen} onChoose={onChoose} />
      </div>
    </section>
  );
});

function TradeTable({ trades, chosen, onChoose }: TradeListProps) {
  return (
    <table className="result-table trades-table" aria-labelledby="trades-head">
      <thead>
        <tr>
          <th scope="col">Trade</th>
          <SumHeads />
        </tr>
      </thead>
      <tbody>
        {trades.map(({ trade, name, ...sums }) => (
          <tr key={trade} data-trade={trade} data-chosen={trade === chosen ? '' : undefined}>
            <th scope="row">
              <button
                type="button"
                className="trades-name words"
                aria-pressed={trade === chosen}
                onClick={() => onChoose(trade === chosen ? null : trade)}
              >
                {name}
              </button>
            </th>
            <SumCells {...sums} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
