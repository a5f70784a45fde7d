// Token: with which this page asks, where the server wants one. It is the one of the page at `/` in the same tab of the
// browser, and a tab of GraphiQL that has an authorization header of its own goes by that.

import { createStore } from 'zustand/vanilla';

const key = 'pip-stream:token';

export interface Viewer {
  id: string;
  name: string;
  roles: string[];
  expiresAt: string | null;
}

export type Access =
  | { state: 'asking' }
  /** Null where no token is asked for. */
  | { state: 'in'; token: string | null; viewer: Viewer }
  /** `reason` by name, and nothing else is sent before there is another token. */
  | { state: 'out'; token: string | null; reason: string };

export const access = createStore<Access>(() => ({ state: 'asking' }));

export const tokenNow = (): string | null => {
  const now = access.getState();
  return now.state === 'asking' ? null : now.token;
};

function kept(): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, token);
  } catch {
    // It holds until the page is left.
  }
}

type Told = { viewer: Viewer } | { code: string; message: string };

async function viewerOf(url: string, token: string | null): Promise<Told> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorizationOf(token) },
    body: JSON.stringify({ query: '{ viewer { id name roles expiresAt } }' }),
  });
  const { data, errors } = (await response.json()) as {
    data?: { viewer: Viewer } | null;
    errors?: { message: string; extensions?: { code?: string } }[];
  };
  if (data != null) return data;
  const [first] = errors ?? [];
  return { code: first?.extensions?.code ?? '', message: first?.message ?? `HTTP ${response.status}` };
}

const authorizationOf = (token: string | null): Record<string, string> =>
  token === null ? {} : { authorization: `Bearer ${token}` };

/** Called once, before anything else is asked; what it cannot find out, the operations themselves will tell. */
export async function openAccess(url: string): Promise<void> {
  const token = kept();
  const told = await viewerOf(url, token).catch(() => null);
  if (told !== null && 'code' in told) access.setState({ state: 'out', token, reason: told.code }, true);
  else {
    const viewer = told?.viewer ?? { id: '', name: '', roles: [], expiresAt: null };
    access.setState({ state: 'in', token, viewer }, true);
  }
}

/** Null, or why the token is not taken. */
export async function useToken(url: string, pasted: string): Promise<string | null> {
  const token = pasted.replace(/^\s*["']?(?:Bearer\s+)?/i, '').replace(/["'\s]+/g, '');
  if (token === '') return 'Paste a token first.';
  const told = await viewerOf(url, token).catch(() => ({ code: '', message: 'The server was not reached.' }));
  if ('code' in told) return told.message;
  keep(token);
  access.setState({ state: 'in', token, viewer: told.viewer }, true);
  return null;
}

export function forgetToken(): void {
  keep(null);
  location.reload();
}

/** The server has refused the token `used`. */
export function refused(reason: string, used: string | null): void {
  if (used === tokenNow()) access.setState({ state: 'out', token: used, reason }, true);
}

/** Resolves when there is a token that was not refused, or none is asked for. */
export function letIn(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (access.getState().state === 'out') return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = access.subscribe(look);
    look();
  });
}

const hasOwn = (headers: Record<string, unknown>) =>
  Object.keys(headers).some((name) => /^(authorization|token)$/i.test(name));

/** Headers of a tab, with the token where they have none of their own. */
export const withToken = (headers: Record<string, unknown>): Record<string, unknown> =>
  hasOwn(headers) ? headers : { ...authorizationOf(tokenNow()), ...headers };

/** Whether what goes with these headers goes by the page's token. */
export const goesByToken = (headers: Record<string, unknown>): boolean => !hasOwn(headers);
