// The soak: clients come, follow, leave without a word and come back, workflows run and files are uploaded, for as long as
// is asked. From time to time everybody leaves, and what the server holds then is compared with what it held before.
//
//   npm run soak -- [--minutes 10] [--clients 40] [--workflows 4] [--every 30] [--leak 0]
//
// Exits with 1 when resident memory grew by more than a KiB for each finished workflow beyond its noise, when the noise
// could hide four, or when descriptors did not come back. `--leak`: bytes that the server shall keep of each workflow, to
// see that this is found.

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
    every: { type: 'string', default: '30' },
    leak: { type: 'string', default: '0' },
  },
});
const numbers = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)]));
const { minutes = 10, clients = 40, workflows = 4, every = 30, leak = 0 } = numbers;
if (Object.entries(numbers).some(([name, value]) => !(value > 0 || (name === 'leak' && value === 0)))) {
  console.error('Every option is a number above 0.');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'pip-stream-soak-'));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Of the time: until caches and the heap are as large as they will be. */
const warmShare = 0.25;

try {
  await using server = await startChild({ folder, port: await freePort(), leak });
  const before = await server.sample(0);
  const churn = startChurn(server.url, { clients, workflows });
  const samples: Sample[] = [];
  const end = performance.now() + minutes * 60_000;
  while (performance.now() < end) {
    await pause(every * 1000);
    const held = await churn.rest(() => server.sample(churn.counts.finished));
    samples.push({ ...held, ...churn.counts, seconds: performance.now() / 1000 });
    print(samples.at(-1)!, samples.length === 1);
  }
  await churn.end();
  // Until the last sockets have timed out.
  const quiet = performance.now() + 30_000;
  let after = await server.sample(churn.counts.finished);
  while (after.descriptors > before.descriptors && performance.now() < quiet) {
    await pause(1000);
    after = await server.sample(churn.counts.finished);
  }
  const verdict = judge({ before, samples, after, warmShare });
  console.log(`\n${verdict.text}`);
  process.exitCode = verdict.good ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
