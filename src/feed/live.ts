// Live: what takes over a stream that has caught up.
//
// A stream pulls from the log until there is nothing more. From there on all streams with the same question would do the
// same work for each event; so somebody may tell live events in its stead (delivery/), from the stream's place onward,
// each event that its filter lets through, in order. The stream gets its place back when something else is due.

import type { Event } from '../events/event.ts';
import type { Filter } from './filter.ts';
import type { PullIterator } from './pull-iterator.ts';

/** Where a stream has to go on by itself, and why. */
export interface Left {
  position: number;
  /** `quiet`: nothing was told for the time given. `told`: what it wanted to look at was. `behind`: its client does not keep up. */
  reason: 'quiet' | 'told' | 'stopped' | 'behind';
}

export interface Live {
  /**
   * Tells what comes after `position` until something else is due: `quietMs` without a word, an event of the kind
   * `until` was told, or `stop`. Null when there is more in the log by now, or may be: the stream reads on.
   */
  follow(position: number, quietMs: number | null): Promise<Left | null>;
  /** Resolves when the client may be told more; a stream asks before it reads. */
  ready(): Promise<void> | undefined;
  /** Ends a pending `follow`. */
  stop(): void;
  /** Something that somebody counts: events merged, or lost to retention. */
  note(what: 'conflated' | 'gap', count: number): void;
}

/** An item says after which sequence the stream goes on. */
export interface Placed {
  sequence: number;
}

/** Why a client is left that did not ask for it: it takes nothing any more, or may not be told more. */
export type LeftBecause = 'slow_client' | 'auth_expired' | 'permission_revoked';

/** A stream of one session that can be taken over while it has nothing to do but wait. */
export interface LiveStream<T extends Placed> extends PullIterator<T> {
  readonly sessionId: string;
  readonly filter: Filter;
  /** What a live event is told as. */
  itemOf(event: Event): T;
  /** Kinds after which the stream wants to look for itself. */
  readonly until: ReadonlySet<string>;
  /** Before the first `next`: from now on `live` is asked. */
  attach(live: Live): void;
  /** The last word to a client that is left, and was told all up to `position`; null when there is none. */
  lastWord(position: number, reason: LeftBecause): T | null;
}

export function isLiveStream(value: unknown): value is LiveStream<Placed> {
  return typeof value === 'object' && value !== null && 'attach' in value && 'itemOf' in value;
}
