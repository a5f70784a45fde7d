// Fetch let in: as `fetch`, with the page's token. What the server refuses for want of one is sent again with the next.

import { letIn, type Reason, refused } from './access.ts';
import { fetchWithClock } from './server-clock.ts';
import { authorizationOf, currentToken } from './token.ts';

/** A request that was refused has done nothing, so it may be sent again, files too. */
export const fetchLetIn: typeof fetch = async (input, init) => {
  for (;;) {
    await letIn(init?.signal);
    const token = currentToken();
    const headers = { ...(init?.headers as Record<string, string>), ...authorizationOf(token) };
    const response = await fetchWithClock(input, { ...init, headers });
    const reason = await refusalIn(response);
    if (reason === null) return response;
    refused(reason, token);
  }
};

async function refusalIn(response: Response): Promise<Reason | null> {
  if (response.status === 401) return 'UNAUTHENTICATED';
  if (response.status !== 403) return null;
  const body = (await response
    .clone()
    .json()
    .catch(() => null)) as { errors?: { extensions?: { code?: string } }[] } | null;
  return body?.errors?.[0]?.extensions?.code === 'PERMISSION_REVOKED' ? 'PERMISSION_REVOKED' : null;
}
