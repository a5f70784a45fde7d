// Pages: events of a session before or after a place, for a list that is scrolled.

import { client } from '../../api/client.ts';
import { graphql } from '../../generated/gql.ts';
import { earlier } from '../../session/documents.ts';
import { asVariables, type Filter } from './filter.ts';
import type { Page } from './window.ts';

const later = graphql(`
  query Later($id: ID!, $after: Cursor, $first: Int!, $types: [EventType!], $agents: [String!]) {
    session(id: $id) {
      lastSequence
      events(first: $first, after: $after, types: $types, agents: $agents) {
        edges { node { ...EventParts } }
        pageInfo { hasNextPage }
      }
    }
  }
`);

const size = 250;

/** Null when the server could not be asked. */
export async function readEarlier(id: string, before: string, filter: Filter): Promise<Page | null> {
  const variables = { id, before, last: size, ...asVariables(filter) };
  const { data } = await client.query(earlier, variables).toPromise();
  if (data?.session == null) return null;
  const { edges, pageInfo } = data.session.events;
  return { events: edges.map(({ node }) => node), hasMore: pageInfo.hasPreviousPage };
}

export async function readLater(
  id: string,
  after: string,
  filter: Filter,
): Promise<(Page & { lastSequence: number }) | null> {
  const variables = { id, after, first: size, ...asVariables(filter) };
  const { data } = await client.query(later, variables).toPromise();
  if (data?.session == null) return null;
  const { events, lastSequence } = data.session;
  return {
    events: events.edges.map(({ node }) => node),
    hasMore: events.pageInfo.hasNextPage,
    lastSequence,
  };
}
