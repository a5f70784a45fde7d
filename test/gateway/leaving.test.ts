// What the server's process says of clients that leave: nothing.

import { expect, test } from 'vitest';
import { openSqliteLog } from '../../src/log/sqlite/sqlite-log.ts';
import { startOddly } from '../faults/odd-server.ts';
import { scrapeUntil } from '../support/metrics.ts';
import { tempFolder } from '../support/temp-folder.ts';

test('a client that leaves its stream is no error, and puts no line on standard error', async () => {
  using folder = tempFolder();
  {
    await using log = openSqliteLog({ folder: folder.path, durability: 'normal', onError: console.error });
    await log.createSession({ id: 's', title: 'A', createdAt: '2026-01-01T00:00:00.000Z' });
  }
  await using server = await startOddly({ folder: folder.path });
  for (const field of ['events(sessionId: "s")', 'feed(sessionId: "s")', 'decisions']) {
    const leaving = new AbortController();
    const stream = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: `subscription { ${field} { __typename } }` }),
      signal: leaving.signal,
    });
    expect((await stream.body!.getReader().read()).done).toBe(false);
    leaving.abort();
  }
  await scrapeUntil(server.url, ({ of }) => of('connections{door="sse"}') === 0);
  await server.stop();
  expect(server.complaints()).toBe('');
});
