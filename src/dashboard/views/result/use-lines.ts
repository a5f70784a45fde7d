// Use lines: the lines of an estimate, or of one of its trades, for as long as they are shown.

import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type Lines, type OpenLines, openLines } from './open-lines.ts';

const none = createStore<Lines>(() => ({ lines: [], total: null, hasMore: false, error: null }));

/** `estimate` only tells one estimate of a run from the next. */
export function useLines(
  workflowId: string,
  estimate: object,
  trade: string | null,
): Lines & Pick<OpenLines, 'more' | 'all'> & { isStale: boolean } {
  const [open, setOpen] = useState<OpenLines | null>(null);
  const [next, setNext] = useState<OpenLines | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another estimate has other lines
  useEffect(() => {
    const opened = openLines(workflowId, trade);
    let isShown = true;
    setNext(opened);
    // What was there stays until the first page is, so that the page does not jump.
    void opened.more().then(() => {
      if (isShown) setOpen(opened);
    });
    return () => {
      isShown = false;
      opened.close();
    };
  }, [workflowId, estimate, trade]);
  const lines = useStore(open?.store ?? none);
  return {
    ...lines,
    more: () => open?.more() ?? Promise.resolve(),
    all: () => open?.all() ?? Promise.resolve(),
    isStale: open !== next,
  };
}
