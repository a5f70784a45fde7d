// The server under odd circumstances: started through a shell, or with something loaded before it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../support/server-process.ts';

export interface OddServer extends AsyncDisposable {
  url: string;
  pid: number;
  /** What it wrote to standard error so far. */
  complaints(): string;
  send(message: object): void;
  /** Tells it to collect its garbage, and resolves when it has; for a program that listens for that. */
  collect(): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Ends it politely; resolves when all that the shell had to do is done. */
  stop(): Promise<void>;
}

export interface Oddities {
  folder: string;
  /** A shell's words, in which "$@" is the server's command; it starts the server and ends with it. */
  shell?: string;
  /** Of Node, before the program. */
  options?: string[];
  environment?: Record<string, string>;
}

const main = new URL('../../src/main.ts', import.meta.url).pathname;

/** @throws with what the server said, when it does not become ready */
export async function startOddly({
  folder,
  shell = 'exec "$@"',
  options = [],
  environment = {},
}: Oddities): Promise<OddServer> {
  const port = await freePort();
  const command = [process.execPath, ...options, main];
  const child = spawn('sh', ['-c', shell, 'sh', ...command], {
    env: { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own, so that it ends with all that the shell began.
    detached: true,
  });
  let complaints = '';
  child.stderr!.on('data', (text) => {
    complaints += text;
  });
  const closed = once(child, 'close');
  let said = '';
  for await (const text of child.stdout!) {
    said += text;
    if (said.includes('/metrics')) break;
  }
  child.stdout!.resume();
  if (!said.includes('/metrics')) {
    await closed;
    throw new Error(complaints);
  }
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await closed;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid!,
    complaints: () => complaints,
    send: (message) => void child.send(message),
    async collect() {
      child.send({});
      await once(child, 'message');
    },
    signal: (name) => void child.kill(name),
    stop: () => end('SIGTERM'),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      process.kill(-child.pid!, 'SIGKILL');
      await closed;
    },
  };
}
