// The engine in this process: a queue per session, and timers that the manager arms anew after a restart.
//
// It remembers nothing: when it starts, the app wakes every unfinished session, and each drive arms its timers again.

import type { Clock } from '../../base/clock.ts';
import type { Drive, Engine, Load } from '../engine.ts';

interface Slot {
  running: boolean;
  /** Woken since the running drive began. */
  woken: boolean;
  failures: number;
  timers: Map<number, Disposable>;
}

export interface LocalEngineOptions {
  clock: Clock;
  /** Sessions driven at the same time, those at rest not counted; others wait their turn, first come first served. */
  concurrency: number;
  onError(error: unknown, sessionId: string): void;
}

const firstRetryMs = 100;
const longestRetryMs = 30_000;

export function openLocalEngine({ clock, concurrency, onError }: LocalEngineOptions): Engine {
  const slots = new Map<string, Slot>();
  /** Sessions that shall run, in the order they asked; at most one entry each. */
  const queue = new Set<string>();
  const running = new Set<Promise<void>>();
  const closing = new AbortController();
  let drive: Drive | undefined;
  let busy = 0;

  function slotOf(sessionId: string): Slot {
    const slot = slots.get(sessionId) ?? { running: false, woken: false, failures: 0, timers: new Map() };
    slots.set(sessionId, slot);
    return slot;
  }

  function wake(sessionId: string) {
    if (closing.signal.aborted) return;
    const slot = slotOf(sessionId);
    if (slot.running) slot.woken = true;
    else queue.add(sessionId);
    startNext();
  }

  function startNext() {
    if (drive === undefined) return;
    for (const sessionId of queue) {
      if (busy >= concurrency) return;
      queue.delete(sessionId);
      const slot = slotOf(sessionId);
      slot.running = true;
      slot.woken = false;
      busy++;
      const run = runOnce(sessionId, slot, drive).finally(() => {
        running.delete(run);
        busy--;
        startNext();
      });
      running.add(run);
    }
  }

  /** Coming back from a rest it does not queue: it may be one more than the limit for a moment. */
  async function rest(wait: Promise<void>) {
    busy--;
    startNext();
    try {
      await wait;
    } finally {
      busy++;
    }
  }

  async function runOnce(sessionId: string, slot: Slot, run: Drive) {
    // The caller of wake goes on first, so that a drive never begins inside its turn.
    await Promise.resolve();
    try {
      if (!closing.signal.aborted) await run(sessionId, closing.signal, rest);
      slot.failures = 0;
    } catch (error) {
      if (!closing.signal.aborted) {
        onError(error, sessionId);
        wakeAt(sessionId, clock.now() + Math.min(longestRetryMs, firstRetryMs * 2 ** slot.failures++));
      }
    }
    slot.running = false;
    if (slot.woken) wake(sessionId);
    else if (slot.timers.size === 0 && !queue.has(sessionId)) slots.delete(sessionId);
  }

  function wakeAt(sessionId: string, at: number) {
    const { timers } = slotOf(sessionId);
    if (closing.signal.aborted || timers.has(at)) return;
    const timer = clock.at(at, () => {
      timers.delete(at);
      wake(sessionId);
    });
    timers.set(at, timer);
  }

  return {
    get load(): Load {
      let failing = 0;
      for (const slot of slots.values()) if (slot.failures > 0 && !slot.running) failing++;
      const driving = drive !== undefined && !closing.signal.aborted;
      return { driving, queued: queue.size, running: running.size, failing };
    },
    start(how) {
      drive = how;
      startNext();
    },
    wake,
    wakeAt,
    async [Symbol.asyncDispose]() {
      closing.abort();
      queue.clear();
      for (const slot of slots.values()) for (const timer of slot.timers.values()) timer[Symbol.dispose]();
      slots.clear();
      await Promise.allSettled(running);
    },
  };
}
