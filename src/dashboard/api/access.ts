// Access: as whom this page asks, and whether the server lets it in.
//
//   asking ──▶ in ──refused──▶ barred ──sign in──▶ in
//
//   A1. While it is barred nothing is sent; what was to be sent waits, and goes with the next token.
//   A2. What is on the screen is of one person: the token of another is not taken before signing out.

import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { wait } from '../../client/wait.ts';
import { serverNow } from './server-clock.ts';
import { currentToken, keepToken, tokenIn } from './token.ts';
import { type Viewer, viewerOf } from './viewer.ts';

export type Reason =
  | 'NO_TOKEN'
  | 'UNAUTHENTICATED'
  | 'AUTH_EXPIRED'
  | 'PERMISSION_REVOKED'
  | 'PERMISSION_DENIED';

export type Access =
  | { state: 'asking' }
  | { state: 'in'; viewer: Viewer }
  /** `viewer`: whose things are on the screen; null when nobody was let in yet. */
  | { state: 'barred'; reason: Reason; viewer: Viewer | null };

export const access = createStore<Access>(() => ({ state: 'asking' }));

/** Shows the token over connections that are open; set by who opens them. */
let renewOpen: (token: string) => Promise<void> = async () => {};

export function onRenewal(renew: typeof renewOpen): void {
  renewOpen = renew;
}

const viewerNow = (): Viewer | null => {
  const now = access.getState();
  return now.state === 'asking' ? null : now.viewer;
};

/** Called once, when the page begins. */
export async function openAccess(): Promise<void> {
  for (let retries = 0; access.getState().state === 'asking'; retries++) {
    const told = await viewerOf(currentToken());
    if (told.kind === 'viewer') access.setState({ state: 'in', viewer: told.viewer }, true);
    else if (told.kind === 'refused') bar(told.code as Reason);
    else await wait(Math.min(5000, 500 * 2 ** retries));
  }
}

/** Resolves when the page is let in; rejects when the signal is given. */
export function letIn(signal: AbortSignal | null = null): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (access.getState().state !== 'in') return;
      end();
      resolve();
    };
    const giveUp = () => {
      end();
      reject(signal!.reason);
    };
    const end = () => {
      unsubscribe();
      signal?.removeEventListener('abort', giveUp);
    };
    const unsubscribe = access.subscribe(look);
    if (signal?.aborted === true) return giveUp();
    signal?.addEventListener('abort', giveUp);
    look();
  });
}

/** The server has refused `used`; without effect when another token is there by now. */
export function refused(code: Reason, used: string | null): void {
  if (used === currentToken()) bar(code);
}

function bar(code: Reason): void {
  const viewer = viewerNow();
  const until = viewer?.expiresAt == null ? null : Date.parse(viewer.expiresAt);
  const reason =
    currentToken() === null
      ? 'NO_TOKEN'
      : // Over HTTP a token that has expired is like one that is none.
        code === 'UNAUTHENTICATED' && until !== null && until <= serverNow()
        ? 'AUTH_EXPIRED'
        : code;
  access.setState({ state: 'barred', reason, viewer }, true);
}

/** Signs in, or shows a newer token of the same person. Null, or why not. */
export async function signIn(pasted: string): Promise<string | null> {
  const token = tokenIn(pasted);
  if (token === '') return 'Paste a token first.';
  const told = await viewerOf(token);
  if (told.kind === 'refused') return refusalWords[told.code as Reason] ?? told.message;
  if (told.kind === 'unanswered') return `The server could not be asked: ${told.message}`;
  const before = viewerNow();
  const { viewer } = told;
  if (before !== null && (before.id !== viewer.id || before.tenant !== viewer.tenant))
    return `This token is of ${viewer.name}, and what you see here is of ${before.name}. Sign out first.`;
  const wasOpen = access.getState().state === 'in';
  keepToken(token);
  if (wasOpen) await renewOpen(token);
  access.setState({ state: 'in', viewer }, true);
  return null;
}

const refusalWords: Partial<Record<Reason, string>> = {
  UNAUTHENTICATED: 'The server does not take this token: it is not valid, or has expired.',
  AUTH_EXPIRED: 'This token has expired.',
  PERMISSION_REVOKED: 'This token, or its person, was shut out.',
  PERMISSION_DENIED: 'This token gives none of the roles that let somebody look on.',
};

/** Leaves nothing of the person on the screen. */
export function signOut(): void {
  keepToken(null);
  location.assign('/');
}

/** Who signed in with a token; null where the server asks for none, and what was kept is of another. */
export const useSignedIn = (): Viewer | null =>
  useStore(access, (now) =>
    now.state === 'asking' || now.viewer?.expiresAt == null || currentToken() === null ? null : now.viewer,
  );
