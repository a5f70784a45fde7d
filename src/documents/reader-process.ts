// Reader process: starts a process that parses, with as few rights as it can do with.

import { type ChildProcess, fork } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./child.ts', import.meta.url));
const megabyte = 1024 * 1024;
/** The heap may be this much larger than what is allowed, so that it is the watch that speaks first. */
const heapAboveMegabytes = 64;
/** Nearly all that a reader makes is part of its result: looking early for what can be thrown away is work for nothing. */
const heapFromMegabytes = 512;
/** Space for what was just made; more of it costs memory and wins no time. */
const youngMegabytes = 16;

/** It may read the program and its libraries, nothing else, write nothing and start no other program. */
export function startReaderProcess(memoryBytes: number): ChildProcess {
  const child = fork(program, [], {
    serialization: 'advanced',
    env: {},
    execArgv: [
      '--permission',
      // The drivers of optical recognition have a thread of their own; it has the same few rights.
      '--allow-worker',
      ...readable.map((folder) => `--allow-fs-read=${folder}`),
      '--no-warnings',
      `--initial-heap-size=${Math.min(heapFromMegabytes, Math.ceil(memoryBytes / megabyte / 2))}`,
      `--max-semi-space-size=${youngMegabytes}`,
      `--max-old-space-size=${Math.ceil(memoryBytes / megabyte) + heapAboveMegabytes}`,
    ],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  if (child.pid !== undefined) {
    alive++;
    child.once('exit', () => alive--);
  }
  return child;
}

let alive = 0;

/** Reader processes of this process that are alive. */
export function readersAlive(): number {
  return alive;
}

/** The folder of the program, and the one of its libraries, which may lie elsewhere. */
const readable = [...new Set([folderOf('../../', import.meta.url), libraries()])];

function folderOf(relative: string, from: string): string {
  return realpathSync(fileURLToPath(new URL(relative, from)));
}

function libraries(): string {
  const one = realpathSync(fileURLToPath(import.meta.resolve('unpdf')));
  const mark = /^.*?[\\/]node_modules(?=[\\/])/.exec(one);
  return mark?.[0] ?? one;
}
