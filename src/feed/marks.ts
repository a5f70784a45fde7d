// Marks: how far a named subscriber is known to have got, for clients that come back without a cursor of their own.
//
// Exact while the server lives; written to the log at most `writeEveryMs` late, so that a flood of confirmations does
// not become a flood of writes. After a crash a subscriber may get again what those last moments held; it never misses any.

import { LRUCache } from 'lru-cache';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../log/log.ts';

export interface Marks extends AsyncDisposable {
  /** The last sequence that the subscriber confirmed; null when it is new. */
  get(sessionId: string, name: string): Promise<number | null>;
  /** Only ever forward. */
  move(sessionId: string, name: string, sequence: number): void;
}

interface Mark {
  sessionId: string;
  name: string;
  sequence: number;
}

const writeEveryMs = 100;
/** Kept in memory; older ones are in the log. */
const maxKept = 10_000;

export function openMarks(log: Log, clock: Clock, onError: (error: unknown) => void): Marks {
  const kept = new LRUCache<string, Mark>({ max: maxKept });
  let unwritten = new Map<string, Mark>();
  let timer: Disposable | undefined;

  async function write(): Promise<void> {
    timer?.[Symbol.dispose]();
    timer = undefined;
    const marks = [...unwritten.values()];
    unwritten = new Map();
    await Promise.all(
      marks.map(({ sessionId, name, sequence }) => log.setMark(sessionId, name, sequence)),
    ).catch(onError);
  }

  return {
    async get(sessionId, name) {
      const key = keyOf(sessionId, name);
      return (unwritten.get(key) ?? kept.get(key))?.sequence ?? (await log.mark(sessionId, name));
    },
    move(sessionId, name, sequence) {
      const key = keyOf(sessionId, name);
      if (sequence <= (kept.get(key)?.sequence ?? -1)) return;
      const mark = { sessionId, name, sequence };
      kept.set(key, mark);
      unwritten.set(key, mark);
      timer ??= clock.at(clock.now() + writeEveryMs, () => void write());
    },
    [Symbol.asyncDispose]: write,
  };
}

function keyOf(sessionId: string, name: string): string {
  return `${sessionId} ${name}`;
}
