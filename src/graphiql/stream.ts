// Stream: what one subscription told, in order and bounded, and held back while it is paused.

import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Result {
  data?: Record<string, unknown> | null | undefined;
  errors?: readonly { message: string }[] | undefined;
}

export interface Received {
  /** 1, 2, 3 … in the order of arrival. */
  number: number;
  /** Milliseconds since 1970. */
  arrivedAt: number;
  result: Result;
}

export type Phase = 'connecting' | 'live' | 'reconnecting' | 'complete' | 'stopped' | 'failed';

export interface StreamState {
  phase: Phase;
  shown: readonly Received[];
  /** What came while it was paused, and waits; null while it is not. */
  held: number | null;
  /** All that came since it began, or was cleared. */
  total: number;
}

export interface Stream {
  state: StoreApi<StreamState>;
  receive(result: Result): void;
  setPhase(phase: Phase): void;
  pause(): void;
  resume(): void;
  clear(): void;
}

/** The list keeps so many, and what waits while it is paused is at most twice that; the oldest fall away. */
export const mostKept = 2000;
/** Milliseconds between two looks at the list while results pour in. */
const tellEveryMs = 60;

export function createStream(now: () => number = Date.now): Stream {
  const state = createStore<StreamState>(() => ({ phase: 'connecting', shown: [], held: null, total: 0 }));
  let number = 0;
  let total = 0;
  let arrived: Received[] = [];
  let held: Received[] | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function newest(all: Received[]): Received[] {
    return all.length > mostKept ? all.slice(-mostKept) : all;
  }

  function tell(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const { shown } = state.getState();
    const grown = arrived.length === 0 ? shown : newest([...shown, ...arrived]);
    arrived = [];
    state.setState({ shown: grown, held: held?.length ?? null, total });
  }

  return {
    state,
    receive(result) {
      total++;
      const one = { number: ++number, arrivedAt: now(), result };
      if (held === null) arrived.push(one);
      else held.push(one);
      // Cut now and then, not at each arrival.
      if (arrived.length > 2 * mostKept) arrived = newest(arrived);
      if (held !== null && held.length > 2 * mostKept) held = newest(held);
      timer ??= setTimeout(tell, tellEveryMs);
    },
    setPhase(phase) {
      tell();
      state.setState({ phase });
    },
    pause() {
      held ??= [];
      tell();
    },
    resume() {
      arrived = newest([...arrived, ...(held ?? [])]);
      held = null;
      tell();
    },
    clear() {
      arrived = [];
      if (held !== null) held = [];
      total = 0;
      state.setState({ shown: [] });
      tell();
    },
  };
}
