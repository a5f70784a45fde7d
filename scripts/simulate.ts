// Runs simulated histories: npm run simulate -- [--histories 10000] [--from 0] [--seed <one>]. Ends with 1 when something did not hold.

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type History, runHistory } from '../test/simulation/history.ts';

interface Share {
  from: number;
  to: number;
  step: number;
}

if (isMainThread) await main();
else {
  const { from, to, step } = workerData as Share;
  for (let seed = from; seed < to; seed += step) parentPort!.postMessage(await runHistory(seed));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      histories: { type: 'string', default: '10000' },
      from: { type: 'string', default: '0' },
      seed: { type: 'string' },
    },
  });
  const from = Number(values.seed ?? values.from);
  const to = values.seed === undefined ? from + Number(values.histories) : from + 1;
  const step = Math.min(availableParallelism(), to - from);
  const begun = performance.now();
  const worked = process.cpuUsage();
  const sum = { histories: 0, steps: 0, events: 0, crashes: 0, closings: 0, failed: 0 };

  function take({ seed, wrong, ...counts }: History) {
    sum.histories++;
    for (const name of ['steps', 'events', 'crashes', 'closings'] as const) sum[name] += counts[name];
    if (wrong.length > 0) {
      sum.failed++;
      process.exitCode = 1;
      console.error(`\nseed ${seed}\n  ${wrong.join('\n  ')}`);
    }
    if (sum.histories % 1000 === 0) console.error(`${sum.histories} histories`);
  }

  await Promise.all(
    Array.from({ length: step }, (_, share) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: { from: from + share, to, step } });
      worker.on('message', take);
      return new Promise<void>((resolve, reject) =>
        worker.once('error', reject).once('exit', () => resolve()),
      );
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  // Of all threads; on a machine that does nothing else a run takes this, divided among its cores.
  const { user, system } = process.cpuUsage(worked);
  const processorSeconds = (user + system) / 1e6;
  console.log(
    `${sum.histories} histories in ${seconds.toFixed(1)} s: ${sum.steps} steps, ${sum.events} events, ` +
      `${sum.crashes} crashes, ${sum.closings} closings; ${sum.failed} did not hold.\n` +
      `Processor time: ${processorSeconds.toFixed(1)} s, ${((1000 * processorSeconds) / sum.histories).toFixed(1)} ms a history.`,
  );
}
