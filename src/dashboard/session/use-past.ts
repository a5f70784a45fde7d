// Use past: a session as it was after one event, asked of the server and kept for a while.
//
// A slider passes many places. One is asked for at a time, and then the newest that is wanted, so that what is shown
// follows the hand and the server is never asked more than it answers.

import { LRUCache } from 'lru-cache';
import { useEffect, useRef, useState } from 'react';
import { wait } from '../../client/wait.ts';
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

/** Each holds up to a few hundred events. */
const kept = new LRUCache<string, Past>({ max: 20 });
const againMs = 2000;

/** Null for now, and while the answer is under way the one before. */
export function usePast(sessionId: string, at: number | null): Past | null {
  const [past, setPast] = useState<Past | null>(null);
  const wanted = useRef(at);
  const asking = useRef(false);
  useEffect(() => {
    wanted.current = at;
    if (at === null) return setPast(null);
    if (!asking.current) void ask();

    async function ask(): Promise<void> {
      asking.current = true;
      for (let found: Past | null = null; wanted.current !== null && found?.at !== wanted.current; ) {
        found = await pastOf(sessionId, wanted.current);
        if (found === null) await wait(againMs);
        else if (wanted.current !== null) setPast(found);
      }
      asking.current = false;
    }
  }, [sessionId, at]);
  useEffect(
    () => () => {
      wanted.current = null;
    },
    [],
  );
  return at === null ? null : past;
}

/** Null when the server could not be asked. */
async function pastOf(sessionId: string, at: number): Promise<Past | null> {
  const key = `${at} ${sessionId}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const { data } = await client.query(sessionAt, { id: sessionId, at }).toPromise();
  if (data?.session == null) return null;
  const { edges, pageInfo } = data.session.newest;
  const recent = edges.map(({ node }) => node);
  const found = { at, view: viewOf(data.session), recent, hasEarlier: pageInfo.hasPreviousPage };
  kept.set(key, found);
  return found;
}
