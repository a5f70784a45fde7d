// Stage: a subject and its crowd, each in a process of its own, and runs of events between them.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Crowd, LoadCalls, Pace, Received, SubjectCalls, SubjectOptions } from '../messages.ts';
import type { SubjectEntry } from '../subjects/list.ts';
import { openChild } from './child.ts';
import { receiptsPerTick } from './crowds.ts';

export interface StageOptions {
  log?: SubjectOptions['log'];
  compress?: boolean;
  /** Every so many-th subscriber is a stock client; 100 when left out. */
  stockEvery?: number;
}

export interface RunOptions {
  /** Characters of an event's text. */
  textLength?: number;
  latencyEvery?: number;
  latencyFrom?: number;
}

export interface Run {
  deliveries: number;
  /** Of the server's processor time. */
  microsPerDelivery: number;
  deliveriesPerSecond: number;
  eventsPerSecond: number;
  bytesPerDelivery: number;
  /** Of one core, 0 to 1. */
  serverShare: number;
  clientShare: number;
  latency: Received['latency'];
}

export interface Stage extends AsyncDisposable {
  entry: SubjectEntry;
  /** @throws when an event was lost, doubled or not understood, or nothing moves for half a minute */
  run(pace: Pace, options?: RunOptions): Promise<Run>;
  settledMemory(): Promise<number>;
  memory(): Promise<number>;
  /** Opens those of the crowd who are missing, and waits until each of it has received something. */
  connect(crowd: Crowd): Promise<void>;
  stall(count: number): Promise<void>;
  closed(): Promise<number>;
}

/** Bytes of a frame of the product's first document besides the text. */
const frameBytes = 449;

/** The length of the text that makes such frames so large. */
export const textLengthFor = (bytes: number) => Math.max(20, bytes - frameBytes);

const usualTextLength = textLengthFor(533);
/** After so long without a tick that everybody received, something was lost. */
const patienceMs = 30_000;

/** The subject is opened, its crowd is not yet there. At most `sessions` of it are used. */
export async function openStage(
  entry: SubjectEntry,
  sessions: number,
  { log = entry.log ?? 'passing', compress = false, stockEvery = 100 }: StageOptions = {},
): Promise<Stage> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'pip-stream-bench-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const subject = opened.use(
    openChild<SubjectCalls>(new URL('../subjects/subject.ts', import.meta.url), [entry.name], 0),
  );
  const load = opened.use(openChild<LoadCalls>(new URL('../load/load-client.ts', import.meta.url), [], 1));
  let movedAt = 0;
  load.onNote = (name, value) => {
    movedAt = performance.now();
    subject.note(name, value);
  };
  const port = await subject.call('open', { sessions, compress, log, folder });
  let crowd: Crowd | null = null;
  let last = 0;

  async function send(
    pace: Pace,
    { textLength = usualTextLength, latencyEvery = 0, latencyFrom = 0 }: RunOptions,
    careful: boolean,
  ) {
    if (crowd === null) throw new Error('nobody listens');
    await load.call('begin', {
      perTick: pace.mode === 'closed' ? receiptsPerTick(crowd, pace.eventsPerTick, last) : [],
      latencyEvery,
      latencyFrom,
      careful,
    });
    const sending = subject.call('send', { pace, kinds: crowd.kinds, textLength });
    movedAt = performance.now();
    const planned = pace.mode === 'open' ? (pace.events / pace.eventsPerSecond) * 1000 : 0;
    const sent = await moving(planned + patienceMs, sending, () => movedAt);
    if (sent.failure !== null) throw new Error(sent.failure);
    last = sent.lasts[0]!;
    return sent;
  }

  async function hello(now: Crowd): Promise<void> {
    const events = now.sessions * (now.oneKindEach ? now.kinds : 1);
    for (let tries = 0; tries < 30; tries++) {
      const { lasts } = await send({ mode: 'open', eventsPerSecond: 10_000, events }, {}, true);
      for (let n = 0; n < 100; n++) {
        if (await load.call('allHeard')) return check(await load.call('settle', lasts));
        await sleep(10);
      }
    }
    throw new Error('some subscribers hear nothing');
  }

  const all = opened.move();
  return {
    entry,
    async connect(now) {
      const { protocol } = entry;
      crowd = now;
      await load.call('connect', { ...now, port, protocol, compress, stockEvery });
      await hello(now);
    },
    async run(pace, options = {}) {
      const sent = await send(pace, options, false);
      const received = await load.call('settle', sent.lasts);
      check(received);
      return {
        deliveries: received.events,
        microsPerDelivery: sent.cpuMicros / received.events,
        deliveriesPerSecond: (received.events / sent.wallMs) * 1000,
        eventsPerSecond: (sent.events / sent.wallMs) * 1000,
        bytesPerDelivery: received.bytes / received.events,
        serverShare: sent.cpuMicros / 1000 / sent.wallMs,
        clientShare: received.cpuShare,
        latency: received.latency,
      };
    },
    settledMemory: () => subject.call('settledMemory'),
    memory: () => subject.call('memory'),
    stall: (count) => load.call('stall', count),
    closed: () => load.call('closed'),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

function check({ failure }: Received): void {
  if (failure !== null) throw new Error(failure);
}

/** @throws when nothing has moved for so long */
async function moving<T>(ms: number, promise: Promise<T>, movedAt: () => number): Promise<T> {
  const given = Promise.withResolvers<never>();
  const timer = setInterval(() => {
    if (performance.now() - movedAt() > ms) given.reject(new Error(`nothing for ${Math.round(ms / 1000)} s`));
  }, 1000);
  return Promise.race([promise, given.promise]).finally(() => clearInterval(timer));
}
