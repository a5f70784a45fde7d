// A workflow to its end, as a person in a hurry would have it.

import { clientFor, followAnswering } from './answering.ts';
import type { Server } from './server.ts';

/** Every question answered by its default; resolves when the workflow has ended. */
export async function finishWorkflow(server: Server, sessionId: string): Promise<void> {
  const client = clientFor(() => server.url, 0);
  try {
    await followAnswering(() => server.url, client, { sessionId });
  } finally {
    await client.dispose();
  }
}
