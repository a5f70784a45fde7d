// Mark-ups: how the lines become the total, each percentage with what it was taken of.

import { moneyOf } from '../../components/words.ts';
import { graphql } from '../../generated/gql.ts';
import type { EstimateMarkupsPartsFragment } from '../../generated/graphql.ts';
import { numberOf, sumOf } from './figures.ts';

export const estimateMarkupsParts = graphql(`
  fragment EstimateMarkupsParts on Estimate {
    currency
    likely { amount currency }
    byTrade { likely { amount currency } }
    markups { name rate base { amount currency } amount { amount currency } }
  }
`);

export function Markups({
  estimate: { currency, likely, byTrade, markups },
}: {
  estimate: EstimateMarkupsPartsFragment;
}) {
  const net = sumOf(
    byTrade.map((one) => one.likely),
    currency,
  );
  const counted = markups.filter(({ amount }) => Number(amount.amount) !== 0);
  const idle = markups.filter((one) => !counted.includes(one)).map(({ name }) => name);
  return (
    <section className="card stack tight" aria-labelledby="markups-head">
      <h2 id="markups-head">From the lines to the total</h2>
      <table className="result-table markups" aria-labelledby="markups-head">
        <thead>
          <tr>
            <th scope="col">Mark-up</th>
            <th scope="col" className="figure">
              Rate
            </th>
            <th scope="col" className="figure markups-base">
              Of
            </th>
            <th scope="col" className="figure">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">All lines</th>
            <td />
            <td className="markups-base" />
            <td className="figure number">{moneyOf(net, 2)}</td>
          </tr>
          {counted.map(({ name, rate, base, amount }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: mark-ups may share a name, and their order is stable
            <tr key={index}>
              <th scope="row" className="words">
                {name}
              </th>
              <td className="figure number">{numberOf(rate)}&nbsp;%</td>
              <td className="figure number soft markups-base">{base == null ? '—' : moneyOf(base, 2)}</td>
              <td className="figure number">{moneyOf(amount, 2)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Likely total</th>
            <td />
            <td className="markups-base" />
            <td className="figure number" data-total="exact">
              {moneyOf(likely, 2)}
            </td>
          </tr>
        </tfoot>
      </table>
      {idle.length > 0 && (
        <p className="small soft words">
          {idle.join(', ')} {idle.length === 1 ? 'adds' : 'add'} nothing: no line here is marked up by{' '}
          {idle.length === 1 ? 'it' : 'them'}.
        </p>
      )}
    </section>
  );
}
