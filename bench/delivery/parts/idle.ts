// Idle: resident memory that one subscriber costs to whom nothing happens.

import { alike } from '../harness/crowds.ts';
import { figure, table, targetTable, whole } from '../harness/figures.ts';
import { type Given, principal } from '../harness/scale.ts';
import { openStage } from '../harness/stage.ts';
import type { Crowd } from '../messages.ts';
import { type SubjectEntry, withoutLog } from '../subjects/list.ts';

const promised = 22;

export async function measureIdle({ scale, entries, print, warn, progress }: Given): Promise<void> {
  const subscribers = scale.idleSubscribers;
  const taking = entries.filter(
    (entry) => withoutLog(entry) && (scale.all || principal.includes(entry.name)),
  );
  const rows: (number | null)[][] = [];
  for (const entry of taking) {
    progress(`idle subscribers: ${entry.title}`);
    rows.push(
      await Promise.all(
        [alike(1, subscribers), alike(subscribers, subscribers)].map((crowd) =>
          kilobytesEach(entry, crowd).catch((error) => {
            warn(`${entry.title}: ${error}`);
            return null;
          }),
        ),
      ),
    );
  }
  print(`## Memory of an idle subscriber

kB of resident memory by which the second half of ${whole(subscribers)} subscribers, who have received one event, made the process
larger, for each of them; garbage was collected before.
`);
  print(
    table(
      ['', 'in one session', 'each in its own'],
      taking.map(({ title }, row) => [
        title,
        ...rows[row]!.map((value) => (value === null ? '–' : figure(value))),
      ]),
    ),
  );
  const own = rows[taking.findIndex((entry) => entry.name === 'product')]?.[0];
  if (own != null)
    print(
      `\n${targetTable([{ what: 'idle subscriber', promised: `${promised} kB`, measured: `${figure(own)} kB`, met: own <= promised }])}`,
    );
}

async function kilobytesEach(entry: SubjectEntry, crowd: Crowd): Promise<number> {
  // On disk: what happened in the sessions is not what a subscriber costs.
  await using stage = await openStage(entry, crowd.sessions, { log: 'normal', stockEvery: 0 });
  const half = crowd.subscribers / 2;
  await stage.connect({ ...crowd, subscribers: half });
  const halfFull = await stage.settledMemory();
  await stage.connect(crowd);
  const full = await stage.settledMemory();
  return (full - halfFull) / half / 1000;
}
