// File check: before anything runs, which of the files are price lists, what was taken of them and what was not.

import './file-check.css';
import { useQuery } from 'urql';
import { PriceList } from '../../components/price-list.tsx';
import { countOf } from '../../components/words.ts';
import { graphql } from '../../generated/gql.ts';
import type { PriceListPartsFragment } from '../../generated/graphql.ts';

const checkedDocument = graphql(`
  query CheckedDocument($id: ID!) {
    node(id: $id) { __typename ... on Document { kind priceLists { ...PriceListParts } } }
  }
`);

/** Of documents that the server has. */
export default function FileCheck({ documents }: { documents: readonly { id: string; name: string }[] }) {
  return (
    <section className="stack tight file-check" aria-label="What the files are">
      <ul className="stack tight">
        {documents.map((one) => (
          <CheckedFile key={one.id} {...one} />
        ))}
      </ul>
    </section>
  );
}

function CheckedFile({ id, name }: { id: string; name: string }) {
  const [{ data, error, fetching }] = useQuery({ query: checkedDocument, variables: { id } });
  const found = data?.node?.__typename === 'Document' ? data.node : null;
  const lists = found?.priceLists ?? null;
  return (
    <li className="file-check-file">
      <p className="words">
        <strong>{name}</strong>{' '}
        <span className="small soft" role="status">
          {fetching && 'is being read …'}
          {lists?.length === 0 && 'No price list; it is read as a document of the project.'}
        </span>
      </p>
      {error !== undefined && (
        <p className="small file-check-bad" role="alert">
          It could not be looked at: {error.message}
        </p>
      )}
      {found !== null && lists === null && (
        <p className="small file-check-bad">
          It cannot be read. A workflow says why, and asks whether to go on without it.
        </p>
      )}
      {lists?.map((list, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lists have no names, and their order is stable
        <details key={index} className="price-list">
          <summary className="words">{wordsOf(list)}</summary>
          <PriceList list={list} />
        </details>
      ))}
    </li>
  );
}

/** «Price list «Rates», page 2: 12 prices in USD; 2 rows without one: …» */
export function wordsOf({
  sheet,
  page,
  currency,
  takenCount,
  leftCount,
  leftBecause,
}: PriceListPartsFragment): string {
  const place = [sheet == null ? '' : ` «${sheet}»`, page == null ? '' : `, page ${page}`].join('');
  const prices = `${countOf(takenCount)} ${takenCount === 1 ? 'price' : 'prices'}`;
  const money = currency == null ? ', taken to be in the currency of the estimate' : ` in ${currency}`;
  const left =
    leftCount === 0
      ? ''
      : `; ${countOf(leftCount)} ${leftCount === 1 ? 'row' : 'rows'} without one: ${leftBecause}`;
  return `Price list${place}: ${prices}${money}${left}.`;
}
