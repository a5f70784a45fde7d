// Turns: how long the main thread works without letting anybody else have a turn, in its own processor time, so that
// other programs on the machine do not make it longer.

import { setTimeout as after } from 'node:timers/promises';

export interface Turn {
  /** When it ended, in milliseconds since 1970. */
  at: number;
  /** Of this thread's processor. */
  ms: number;
  /** Of `performance.now`. */
  from: number;
  to: number;
}

/** Hands over each turn that took `leastMs` or more, until the signal is aborted. A look takes place every millisecond. */
export async function watchTurns(
  signal: AbortSignal,
  leastMs: number,
  tell: (turn: Turn) => void,
): Promise<void> {
  let before = used();
  let from = performance.now();
  while (!signal.aborted) {
    await after(1);
    const now = used();
    const to = performance.now();
    if (now - before >= leastMs) tell({ at: Date.now(), ms: now - before, from, to });
    before = now;
    from = to;
  }
}

function used(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
