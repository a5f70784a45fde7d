// Use clock: the time of day for what counts seconds, or the moment in the past that is looked at.

import { useEffect, useState } from 'react';
import { serverNow } from '../api/server-clock.ts';

const tickMs = 500;

/** Milliseconds since 1970. It moves while `ticks`; a `moment` is always itself. */
export function useClock(ticks: boolean, moment?: number): number {
  const [now, setNow] = useState(serverNow);
  const runs = ticks && moment === undefined;
  useEffect(() => {
    if (!runs) return;
    setNow(serverNow());
    const timer = setInterval(() => setNow(serverNow()), tickMs);
    return () => clearInterval(timer);
  }, [runs]);
  return moment ?? now;
}
