// Readers: the processes in which the files of one piece of work are parsed.
//
//   P1. Over the whole server at most `mostAtOnce` files are parsed at a time; others wait their turn.
//   P2. A process takes another file only of the same work, and only after it gave a document and stayed small:
//       what a file may have left behind in it never meets the files of others.
//   P3. When the readers are disposed of, their processes are dead or dying.

import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { ParseJob } from './child-message.ts';
import type { ReadDocument } from './document.ts';
import { type ApartOptions, parseApart } from './parse-apart.ts';
import { startReaderProcess } from './reader-process.ts';
import { createSlots, type Slots } from './slots.ts';

export interface Readers extends Disposable {
  /**
   * Parses one file, in its turn.
   * @throws what `parseApart` throws
   */
  parse(job: ParseJob, options: ApartOptions): Promise<ReadDocument>;
}

/** One for each processor, within bounds: more would only share it, and their memory adds up. */
const mostAtOnce = Math.min(4, Math.max(2, availableParallelism()));
const shared = createSlots(mostAtOnce);

/** What a process may hold, resident, to be given another file. A fresh one holds some 60 MB, one with a parser 100 to 200. */
const smallBytes = 256 * 1024 * 1024;

interface Idle {
  child: ChildProcess;
  /** What its heap was set up for. */
  memoryBytes: number;
}

/** Starts no process before there is a file for it. `slots`: whose turns to wait for, by default the server's. */
export function openReaders(slots: Slots = shared): Readers {
  const idle: Idle[] = [];
  let closed = false;
  const start = (memoryBytes: number): ChildProcess => {
    const child = startReaderProcess(memoryBytes);
    child.once('exit', () => {
      const at = idle.findIndex((one) => one.child === child);
      if (at >= 0) idle.splice(at, 1);
    });
    // Who waits for a file has a listener besides; while nobody does, there is nobody to tell.
    return child.on('error', () => {});
  };
  const take = (memoryBytes: number): ChildProcess => {
    const at = idle.findIndex((one) => one.memoryBytes === memoryBytes);
    return idle.splice(at, at < 0 ? 0 : 1)[0]?.child ?? start(memoryBytes);
  };
  return {
    async parse(job, options) {
      const { limits, signal } = options;
      using _slot = await slots.take(signal);
      signal.throwIfAborted();
      const child = take(limits.memoryBytes);
      const { document, residentBytes } = await parseApart(child, job, options);
      if (!closed && child.connected && residentBytes <= Math.min(smallBytes, limits.memoryBytes / 2)) {
        idle.push({ child, memoryBytes: limits.memoryBytes });
      } else child.kill('SIGKILL');
      return document;
    },
    [Symbol.dispose]() {
      closed = true;
      for (const { child } of idle.splice(0)) child.kill('SIGKILL');
    },
  };
}
