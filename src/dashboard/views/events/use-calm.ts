// Use calm: a value that changes with every frame, passed on so seldom that it can be read.

import { useEffect, useRef, useState } from 'react';

/** At once after a pause, else at most once in so many milliseconds, and the newest always comes. */
export function useCalm<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState(value);
  const newest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const passedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    newest.current = value;
    if (timer.current !== null) return;
    timer.current = setTimeout(
      () => {
        timer.current = null;
        passedAt.current = performance.now();
        setShown(newest.current);
      },
      passedAt.current + everyMs - performance.now(),
    );
  }, [value, everyMs]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return shown;
}
