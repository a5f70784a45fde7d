// Trouble: crashes, closings, a full disk and a wall clock that is set, at moments that the seed decides.

import type { Disk } from './disk.ts';
import type { Machine } from './machine.ts';
import type { World } from './world.ts';

/** Called at every step. `going` takes what goes on by itself. */
export function createTrouble(
  world: World,
  machine: Machine,
  disk: Disk,
  jumpMs: number,
  going: (work: Promise<unknown>) => void,
): (step: number) => void {
  let next = world.random(400);
  let restart = 0;
  let room = 0;
  return (step) => {
    if (disk.full && step >= room) disk.full = false;
    if (!machine.on && step >= restart) going(machine.start());
    if (step < next) return;
    next = step + 1 + world.random(world.chance(3) ? 30 : 1500);
    const kind = world.random(8);
    if (kind < 4) machine.crash();
    else if (kind === 4) going(machine.close());
    else if (kind < 7) world.wall += world.random(2 * jumpMs) - jumpMs;
    else {
      disk.full = true;
      room = step + world.random(200);
    }
    restart = step + world.random(50);
  };
}
