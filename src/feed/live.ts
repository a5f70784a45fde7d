// Live: what takes over a stream that has caught up.
//
// A stream pulls from the log until there is nothing more. From there on all streams with the same question would do the
// same work for each event; so there the stream rests, and somebody may tell live events in its stead (delivery/), from its
// place onward, each event that its filter lets through, in order. It gets its place back when something else is due.
// While it rests nothing is pending: a thousand resting streams are a thousand objects, and no promise.

import type { Event } from '../events/event.ts';
import type { Filter } from './filter.ts';
import { PullIterator } from './pull-iterator.ts';

/** Where a stream has told all that there is; it would look again after `quietMs` without a word. */
export interface Rest {
  position: number;
  quietMs: number | null;
}

/** Where a stream has to go on by itself, and why. */
export interface Left {
  position: number;
  /** `quiet`: nothing was told for the time given. `told`: what it wanted to look at was. `behind`: its client does not keep up. */
  reason: 'quiet' | 'told' | 'stopped' | 'behind';
}

export interface Live {
  /** Resolves when the client may be told more; a stream asks before it reads. */
  ready(): Promise<void> | undefined;
  /** Gives back what was taken over. */
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
export abstract class LiveStream<T extends Placed> extends PullIterator<T> {
  readonly sessionId: string;
  readonly filter: Filter;
  protected live: Live | null = null;
  private rests = false;

  constructor(sessionId: string, filter: Filter) {
    super();
    this.sessionId = sessionId;
    this.filter = filter;
  }

  /** What a live event is told as. Of itself alone: groups keep it. */
  abstract readonly itemOf: (event: Event) => T;
  /** Kinds after which the stream wants to look for itself. */
  abstract readonly until: ReadonlySet<string>;
  /** The last word to a client that is left, and was told all up to `position`; null when there is none. */
  abstract lastWord(position: number, reason: LeftBecause): T | null;

  /** What comes next, or that there is nothing to do but wait; null at the end. */
  protected abstract step(): Promise<T[] | Rest | null>;
  /** Until there may be more. */
  protected abstract wait(): Promise<void>;
  /** Somebody has told what was to be told up to there. */
  protected abstract resume(left: Left): void;

  /** Before anything else: from now on `live` is asked. */
  attach(live: Live): void {
    this.live = live;
  }

  /**
   * The next batch, or where it rests; null at the end. After a rest `left` is how somebody has left it; null when nobody
   * took it over, and then it waits. Not to be mixed with `next`.
   */
  nextOrRest(left: Left | null): Promise<T[] | Rest | null> {
    return this.queued(() =>
      this.untilEnd(async () => {
        if (left !== null) this.resume(left);
        else if (this.rests) await this.wait();
        const next = await this.step();
        this.rests = next !== null && 'position' in next;
        return next;
      }),
    );
  }

  protected async produce(): Promise<T[] | null> {
    for (;;) {
      const next = await this.step();
      if (next === null || !('position' in next)) return next;
      await this.wait();
    }
  }
}

export function isLiveStream(value: unknown): value is LiveStream<Placed> {
  return value instanceof LiveStream;
}
