// Stalled: subscribers that stop reading, what the server keeps for them, and what a neighbour feels of it.

import { setTimeout as sleep } from 'node:timers/promises';
import { alike } from '../harness/crowds.ts';
import { figure, percent, table, targetTable, whole } from '../harness/figures.ts';
import type { Given } from '../harness/scale.ts';
import { openStage, type Run, type Stage } from '../harness/stage.ts';

const stalling = 100;
const healthy = 10;
const mostPerSecond = 2_000;
/** Of what the server can do with all of them reading. */
const share = 0.25;
/** Of the time that the others get to read. */
const mostTimes = 24;
const sampleMs = 100;
const drainMs = 2_000;
/** What a server may keep for each subscriber that does not read; the kernel's buffers are not counted. */
const promisedMegabytes = 1;
const promisedFactor = 2;

const options = { log: 'normal', stockEvery: 0 } as const;

export async function measureStalled({ scale, entries, print, progress }: Given): Promise<void> {
  const entry = entries.find((one) => one.name === 'product');
  if (entry === undefined) return;
  progress('stalled: everybody reads');
  await using stage = await openStage(entry, 1, options);
  await stage.connect(alike(1, stalling + healthy));
  const most = await stage.run({ mode: 'closed', ticks: 40, eventsPerTick: 8, window: 1 });
  const eventsPerSecond = Math.min(mostPerSecond, most.eventsPerSecond * share);
  const seconds = Math.max(1, scale.openSeconds);
  const run = (on: Stage, from: number, forSeconds: number) =>
    on.run(
      { mode: 'open', eventsPerSecond, events: Math.ceil(eventsPerSecond * forSeconds) },
      { latencyEvery: 1, latencyFrom: from },
    );
  const reading = await run(stage, stalling, seconds);

  progress('stalled: the neighbours alone');
  let alone: Run;
  {
    await using quiet = await openStage(entry, 1, options);
    await quiet.connect(alike(1, healthy));
    await run(quiet, 0, seconds);
    alone = await run(quiet, 0, seconds);
  }

  progress('stalled: a hundred do not read');
  const before = await stage.settledMemory();
  await stage.stall(stalling);
  const forSeconds = Math.min(seconds * mostTimes, scale.stalledEvents / eventsPerSecond);
  let peak = before;
  const sampling = setInterval(async () => {
    peak = Math.max(peak, await stage.memory().catch(() => 0));
  }, sampleMs);
  const stalled = await run(stage, stalling, forSeconds).finally(() => clearInterval(sampling));
  const after = await stage.settledMemory();
  // A client that does not read does not see that it was closed.
  await stage.stall(0);
  await sleep(drainMs);
  const closed = await stage.closed();

  const events = Math.ceil(eventsPerSecond * forSeconds);
  print(`## Stalled subscribers

One session, ${whole(eventsPerSecond)} events a second, ${healthy} healthy subscribers, log on disk; ${whole(events)} events while ${stalling} others do not read,
of whom the server closed ${closed}. Milliseconds from append to receipt at the healthy ones, and the server's resident memory.
`);
  const row = (title: string, { latency, serverShare }: Run, memory: string) => [
    title,
    figure(latency!.p50),
    figure(latency!.p99),
    percent(serverShare),
    memory,
  ];
  print(
    table(
      ['', 'p50', 'p99', 'server', 'MB'],
      [
        row('the healthy alone', alone, ''),
        row(`${stalling} others read`, reading, megabytes(before)),
        row(
          `${stalling} others do not`,
          stalled,
          `at most ${megabytes(peak)}, in the end ${megabytes(after)}`,
        ),
      ],
    ),
  );
  const factor = stalled.latency!.p99 / Math.min(alone.latency!.p99, reading.latency!.p99);
  const grown = (peak - before) / 1e6;
  print(
    `\n${targetTable([
      {
        what: 'p99 of a healthy neighbour, against the better of alone and all reading',
        promised: `at most ${promisedFactor} ×`,
        measured: `${figure(factor)} ×`,
        met: factor <= promisedFactor,
      },
      {
        what: `memory for ${stalling} stalled`,
        promised: `at most ${stalling * promisedMegabytes} MB more`,
        measured: `${figure(grown)} MB more`,
        met: grown <= stalling * promisedMegabytes,
      },
    ])}`,
  );
}

const megabytes = (bytes: number) => whole(bytes / 1e6);
