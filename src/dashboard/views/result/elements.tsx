// Elements: the sums by building element, and the choice between them and the trades.

import { moneyOf, percent } from '../../components/words.ts';
import type { EstimateTradesPartsFragment } from '../../generated/graphql.ts';

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
          <th scope="col" className="figure">
            Lines
          </th>
          <th scope="col" className="figure trades-end">
            Low
          </th>
          <th scope="col" className="figure">
            Likely
          </th>
          <th scope="col" className="figure trades-end">
            High
          </th>
          <th scope="col" className="figure">
            Share
          </th>
        </tr>
      </thead>
      <tbody>
        {elements.map(({ code, name, lineCount, low, likely, high, share }) => (
          <tr key={code} data-element={code}>
            <th scope="row" className="words">
              {code === 'none' ? name : `${code} ${name}`}
            </th>
            <td className="figure number">{lineCount.toLocaleString('en')}</td>
            <td className="figure number soft trades-end">{moneyOf(low)}</td>
            <td className="figure number">{moneyOf(likely)}</td>
            <td className="figure number soft trades-end">{moneyOf(high)}</td>
            <td className="figure number">{percent(share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
