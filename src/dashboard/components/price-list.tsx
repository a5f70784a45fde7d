// Price list: every price of a list, and every row without one, with the place where it stands.

import './price-list.css';
import { graphql } from '../generated/gql.ts';
import type { PriceListPartsFragment } from '../generated/graphql.ts';
import { nearOf } from './near.ts';

export const priceListParts = graphql(`
  fragment PriceListParts on PriceList {
    sheet page currency takenCount leftCount leftBecause
    taken(first: 200) { description unit low likely high source { ...LineSourceParts } }
    left(first: 200) { description because source { ...LineSourceParts } }
  }
`);

/** Rows without a price first: they are what a person can do something about. */
export function PriceList({ list }: { list: PriceListPartsFragment }) {
  const { sheet, currency, taken, takenCount, left, leftCount } = list;
  const shown = taken.length + left.length;
  return (
    <div className="stack tight price-list-rows">
      {sheet != null && <h3>{sheet}</h3>}
      {left.length > 0 && (
        <table>
          <caption>Rows without a price</caption>
          <tbody>
            {left.map(({ description, because, source }) => (
              <tr key={`${source.page} ${source.row}`}>
                <td className="words">{description}</td>
                <td className="words">{because}</td>
                <td className="soft">{nearOf(source)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {taken.length > 0 && (
        <table>
          <caption>
            Prices taken, {currency == null ? 'as if in the currency of the estimate' : `in ${currency}`}
          </caption>
          <tbody>
            {taken.map(({ description, unit, low, likely, high, source }) => (
              <tr key={`${source.page} ${source.row}`}>
                <td className="words">{description}</td>
                <td className="number">
                  {likely} / {unit}
                  {low !== high && (
                    <span className="soft">
                      {' '}
                      ({low} to {high})
                    </span>
                  )}
                </td>
                <td className="soft">{nearOf(source)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown < takenCount + leftCount && (
        <p className="small soft">
          {shown} of {takenCount + leftCount} rows are shown.
        </p>
      )}
    </div>
  );
}
