// Subscriber: one of many; counts its events, and proves by a few decoded ones that they are the right ones.
//
// Every event carries its sequence. The first is always decoded, then every 256th, or all when the harness wants care.
// The sequences seen must rise, belong to the session, and in the end as many events must have come as lie between
// the first and the last: so none was lost and none came twice.

import type { Protocol, Wish } from './protocols.ts';
import type { Tally } from './tally.ts';

export type Subscriber = ReturnType<typeof createSubscriber>;

const decodeEvery = 256;
/** What is shorter is no event. */
export const shortestEvent = 200;

export function createSubscriber(index: number, wish: Wish, protocol: Protocol, tally: Tally) {
  let count = 0;
  /** Events that came before the first that was decoded. */
  let before = 0;
  let first: number | null = null;
  let newest = 0;
  let wrong: string | null = null;

  /** Gives what is to be said. */
  function hear(text: string): string | null {
    const heard = protocol.hear(text, wish);
    if (heard.kind === 'say') return heard.text;
    if (heard.kind === 'wrong') wrong ??= `subscriber ${index} got ${text.slice(0, 300)}`;
    if (heard.kind === 'event') {
      const { sequence, sessionId } = heard.event;
      if (sessionId !== `s${wish.session}` || sequence <= newest) {
        wrong ??= `subscriber ${index} of s${wish.session} got ${sequence} of ${sessionId} after ${newest}`;
      }
      if (first === null) {
        first = sequence;
        before = count - 1;
      }
      newest = sequence;
    }
    return null;
  }

  return {
    wish,
    stalled: false,
    /** Events from the first on. */
    get count() {
      return count - before;
    },
    get first() {
      return first;
    },
    get wrong() {
      return wrong;
    },
    fail(reason: string) {
      wrong ??= `subscriber ${index}: ${reason}`;
    },
    hear,
    /** Whether the next event shall be handed over. */
    wants: () => first === null || tally.careful || count % decodeEvery === 0 || tally.isTimed(index),
    /** An event came, as text when it was looked at. */
    event(text: Buffer | null) {
      count++;
      tally.event();
      if (text === null) return;
      if (tally.isTimed(index)) tally.latency(text);
      if (first === null || tally.careful || (count - 1) % decodeEvery === 0) hear(text.toString());
    },
  };
}
