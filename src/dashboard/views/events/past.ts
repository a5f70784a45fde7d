// Past: which place of a session is shown, in words and numbers.

import { timeOf } from '../../components/words.ts';
import type { Shown } from '../../session/use-live-session.ts';

export interface Place {
  first: number;
  last: number;
  /** The place that was chosen; the last one is now. */
  value: number;
  /** When the event at the place happened; null while it is asked for. */
  time: string | null;
}

export function placeShown({ live, recent, at }: Pick<Shown, 'live' | 'recent' | 'at'>): Place {
  const { firstRetainedSequence: first, lastSequence: last } = live.view.session;
  const value = at ?? last;
  const event = recent.findLast(({ sequence }) => sequence <= value);
  // Steps may have been merged, so in what is live the last one stands for those.
  const known = event !== undefined && (event.sequence === value || at === null);
  return { first: Math.min(first, last), last, value, time: known ? timeOf(event.timestamp) : null };
}

/** «As it was at 12:03:10, event 41 of 90» */
export function placeWords({ value, last, time }: Place, at: number | null): string {
  if (at === null)
    return last === 0 ? 'Nothing happened yet' : `Now, after ${last} ${last === 1 ? 'event' : 'events'}`;
  return `As it was${time === null ? '' : ` at ${time}`}, event ${value} of ${last}`;
}
