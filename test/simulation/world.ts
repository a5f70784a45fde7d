// World: one thread of chance. Whatever waits is let go on in an order that a seed decides, and time passes only here.

import { type Random, random } from '../support/random.ts';

/** Something that can be gone from one moment to the next, with all that waits in it. */
export interface Owner {
  alive: boolean;
}

interface Parked {
  owner: Owner;
  goOn(): void;
}

interface Timer extends Parked {
  at: number;
}

export type Outcome = 'over' | 'stuck' | 'endless';

export interface World {
  readonly random: Random;
  readonly steps: number;
  /** Milliseconds that passed. */
  readonly elapsed: number;
  /** What the wall clock shows, which may be set to anything. */
  wall: number;
  /** True once in so many times. */
  chance(oneIn: number): boolean;
  oneOf<T>(all: readonly T[]): T;
  /** Waits for its turn among all that waits; for ever when its owner is gone. */
  turn(owner: Owner): Promise<void>;
  sleep(owner: Owner, ms: number): Promise<void>;
  after(owner: Owner, ms: number, ring: () => void): Disposable;
  /** Lets things happen until `isOver`; `stuck` when nothing can happen any more. */
  run(isOver: () => boolean, mostSteps: number, onStep: (step: number) => void): Promise<Outcome>;
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

export function createWorld(seed: number): World {
  // Neighbouring seeds begin alike in xorshift, so they are taken apart first.
  const draw = random(Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995);
  for (let i = 0; i < 8; i++) draw(2);
  const parked: Parked[] = [];
  const timers: Timer[] = [];
  let elapsed = 0;
  let ahead = Date.parse('2026-01-01T00:00:00.000Z');
  let steps = 0;

  function takeParked(): Parked | undefined {
    while (parked.length > 0) {
      const index = draw(parked.length);
      const one = parked[index]!;
      parked[index] = parked.at(-1)!;
      parked.pop();
      if (one.owner.alive) return one;
    }
    return undefined;
  }

  /** The next timer; time goes on to it. */
  function takeTimer(): Timer | undefined {
    for (;;) {
      let next = 0;
      for (let i = 1; i < timers.length; i++) if (timers[i]!.at < timers[next]!.at) next = i;
      const [one] = timers.splice(next, 1);
      if (one === undefined) return undefined;
      if (!one.owner.alive) continue;
      elapsed = Math.max(elapsed, one.at);
      return one;
    }
  }

  const world: World = {
    random: draw,
    get steps() {
      return steps;
    },
    get elapsed() {
      return elapsed;
    },
    get wall() {
      return ahead + elapsed;
    },
    set wall(to) {
      ahead = to - elapsed;
    },
    chance: (oneIn) => draw(oneIn) === 0,
    oneOf: (all) => all[draw(all.length)]!,
    turn: (owner) => new Promise((resolve) => parked.push({ owner, goOn: resolve })),
    sleep: (owner, ms) => new Promise((resolve) => world.after(owner, ms, resolve)),
    after(owner, ms, ring) {
      const timer = { owner, at: elapsed + ms, goOn: ring };
      timers.push(timer);
      return {
        [Symbol.dispose]() {
          const index = timers.indexOf(timer);
          if (index >= 0) timers.splice(index, 1);
        },
      };
    },
    async run(isOver, mostSteps, onStep) {
      const last = steps + mostSteps;
      for (;;) {
        await settled();
        if (isOver()) return 'over';
        if (steps++ >= last) return 'endless';
        onStep(steps);
        const timeFirst = timers.length > 0 && draw(16) === 0;
        const next = timeFirst ? takeTimer() : (takeParked() ?? takeTimer());
        if (next === undefined) {
          if (parked.length === 0) return 'stuck';
        } else next.goOn();
      }
    },
  };
  return world;
}
