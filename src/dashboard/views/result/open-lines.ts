// Open lines: the lines of an estimate, a page at a time, as far as somebody looks.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { client } from '../../api/client.ts';
import { graphql } from '../../generated/gql.ts';
import type { Line } from './search.ts';

export const lineParts = graphql(`
  fragment EstimateLineParts on EstimateLine {
    id item description section trade quantity unit confidence priceBasis priceSource
    unitPrice { amount currency }
    amount { amount currency }
    low { amount currency }
    high { amount currency }
    source { ...LineSourceParts }
    quantitySource { ...LineSourceParts }
    priceReference { ...LineSourceParts }
  }
`);

const linesOf = graphql(`
  query LinesOf($id: ID!, $first: Int!, $after: String, $trade: String) {
    workflow(id: $id) {
      estimate {
        lines(first: $first, after: $after, trade: $trade) {
          edges { node { ...EstimateLineParts } }
          pageInfo { hasNextPage endCursor }
          totalCount
        }
      }
    }
  }
`);

export interface Lines {
  lines: readonly Line[];
  /** In all pages; null until the server was asked. */
  total: number | null;
  hasMore: boolean;
  error: string | null;
}

export interface OpenLines {
  store: StoreApi<Lines>;
  /** The next page, unless it is being asked for already. */
  more(): Promise<void>;
  /** Every page that is left. */
  all(): Promise<void>;
  close(): void;
}

const firstPage = 200;
/** The most that the server gives at once. */
const laterPages = 500;

export function openLines(workflowId: string, trade: string | null): OpenLines {
  const store = createStore<Lines>(() => ({ lines: [], total: null, hasMore: true, error: null }));
  let after: string | null = null;
  let asking: Promise<void> | null = null;
  let isClosed = false;

  async function ask(): Promise<void> {
    const first = after === null ? firstPage : laterPages;
    const { data, error } = await client.query(linesOf, { id: workflowId, first, after, trade }).toPromise();
    if (isClosed) return;
    const page = data?.workflow?.estimate?.lines;
    if (page === undefined)
      return store.setState({ error: error?.message ?? 'The estimate is not there any more.' });
    after = page.pageInfo.endCursor ?? after;
    store.setState(({ lines }) => ({
      lines: [...lines, ...page.edges.map(({ node }) => node)],
      total: page.totalCount,
      hasMore: page.pageInfo.hasNextPage,
      error: null,
    }));
  }

  function more(): Promise<void> {
    if (isClosed || !store.getState().hasMore) return Promise.resolve();
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  }

  return {
    store,
    more,
    async all() {
      do await more();
      while (!isClosed && store.getState().hasMore && store.getState().error === null);
    },
    close() {
      isClosed = true;
    },
  };
}
