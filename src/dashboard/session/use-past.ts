// Use past: a session as it was after one event, asked of the server and kept for a while.

import { LRUCache } from 'lru-cache';
import { useEffect, useState } from 'react';
import { client } from '../api/client.ts';
import { sessionAt } from './documents.ts';
import { type Event, type View, viewOf } from './view.ts';

export interface Past {
  at: number;
  view: View;
  /** The newest events up to there. */
  recent: readonly Event[];
  hasEarlier: boolean;
}

const kept = new LRUCache<string, Past>({ max: 200 });
/** A slider passes many places; only where it rests is asked for. */
const restMs = 60;

/** Null for now, and while the answer is under way the one before. */
export function usePast(sessionId: string, at: number | null): Past | null {
  const [past, setPast] = useState<Past | null>(null);
  useEffect(() => {
    if (at === null) return setPast(null);
    const key = `${at} ${sessionId}`;
    const known = kept.get(key);
    if (known !== undefined) return setPast(known);
    let wanted = true;
    const timer = setTimeout(async () => {
      const { data } = await client.query(sessionAt, { id: sessionId, at }).toPromise();
      if (data?.session == null || !wanted) return;
      const { edges, pageInfo } = data.session.newest;
      const found = {
        at,
        view: viewOf(data.session),
        recent: edges.map(({ node }) => node),
        hasEarlier: pageInfo.hasPreviousPage,
      };
      kept.set(key, found);
      setPast(found);
    }, restMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [sessionId, at]);
  return at === null ? null : past;
}
