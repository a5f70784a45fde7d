// Elements: the sums by building element, and the choice between them and the trades.

import type { EstimateTradesPartsFragment } from '../../generated/graphql.ts';
import { SumCells, SumHeads } from './sums.tsx';

/** Which of the two views is shown; the choice keeps its place, so that the focus does too. */
export function ViewChoice({
  byElement,
  onChoose,
}: {
  byElement: boolean;
  onChoose: (byElement: boolean) => void;
}) {
  return (
    <fieldset className="row elements-choice" aria-label="Sums">
      <button
        type="button"
        className="button small"
        aria-pressed={!byElement}
        onClick={() => onChoose(false)}
      >
        By trade
      </button>
      <button type="button" className="button small" aria-pressed={byElement} onClick={() => onChoose(true)}>
        By element
      </button>
    </fieldset>
  );
}

export function ElementTable({ elements }: { elements: EstimateTradesPartsFragment['byElement'] }) {
  return (
    <table className="result-table trades-table" aria-labelledby="trades-head">
      <thead>
        <tr>
          <th scope="col">Element</th>
          <SumHeads />
        </tr>
      </thead>
      <tbody>
        {elements.map(({ code, name, ...sums }) => (
          <tr key={code} data-element={code}>
            <th scope="row" className="words">
              {code === 'none' ? name : `${code} ${name}`}
            </th>
            <SumCells {...sums} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
