// Scaling: cost of a delivery against the number of subscribers, of sessions, and the size of an event.

import { alike, oneGroup, titleOf } from '../harness/crowds.ts';
import { figure, median, table, whole } from '../harness/figures.ts';
import { costsOf, type Load, runRounds } from '../harness/rounds.ts';
import { type Given, principal } from '../harness/scale.ts';
import { textLengthFor } from '../harness/stage.ts';
import type { Crowd } from '../messages.ts';
import { titleWithLog } from '../subjects/list.ts';

const one: Load = { eventsPerTick: 1 };
/** Of a small crowd, ticks are what takes long. */
const mostTicks = 500;
/** Of large events, bytes. */
const mostBytes = 500_000_000;

interface Point {
  title: string;
  crowd: Crowd;
  load: Load;
  bytes: number;
}

export async function measureScaling({ scale, entries, print, progress }: Given): Promise<void> {
  const taking = entries.filter((entry) => principal.includes(entry.name));
  const contestants = taking.map((entry) => ({ key: entry.name, entry }));

  async function series(title: string, points: readonly Point[]): Promise<void> {
    const columns: string[][] = [];
    for (const { title: point, crowd, load, bytes } of points) {
      progress(`${title}: ${point}`);
      const most = Math.min(mostTicks * crowd.subscribers, mostBytes / bytes);
      const own = {
        ...scale,
        rounds: Math.min(5, scale.rounds),
        deliveriesPerRound: Math.min(scale.deliveriesPerRound, most),
        warmDeliveries: Math.min(scale.warmDeliveries, most),
      };
      const [results] = await runRounds(contestants, crowd, [load], own);
      columns.push(
        contestants.map(({ key }) => {
          const costs = costsOf(results!, key);
          return costs.length === 0 ? '–' : figure(median(costs));
        }),
      );
    }
    const rows = taking.map((entry, row) => [titleWithLog(entry), ...columns.map((column) => column[row]!)]);
    print(`\n${table([title, ...points.map((point) => point.title)], rows)}`);
  }

  print(`## Cost by number and size

Server CPU µs for one delivery. In a small crowd the loop's own work for each tick, the same for all, has a share in it.`);
  const small = 533;
  await series(
    'subscribers of one session',
    scale.crowds.map((count) => ({ title: whole(count), crowd: alike(1, count), load: one, bytes: small })),
  );
  const { subscribers } = scale;
  await series(
    `sessions of ${whole(subscribers)} subscribers`,
    scale.sessions.map((count) => ({
      title: whole(count),
      crowd: alike(count, subscribers),
      load: one,
      bytes: small,
    })),
  );
  const crowd = oneGroup(subscribers);
  await series(
    `event size, ${titleOf(crowd)}`,
    scale.sizes.map((bytes) => ({
      title: `${bytes / 1000} kB`,
      crowd,
      load: { ...one, textLength: textLengthFor(bytes) },
      bytes,
    })),
  );
}
