// Connection: whether this page hears what happens, as everybody who looks at it should know.

import { createStore } from 'zustand/vanilla';
import { retryWaitMs, wait } from '../../client/wait.ts';

export type Connection =
  | { state: 'connecting' }
  | { state: 'live' }
  /** Connected again, and reading what it missed; null while it is not known how much that is. */
  | { state: 'catching_up'; behind: number | null }
  /** `nextAt`: milliseconds since 1970; null while an attempt is under way. */
  | { state: 'reconnecting'; attempt: number; nextAt: number | null };

/** The page's own state of it; what shows it subscribes. */
export const connection = createStore<Connection>(() => ({ state: 'connecting' }));

let hurry = new AbortController();
/** Streams that tell when they have caught up. */
let following = 0;

/** Returns what ends it. */
export function beginFollowing(): () => void {
  following++;
  return () => {
    following--;
  };
}

export function connected(again: boolean): void {
  connection.setState(
    again && following > 0 ? { state: 'catching_up', behind: null } : { state: 'live' },
    true,
  );
}

export function lost(): void {
  if (connection.getState().state !== 'reconnecting')
    connection.setState({ state: 'reconnecting', attempt: 1, nextAt: null }, true);
}

/** Ends the wait before the next attempt. */
export function tryNow(): void {
  hurry.abort();
}

/** What graphql-ws waits before an attempt: by chance and longer each time, but not when the network came back. */
export async function retryWait(retries: number): Promise<void> {
  const ms = retryWaitMs(retries);
  hurry = new AbortController();
  connection.setState({ state: 'reconnecting', attempt: retries + 1, nextAt: Date.now() + ms }, true);
  await wait(ms, hurry.signal);
  connection.setState({ state: 'reconnecting', attempt: retries + 1, nextAt: null }, true);
}

addEventListener('online', tryNow);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') tryNow();
});
