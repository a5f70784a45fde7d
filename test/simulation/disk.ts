// Disk: what survives a crash. A log in memory over it, whose unsynced writes are gone when the process is.
//
//   write ──turn──▶ synced, seen by readers ──turn──▶ acknowledged        a crash may fall before, between or after

import { Fault } from '../../src/base/fault.ts';
import type { Event } from '../../src/events/event.ts';
import type { ExecutionStatus } from '../../src/events/shapes.ts';
import type { Log } from '../../src/log/log.ts';
import { openMemoryLog } from '../../src/log/memory/memory-log.ts';
import type { Owner, World } from './world.ts';

/** When an event was written. */
export interface Moment {
  /** Milliseconds that had passed. */
  elapsed: number;
  /** Which start of the server it was. */
  life: number;
  /** What the server's clock was ahead of the time that had passed, in milliseconds. */
  ahead: number;
}

/** A write, to be done again in another memory. */
type Write = (log: Log) => Promise<unknown>;

export interface Disk {
  /** Refuses every write that would need room. */
  full: boolean;
  /** The acknowledged appends: the last event of each. */
  readonly acknowledged: Event[];
  /** Of every event that was written, by its data. */
  readonly moments: WeakMap<object, Moment>;
  /** Of every session that was written to: its last sequence, and what its newest workflow is. */
  readonly heads: Map<string, { lastSequence: number; status: ExecutionStatus }>;
  /** A log for a process; it is gone with the process. */
  open(process: Owner): Promise<Log>;
  /** What would be found after a power cut now. */
  survivors(): Promise<Log>;
}

export interface DiskOptions {
  /** False acknowledges before it has synced, as SQLite does with durability «normal». */
  honest: boolean;
  /** Gets what a watcher throws. */
  onError(error: unknown): void;
}

export function createDisk(world: World, { honest, onError }: DiskOptions): Disk {
  const platter: Write[] = [];
  const acknowledged: Event[] = [];
  const moments = new WeakMap<object, Moment>();
  const heads: Disk['heads'] = new Map();
  let lives = 0;
  const disk: Disk = {
    full: false,
    acknowledged,
    moments,
    heads,
    async survivors() {
      const log = openMemoryLog({ onError });
      for (const write of platter) await write(log);
      return log;
    },
    async open(process) {
      const life = ++lives;
      const ahead = world.wall - world.elapsed;
      const inner = await disk.survivors();
      let cache: Write[] = [];
      const sync = () => {
        platter.push(...cache);
        cache = [];
      };
      const turn = () => world.turn(process);
      /** Some reads take their time, on the way there or on the way back. */
      const slowly = async <T>(read: () => Promise<T>): Promise<T> => {
        if (world.chance(6)) await turn();
        const found = await read();
        if (world.chance(6)) await turn();
        return found;
      };
      const roomed = async () => {
        await turn();
        if (disk.full) throw new Fault('STORAGE_UNAVAILABLE', 'There is no room.');
      };
      return {
        ...inner,
        async createSession(record) {
          await roomed();
          const head = await inner.createSession(record);
          cache.push((log) => log.createSession(record));
          sync();
          await turn();
          return head;
        },
        async append(sessionId, after, drafts, key) {
          await roomed();
          const appended = await inner.append(sessionId, after, drafts, key);
          if (!appended.repeated) {
            cache.push((log) => log.append(sessionId, after, drafts, key));
            for (const { data } of drafts) moments.set(data, { elapsed: world.elapsed, life, ahead });
          }
          if (honest || world.chance(4)) sync();
          const { lastSequence, status } = (await inner.head(sessionId))!;
          heads.set(sessionId, { lastSequence, status });
          await turn();
          acknowledged.push(...appended.events.slice(-1));
          return appended;
        },
        async prune(sessionId, upTo, snapshot) {
          await inner.prune(sessionId, upTo, snapshot);
          cache.push((log) => log.prune(sessionId, upTo, snapshot));
        },
        async setMark(sessionId, name, sequence) {
          await inner.setMark(sessionId, name, sequence);
          cache.push((log) => log.setMark(sessionId, name, sequence));
        },
        async putBlob(bytes) {
          await roomed();
          cache.push((log) => log.putBlob(bytes));
          sync();
          const hash = await inner.putBlob(bytes);
          await turn();
          return hash;
        },
        async addDocument(document) {
          await roomed();
          await inner.addDocument(document);
          cache.push((log) => log.addDocument(document));
          sync();
          await turn();
        },
        read: (...args) => slowly(() => inner.read(...args)),
        head: (id) => slowly(() => inner.head(id)),
        find: (id) => slowly(() => inner.find(id)),
        getBlob: (hash) => slowly(() => inner.getBlob(hash)),
      };
    },
  };
  return disk;
}
