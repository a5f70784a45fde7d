// Price lists: what was taken of the lists that were handed over, and on request every price and every row without one.

import './price-lists.css';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { graphql } from '../../generated/gql.ts';
import type { PriceListPartsFragment } from '../../generated/graphql.ts';
import { nearOf } from './near.ts';
import type { Issue } from './search.ts';

export const priceListParts = graphql(`
  fragment PriceListParts on PriceList {
    sheet currency takenCount leftCount
    taken(first: 200) { description unit low likely high source { ...LineSourceParts } }
    left(first: 200) { description because source { ...LineSourceParts } }
  }
`);

const listsOf = graphql(`
  query PriceListsOf($id: ID!) { node(id: $id) { id ... on Document { priceLists { ...PriceListParts } } } }
`);

type State = 'unasked' | 'asking' | { failed: string } | { lists: readonly PriceListPartsFragment[] };

/** Nothing where no list was handed over. */
export function PriceLists({ issues }: { issues: readonly Issue[] }) {
  const told = issues.filter(({ code, source }) => code === 'PRICE_LIST' && source != null);
  const documents = [...new Set(told.map(({ source }) => source?.documentId ?? ''))];
  if (documents.length === 0) return null;
  return (
    <section className="card stack tight" aria-labelledby="price-lists-head">
      <h2 id="price-lists-head">Price lists</h2>
      {documents.map((id) => (
        <OneDocument
          key={id}
          documentId={id}
          words={told.filter(({ source }) => source?.documentId === id).map(({ message }) => message)}
        />
      ))}
    </section>
  );
}

function OneDocument({ documentId, words }: { documentId: string; words: readonly string[] }) {
  const [state, setState] = useState<State>('unasked');
  const ask = async () => {
    setState('asking');
    const { data, error } = await client.query(listsOf, { id: documentId }).toPromise();
    const node = data?.node;
    const lists = node != null && 'priceLists' in node ? node.priceLists : null;
    if (lists != null) setState({ lists });
    else setState({ failed: error?.message ?? 'The document cannot be read any more.' });
  };
  return (
    <details
      className="price-list"
      onToggle={(event) => {
        const mayAsk = state === 'unasked' || (typeof state === 'object' && 'failed' in state);
        if (event.currentTarget.open && mayAsk) void ask();
      }}
    >
      <summary className="words">{words.join(' ')}</summary>
      {state === 'asking' && <p className="soft">The list is being read.</p>}
      {typeof state === 'object' && 'failed' in state && (
        <p className="notice words" data-tone="bad" role="alert">
          {state.failed}
        </p>
      )}
      {typeof state === 'object' &&
        'lists' in state &&
        // biome-ignore lint/suspicious/noArrayIndexKey: lists have no names, and their order is stable
        state.lists.map((list, index) => <OneList key={index} list={list} />)}
    </details>
  );
}

function OneList({ list }: { list: PriceListPartsFragment }) {
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
          <caption>Prices taken{currency == null ? '' : `, in ${currency}`}</caption>
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
