// Sums: what a table of totals tells of each, whatever the lines are grouped by.

import { moneyOf } from '../../components/words.ts';
import type { EstimateTradesPartsFragment } from '../../generated/graphql.ts';
import { shareOf } from './figures.ts';

type Sums = Omit<EstimateTradesPartsFragment['byElement'][number], '__typename' | 'code' | 'name'>;

export function SumHeads() {
  return (
    <>
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
    </>
  );
}

export function SumCells({ lineCount, low, likely, high, share }: Sums) {
  return (
    <>
      <td className="figure number">{lineCount.toLocaleString('en')}</td>
      <td className="figure number soft trades-end">{moneyOf(low)}</td>
      <td className="figure number">{moneyOf(likely)}</td>
      <td className="figure number soft trades-end">{moneyOf(high)}</td>
      <td className="figure number">{shareOf(share)}</td>
    </>
  );
}
