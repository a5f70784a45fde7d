// Doorbell: tells watchers that a session has something new.

import { Few } from '../base/few.ts';
import type { Event } from '../events/event.ts';
import type { Ring } from './log.ts';

export interface Doorbell {
  watch(sessionId: string | null, ring: Ring): Disposable;
  ring(sessionId: string, appended?: readonly Event[]): void;
}

/** Watchers are called in the order they came; one that throws is told to `onError` and keeps nobody else waiting. */
export function createDoorbell(onError: (error: unknown) => void): Doorbell {
  const watchers = new Map<string | null, Few<Watch>>();

  function ringAll(key: string | null, sessionId: string, appended?: readonly Event[]) {
    const found = watchers.get(key);
    if (found === undefined) return;
    if (found.only !== null) ring(found.only, sessionId, appended);
    else for (const watch of found.all()) ring(watch, sessionId, appended);
  }

  function ring(watch: Watch, sessionId: string, appended?: readonly Event[]) {
    try {
      watch.ring(sessionId, appended);
    } catch (error) {
      onError(error);
    }
  }

  return {
    watch(key, ring) {
      const watch = new Watch(watchers, key, ring);
      const few = watchers.get(key) ?? new Few();
      watchers.set(key, few);
      few.add(watch);
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
  private readonly all: Map<string | null, Few<Watch>>;
  private readonly key: string | null;

  constructor(all: Map<string | null, Few<Watch>>, key: string | null, ring: Ring) {
    this.all = all;
    this.key = key;
    this.ring = ring;
  }

  [Symbol.dispose](): void {
    const few = this.all.get(this.key);
    if (few?.delete(this) === true && few.size === 0) this.all.delete(this.key);
  }
}
