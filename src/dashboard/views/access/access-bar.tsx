// Access bar: the token is about to expire, or has; with a new one everything goes on where it is.

import './access.css';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { access, signOut, useSignedIn } from '../../api/access.ts';
import { serverNow } from '../../api/server-clock.ts';
import { reasonWords } from './access-words.ts';
import { TokenForm } from './token-form.tsx';

/** Before the token expires. */
const soonMs = 120_000;

export function AccessBar() {
  const now = useStore(access);
  const viewer = useSignedIn();
  const left = useTimeUntil(viewer?.expiresAt ?? null);
  const [isRenewing, setIsRenewing] = useState(false);
  if (now.state === 'barred' && now.viewer !== null)
    return (
      <aside aria-label="Your token" className="access-bar" data-tone="bad">
        <p role="alert" className="words">
          <strong>{reasonWords[now.reason]}</strong> <code>{now.reason}</code>
          <br />
          What you see stays, and what you send waits until there is a new token of {now.viewer.name}.
        </p>
        <div className="access-renew">
          <TokenForm action="Go on" />
          <button type="button" className="button plain small" onClick={signOut}>
            Sign out
          </button>
        </div>
      </aside>
    );
  if (left === null || left > soonMs) return null;
  return (
    <aside aria-label="Your token" className="access-bar" data-tone="asks">
      <p role="status">Your token expires in less than two minutes.</p>
      {isRenewing ? (
        <div className="access-renew">
          <TokenForm action="Renew" onDone={() => setIsRenewing(false)} />
        </div>
      ) : (
        <button type="button" className="button small" onClick={() => setIsRenewing(true)}>
          Renew it
        </button>
      )}
    </aside>
  );
}

/** Milliseconds, told when it becomes soon; null without an end. */
function useTimeUntil(end: string | null): number | null {
  const at = end === null ? null : Date.parse(end);
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (at === null) return setLeft(null);
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const rest = at - serverNow();
      setLeft(rest);
      // A timer of more days than it can count would end at once.
      if (rest > soonMs) timer = setTimeout(look, Math.min(rest - soonMs + 50, 3_600_000));
    };
    look();
    return () => clearTimeout(timer);
  }, [at]);
  return left;
}
