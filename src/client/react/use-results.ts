// Use results: what a subscription tells, as the state of a React component.
//
//   R1. Each mounted component has one subscription. Where StrictMode runs effects twice, the first never begins.
//   R2. However much is told, it renders at most once in 16 ms, which is a frame.
//   R3. Another `subscribe` begins with nothing; a component that is gone is subscribed to nothing.

import type { FormattedExecutionResult, Sink } from 'graphql-ws';
import { useEffect, useState } from 'react';

/** Begins a subscription, such as `client.subscribe` of graphql-ws or `subscribeOverSse`; returns what ends it. */
export type Subscribe<Data> = (sink: Sink<FormattedExecutionResult<Data, unknown>>) => () => void;

export interface Results<Data> {
  /** The newest that were told, oldest first. */
  results: readonly Data[];
  /** What failed: a result’s GraphQL errors, or what ended the subscription. Null when nothing did. */
  error: unknown;
  /** Nothing more will be told. */
  complete: boolean;
}

const frameMs = 16;
const nothing: Results<never> = { results: [], error: null, complete: false };

/** `subscribe` is from `useMemo` or `useCallback`: a new one is another subscription. Keeps the newest `keep` results. */
export function useResults<Data>(subscribe: Subscribe<Data>, keep = 1000): Results<Data> {
  const [told, setTold] = useState<Results<Data>>(nothing);
  useEffect(() => {
    let waiting: Data[] = [];
    let rest: Partial<Results<Data>> = {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    let unsubscribe: (() => void) | null = null;
    let over = false;

    function show(): void {
      timer = undefined;
      const [newer, changed] = [waiting, rest];
      [waiting, rest] = [[], {}];
      setTold((before) => ({
        ...before,
        ...changed,
        results: newer.length === 0 ? before.results : [...before.results, ...newer].slice(-keep),
      }));
    }

    function note(change: Partial<Results<Data>>): void {
      if (over) return;
      rest = { ...rest, ...change };
      timer ??= setTimeout(show, frameMs);
    }

    queueMicrotask(() => {
      if (over) return;
      unsubscribe = subscribe({
        next({ data, errors }) {
          if (data != null) waiting.push(data);
          if (waiting.length > 2 * keep) waiting = waiting.slice(-keep);
          note(errors === undefined ? {} : { error: errors });
        },
        error: (error) => note({ error, complete: true }),
        complete: () => note({ complete: true }),
      });
    });
    return () => {
      over = true;
      clearTimeout(timer);
      unsubscribe?.();
      setTold(nothing);
    };
  }, [subscribe, keep]);
  return told;
}
