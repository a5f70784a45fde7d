// Channel: the newest events of one session, for all groups that are told them.
//
//   C1. What is appended in one turn of the event loop is told in one go at its end: one write for each subscriber.
//   C2. Groups are told each event once, in order. What the doorbell does not hand over is read from the log, once for
//       all of them.

import type { Event } from '../events/event.ts';
import type { Log } from '../log/log.ts';
import type { Group } from './group.ts';

const pageSize = 500;
const nothing: readonly Event[] = [];

/** What all channels of a hub share. */
export interface ChannelOptions {
  log: Log;
  /** Called when there is something to flush. */
  due(channel: Channel): void;
  onError(error: unknown): void;
}

/** Listens from the start. A class, so that ten thousand channels share their functions. */
export class Channel implements Disposable {
  readonly sessionId: string;
  private readonly options: ChannelOptions;
  /** Mostly there is one. */
  private one: Group | null = null;
  private more: Map<string, Group> | null = null;
  private readonly watch: Disposable;
  /** Not told yet. */
  private fresh: readonly Event[] = nothing;
  /** The same once there was more than one append in a turn; until then it is what was appended. */
  private gathered: Event[] | null = null;
  /** The newest sequence that came; null while it is not known where the groups begin. */
  private newest: number | null = null;
  private flushed = 0;
  private reading = false;
  private again = false;

  constructor(sessionId: string, options: ChannelOptions) {
    this.sessionId = sessionId;
    this.options = options;
    this.watch = options.log.watch(sessionId, (_id, appended) => this.rung(appended));
  }

  get isUsed(): boolean {
    return this.one !== null || this.more !== null;
  }

  group(key: string): Group | undefined {
    return this.one?.key === key ? this.one : this.more?.get(key);
  }

  add(group: Group): void {
    if (this.more !== null) this.more.set(group.key, group);
    else if (this.one === null) this.one = group;
    else {
      this.more = new Map([this.one, group].map((each) => [each.key, each]));
      this.one = null;
    }
  }

  remove(group: Group): void {
    if (this.one === group) this.one = null;
    else if (this.more?.delete(group.key) === true && this.more.size === 0) this.more = null;
  }

  /** Whether a reader at this place has all that the groups were told. */
  isCurrent(position: number): boolean {
    // Whoever asks has read up to there after the doorbell was listened to, and it has not rung since.
    if (this.newest === null && !this.reading) this.flushed = this.newest = position;
    return this.newest !== null && position >= this.flushed;
  }

  /** Tells what came since the last time. */
  flush(): void {
    const events = this.fresh;
    this.fresh = nothing;
    this.gathered = null;
    if (events.length === 0) return;
    this.flushed = events.at(-1)!.sequence;
    if (this.one !== null) this.one.take(events);
    else if (this.more !== null) for (const group of this.more.values()) group.take(events);
  }

  [Symbol.dispose](): void {
    this.watch[Symbol.dispose]();
  }

  private rung(appended: readonly Event[] | undefined): void {
    const first = appended?.[0];
    const follows = this.newest === null || (first?.sequence ?? 0) <= this.newest + 1;
    if (first !== undefined && !this.reading && follows) this.take(appended!);
    else void this.read();
  }

  private take(events: readonly Event[]): void {
    const known = this.newest ?? 0;
    const unknown = events[0]!.sequence > known ? events : events.filter(({ sequence }) => sequence > known);
    if (unknown.length === 0) return;
    if (this.fresh.length === 0) {
      this.options.due(this);
      this.fresh = unknown;
    } else {
      if (this.gathered === null) this.fresh = this.gathered = [...this.fresh];
      this.gathered.push(...unknown);
    }
    this.newest = unknown.at(-1)!.sequence;
  }

  /** The doorbell handed nothing over, or something is missing before it. */
  private async read(): Promise<void> {
    const { log, onError } = this.options;
    this.again = true;
    if (this.reading) return;
    this.reading = true;
    try {
      // Nobody has joined yet, so nobody misses what is before.
      if (this.newest === null)
        this.flushed = this.newest = (await log.head(this.sessionId))?.lastSequence ?? 0;
      while (this.again) {
        this.again = false;
        const events = await log.read(this.sessionId, this.newest, pageSize);
        if (events.length > 0) this.take(events);
        this.again ||= events.length === pageSize;
      }
    } catch (error) {
      onError(error);
    } finally {
      this.reading = false;
    }
  }
}
