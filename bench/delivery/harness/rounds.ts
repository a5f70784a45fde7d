// Rounds: several stages measured in turns, so that what disturbs the machine disturbs them alike.

import type { Crowd, Pace } from '../messages.ts';
import type { SubjectEntry } from '../subjects/list.ts';
import { deliveriesPerTick } from './crowds.ts';
import type { Scale } from './scale.ts';
import { openStage, type Run, type RunOptions, type StageOptions } from './stage.ts';

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

/**
 * Runs each load in rounds; gives the results of each load. In a round every contestant has its turn with processes of its
 * own, and nothing else runs meanwhile: processes that only wait for their turn were seen to make others half as fast
 * again, and not all alike.
 */
export async function runRounds(
  contestants: readonly Contestant[],
  crowd: Crowd,
  loads: readonly Load[],
  scale: Scale,
): Promise<Results[]> {
  const all = loads.map(
    (): Results => new Map(contestants.map(({ key }) => [key, { runs: [], failure: null }])),
  );

  async function turn({ key, entry, stage: options }: Contestant) {
    await using stage = await openStage(entry, crowd.sessions, options);
    await stage.connect(crowd);
    for (const [index, load] of loads.entries()) {
      await stage.run(closedPace(crowd, load, scale.warmDeliveries), load);
      all[index]!.get(key)!.runs.push(
        await stage.run(closedPace(crowd, load, scale.deliveriesPerRound), load),
      );
    }
  }

  for (let round = 0; round < scale.rounds; round++) {
    for (const place of contestants.keys()) {
      const contestant = contestants[(place + round) % contestants.length]!;
      if (all.some((results) => results.get(contestant.key)!.failure !== null)) continue;
      await turn(contestant).catch((error) => {
        for (const results of all) results.get(contestant.key)!.failure = firstLine(error);
      });
    }
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
