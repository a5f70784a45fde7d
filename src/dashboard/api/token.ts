// Token: kept for as long as this tab of the browser, never in an address. GraphiQL finds it under the same key.

const key = 'pip-stream:token';

/** Where the browser lets nothing be kept, it holds until the page is left. */
let held = kept();

function kept(): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Null where none was given, as where the server asks for none. */
export const currentToken = (): string | null => held;

/** Null forgets it. */
export function keepToken(token: string | null): void {
  held = token;
  try {
    if (token === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, token);
  } catch {
    // It is held.
  }
}

/** What people paste may have come with quotes, a break, or the word that stands before it in a header. */
export const tokenIn = (pasted: string): string =>
  pasted
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/^Bearer /i, '')
    .replaceAll(' ', '');

export const authorizationOf = (token: string | null): Record<string, string> =>
  token === null ? {} : { authorization: `Bearer ${token}` };
