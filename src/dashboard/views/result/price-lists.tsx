// Price lists: what was taken of the lists that were handed over, and on request every price and every row without one.

import { useState } from 'react';
import { client } from '../../api/client.ts';
import { PriceList } from '../../components/price-list.tsx';
import { graphql } from '../../generated/gql.ts';
import type { PriceListPartsFragment } from '../../generated/graphql.ts';
import type { Issue } from './search.ts';

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
        state.lists.map((list, index) => <PriceList key={index} list={list} />)}
    </details>
  );
}
