// Cost: processor time of the server for one delivery, by workload.

import { eachAlone, oneGroup, oneOfSix, threeDocuments, titleOf } from '../harness/crowds.ts';
import { figure, median, percent, table, targetTable, times, timesCheaper } from '../harness/figures.ts';
import { costsOf, failuresIn, type Load, type Results, runRounds } from '../harness/rounds.ts';
import type { Given } from '../harness/scale.ts';
import type { Crowd } from '../messages.ts';
import { titleWithLog } from '../subjects/list.ts';

interface Workload {
  title: string;
  crowd: Crowd;
  load: Load;
  /** How many times cheaper than the other the product shall be. */
  targets: Record<string, number>;
}

const one: Load = { eventsPerTick: 1 };
const eight: Load = { eventsPerTick: 8 };

function workloadsOf(subscribers: number): Workload[] {
  const [group, alone] = [oneGroup(subscribers), eachAlone(subscribers)];
  const [documents, types] = [threeDocuments(subscribers), oneOfSix(subscribers)];
  return [
    { title: titleOf(group), crowd: group, load: one, targets: { raw: 1, yoga: 5 } },
    { title: '8 events a tick', crowd: group, load: eight, targets: { raw: 6 } },
    { title: titleOf(alone), crowd: alone, load: one, targets: { raw: 0.9, yoga: 3.5 } },
    { title: `${titleOf(alone)}, 8 a tick`, crowd: alone, load: eight, targets: { raw: 2.5 } },
    { title: `${titleOf(documents)}, 3 documents`, crowd: documents, load: one, targets: { raw: 1 } },
    { title: 'one type of six', crowd: types, load: one, targets: { raw: 0.9 } },
  ];
}

export async function measureCost({ scale, entries, print, warn, progress }: Given): Promise<void> {
  const workloads = workloadsOf(scale.subscribers);
  const contestants = entries.map((entry) => ({ key: entry.name, entry }));
  const results: Results[] = [];
  for (const crowd of new Set(workloads.map((one) => one.crowd))) {
    const own = workloads.filter((one) => one.crowd === crowd);
    progress(own.map((one) => one.title).join(' and '));
    results.push(
      ...(await runRounds(
        contestants,
        crowd,
        own.map((one) => one.load),
        scale,
      )),
    );
  }

  const against = entries.some((entry) => entry.name === 'raw') ? 'raw' : entries[0]!.name;
  const cell = (workload: number, name: string) => {
    const costs = costsOf(results[workload]!, name);
    if (costs.length === 0) return '–';
    const base = costsOf(results[workload]!, against);
    return `${figure(median(costs))}${base.length === 0 ? '' : ` (${times(timesCheaper(base, costs))})`}`;
  };
  print(`## Cost of a delivery

Server CPU µs for one delivery (rounds: ${scale.rounds}, their median); in brackets how many times cheaper than ${against} in the same rounds.
Closed loop: the next tick begins when every subscriber has the one before. Where there is a figure, every subscriber got every
event that it wanted, once and in order. A log that keeps nothing hands events on; the row with a log in memory has the append and
the keeping in it, and is the one that can resume.
`);
  print(
    table(
      ['', ...workloads.map((one) => one.title)],
      entries.map((entry) => [titleWithLog(entry), ...workloads.map((_, index) => cell(index, entry.name))]),
    ),
  );
  print(loadLine(results));
  const failures = results.flatMap((one, index) =>
    failuresIn([one]).map((failure) => `${workloads[index]!.title}: ${failure}`),
  );
  for (const failure of failures) warn(failure);

  for (const entry of entries.filter((one) => ['product', 'product-log'].includes(one.name))) {
    const targets = workloads.flatMap(({ title, targets: promised }, index) =>
      Object.entries(promised).flatMap(([other, least]) => {
        const [own, than] = [costsOf(results[index]!, entry.name), costsOf(results[index]!, other)];
        if (own.length === 0 || than.length === 0) return [];
        const ratio = timesCheaper(than, own);
        return [
          { what: title, promised: `${least} × ${other}`, measured: times(ratio), met: ratio >= least },
        ];
      }),
    );
    if (targets.length > 0) print(`\n${titleWithLog(entry)}:\n\n${targetTable(targets)}`);
  }
}

/** How busy both sides were: the load client was not what held the server up. */
function loadLine(results: readonly Results[]): string {
  const runs = results.flatMap((one) => [...one.values()].flatMap((result) => result.runs));
  if (runs.length === 0) return '';
  const shares = (pick: (run: (typeof runs)[number]) => number) => percent(median(runs.map(pick)));
  const sizes = runs.map((run) => run.bytesPerDelivery);
  return `
Load clients used ${shares((run) => run.clientShare)} of their core (median; at most ${percent(Math.max(...runs.map((run) => run.clientShare)))}), servers ${shares((run) => run.serverShare)} of theirs. ${Math.round(Math.min(...sizes))} to ${Math.round(Math.max(...sizes))} bytes a delivery.`;
}
