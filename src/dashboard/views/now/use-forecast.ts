// Use forecast: what the workflow will have cost, as the server expects it, asked again as the work proceeds.

import { useEffect, useRef, useState } from 'react';
import { client } from '../../api/client.ts';
import type { Money } from '../../components/words.ts';
import { graphql } from '../../generated/gql.ts';

const forecastQuery = graphql(`
  query Forecast($id: ID!) {
    node(id: $id) { __typename ... on Workflow { id cost { forecast { amount currency } } } }
  }
`);

const leastMs = 3000;

/**
 * `signs`: what it is asked again for when it changes, at most once in three seconds. Null while it is not known, and
 * without `id`.
 */
export function useForecast(id: string | null, signs: string): Money | null {
  const [known, setKnown] = useState<{ id: string; forecast: Money | null } | null>(null);
  const askedAt = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signs are what it is asked again for
  useEffect(() => {
    if (id === null) return;
    let wanted = true;
    const ask = async () => {
      askedAt.current = Date.now();
      const { data } = await client.query(forecastQuery, { id }).toPromise();
      if (wanted && data?.node?.__typename === 'Workflow')
        setKnown({ id, forecast: data.node.cost.forecast ?? null });
    };
    const timer = setTimeout(() => void ask(), Math.max(0, askedAt.current + leastMs - Date.now()));
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [id, signs]);
  return known !== null && known.id === id ? known.forecast : null;
}
