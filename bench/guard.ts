// What a server bears: how soon it is ready over 10,000 stored sessions, how fast a long one is replayed, what 10,000 clients
// cost in memory, and that of 30 answers that race one is taken.
//
//   node bench/guard.ts

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { openSqliteLog } from '../src/log/sqlite/sqlite-log.ts';
import { startOddly } from '../test/faults/odd-server.ts';
import { askToRace, raceTo } from '../test/faults/race.ts';
import { clientFor } from '../test/support/answering.ts';
import { said, stateChange } from '../test/support/drafts.ts';
import { eventsSubscription } from '../test/support/server.ts';
import { tempFolder } from '../test/support/temp-folder.ts';

const sessions = 10_000;
const events = 100_000;
const clients = 10_000;
/** That the clients follow. */
const followed = 100;
/** What `npm start` gives Node. */
const asStarted = [
  `--import=${new URL('../src/compile-cache.mjs', import.meta.url)}`,
  '--max-semi-space-size=16',
];
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

async function start(options: string[] = []) {
  const begun = performance.now();
  const server = await startOddly({ folder: folder.path, options: [...asStarted, ...options] });
  return { server, startMs: performance.now() - begun };
}

async function readiness(): Promise<number[]> {
  const all: number[] = [];
  for (let count = 0; count < 3; count++) {
    const { server, startMs } = await start();
    await server.stop();
    all.push(Math.round(startMs));
  }
  return all;
}

/** Events a second to one client. */
async function replay(): Promise<number> {
  await using server = (await start()).server;
  const client = clientFor(() => server.url, 0);
  const begun = performance.now();
  let taken = 0;
  for await (const _ of client.iterate({ query: eventsSubscription, variables: { sessionId: 'long' } }))
    if (++taken === events) break;
  const seconds = (performance.now() - begun) / 1000;
  await client.dispose();
  return Math.round(taken / seconds);
}

const residentMiB = (pid: number) =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** Resident MiB with nobody there, and with all of them connected and subscribed: as it is, and without garbage. */
async function crowd(): Promise<number[]> {
  const collect = new URL('./guard/collect.mjs', import.meta.url).href;
  await using server = (await start(['--expose-gc', '--import', collect])).server;
  await server.collect();
  const alone = residentMiB(server.pid);
  const program = new URL('./guard/crowd.ts', import.meta.url).pathname;
  const others = fork(program, [server.url, String(clients), String(followed)]);
  const [message] = await Promise.race([once(others, 'message'), once(others, 'exit')]);
  if (message !== 'all have heard') throw new Error(`The clients ended: ${message}.`);
  const together = residentMiB(server.pid);
  await server.collect();
  const settled = residentMiB(server.pid);
  others.kill('SIGKILL');
  await once(others, 'exit');
  return [alone, together, settled].map(Math.round);
}

async function race(): Promise<number> {
  await using server = (await start()).server;
  const told = await raceTo(server.url, await askToRace(server.url), 30);
  return told.filter((one) => one.__typename === 'DecisionAnswered').length;
}

console.log(`ready over ${sessions} sessions: ${(await readiness()).join(', ')} ms (at most 3000)`);
console.log(`replay of ${events} events to one client: ${await replay()} events/s (at least 20000)`);
console.log(`30 answers that race: ${await race()} taken (1)`);
if (process.platform === 'linux') {
  const [alone = 0, together, settled = 0] = await crowd();
  const each = ((settled - alone) * 1024 * 1.024) / clients;
  console.log(
    `${clients} clients, each subscribed: ${settled} MiB resident (at most 400), ${together} before its garbage was collected, ${alone} without them: ${each.toFixed(1)} kB a client`,
  );
}
