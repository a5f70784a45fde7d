// Attention: the title and the icon say how many answers are waited for, and a notification says it when nobody looks.
//
//   A1. A decision is notified at most once, and never one that this page has shown before, however often it reconnects.
//   A2. Notifications are asked for by a click, never by themselves, and can be turned off again.

import { navigate } from 'wouter/use-browser-location';
import { createStore } from 'zustand/vanilla';
import { inbox } from '../api/inbox.ts';
import type { DecisionPartsFragment } from '../generated/graphql.ts';
import { addressOf, askFor } from '../views/asked/wanted.ts';
import { titleWith } from './title.ts';

/** `blocked`: the browser does not let this page. `none`: it knows no notifications. */
export type Telling = 'none' | 'off' | 'on' | 'blocked';

export const telling = createStore<{ state: Telling }>(() => ({ state: tellingNow() }));

const key = 'pip-stream tell';
const calm = new URL('../theme/icon.svg', import.meta.url).href;
const asked = new URL('./icon-asked.svg', import.meta.url).href;
const mostWords = 160;

function tellingNow(): Telling {
  if (!('Notification' in window)) return 'none';
  if (Notification.permission === 'denied') return 'blocked';
  return Notification.permission === 'granted' && !isMuted() ? 'on' : 'off';
}

function isMuted(): boolean {
  try {
    return localStorage.getItem(key) === 'off';
  } catch {
    return false;
  }
}

/** Called by a click only. */
export async function tellMe(wish: boolean): Promise<void> {
  if (wish && Notification.permission === 'default') await Notification.requestPermission();
  try {
    localStorage.setItem(key, wish ? 'on' : 'off');
  } catch {
    // It holds until the page is closed.
  }
  const state = tellingNow();
  telling.setState({ state: !wish && state === 'on' ? 'off' : state });
}

function mark(count: number): void {
  const title = titleWith(document.title, count);
  if (title !== document.title) document.title = title;
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const href = count === 0 ? calm : asked;
  if (icon !== null && icon.href !== href) icon.href = href;
}

function tell(decision: DecisionPartsFragment): void {
  try {
    const notification = new Notification('You are asked', {
      body: decision.prompt.slice(0, mostWords),
      tag: decision.id,
    });
    notification.onclick = () => {
      window.focus();
      askFor(decision.id);
      navigate(addressOf(decision));
      notification.close();
    };
  } catch {
    // Some browsers on phones allow it in service workers only; the title still says it.
  }
}

/** Returns what ends it. */
export function openAttention(): () => void {
  /** Null until the server has told what is open: that is nothing new. */
  let known: Set<string> | null = null;
  const look = () => {
    const { open } = inbox.getState();
    if (open === null) return;
    mark(open.length);
    const fresh = known === null ? [] : open.filter(({ id }) => !known?.has(id));
    known = new Set([...(known ?? []), ...open.map(({ id }) => id)]);
    if (document.hidden && telling.getState().state === 'on') for (const decision of fresh) tell(decision);
  };
  // Views may set a title of their own.
  const titles = new MutationObserver(() => mark(inbox.getState().open?.length ?? 0));
  const title = document.querySelector('title');
  if (title !== null) titles.observe(title, { childList: true, characterData: true, subtree: true });
  const unsubscribe = inbox.subscribe(look);
  look();
  return () => {
    unsubscribe();
    titles.disconnect();
  };
}
