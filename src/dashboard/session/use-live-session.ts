// Use live session: the session of an address, for as long as its view is shown.

import { createContext, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type Live, type LiveSession, openLiveSession } from './live-session.ts';
import type { Event, View } from './view.ts';

const asking = createStore<Live>(() => ({ phase: 'asking' }));

/** Opened once for each id, also when effects run twice; closed when nobody looks any more. */
export function useLiveSession(sessionId: string): Live {
  const [session, setSession] = useState<LiveSession | null>(null);
  useEffect(() => {
    const opened = openLiveSession(sessionId);
    setSession(opened);
    return () => {
      opened.close();
      setSession(null);
    };
  }, [sessionId]);
  return useStore(session?.store ?? asking);
}

/** What the views of a session show: now, or as it was at the place that was chosen. */
export interface Shown {
  sessionId: string;
  live: Extract<Live, { phase: 'open' }>;
  /** The live view, or that of an earlier place. */
  view: View;
  /** The newest events up to there, and whether there are earlier ones. */
  recent: readonly Event[];
  hasEarlier: boolean;
  /** The place in the past that is looked at; null for now. */
  at: number | null;
  /** Looks at another place; null is now. */
  goTo: (at: number | null) => void;
}

export const ShownContext = createContext<Shown | null>(null);

/** @throws outside of a session's views, which is a bug */
export function useShown(): Shown {
  const shown = useContext(ShownContext);
  if (shown === null) throw new Error('There is no session around this component.');
  return shown;
}
