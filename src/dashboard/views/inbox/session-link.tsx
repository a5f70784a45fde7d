// Session link: the session that asks, by its title.

import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { client } from '../../api/client.ts';
import { graphql } from '../../generated/gql.ts';
import type { DecisionPartsFragment } from '../../generated/graphql.ts';
import { addressOf } from '../asked/wanted.ts';

const titleOf = graphql(`query TitleOf($id: ID!) { session(id: $id) { title } }`);

/** Asked for once for each session. */
const titles = new Map<string, Promise<string | null>>();

function askTitle(id: string): Promise<string | null> {
  const known = titles.get(id);
  if (known !== undefined) return known;
  const asking = client
    .query(titleOf, { id })
    .toPromise()
    .then(({ data }) => {
      if (data === undefined) titles.delete(id);
      return data?.session?.title ?? null;
    });
  titles.set(id, asking);
  return asking;
}

export function SessionLink({ decision }: { decision: DecisionPartsFragment }) {
  const { sessionId } = decision;
  const [title, setTitle] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    void askTitle(sessionId).then((found) => wanted && setTitle(found));
    return () => {
      wanted = false;
    };
  }, [sessionId]);
  return (
    <Link href={addressOf(decision)} className="inbox-session words">
      {title ?? sessionId}
    </Link>
  );
}
