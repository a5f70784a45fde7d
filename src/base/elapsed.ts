// Elapsed: time that really passed, whatever the wall clock was set to meanwhile.

import { uptime } from 'node:os';

/** A machine that slept shows in its uptime, which may be told in whole seconds. */
const coarseMs = 2000;
const lookEveryMs = 1000;

/** Milliseconds since the process began, its machine's sleep included. Never goes back, never jumps with the wall clock. */
export function createElapsed(): () => number {
  const before = uptime() * 1000 - performance.now();
  let slept = 0;
  let looked = performance.now();
  return () => {
    const awake = performance.now();
    if (awake - looked > lookEveryMs) {
      looked = awake;
      const apart = uptime() * 1000 - before - awake;
      if (apart > slept + coarseMs) slept = apart;
    }
    return awake + slept;
  };
}
