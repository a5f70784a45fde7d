// The server as a process of its own, to be killed.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

export interface ServerProcess {
  readonly url: string;
  /** Milliseconds from the start of the process until it said that it is ready. */
  readonly startMs: number;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Ends it politely; resolves with its exit code. */
  stop(): Promise<number | null>;
}

const main = new URL('../../src/main.ts', import.meta.url).pathname;

export async function startProcess(
  folder: string,
  port: number,
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const begun = performance.now();
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await ready(child);
  const end = async (signal: NodeJS.Signals) => {
    const gone = once(child, 'exit');
    child.kill(signal);
    const [code] = await gone;
    return code as number | null;
  };
  return {
    url,
    startMs: performance.now() - begun,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

async function ready(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout!) {
    text += String(chunk);
    const url = /(http:\/\/\S+)\/graphql/.exec(text)?.[1];
    if (url !== undefined) {
      child.stdout!.resume();
      return url;
    }
  }
  throw new Error(`the server ended before it was ready: ${text}`);
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
