// Deadline: how long there is to answer, as a ring and in minutes and seconds.

import { useEffect, useState } from 'react';
import { type TimeLeft, timeLeft } from './decision-words.ts';

const tickMs = 250;

/** Drawn again only when the words change. `now`: where the deadline was set. Null where there is none. */
export function useTimeLeft(askedAt: string, expiresAt: string | null, now: () => number): TimeLeft | null {
  const read = () =>
    expiresAt === null ? null : timeLeft(Date.parse(askedAt), Date.parse(expiresAt), now());
  const [left, setLeft] = useState(read);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `read` is new each time, of these three
  useEffect(() => {
    setLeft(read());
    if (expiresAt === null) return;
    const timer = setInterval(() => {
      const next = read();
      setLeft((before) => (isSame(before, next) ? before : next));
    }, tickMs);
    return () => clearInterval(timer);
  }, [askedAt, expiresAt, now]);
  return left;
}

const isSame = (a: TimeLeft | null, b: TimeLeft | null) =>
  a?.words === b?.words && a?.urgent === b?.urgent && a?.over === b?.over;

export function Deadline({ left: { share, words, urgent, over } }: { left: TimeLeft }) {
  return (
    <span className="deadline" data-urgent={urgent || over} role="timer" aria-label="Time to answer">
      <svg viewBox="0 0 24 24" className="deadline-ring" aria-hidden="true">
        <circle cx="12" cy="12" r="9.5" className="deadline-track" />
        <circle
          cx="12"
          cy="12"
          r="9.5"
          pathLength={1}
          className="deadline-rest"
          style={{ strokeDashoffset: 1 - share }}
        />
      </svg>
      <span className="number">{over ? 'time is up' : urgent ? `only ${words} left` : `${words} left`}</span>
    </span>
  );
}
