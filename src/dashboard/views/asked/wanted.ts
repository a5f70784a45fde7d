// Wanted: the decision that a notification or an address leads to, until its card has the focus.

import { createStore } from 'zustand/vanilla';

export const wanted = createStore<{ id: string | null }>(() => ({ id: null }));

export function askFor(id: string | null): void {
  wanted.setState({ id });
}

/** Asks for what the address names, if it does. */
export function askForAddressed(): void {
  // Unlike decodeURIComponent it takes whatever stands there.
  const id = new URLSearchParams(`id=${location.hash.slice(1)}`).get('id');
  if (id !== null && id !== '') askFor(id);
}

/** Where a decision can be answered, with its card in the address. */
export const addressOf = ({ id, sessionId }: { id: string; sessionId: string }): string =>
  `/sessions/${encodeURIComponent(sessionId)}/asked#${encodeURIComponent(id)}`;
