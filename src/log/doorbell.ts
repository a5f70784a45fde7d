// Doorbell: tells watchers that a session has something new.

import type { Event } from '../events/event.ts';
import type { Ring } from './log.ts';

export interface Doorbell {
  watch(sessionId: string | null, ring: Ring): Disposable;
  ring(sessionId: string, appended?: readonly Event[]): void;
}

/** Watchers are called in the order they came; one that throws is told to `onError` and keeps nobody else waiting. */
export function createDoorbell(onError: (error: unknown) => void): Doorbell {
  const watchers = new Map<string | null, Set<Ring>>();

  function ringAll(key: string | null, sessionId: string, appended?: readonly Event[]) {
    for (const ring of watchers.get(key) ?? []) {
      try {
        ring(sessionId, appended);
      } catch (error) {
        onError(error);
      }
    }
  }

  return {
    watch(key, ring) {
      const own: Ring = (sessionId, appended) => ring(sessionId, appended);
      const set = watchers.get(key) ?? new Set();
      watchers.set(key, set.add(own));
      return {
        [Symbol.dispose]() {
          set.delete(own);
          if (set.size === 0 && watchers.get(key) === set) watchers.delete(key);
        },
      };
    },
    ring(sessionId, appended) {
      ringAll(sessionId, sessionId, appended);
      ringAll(null, sessionId, appended);
    },
  };
}
