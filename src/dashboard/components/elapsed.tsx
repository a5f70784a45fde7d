// Elapsed: how long something takes or took.

import { elapsedOf, type Timed, takesTime } from './elapsed-of.ts';
import { useClock } from './use-clock.ts';

interface ElapsedProps {
  of: Timed;
  /** The moment that is looked at; the present when left out. */
  moment?: number | undefined;
}

export function Elapsed({ of, moment }: ElapsedProps) {
  const now = useClock(takesTime(of), moment);
  const words = elapsedOf(of, now);
  return words === null ? null : <span className="number">{words}</span>;
}
