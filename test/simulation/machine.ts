// Machine: where the server runs. It crashes, is switched off politely, and starts again over the same disk.

import { createClock } from '../../src/base/clock.ts';
import { isFault } from '../../src/base/fault.ts';
import { createLogger } from '../../src/base/logger.ts';
import { createBrains } from '../../src/brains/brains.ts';
import { openLocalEngine } from '../../src/engine/local/local-engine.ts';
import { eachHead, unfinished } from '../../src/log/heads.ts';
import type { Log } from '../../src/log/log.ts';
import { startRetention } from '../../src/log/retention.ts';
import { createSessions, type Sessions } from '../../src/log/sessions.ts';
import { type Commands, createCommands } from '../../src/manager/commands.ts';
import { createManager } from '../../src/manager/manager.ts';
import { type Failures, simulatedRoster } from './agents.ts';
import type { Disk } from './disk.ts';
import type { Owner, World } from './world.ts';

export interface Server extends Owner {
  log: Log;
  sessions: Sessions;
  commands: Commands;
  clock: ReturnType<typeof createClock>;
  draining: AbortController;
  /** Resolves when it is gone. */
  gone: Promise<'gone'>;
  /** What was asked of it; `gone` when it was gone before it answered. */
  asked<T>(answer: Promise<T>): Promise<T | 'gone'>;
  close(): Promise<void>;
}

export interface Machine {
  /** Null while it is off. */
  server: Server | null;
  /** Whether it was started, though it may not be ready yet. */
  readonly on: boolean;
  /** Ends of the server, and of those the politely asked for. */
  crashes: number;
  closings: number;
  start(): Promise<void>;
  crash(): void;
  close(): Promise<void>;
}

export interface MachineOptions {
  world: World;
  disk: Disk;
  seed: number;
  failures: Failures;
  decisionTimeoutSeconds: number;
  /** Events per session; null keeps all. */
  retention: number | null;
  /** Gets bugs that the floors tell of. */
  onError(error: unknown): void;
}

const logger = createLogger('silent');

export function createMachine(options: MachineOptions): Machine {
  let powered: Owner = { alive: false };
  let leave = () => {};
  const machine: Machine = {
    server: null,
    get on() {
      return powered.alive;
    },
    crashes: 0,
    closings: 0,
    async start() {
      const process = { alive: true };
      powered = process;
      const server = await openServer(options, process);
      if (!process.alive) return;
      const { promise, resolve } = Promise.withResolvers<'gone'>();
      leave = () => resolve('gone');
      machine.server = Object.assign(process, server, {
        gone: promise,
        asked: <T>(answer: Promise<T>) => Promise.race([answer, promise]),
      });
    },
    crash() {
      machine.crashes++;
      powered.alive = false;
      machine.server = null;
      leave();
    },
    async close() {
      const { server } = machine;
      if (server === null) return;
      machine.closings++;
      await server.asked(server.close());
      if (machine.server !== server) return;
      powered.alive = false;
      machine.server = null;
      leave();
    },
  };
  return machine;
}

async function openServer(options: MachineOptions, process: Owner) {
  const { world, disk, decisionTimeoutSeconds } = options;
  const onError = (error: unknown) => {
    const refused = isFault(error, 'STORAGE_UNAVAILABLE');
    if (process.alive && !refused) options.onError(error);
  };
  const clock = createClock({
    wall: () => world.wall,
    elapsed: () => world.elapsed,
    after: (ms, ring) => world.after(process, ms, ring),
  });
  const log = await disk.open(process);
  const sessions = createSessions(log);
  const roster = simulatedRoster(world, process, options.seed, options.failures);
  const engine = openLocalEngine({ clock, concurrency: 3, onError });
  const intake = {
    add: refused,
    check: refused,
    addSample: (id: string) => addSample(log, id),
    fetch: async () => [],
  };
  const commands = createCommands({
    log,
    sessions,
    engine,
    clock,
    intake,
    roster,
    brains: [],
    maxInstructionLength: 1000,
  });
  const limits = { maxAgeMs: null, maxEvents: options.retention, maxBytes: null };
  const retention = startRetention(log, limits, clock, 60_000, onError);
  const drive = createManager({
    log,
    sessions,
    clock,
    engine,
    logger,
    roster,
    brains: createBrains([], clock),
    residency: 'anywhere',
    decisionTimeoutSeconds,
    progressEveryMs: 0,
  });
  const driven = new Set<string>();
  engine.start(async (sessionId, signal, rest) => {
    if (driven.has(sessionId)) onError(new Error(`two drives of ${sessionId} at once`));
    driven.add(sessionId);
    try {
      await drive(sessionId, signal, rest);
    } finally {
      driven.delete(sessionId);
    }
  });
  for await (const head of eachHead(log, unfinished)) engine.wake(head.id);
  const draining = new AbortController();
  const close = async () => {
    draining.abort();
    await engine[Symbol.asyncDispose]();
    await retention[Symbol.asyncDispose]();
    await log[Symbol.asyncDispose]();
  };
  return { log, sessions, commands, clock, draining, close };
}

async function addSample(log: Log, sessionId: string) {
  const sha256 = await log.putBlob(Buffer.from('x'));
  const id = `document_${sessionId}`;
  const document = { id, sessionId, name: 'a.csv', mediaType: 'text/csv', kind: 'csv', byteSize: 1, sha256 };
  await log.addDocument(document);
  return [document];
}

function refused(): never {
  throw new Error('not used');
}
