// Viewer: asks the server who a token is of.

import { Client, fetchExchange } from '@urql/core';
import { graphql } from '../generated/gql.ts';
import type { ViewerQuery } from '../generated/graphql.ts';
import { fetchWithClock } from './server-clock.ts';
import { authorizationOf } from './token.ts';

export type Viewer = ViewerQuery['viewer'];

export type Told =
  | { kind: 'viewer'; viewer: Viewer }
  | { kind: 'refused'; code: string; message: string }
  /** No answer, or one that says nothing of tokens. */
  | { kind: 'unanswered'; message: string };

const viewer = graphql(`query Viewer { viewer { id name tenant roles expiresAt } }`);

const refusals: ReadonlySet<unknown> = new Set([
  'UNAUTHENTICATED',
  'AUTH_EXPIRED',
  'PERMISSION_REVOKED',
  'PERMISSION_DENIED',
]);

/** A client of its own: it is asked with tokens that are not the page's yet. */
export async function viewerOf(token: string | null): Promise<Told> {
  const asking = new Client({
    url: new URL('/graphql', location.href).href,
    preferGetMethod: false,
    fetch: fetchWithClock,
    fetchOptions: { headers: { 'graphql-require-preflight': 'true', ...authorizationOf(token) } },
    exchanges: [fetchExchange],
  });
  const { data, error } = await asking.query(viewer, {}).toPromise();
  if (data !== undefined) return { kind: 'viewer', viewer: data.viewer };
  const [first] = error?.graphQLErrors ?? [];
  const code = first?.extensions.code;
  if (first !== undefined && refusals.has(code))
    return { kind: 'refused', code: String(code), message: first.message };
  return { kind: 'unanswered', message: error?.message ?? 'No answer came.' };
}
