// Rounds: several stages measured in turns, so that what disturbs the machine disturbs them alike.

import type { Crowd, Pace } from '../messages.ts';
import type { SubjectEntry } from '../subjects/list.ts';
import { deliveriesPerTick } from './crowds.ts';
import type { Scale } from './scale.ts';
import { openStage, type Run, type RunOptions, type Stage, type StageOptions } from './stage.ts';

/** One row: a subject, perhaps in a variant. */
export interface Contestant {
  key: string;
  entry: SubjectEntry;
  stage?: StageOptions;
}

export interface Result {
  runs: Run[];
  /** Why there are no figures, or not of all rounds. */
  failure: string | null;
}

export type Results = Map<string, Result>;

/** What one append holds, and the texts' length. */
export interface Load extends RunOptions {
  eventsPerTick: number;
  window?: number;
}

/** A closed loop over about so many deliveries. */
export function closedPace(crowd: Crowd, { eventsPerTick, window = 1 }: Load, deliveries: number): Pace {
  const ticks = Math.max(3, Math.round(deliveries / deliveriesPerTick(crowd, eventsPerTick)));
  return { mode: 'closed', ticks, eventsPerTick, window };
}

/** Opens a stage for each, and runs each load in rounds. Gives the results of each load. */
export async function runRounds(
  contestants: readonly Contestant[],
  crowd: Crowd,
  loads: readonly Load[],
  scale: Scale,
): Promise<Results[]> {
  await using opened = new AsyncDisposableStack();
  const failures = new Map<string, string>();
  const stages = new Map<string, Stage>();

  async function attempt(key: string, act: () => Promise<void>) {
    if (failures.has(key)) return;
    try {
      await act();
    } catch (error) {
      failures.set(key, firstLine(error));
    }
  }

  await Promise.all(
    contestants.map(({ key, entry, stage: options }) =>
      attempt(key, async () => {
        const stage = opened.use(await openStage(entry, crowd.sessions, options));
        await stage.connect(crowd);
        stages.set(key, stage);
      }),
    ),
  );

  const all: Results[] = [];
  for (const load of loads) {
    const runs = new Map(contestants.map(({ key }) => [key, [] as Run[]]));
    for (let round = -1; round < scale.rounds; round++) {
      const deliveries = round < 0 ? scale.warmDeliveries : scale.deliveriesPerRound;
      for (const [turn] of contestants.entries()) {
        const { key } = contestants[(turn + round + 1) % contestants.length]!;
        await attempt(key, async () => {
          const run = await stages.get(key)!.run(closedPace(crowd, load, deliveries), load);
          if (round >= 0) runs.get(key)!.push(run);
        });
      }
    }
    all.push(
      new Map(
        contestants.map(({ key }) => [key, { runs: runs.get(key)!, failure: failures.get(key) ?? null }]),
      ),
    );
  }
  return all;
}

/** Microseconds of each round; empty when not all were run. */
export function costsOf(results: Results, key: string): number[] {
  const result = results.get(key);
  return result === undefined || result.failure !== null
    ? []
    : result.runs.map((run) => run.microsPerDelivery);
}

const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 300);

/** Who failed and why, each once. */
export function failuresIn(all: readonly Results[]): string[] {
  const told = all.flatMap((results) =>
    [...results].map(([key, { failure }]) => (failure === null ? '' : `${key}: ${failure}`)),
  );
  return [...new Set(told)].filter((text) => text !== '');
}
