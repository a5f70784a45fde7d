// How long a server takes to be ready over 10,000 stored sessions, and how fast a long session is replayed to a client.
//
//   node bench/guard.ts

import { openSqliteLog } from '../src/log/sqlite/sqlite-log.ts';
import { clientFor } from '../test/support/answering.ts';
import { said, stateChange } from '../test/support/drafts.ts';
import { eventsSubscription } from '../test/support/server.ts';
import { freePort, startProcess } from '../test/support/server-process.ts';
import { tempFolder } from '../test/support/temp-folder.ts';

const sessions = 10_000;
const events = 100_000;
const createdAt = '2026-01-01T00:00:00.000Z';

using folder = tempFolder();
{
  await using log = openSqliteLog({ folder: folder.path, durability: 'normal', onError: console.error });
  for (let number = 0; number < sessions; number++) {
    const id = `session_${number}`;
    await log.createSession({ id, title: id, createdAt });
    // One in a hundred is not finished, and is looked at when the server starts.
    const status = number % 100 === 0 ? 'paused' : 'succeeded';
    await log.append(id, 0, [said('hello', `w${number}`), stateChange(`w${number}`, status)]);
  }
  await log.createSession({ id: 'long', title: 'long', createdAt });
  for (let last = 0; last < events; last += 500)
    await log.append(
      'long',
      last,
      Array.from({ length: 500 }, (_, one) => said(`event ${last + one}`)),
    );
}

const starts: number[] = [];
let server = await startProcess(folder.path, await freePort());
for (let count = 0; count < 2; count++) {
  starts.push(server.startMs);
  await server.stop();
  server = await startProcess(folder.path, await freePort());
}
starts.push(server.startMs);

const client = clientFor(() => server.url, 0);
const begun = performance.now();
let taken = 0;
for await (const _ of client.iterate({ query: eventsSubscription, variables: { sessionId: 'long' } }))
  if (++taken === events) break;
const seconds = (performance.now() - begun) / 1000;
await client.dispose();
await server.stop();

console.log(
  `ready over ${sessions} sessions: ${starts.map((ms) => `${Math.round(ms)} ms`).join(', ')} (at most 3000)`,
);
console.log(
  `replay of ${events} events to one graphql-ws client: ${Math.round(taken / seconds)} events/s (at least 20000)`,
);
