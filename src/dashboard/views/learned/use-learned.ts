// Use learned: the learned trades that fit a search, a page after the other, and what is done to them.

import { useCallback, useEffect, useRef, useState } from 'react';
import { client } from '../../api/client.ts';
import { graphql } from '../../generated/gql.ts';
import { type Entries, type Entry, noEntries, placeAfter, withEntry, without, withPage } from './entries.ts';

export const learnedTradeParts = graphql(`
  fragment LearnedTradeParts on LearnedTrade { id text trade tradeName times lastUsedAt learnedFrom }
`);

const learnedTrades = graphql(`
  query LearnedTrades($search: String!, $after: String) {
    learnedTrades(search: $search, after: $after) {
      edges { node { ...LearnedTradeParts } }
      pageInfo { hasNextPage }
      totalCount
    }
  }
`);

const teachTrade = graphql(`
  mutation TeachTrade($text: String!, $trade: String!) {
    teachTrade(text: $text, trade: $trade) {
      __typename
      ... on TradeTaught { learned { ...LearnedTradeParts } }
      ... on InvalidInput { message issues { message } }
    }
  }
`);

const forgetTrades = graphql(`mutation ForgetTrades($ids: [ID!]!) { forgetTrades(ids: $ids) }`);

export type Phase = 'asking' | 'known' | { failed: string };
/** What to tell a person; null where it was done. */
export type Refusal = string | null;

export interface Learned {
  entries: Entries;
  phase: Phase;
  /** Asks for the next page, or again for one that did not come. */
  more(): void;
  /** `changed`: the entry that a person edited; with other words it is another entry, and the old one goes. */
  teach(text: string, trade: string, changed?: Entry): Promise<Refusal>;
  forget(entry: Entry): Promise<Refusal>;
}

/** Between two letters of somebody who types. */
const typingMs = 200;
const noAnswer = 'No answer came from the server.';

async function teachOne(text: string, trade: string): Promise<Entry | { refusal: string }> {
  const { data, error } = await client.mutation(teachTrade, { text, trade }).toPromise();
  const result = data?.teachTrade;
  if (result?.__typename === 'TradeTaught') return result.learned;
  return { refusal: result?.message ?? error?.message ?? noAnswer };
}

async function forgetOne(id: string): Promise<Refusal> {
  const { data, error } = await client.mutation(forgetTrades, { ids: [id] }).toPromise();
  return data === undefined ? (error?.message ?? noAnswer) : null;
}

export function useLearned(search: string): Learned {
  const [entries, setEntries] = useState(noEntries);
  const [phase, setPhase] = useState<Phase>('asking');
  const asked = useRef(0);

  const ask = useCallback(
    async (before: Entries | null) => {
      const number = ++asked.current;
      setPhase('asking');
      const after = before === null ? null : placeAfter(before);
      const { data, error } = await client.query(learnedTrades, { search, after }).toPromise();
      if (number !== asked.current) return;
      if (data === undefined) return setPhase({ failed: error?.message ?? noAnswer });
      const { edges, pageInfo, totalCount } = data.learnedTrades;
      const page = {
        entries: edges.map(({ node }) => node),
        total: totalCount,
        hasMore: pageInfo.hasNextPage,
      };
      setEntries((now) => withPage(before === null ? noEntries : now, page));
      setPhase('known');
    },
    [search],
  );

  useEffect(() => {
    const timer = setTimeout(() => void ask(null), search === '' ? 0 : typingMs);
    return () => {
      clearTimeout(timer);
      asked.current++;
    };
  }, [ask, search]);

  return {
    entries,
    phase,
    more: () => void ask(entries.shown.length === 0 ? null : entries),
    async teach(text, trade, changed) {
      const taught = await teachOne(text, trade);
      if ('refusal' in taught) return taught.refusal;
      const isOther = changed !== undefined && changed.id !== taught.id;
      setEntries((now) => withEntry(now, taught));
      if (!isOther) return null;
      const refusal = await forgetOne(changed.id);
      if (refusal !== null) return `The new words were entered, but the old ones are still there: ${refusal}`;
      setEntries((now) => withEntry(now, taught, changed.id));
      return null;
    },
    async forget({ id }) {
      const refusal = await forgetOne(id);
      if (refusal === null) setEntries((now) => without(now, id));
      return refusal;
    },
  };
}
