// Tickets: a browser sends no token with a link, so a file is taken with a ticket that lets in once.

import { fetchLetIn } from './fetch-let-in.ts';

/** The address from which a file can be taken within half a minute. Rejects when the server gives no ticket. */
export async function addressWithTicket(address: string): Promise<string> {
  const { pathname, href } = new URL(address, location.href);
  const response = await fetchLetIn('/api/tickets', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ path: pathname }),
  });
  const { ticket } = (await response.json()) as { ticket?: string };
  if (ticket === undefined) throw new Error(`The server gave no ticket: HTTP ${response.status}.`);
  const ticketed = new URL(href);
  ticketed.searchParams.set('ticket', ticket);
  return ticketed.href;
}
