// Doorbell: tells watchers that a session has something new, and nothing more.

export interface Doorbell {
  watch(sessionId: string | null, ring: (sessionId: string) => void): Disposable;
  ring(sessionId: string): void;
}

/** Watchers are called in the order they came; one that throws is told to `onError` and keeps nobody else waiting. */
export function createDoorbell(onError: (error: unknown) => void): Doorbell {
  const watchers = new Map<string | null, Set<(sessionId: string) => void>>();

  function ringAll(key: string | null, sessionId: string) {
    for (const ring of watchers.get(key) ?? []) {
      try {
        ring(sessionId);
      } catch (error) {
        onError(error);
      }
    }
  }

  return {
    watch(key, ring) {
      const own = (sessionId: string) => ring(sessionId);
      const set = watchers.get(key) ?? new Set();
      watchers.set(key, set.add(own));
      return {
        [Symbol.dispose]() {
          set.delete(own);
          if (set.size === 0 && watchers.get(key) === set) watchers.delete(key);
        },
      };
    },
    ring(sessionId) {
      ringAll(sessionId, sessionId);
      ringAll(null, sessionId);
    },
  };
}
