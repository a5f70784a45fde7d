// Live session: a session that a person looks at, kept up to date for as long as they do.
//
//   asking ──answer──▶ following ──▶ …          what the stream brings is taken in at most once a frame
//
//   L1. Every event is taken in once and in order, over cut connections too: `streams` goes on where it was.
//   L2. At most `keep` of the newest events are held; the list asks for earlier ones.
//   L3. «Live» is said when what was missed is in the view, not before.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { wait } from '../../client/wait.ts';
import { client } from '../api/client.ts';
import { beginFollowing, connection } from '../api/connection.ts';
import type { FollowSubscription } from '../generated/graphql.ts';
import { follow, headOf, sessionAt } from './documents.ts';
import type { Remark } from './remark.ts';
import { type Event, fold, type View, viewOf, withSnapshot } from './view.ts';

export type Live =
  | { phase: 'asking' }
  | { phase: 'missing' }
  | { phase: 'failed'; message: string }
  | { phase: 'open'; view: View; recent: readonly Event[]; remarks: readonly Remark[]; hasEarlier: boolean };

export interface LiveSession {
  store: StoreApi<Live>;
  close(): void;
}

type Item = FollowSubscription['feed'];

const keep = 2000;
const maxRemarks = 100;
/** A page in the background gets no frames, and may be sent there while it waits for one. */
const noFrameMs = 250;

export function openLiveSession(sessionId: string): LiveSession {
  const store = createStore<Live>(() => ({ phase: 'asking' }));
  const closing = new AbortController();
  let waiting: Item[] = [];
  let due: { frame: number; timer: ReturnType<typeof setTimeout> } | null = null;
  let unsubscribe = () => {};
  let position: string | null = null;

  async function start(): Promise<void> {
    for (let retries = 0; !closing.signal.aborted; retries++) {
      const { data, error } = await client.query(sessionAt, { id: sessionId }).toPromise();
      if (closing.signal.aborted) return;
      if (data?.session === null) return store.setState({ phase: 'missing' }, true);
      if (data?.session !== undefined) {
        const { newest } = data.session;
        const recent = newest.edges.map(({ node }) => node);
        const hasEarlier = newest.pageInfo.hasPreviousPage;
        store.setState({ phase: 'open', view: viewOf(data.session), recent, remarks: [], hasEarlier }, true);
        position = data.session.cursor;
        return listen();
      }
      if (error?.networkError === undefined)
        return store.setState({ phase: 'failed', message: error?.message ?? 'No answer came.' }, true);
      await wait(Math.min(5000, 500 * 2 ** retries), closing.signal);
    }
  }

  function listen(): void {
    const { unsubscribe: stop } = client
      .subscription(follow, { sessionId, after: position })
      .subscribe(({ data, error }) => {
        if (error !== undefined) store.setState({ phase: 'failed', message: error.message }, true);
        else if (data !== undefined) take(data.feed);
      });
    unsubscribe = stop;
  }

  function take(item: Item): void {
    if (item.__typename === 'FeedEnding' && item.endReason === 'SLOW_CLIENT')
      void again(item.retryAfterMs ?? 0);
    // The log is not the one that this page read, such as after a backup was put back.
    if (item.__typename === 'FeedGap' && item.gapReason === 'CURSOR_UNKNOWN') return void anew();
    waiting.push(item);
    due ??= { frame: requestAnimationFrame(takeIn), timer: setTimeout(takeIn, noFrameMs) };
  }

  function forgetDue(): void {
    if (due === null) return;
    cancelAnimationFrame(due.frame);
    clearTimeout(due.timer);
    due = null;
  }

  function anew(): Promise<void> {
    unsubscribe();
    forgetDue();
    waiting = [];
    return start();
  }

  /** This page was too slow for its stream; it goes on from what it has. */
  async function again(ms: number): Promise<void> {
    unsubscribe();
    await wait(ms, closing.signal);
    takeIn();
    const state = store.getState();
    if (closing.signal.aborted || state.phase !== 'open') return;
    position = state.view.session.cursor;
    listen();
  }

  function takeIn(): void {
    forgetDue();
    const items = waiting;
    waiting = [];
    const state = store.getState();
    if (state.phase !== 'open' || items.length === 0) return;
    let { view } = state;
    const events: Event[] = [];
    const remarks: Remark[] = [];
    for (const item of items) {
      const at = view.session.lastSequence;
      switch (item.__typename) {
        case 'FeedSnapshot':
          view = withSnapshot(view, item.session);
          break;
        case 'FeedEvent':
          if (item.event.sequence > at) events.push(item.event);
          view = fold(view, item.event);
          break;
        case 'FeedConflated':
          remarks.push({ key: `merged ${item.toSequence}`, at, kind: 'conflated', count: item.droppedCount });
          break;
        case 'FeedGap':
          remarks.push({ ...item, key: `gap ${item.toSequence}`, at, kind: 'gap' });
          break;
      }
    }
    const recent = events.length === 0 ? state.recent : [...state.recent, ...events];
    store.setState({
      view,
      recent: recent.slice(-keep),
      hasEarlier: state.hasEarlier || recent.length > keep,
      remarks: remarks.length === 0 ? state.remarks : [...state.remarks, ...remarks].slice(-maxRemarks),
    });
    if (items.some(({ __typename }) => __typename === 'FeedCaughtUp'))
      connection.setState({ state: 'live' }, true);
  }

  /** After a reconnect it says how much is missing. */
  const stopWatching = connection.subscribe(async (now) => {
    if (now.state !== 'catching_up' || now.behind !== null) return;
    const { data } = await client.query(headOf, { id: sessionId }).toPromise();
    const state = store.getState();
    if (connection.getState() !== now || state.phase !== 'open' || data?.session == null) return;
    const behind = Math.max(0, data.session.lastSequence - state.view.session.lastSequence);
    connection.setState({ state: 'catching_up', behind }, true);
  });

  const endFollowing = beginFollowing();
  void start();
  return {
    store,
    close() {
      closing.abort();
      forgetDue();
      stopWatching();
      endFollowing();
      unsubscribe();
    },
  };
}
