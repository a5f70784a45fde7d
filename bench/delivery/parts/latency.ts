// Latency: from the time an event was due to its receipt, at a low rate, at half of what is too much, and at a million.

import { eachAlone, oneGroup, titleOf } from '../harness/crowds.ts';
import { figure, percent, type Target, table, targetTable, whole } from '../harness/figures.ts';
import { type Given, principal, type Scale } from '../harness/scale.ts';
import { openStage, type Run, type Stage } from '../harness/stage.ts';
import type { Crowd } from '../messages.ts';
import { withoutLog } from '../subjects/list.ts';

const lowRate = 1_000;
const million = 1_000_000;
const promisedMs = 25;
/** A rate is too much when half of what is received comes later than this: then it piles up. */
const piledUpMs = 50;
const step = 1.5;

interface Row {
  saturation: number;
  low: Run;
  half: Run;
  million: Run | null;
}

export async function measureLatency(given: Given): Promise<void> {
  const { entries, print, warn, progress, scale } = given;
  print(`## Latency

Milliseconds from the time an event was due to its receipt, p50 / p99, in an open loop: events come at their rate whatever
becomes of them. Saturation is the highest rate (in steps of ${step}) that does not pile up: p50 under ${piledUpMs} ms. The load client's
own delay is in all of it. pip-stream keeps its log in memory.`);
  const taking = entries.filter(
    (entry) => withoutLog(entry) && (scale.all || principal.includes(entry.name)),
  );
  for (const crowd of [oneGroup(scale.subscribers), eachAlone(scale.subscribers)]) {
    const title = titleOf(crowd);
    const rows: string[][] = [];
    const targets: Target[] = [];
    for (const entry of taking) {
      progress(`latency ${title}: ${entry.title}`);
      try {
        await using stage = await openStage(entry, crowd.sessions, { log: 'memory', stockEvery: 0 });
        await stage.connect(crowd);
        const row = await measure(stage, crowd, scale);
        rows.push([entry.title, whole(row.saturation), told(row.low), told(row.half)]);
        if (entry.name === 'product' && crowd.sessions === 1) targets.push(millionTarget(row));
      } catch (error) {
        rows.push([entry.title, '–', '–', '–']);
        warn(`${entry.title}: ${error}`);
      }
    }
    const head = [title, 'saturation, deliveries/s', `at ${whole(lowRate)}/s`, 'at half of saturation'];
    print(`\n${table(head, rows)}`);
    if (targets.length > 0) print(`\n${targetTable(targets)}`);
  }
}

async function measure(stage: Stage, crowd: Crowd, scale: Scale): Promise<Row> {
  const perEvent = crowd.subscribers / crowd.sessions;
  const open = (deliveriesPerSecond: number, seconds: number, latencyEvery = 7) => {
    const eventsPerSecond = deliveriesPerSecond / perEvent;
    const events = Math.max(3, Math.round(eventsPerSecond * seconds));
    return stage.run({ mode: 'open', eventsPerSecond, events }, { latencyEvery });
  };
  const ticks = Math.ceil(scale.warmDeliveries / crowd.subscribers);
  const warm = await stage.run({ mode: 'closed', ticks, eventsPerTick: 1, window: 1 });
  const low = await open(lowRate, scale.openSeconds, 1);

  const holds = async (rate: number) => (await open(rate, scale.searchSeconds)).latency!.p50 < piledUpMs;
  let rate = warm.deliveriesPerSecond / 2;
  for (let tries = 0; tries < 5 && !(await holds(rate)); tries++) rate /= step;
  while (await holds(rate * step)) rate *= step;

  const half = await open(rate / 2, scale.openSeconds);
  const isOwn = stage.entry.name === 'product' && crowd.sessions === 1;
  const farOff = rate < million / 4;
  return {
    saturation: rate,
    low,
    half,
    million: isOwn && !farOff ? await open(million, Math.min(scale.openSeconds, 5)) : null,
  };
}

const told = ({ latency }: Run) =>
  latency === null ? '–' : `${figure(latency.p50)} / ${figure(latency.p99)}`;

function millionTarget({ million: run, saturation }: Row): Target {
  const what = '1,000,000 deliveries/s on one core, open loop';
  const promised = `p99 under ${promisedMs} ms`;
  if (run === null) return { what, promised, measured: `saturated at ${whole(saturation)}/s`, met: false };
  const { latency, deliveriesPerSecond, serverShare, clientShare } = run;
  return {
    what: `${what} (server ${percent(serverShare)}, load client ${percent(clientShare)} of a core)`,
    promised,
    measured: `${whole(deliveriesPerSecond)}/s, p99 ${figure(latency!.p99)} ms`,
    met: latency!.p99 < promisedMs && deliveriesPerSecond > million * 0.95,
  };
}
