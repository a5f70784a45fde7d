// Time to: how long until something happens; where the past is looked at, when it was to happen.

import { useClock } from './use-clock.ts';
import { spanOf, timeOf } from './words.ts';

interface TimeToProps {
  /** RFC 3339. */
  to: string;
  /** The moment that is looked at; the present when left out. */
  moment?: number | undefined;
}

/** Not read out each time it changes: the time of day is. */
export function TimeTo({ to, moment }: TimeToProps) {
  const now = useClock(true, moment);
  const left = Date.parse(to) - now;
  if (moment !== undefined) return <time dateTime={to}>at {timeOf(to)}</time>;
  return (
    <time dateTime={to}>
      <span className="hidden-text">at {timeOf(to)}</span>
      <span className="number" aria-hidden="true">
        {left > 0 ? `in ${spanOf(left)}` : 'any moment'}
      </span>
    </time>
  );
}
