// How many connections are taken at once. Out of descriptors: test/faults/full.heavy.test.ts.

import { expect, test } from 'vitest';
import { ask, openIdle } from '../faults/idle.ts';
import { untilAnswer } from '../faults/poll.ts';
import { startServer } from '../support/server.ts';

test('who is one too many is told so, or closed when too many wait to be told; health is shown, and who leaves makes room', async () => {
  await using server = await startServer({ config: { maxConnections: 4 } });
  // Of fetch, kept alive with nothing to do.
  expect(await ask(server.url)).toMatch(/^200/);
  const idle = await openIdle(server.url, 60);
  let open = idle.length;
  for (const socket of idle) socket.once('close', () => open--);
  await untilAnswer(
    async () => open,
    (count) => count <= 4 + 32,
  );
  expect(open).toBeGreaterThanOrEqual(4);
  expect(await ask(server.url)).toMatch(/^503 5 .*"code":"SERVER_FULL"/);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  for (const socket of idle) socket.destroy();
  await untilAnswer(
    () => ask(server.url),
    (answer) => answer.startsWith('200'),
  );
});
