// The server under test, as a process of its own, and what it holds.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

export interface Held {
  /** Bytes. */
  resident: number;
  /** Bytes, after a full collection. */
  heap: number;
  descriptors: number;
  /** Open WebSockets and event streams. */
  connections: number;
  subscriptions: number;
}

export interface Child extends AsyncDisposable {
  url: string;
  sample(): Promise<Held>;
}

const program = new URL('./server.ts', import.meta.url).pathname;

/** With a signal handler that collects garbage, so that what is measured is what is held. */
export async function startChild(folder: string, port: number): Promise<Child> {
  const child = spawn(process.execPath, ['--expose-gc', program], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: folder,
      LOG_LEVEL: 'error',
      DURABILITY: 'normal',
      HOST: '127.0.0.1',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return {
    url,
    async sample() {
      child.send('collect');
      const [{ heap }] = (await once(child, 'message')) as [{ heap: number }];
      const metrics = await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text();
      const sum = (name: string) =>
        [...metrics.matchAll(new RegExp(`^pip_stream_${name}(?:\\{.*\\})? (\\d+)$`, 'gm'))].reduce(
          (all, match) => all + Number(match[1]),
          0,
        );
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return {
        resident: Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024,
        heap,
        descriptors: readdirSync(`/proc/${child.pid}/fd`).length,
        connections: sum('connections'),
        subscriptions: sum('operations'),
      };
    },
    async [Symbol.asyncDispose]() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
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
