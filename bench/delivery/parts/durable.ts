// Durable: from `append` to the subscribers' sockets, with the log on disk.

import { alike, oneGroup } from '../harness/crowds.ts';
import { figure, median, type Target, table, targetTable, whole } from '../harness/figures.ts';
import { runRounds } from '../harness/rounds.ts';
import type { Given } from '../harness/scale.ts';
import { openStage } from '../harness/stage.ts';

const logs = ['full', 'normal', 'memory'] as const;
const window = 64;
const light = { subscribers: 100, eventsPerSecond: 20 };
const promisedMs = 10;

export async function measureDurable({ scale, entries, print, progress }: Given): Promise<void> {
  const entry = entries.find((one) => one.name === 'product');
  if (entry === undefined) return;
  const crowd = oneGroup(scale.subscribers);
  progress('durable events');
  const contestants = logs.map((log) => ({ key: log, entry, stage: { log } }));
  const [results] = await runRounds(contestants, crowd, [{ eventsPerTick: 1, window }], scale);
  const rows: string[][] = [];
  const targets: Target[] = [];
  for (const log of logs) {
    progress(`append to receipt, ${log}`);
    await using stage = await openStage(entry, 1, { log, stockEvery: 0 });
    await stage.connect(alike(1, light.subscribers));
    const { eventsPerSecond } = light;
    const pace = { mode: 'open', eventsPerSecond, events: eventsPerSecond * scale.openSeconds } as const;
    const { latency } = await stage.run(pace, { latencyEvery: 1 });
    const { runs } = results!.get(log)!;
    rows.push([
      log,
      runs.length === 0 ? '–' : whole(median(runs.map((run) => run.eventsPerSecond))),
      runs.length === 0 ? '–' : whole(median(runs.map((run) => run.deliveriesPerSecond))),
      `${figure(latency!.p50)} / ${figure(latency!.p99)}`,
    ]);
    targets.push({
      what: `append to receipt under light load, ${log}`,
      promised: `p99 under ${promisedMs} ms`,
      measured: `${figure(latency!.p99)} ms`,
      met: latency!.p99 < promisedMs,
    });
  }
  print(`## Durable, end to end

One session, appends of one event each, ${window} under way at a time, each counted when all ${whole(crowd.subscribers)} subscribers have it; and the
milliseconds from append to receipt, p50 / p99, with ${light.subscribers} subscribers and ${light.eventsPerSecond} events a second.
`);
  print(table(['log', 'events/s', 'deliveries/s', 'append to receipt'], rows));
  print(`\n${targetTable(targets)}`);
}
