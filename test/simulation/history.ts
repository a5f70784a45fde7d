// A history: a server, people and readers, crashes and a wilful clock, all from one seed; and what must hold after it.

import { hasEnded } from '../../src/events/session.ts';
import { sessionIdForKey } from '../../src/manager/commands.ts';
import { createDisk } from './disk.ts';
import { breaches } from './invariants.ts';
import { createMachine } from './machine.ts';
import { answerer, meddler, starter, type Town } from './people.ts';
import { reader, type Told } from './readers.ts';
import { createTrouble } from './trouble.ts';
import { createWorld } from './world.ts';

export interface History {
  seed: number;
  /** What did not hold; empty when all did. */
  wrong: string[];
  steps: number;
  events: number;
  crashes: number;
  closings: number;
}

export interface HistoryOptions {
  /** False: a disk that acknowledges before it has synced, to see that it is found out. */
  honestDisk?: boolean;
  /** How far the wall clock is set at most, forwards or backwards. */
  jumpMs?: number;
}

/** Trouble ends after so many steps at most; then everything has to come to its end. */
const wildSteps = 2500;
const calmSteps = 100_000;

export async function runHistory(seed: number, options: HistoryOptions = {}): Promise<History> {
  const { honestDisk = true, jumpMs = 7_200_000 } = options;
  const bugs: unknown[] = [];
  const onError = (error: unknown) => void bugs.push(error);
  const going = (work: Promise<unknown>) => void work.catch(onError);
  const world = createWorld(seed);
  const disk = createDisk(world, { honest: honestDisk, onError });
  const machine = createMachine({
    world,
    disk,
    seed,
    failures: new Map(),
    decisionTimeoutSeconds: 5 + world.random(60),
    retention: world.chance(4) ? 30 : null,
    onError,
  });
  const keys = Array.from({ length: 1 + world.random(3) }, (_, one) => `key-${seed}-${one}`);
  const town: Town = {
    alive: true,
    world,
    machine,
    promised: { started: [], answered: [], cancelled: [] },
    sessionIds: keys.map(sessionIdForKey),
    calm: false,
  };

  let started = 0;
  for (const idempotencyKey of keys) {
    const instructions = world.chance(6) ? 'hm' : 'Export a full estimate';
    going(starter(town, { idempotencyKey, instructions }).then(() => started++));
  }
  for (let count = 1 + world.random(2); count > 0; count--) going(answerer(town));
  going(meddler(town));
  const told = town.sessionIds.flatMap((sessionId) => startReaders(town, sessionId, going));

  await world.run(
    () => bugs.length > 0,
    200 + world.random(wildSteps),
    createTrouble(world, machine, disk, jumpMs, going),
  );
  town.calm = true;
  disk.full = false;
  const allOver = () =>
    started === keys.length &&
    town.sessionIds.every((id) => hasEnded(disk.heads.get(id)?.status ?? 'queued')) &&
    told.every((one) => one.place === disk.heads.get(one.sessionId)?.lastSequence);
  const outcome = await world.run(
    () => bugs.length > 0 || allOver(),
    calmSteps,
    () => {
      if (!machine.on) going(machine.start());
    },
  );
  machine.crash();
  town.alive = false;

  const log = await disk.survivors();
  const { sessionIds, promised } = town;
  const wrong = [
    ...(outcome === 'over' ? [] : [`it did not end: ${outcome}`]),
    ...bugs.map((bug) => (bug instanceof Error ? (bug.stack ?? bug.message) : String(bug))),
    ...told.flatMap((one) => one.wrong),
    ...(await breaches({ log, disk, sessionIds, promised, told })),
  ];
  const events = [...disk.heads.values()].reduce((sum, one) => sum + one.lastSequence, 0);
  const { crashes, closings } = machine;
  return { seed, wrong, steps: world.steps, events, crashes: crashes - 1, closings };
}

function startReaders(town: Town, sessionId: string, going: (work: Promise<unknown>) => void): Told[] {
  const { world } = town;
  return Array.from({ length: 1 + world.random(2) }, () => {
    const habits = {
      sessionId,
      feed: world.chance(2),
      conflateMs: world.chance(3) ? 500 : 0,
      slow: world.chance(3) ? 2000 : 0,
      lasts: world.chance(2) ? 400 : 15,
    };
    const complete = !habits.feed || habits.conflateMs === 0;
    const told: Told = { sessionId, events: new Map(), place: null, wrong: [], complete };
    going(reader(town, habits, told));
    return told;
  });
}
