// Connection state: always in sight, in words and not in colour alone.

import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { access } from '../api/access.ts';
import { type Connection, connection, tryNow } from '../api/connection.ts';
import type { Tone } from '../session/status.ts';

export function ConnectionState() {
  const now = useStore(connection);
  const isBarred = useStore(access, ({ state }) => state === 'barred');
  if (isBarred)
    return (
      <span className="chip" data-tone="asks" role="status" data-state="barred">
        Waits for a token
      </span>
    );
  const waits = now.state === 'reconnecting' && now.nextAt !== null;
  return (
    <span className="row connection">
      <span className="chip" data-tone={toneOf(now)} role="status" data-state={now.state}>
        <span className="dot" aria-hidden="true" />
        {wordsOf(now)}
        {waits && <Countdown to={now.nextAt!} />}
      </span>
      {waits && (
        <button type="button" className="button plain small" onClick={tryNow}>
          Try now
        </button>
      )}
    </span>
  );
}

function wordsOf(now: Connection): string {
  switch (now.state) {
    case 'connecting':
      return 'Connecting';
    case 'live':
      return 'Live';
    case 'catching_up':
      return now.behind === null ? 'Catching up' : `Catching up, ${now.behind} behind`;
    case 'reconnecting':
      return `Reconnecting, attempt ${now.attempt}`;
  }
}

const toneOf = ({ state }: Connection): Tone =>
  state === 'live' ? 'good' : state === 'reconnecting' ? 'bad' : 'asks';

/** Seconds that are left; not read out each time they change. */
function Countdown({ to }: { to: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="number" aria-hidden="true">
      in {Math.max(0, Math.ceil((to - now) / 1000))} s
    </span>
  );
}
