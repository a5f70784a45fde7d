// Doorbell: tells watchers that a session has something new.

import type { Event } from '../events/event.ts';
import type { Ring } from './log.ts';

export interface Doorbell {
  watch(sessionId: string | null, ring: Ring): Disposable;
  ring(sessionId: string, appended?: readonly Event[]): void;
}

/** Watchers are called in the order they came; one that throws is told to `onError` and keeps nobody else waiting. */
export function createDoorbell(onError: (error: unknown) => void): Doorbell {
  const watchers = new Map<string | null, Set<Watch>>();

  function ringAll(key: string | null, sessionId: string, appended?: readonly Event[]) {
    const found = watchers.get(key);
    if (found === undefined) return;
    for (const watch of found) {
      try {
        watch.ring(sessionId, appended);
      } catch (error) {
        onError(error);
      }
    }
  }

  return {
    watch(key, ring) {
      const watch = new Watch(watchers, key, ring);
      const set = watchers.get(key);
      if (set === undefined) watchers.set(key, new Set([watch]));
      else set.add(watch);
      return watch;
    },
    ring(sessionId, appended) {
      ringAll(sessionId, sessionId, appended);
      ringAll(null, sessionId, appended);
    },
  };
}

class Watch implements Disposable {
  readonly ring: Ring;
  private readonly all: Map<string | null, Set<Watch>>;
  private readonly key: string | null;

  constructor(all: Map<string | null, Set<Watch>>, key: string | null, ring: Ring) {
    this.all = all;
    this.key = key;
    this.ring = ring;
  }

  [Symbol.dispose](): void {
    const set = this.all.get(this.key);
    if (set?.delete(this) === true && set.size === 0) this.all.delete(this.key);
  }
}
