// The server under test, as a process of its own, and what it holds.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** After a full collection. */
export interface Held {
  /** Bytes. */
  resident: number;
  /** Bytes of the main thread's objects and of what they hold outside its heap, without compiled functions. */
  kept: number;
  /** Bytes of resident memory that hold compiled functions: more of them the longer it runs, and at last all. */
  code: number;
  descriptors: number;
  /** Open WebSockets and event streams. */
  connections: number;
  subscriptions: number;
}

type Memory = Pick<Held, 'resident' | 'kept' | 'code'>;

export interface Child extends AsyncDisposable {
  url: string;
  /** When nothing is open any more and memory has settled, or some time has passed. `finished`: workflows that ended so far. */
  sample(finished: number): Promise<Held>;
}

export interface ChildOptions {
  folder: string;
  port: number;
  /** Bytes that it shall keep of each finished workflow. */
  leak: number;
}

/** For the C library: it gives back what is free, which it would keep for some time, tens of megabytes that come and go. */
const givesBack = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: String(128 * 1024),
  MALLOC_MMAP_THRESHOLD_: String(128 * 1024),
};

const program = new URL('./server.ts', import.meta.url).pathname;
/** What it takes at most until everything is closed, and until memory that is not used is given back. */
const settledMs = 30_000;
const lookEveryMs = 1000;
/** As many looks in a row that find no less memory, to within so many bytes. */
const looksAlike = 8;
const steadyBytes = 128 * 1024;

/** With Node's options of `npm start`, and with a message that collects garbage, so that what is measured is what is held. */
export async function startChild({ folder, port, leak }: ChildOptions): Promise<Child> {
  const child = spawn(process.execPath, [...optionsOfStart(), '--expose-gc', program], {
    env: {
      ...process.env,
      ...givesBack,
      PORT: String(port),
      DATA_DIR: folder,
      LOG_LEVEL: 'error',
      DURABILITY: 'normal',
      HOST: '127.0.0.1',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];

  async function open() {
    const metrics = await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text();
    const sum = (name: string) =>
      [...metrics.matchAll(new RegExp(`^pip_stream_${name}(?:\\{.*\\})? (\\d+)$`, 'gm'))].reduce(
        (all, match) => all + Number(match[1]),
        0,
      );
    return {
      connections: sum('connections'),
      subscriptions: sum('operations'),
      readers: sum('readers'),
    };
  }

  async function collect(finished: number): Promise<Memory> {
    child.send({ finished, leak });
    const [{ kept, code }] = (await once(child, 'message')) as [Memory];
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return { kept, code, resident: Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024 };
  }

  return {
    url,
    async sample(finished) {
      const latest = performance.now() + settledMs;
      let { readers, ...rest } = await open();
      while (readers + rest.connections + rest.subscriptions > 0 && performance.now() < latest) {
        await setTimeout(100);
        ({ readers, ...rest } = await open());
      }
      const memory = await settled(() => collect(finished));
      return { ...memory, descriptors: readdirSync(`/proc/${child.pid}/fd`).length, ...rest };
    },
    async [Symbol.asyncDispose]() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** The runtime gives empty pages back some seconds after it found them empty: looks until there are no more. */
async function settled(look: () => Promise<Memory>): Promise<Memory> {
  const latest = performance.now() + settledMs;
  let least = await look();
  for (let alike = 0; alike < looksAlike && performance.now() < latest; ) {
    await setTimeout(lookEveryMs);
    const next = await look();
    alike = least.resident - next.resident > steadyBytes ? 0 : alike + 1;
    if (next.resident < least.resident) least = next;
  }
  return least;
}

function optionsOfStart(): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return (scripts.start as string).split(' ').filter((word) => word.startsWith('--'));
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
