// The soak: clients come, follow, leave without a word and come back, workflows run and files are uploaded, for as long as
// is asked; then everybody is gone, and what the server holds is compared with what it held.
//
//   npm run soak -- [--minutes 10] [--clients 40] [--workflows 4]
//
// Exits with 1 when resident memory grew by more than a KiB for each finished workflow beyond its noise, or when descriptors
// did not come back.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort, startChild } from './soak/child.ts';
import { startChurn } from './soak/churn.ts';
import { judge, print, type Sample } from './soak/verdict.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    clients: { type: 'string', default: '40' },
    workflows: { type: 'string', default: '4' },
    every: { type: 'string', default: '5' },
  },
});
const numbers = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)]));
const { minutes = 10, clients = 40, workflows = 4, every = 5 } = numbers;
if (Object.values(numbers).some((value) => !(value > 0))) {
  console.error('Every option is a number above 0.');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'pip-stream-soak-'));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Of the time: until caches and the heap are as large as they will be. */
const warmShare = 0.25;

try {
  await using server = await startChild(folder, await freePort());
  const before = await server.sample();
  const churn = startChurn(server.url, { clients, workflows });
  const samples: Sample[] = [];
  const end = performance.now() + minutes * 60_000;
  while (performance.now() < end) {
    await pause(every * 1000);
    samples.push({ ...(await server.sample()), ...churn.counts, seconds: performance.now() / 1000 });
    print(samples.at(-1)!, samples.length === 1);
  }
  await churn.end();
  // Until the last sockets have timed out and the reader processes are gone.
  const quiet = performance.now() + 30_000;
  let after = await server.sample();
  while (after.descriptors > before.descriptors && performance.now() < quiet) {
    await pause(1000);
    after = await server.sample();
  }
  const verdict = judge({ before, samples, after, warmShare });
  console.log(`\n${verdict.text}`);
  process.exitCode = verdict.good ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
